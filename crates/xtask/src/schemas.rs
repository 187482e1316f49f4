//! JSON Schema of every document.

use crate::{Failure, Output};

pub(crate) fn write(output: &mut Output) -> Result<(), Failure> {
    for (name, schema) in ens_coding::schema::all().into_iter().chain(ens_coding_fee::schema::all()) {
        output.put(&format!("bindings/schema/{name}.json"), format!("{}\n", serde_json::to_string_pretty(&schema)?))?;
    }
    Ok(())
}
