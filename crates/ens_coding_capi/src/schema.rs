use ens_coding::Error;

macro_rules! schemas {
    ($($name:literal),*) => {
        &[$(($name, include_str!(concat!("../../../bindings/schema/", $name, ".json")))),*]
    };
}

static SCHEMAS: &[(&str, &str)] = schemas![
    "visit",
    "claim",
    "check",
    "options",
    "outcome",
    "compact",
    "draft",
    "practice",
    "audit",
    "ledger",
    "explanation",
    "fix",
    "policy",
    "basis",
    "rule",
    "error"
];

/// The JSON Schema of a document.
pub(crate) fn named(name: &[u8]) -> Result<String, Error> {
    let schema = SCHEMAS.iter().find(|(known, _)| known.as_bytes() == name);
    schema.map(|(_, schema)| (*schema).into()).ok_or_else(|| Error::new("schema/unknown", "$name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_of_the_repository_has_its_name() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../bindings/schema");
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut written: Vec<String> =
            files.filter_map(|file| Some(file.file_name().to_str()?.strip_suffix(".json")?.to_owned())).collect();
        let mut known: Vec<&str> = SCHEMAS.iter().map(|(name, _)| *name).collect();
        written.sort();
        known.sort_unstable();
        assert_eq!(known, written);
        assert!(known.iter().all(|name| named(name.as_bytes()).is_ok_and(|schema| schema.starts_with('{'))));
        assert!(named(b"visi").is_err());
    }
}
