//! Every example document is one that the library takes.

use std::fs;

use ens_coding::{Rulebook, json};
use ens_coding_examples::documents;

type Failure = Box<dyn std::error::Error>;

fn each(folder: &str, check: impl Fn(&[u8]) -> Result<String, ens_coding::Error>) -> Result<(), Failure> {
    let paths = documents(folder)?;
    assert!(!paths.is_empty(), "no document in examples/{folder}");
    for path in paths {
        let answer = check(&fs::read(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        json::explain(answer.as_bytes()).map_err(|error| format!("{}: answer: {error}", path.display()))?;
    }
    Ok(())
}

#[test]
fn visits_are_coded() -> Result<(), Failure> {
    each("visits", |visit| json::code(visit, Rulebook::bundled()))
}

#[test]
fn claims_are_checked() -> Result<(), Failure> {
    each("claims", |document| json::edit_document(document, Rulebook::bundled()))
}
