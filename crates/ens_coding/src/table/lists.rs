//! What the rows of the official code lists say.

#[cfg(feature = "write")]
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::fees::{Contractor, DenialCode, Indicator};
use super::{Key, PackSource, Table};
use crate::code::{Code, Modifier};
use crate::date::Date;
use crate::diagnosis::Diagnosis;

/// A HCPCS Level II code, as CMS's file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelTwo {
    /// Coverage code: `C` carrier judgment, `D` special instructions, `I` not payable by Medicare, `M` non-covered by
    /// statute, `S` non-covered by statute with exceptions; empty where the file has none.
    pub coverage: Indicator,
    /// Pricing indicators.
    pub pricing: Vec<Indicator>,
    /// Types of service.
    pub types_of_service: Vec<Indicator>,
    /// Codes that are named beside it.
    pub see: Vec<Code>,
}

/// HCPCS Level II: codes and modifiers with the days on which they are in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hcpcs {
    /// The codes.
    pub codes: Table<Code, LevelTwo>,
    /// The modifiers.
    pub modifiers: Table<Modifier, ()>,
}

/// What kind a denial code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DenialKind {
    /// Claim adjustment group code.
    Group,
    /// Claim adjustment reason code (CARC).
    Reason,
    /// Remittance advice remark code (RARC).
    Remark,
}

impl Key for (DenialKind, DenialCode) {}

/// A denial code of the official lists; its words are not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedDenial {
    /// Day of its last change.
    pub modified: Option<Date>,
}

/// A version of an article or coverage determination, and what it says of codes and diagnoses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Number without its letter.
    pub id: u32,
    /// Version.
    pub version: u16,
    /// A coverage determination (`L`), not an article (`A`).
    pub is_lcd: bool,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Contractors whose article it is.
    pub contractors: Vec<Contractor>,
    /// The codes it speaks of, with their groups, ascending.
    pub codes: Vec<(Code, u16)>,
    /// Diagnoses that support necessity, with their groups, ascending.
    pub covered: Vec<(Diagnosis, u16)>,
    /// Diagnoses that do not, with their groups, ascending.
    pub not_covered: Vec<(Diagnosis, u16)>,
}

/// What an article says of a diagnosis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// It supports necessity.
    Covered,
    /// It is listed as not supporting it.
    NotCovered,
    /// It is on neither list.
    NotListed,
}

/// Local coverage: articles and determinations, by number and version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalCoverage {
    /// Where they come from.
    pub source: PackSource,
    /// The articles, ascending by number and version.
    pub articles: Vec<Article>,
}

impl LocalCoverage {
    /// The versions of articles that speak of a code, in force on a date and for a contractor.
    pub fn of<'a>(&'a self, code: Code, contractor: &'a str, date: Date) -> impl Iterator<Item = &'a Article> {
        self.articles.iter().filter(move |article| {
            date.within(article.from, article.to)
                && article.contractors.iter().any(|own| own.as_str() == contractor)
                && article.codes.iter().any(|(own, _)| *own == code)
        })
    }

    /// Whether the articles are in order.
    pub(super) fn is_sound(&self) -> bool {
        let key = |article: &Article| (article.is_lcd, article.id, article.version);
        self.articles.is_sorted_by(|a, b| key(a) < key(b))
    }
}

impl Article {
    /// What the article says of a diagnosis, in any of its groups.
    pub fn says_of(&self, diagnosis: Diagnosis) -> Coverage {
        let has = |list: &[(Diagnosis, u16)]| {
            let start = list.partition_point(|(own, _)| *own < diagnosis);
            list.get(start).is_some_and(|(own, _)| *own == diagnosis)
        };
        match (has(&self.covered), has(&self.not_covered)) {
            (true, _) => Coverage::Covered,
            (false, true) => Coverage::NotCovered,
            (false, false) => Coverage::NotListed,
        }
    }
}

/// Label of a pack's source, for tables that carry one source for all rows.
impl PackSource {
    /// A primary source of this id and title.
    #[cfg(feature = "write")]
    pub fn primary(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), trust: crate::source::Trust::Primary }
    }
}
