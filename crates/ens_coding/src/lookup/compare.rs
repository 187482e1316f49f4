//! Two or three codes side by side.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::told::{Told, Unanswered, word};
use super::{Lookup, LookupRequest, lookup};
use crate::book::Rulebook;
use crate::code::Code;
use crate::date::Date;
use crate::error::Error;
use crate::finding::Basis;
use crate::visit::Payer;

/// What is compared.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CompareRequest {
    /// Two or three codes.
    pub codes: Vec<Code>,
    /// Date of service.
    pub date: Date,
    /// Who pays; as for the look-up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
}

/// Codes side by side: a row for each question that any of them answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The codes, in the order of the request.
    pub codes: Vec<Code>,
    /// Date of service.
    pub date: Date,
    /// The policy that answered for the payer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// The rows, in the order of the look-up's questions; the pair edits among the codes are the last one.
    pub rows: Vec<ComparisonRow>,
    /// Questions that could not be asked of one of the codes.
    pub not_run: Vec<Unanswered>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// One question, with the answers of each code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ComparisonRow {
    /// The question, as the look-up names it.
    pub question: Cow<'static, str>,
    /// All codes have the same answers, whoever gives them.
    pub is_same: bool,
    /// The answers of each code, in the order of the codes.
    pub cells: Vec<Vec<Told>>,
}

/// Two or three codes side by side, from the look-up of each.
///
/// # Errors
/// `value/out-of-range` at `$.codes` where there are not two or three different codes.
pub fn compare(request: &CompareRequest, book: &Rulebook) -> Result<Comparison, Error> {
    let codes = &request.codes;
    let repeated = codes.iter().enumerate().any(|(at, code)| codes.iter().take(at).any(|other| other == code));
    if !(2..=3).contains(&codes.len()) || repeated {
        return Err(Error::new("value/out-of-range", "$.codes"));
    }
    let one =
        |code: &Code| lookup(&LookupRequest { code: *code, date: request.date, payer: request.payer.clone() }, book);
    let found: Vec<Lookup> = codes.iter().map(one).collect::<Result<_, _>>()?;
    let mut rows = Vec::new();
    for (at, question) in Lookup::QUESTIONS.iter().enumerate() {
        let cells = found.iter().map(|it| it.answers().nth(at).map(|(_, told)| told.to_vec()).unwrap_or_default());
        rows.extend(row(question, cells.collect()));
    }
    rows.extend(row("pairs", found.iter().map(|it| among(it, codes)).collect()));
    let mut not_run: Vec<Unanswered> = Vec::new();
    for it in found.iter().flat_map(|it| &it.not_run) {
        if !not_run.contains(it) {
            not_run.push(it.clone());
        }
    }
    let policy = found.first().and_then(|it| it.policy.clone());
    let basis = found.into_iter().next().map(|it| it.basis).unwrap_or_default();
    Ok(Comparison { codes: codes.clone(), date: request.date, policy, rows, not_run, basis })
}

/// A row, unless no code has an answer.
fn row(question: &'static str, cells: Vec<Vec<Told>>) -> Option<ComparisonRow> {
    if cells.iter().all(Vec::is_empty) {
        return None;
    }
    let says = |it: &Told| (it.value.clone(), it.about.clone(), it.indicator);
    let same = |one: &Vec<Told>, other: &Vec<Told>| one.iter().map(says).eq(other.iter().map(says));
    let is_same = cells.first().is_some_and(|first| cells.iter().all(|cell| same(first, cell)));
    Some(ComparisonRow { question: question.into(), is_same, cells })
}

/// The pair edits of a code with the others that are compared.
fn among(own: &Lookup, codes: &[Code]) -> Vec<Told> {
    let mut found = Vec::new();
    for list in &own.pairs {
        for it in list.partners.iter().filter(|it| codes.contains(&it.code)) {
            let says = match (it.column, it.indicator) {
                (1, 0) => "column one: the other code is never paid beside it",
                (1, _) => {
                    "column one: the other code is denied beside it, unless a modifier shows that they are distinct"
                }
                (_, 0) => "column two: never paid beside the other code",
                _ => "column two: denied beside the other code, unless a modifier shows that they are distinct",
            };
            let citation = crate::finding::Citation { from: it.from, to: it.to, ..list.citation.clone() };
            let told = Told::new(it.code.to_string(), says, Some(citation));
            let about = format!("{}, column {}", word(&list.setting), it.column);
            found.extend(told.map(|told| told.about(about).indicator(it.indicator)));
        }
    }
    found
}
