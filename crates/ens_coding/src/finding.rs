//! What an answer consists of.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::date::Date;
use crate::facts::Facts;
use crate::fix::Fix;
use crate::source::Trust;

/// The answer to a visit, or to a visit and a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The answer in a word.
    pub verdict: Verdict,
    /// The claim as the record supports it: the draft or the submitted claim, with every fix applied that needs no
    /// further record.
    pub claim: Claim,
    /// The claim that was judged, where it differs from `claim`: findings and steps name its lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged: Option<Claim>,
    /// What is wrong or worth knowing.
    pub findings: Vec<Finding>,
    /// Why the draft looks as it does; empty where a claim was submitted.
    pub steps: Vec<Step>,
    /// What was not checked, and what it lacked.
    pub not_run: Vec<NotRun>,
    /// What the answer rests on.
    pub basis: Basis,
}

impl Outcome {
    /// The claim whose lines the findings and steps count.
    pub fn judged(&self) -> &Claim {
        self.judged.as_ref().unwrap_or(&self.claim)
    }
}

/// A drafted claim before any edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The draft.
    pub claim: Claim,
    /// Services that could not be drafted, and choices that were made.
    pub findings: Vec<Finding>,
    /// Why the draft looks as it does.
    pub steps: Vec<Step>,
    /// What could not be decided, and what it lacked.
    pub not_run: Vec<NotRun>,
    /// What the draft rests on.
    pub basis: Basis,
}

/// The answer in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Every rule that applies was checked and found nothing to repair.
    Clean,
    /// At least one denial is to be expected, or, where everything was checked, at least one warning.
    Findings,
    /// No denial was found, but something could not be checked.
    Incomplete,
}

impl Verdict {
    /// The verdict of these findings: a denial decides; else what was not checked; else a warning.
    pub(crate) fn of(findings: &[Finding], not_run: &[NotRun]) -> Self {
        let worst = findings.iter().map(|finding| finding.severity).max();
        match worst {
            Some(Severity::Deny) => Self::Findings,
            _ if !not_run.is_empty() => Self::Incomplete,
            Some(Severity::Warn) => Self::Findings,
            _ => Self::Clean,
        }
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing to repair.
    Info,
    /// Denial is probable, an audit may object, or only a secondary source says so.
    Warn,
    /// The payer would deny or return it, or the line is untrue; a primary source says so.
    Deny,
}

/// One thing that is wrong or worth knowing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// Id of the rule, `family/condition`.
    pub rule: Cow<'static, str>,
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub at: At,
    /// The facts that fired the rule, by name.
    pub facts: Facts,
    /// Sources of the rule and of the facts.
    pub citations: Vec<Citation>,
    /// Ways to mend it, the best one first.
    pub fixes: Vec<Fix>,
    /// Adjustment and remark codes to be expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denial: Option<Denial>,
}

/// Where a finding or step belongs: a line of the judged claim, a service or a diagnosis of the visit, all counted
/// from 0. All missing: the claim as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct At {
    /// Place of the claim line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u16>,
    /// Place of the other claim line of a pair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_line: Option<u16>,
    /// Place of the service on the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<u16>,
    /// Place of the diagnosis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<u16>,
    /// Place of the clinician of a practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clinician: Option<u16>,
}

fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

impl At {
    /// The claim as a whole.
    pub const CLAIM: Self = Self { line: None, other_line: None, service: None, diagnosis: None, clinician: None };

    /// A claim line.
    pub fn line(at: usize) -> Self {
        Self { line: Some(place(at)), ..Self::CLAIM }
    }

    /// A pair of claim lines.
    pub fn pair(at: usize, other: usize) -> Self {
        Self { line: Some(place(at)), other_line: Some(place(other)), ..Self::CLAIM }
    }

    /// A service of the visit.
    pub fn service(at: usize) -> Self {
        Self { service: Some(place(at)), ..Self::CLAIM }
    }

    /// A clinician of a practice.
    pub fn clinician(at: usize) -> Self {
        Self { clinician: Some(place(at)), ..Self::CLAIM }
    }

    /// A diagnosis.
    pub fn diagnosis(at: usize) -> Self {
        Self { diagnosis: Some(place(at)), ..Self::CLAIM }
    }
}

/// A source, as an answer names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// Title of the source.
    pub title: Cow<'static, str>,
    /// How good the source is.
    pub trust: Trust,
    /// First day on which the cited fact is in force, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day on which the cited fact is in force, where it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// The adjustment that a payer would probably send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Denial {
    /// Claim adjustment group and reason codes, such as `CO-97`.
    pub carc: Cow<'static, str>,
    /// Remittance advice remark codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rarc: Vec<Cow<'static, str>>,
}

/// Why a part of the draft looks as it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Id of the reason, `select/…`.
    pub reason: Cow<'static, str>,
    /// Where it belongs.
    pub at: At,
    /// The facts behind it.
    pub facts: Facts,
    /// Sources.
    pub citations: Vec<Citation>,
}

/// A rule that could not be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NotRun {
    /// Id of the rule.
    pub rule: Cow<'static, str>,
    /// Where it would have been checked.
    pub at: At,
    /// What is missing: a path of the visit, `table:NAME` or `policy:NAME`.
    pub lacks: Cow<'static, str>,
}

/// What an answer rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Version of the library.
    pub library: Cow<'static, str>,
    /// The policy that was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Cow<'static, str>>,
    /// Judged strictly: an edition that does not cover the date of service makes the answer incomplete.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub strict: bool,
    /// Of an answer: the tables, the policy, and those that it inherits from. Of a rulebook: every part.
    pub parts: alloc::sync::Arc<[Part]>,
}

/// A loaded table or policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// `table:NAME` or `policy:NAME`.
    pub part: String,
    /// Edition of a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// SHA-256 of the bytes, its first 128 bits in hexadecimal digits.
    pub digest: String,
}
