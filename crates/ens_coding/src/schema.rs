//! JSON Schema of every document.

use alloc::vec::Vec;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
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
