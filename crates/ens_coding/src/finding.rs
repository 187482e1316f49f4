//! What an answer consists of.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::date::Date;
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
}

fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

impl At {
    /// The claim as a whole.
    pub const CLAIM: Self = Self { line: None, other_line: None, service: None, diagnosis: None };

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

    /// A diagnosis.
    pub fn diagnosis(at: usize) -> Self {
        Self { diagnosis: Some(place(at)), ..Self::CLAIM }
    }
}

/// Named facts, in the order in which the rule's sentence needs them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<(Cow<'static, str>, Value)>);

impl Facts {
    /// No fact yet, and room for as many as most findings have.
    pub(crate) fn with_room() -> Self {
        Self(Vec::with_capacity(4))
    }

    /// Adds a fact.
    pub fn push(&mut self, name: &'static str, value: impl Into<Value>) {
        self.0.push((Cow::Borrowed(name), value.into()));
    }

    /// The fact of this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find_map(|(own, value)| (own == name).then_some(value))
    }

    /// All facts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }
}

impl Serialize for Facts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> serde::de::Visitor<'de> for Map {
            type Value = Facts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of facts")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Facts, A::Error> {
                let mut facts = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    facts.push((Cow::Owned(name), value));
                }
                Ok(Facts(facts))
            }
        }
        deserializer.deserialize_map(Map)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Facts {
    fn schema_name() -> Cow<'static, str> {
        "Facts".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<Value>();
        schemars::json_schema!({ "type": "object", "additionalProperties": value,
            "description": "Named facts: codes, dates and words as text, counts as numbers, amounts in cents" })
    }
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Value {
    /// A count, or an amount in cents.
    Number(i64),
    /// A code, a date or a word.
    Text(Cow<'static, str>),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(number: $kind) -> Self {
                Self::Number(i64::from(number))
            }
        }
    )*};
}
numbers!(u8, u16, u32, i32, i64);

macro_rules! texts {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(value: $kind) -> Self {
                Self::Text(Cow::Owned(value.to_string()))
            }
        }
    )*};
}
texts!(crate::diagnosis::Diagnosis, crate::code::RevenueCode, crate::code::BillType, crate::money::Cents);

macro_rules! ascii {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(value: $kind) -> Self {
                Self::Text(Cow::Owned(crate::code::as_text(&crate::code::Ascii::ascii(value)).into()))
            }
        }
    )*};
}
ascii!(crate::code::Code, crate::code::Modifier, crate::code::PlaceOfService, Date);

impl From<crate::claim::Units> for Value {
    fn from(units: crate::claim::Units) -> Self {
        units.get().into()
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
