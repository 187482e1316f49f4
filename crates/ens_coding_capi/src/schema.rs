use ens_coding::Error;

/// Name and text of every file in `bindings/schema`; `build.rs` lists them.
static SCHEMAS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/schemas.rs"));

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
        let names = files.filter_map(|file| Some(file.file_name().to_str()?.strip_suffix(".json")?.to_owned()));
        let written: Vec<String> = names.collect();
        assert!(written.iter().any(|name| name == "visit") && written.len() == SCHEMAS.len());
        assert!(written.iter().all(|name| named(name.as_bytes()).is_ok_and(|schema| schema.starts_with('{'))));
        assert!(named(b"visi").is_err());
    }
}
