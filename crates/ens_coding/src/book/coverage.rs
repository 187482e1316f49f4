//! What a policy says of therapies: whether it covers them, what it asks of them, and how often it allows them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::coverage_words::{Asked, Stance, Therapy};
use crate::date::Date;
use crate::source::Trust;
use crate::visit::Purpose;

/// A payer's position on a therapy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// The therapy.
    pub therapy: Therapy,
    /// Whether it is covered.
    pub stance: Stance,
    /// Only for diagnoses that begin like this, without the dot; for all where empty. Entries with diagnoses go before
    /// those without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnoses: Vec<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// How many sessions of a therapy a payer allows in a window that ends with the visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// The therapy; sessions at the spine are counted by region.
    pub therapy: Therapy,
    /// Only sessions for this purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Sessions at most; days with several lines are one session.
    pub sessions: u32,
    /// Length of the window in months, where it is not in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Length of the window in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Whether the first day of the window counts, such as the day a year ago; where nobody says, the answer warns on
    /// that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_day_counts: Option<bool>,
    /// Sessions beyond the number are allowed while the patient improves.
    #[serde(default)]
    pub more_if_improving: bool,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// What a payer asks of a therapy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What is asked.
    pub criterion: Asked,
    /// The number that is asked; 1 and 0 for what is asked or not.
    pub value: u32,
    /// The therapies of which it is asked; of all where empty. Entries with therapies go before those without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub therapies: Vec<Therapy>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}
