use ens_coding::Error;

macro_rules! schemas {
    ($($name:literal),*) => {
        &[$(($name, include_str!(concat!("../../../bindings/schema/", $name, ".json")))),*]
    };
}

static SCHEMAS: &[(&str, &str)] =
    schemas!["visit", "claim", "check", "outcome", "draft", "explanation", "fix", "policy", "basis", "rule", "error"];

/// The JSON Schema of a document.
pub(crate) fn named(name: &[u8]) -> Result<String, Error> {
    let schema = SCHEMAS.iter().find(|(known, _)| known.as_bytes() == name);
    schema.map(|(_, schema)| (*schema).into()).ok_or_else(|| Error::new("schema/unknown", "$name"))
}
