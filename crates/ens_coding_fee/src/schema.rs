//! JSON Schema of every document.

use alloc::vec::Vec;
use schemars::{JsonSchema, Schema, generate::SchemaSettings};

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

/// Name and schema of every document that goes in or comes out.
pub fn all() -> Vec<(&'static str, Schema)> {
    Vec::from([("fee_request", of::<crate::FeeRequest>()), ("fee_estimate", of::<crate::FeeEstimate>())])
}
