//! JSON Schema of every document.

use alloc::vec::Vec;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

/// The answer of a receipt again, or what differs.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "only its schema is used; the answer is text already")]
struct Replay {
    /// The answer is the same, byte for byte.
    same: bool,
    /// The answer, in the form that it had.
    answer: Option<Answered>,
    /// What is not as the receipt says.
    differences: Option<Vec<crate::Difference>>,
}

/// An answer, whole or in ids and facts.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, clippy::large_enum_variant, reason = "only its schema is used")]
enum Answered {
    /// Whole.
    Whole(crate::Outcome),
    /// In ids and facts.
    Compact(crate::json::Compact<'static>),
}

/// Name and schema of every document that goes in or comes out.
pub fn all() -> Vec<(&'static str, Schema)> {
    Vec::from([
        ("visit", of::<crate::Visit>()),
        ("claim", of::<crate::Claim>()),
        ("check", of::<crate::json::Check>()),
        ("outcome", of::<crate::Outcome>()),
        ("compact", of::<crate::json::Compact<'_>>()),
        ("options", of::<crate::Options>()),
        ("draft", of::<crate::Draft>()),
        ("practice", of::<crate::Practice>()),
        ("tallies", of::<crate::Tallies>()),
        ("audit", of::<crate::Audit>()),
        ("ledger", of::<crate::Ledger>()),
        ("checklist", of::<crate::Checklist>()),
        ("receipt", of::<crate::Receipt>()),
        ("replay_request", of::<crate::ReplayRequest>()),
        ("replay", of::<Replay>()),
        ("lookup_request", of::<crate::LookupRequest>()),
        ("lookup", of::<crate::Lookup>()),
        ("search_request", of::<crate::SearchRequest>()),
        ("search_result", of::<crate::SearchResult>()),
        ("compare_request", of::<crate::CompareRequest>()),
        ("comparison", of::<crate::Comparison>()),
        ("crosswalk_request", of::<crate::CrosswalkRequest>()),
        ("crosswalk", of::<crate::Crosswalk>()),
        ("remit_request", of::<crate::RemitRequest>()),
        ("remit_answer", of::<crate::RemitAnswer>()),
        ("scorecard", of::<crate::Scorecard>()),
        ("explanation", of::<crate::Explanation>()),
        ("fix", of::<crate::Fix>()),
        ("policy", of::<crate::book::Policy>()),
        ("basis", of::<crate::Basis>()),
        ("rule", of::<crate::rule::Listed<'_>>()),
        ("error", of::<crate::error::ErrorDocument<'_>>()),
    ])
}
