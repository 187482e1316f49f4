//! Every example document is one that the library takes.

use std::fs;

use ens_coding::{Rulebook, audit, json};
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

#[test]
fn fees_are_estimated() -> Result<(), Failure> {
    let paths = documents("fees")?;
    assert!(!paths.is_empty(), "no document in examples/fees");
    for path in paths {
        let answer = ens_coding_fee::json::fee(&fs::read(&path)?, Rulebook::bundled());
        let estimate = answer.map_err(|error| format!("{}: {error}", path.display()))?;
        assert!(estimate.contains(r#""multiple_procedures""#) || estimate.contains(r#""therapy_reduction""#));
    }
    Ok(())
}

#[test]
fn streams_are_counted_and_show_something() -> Result<(), Failure> {
    let stream = fs::read(ens_coding_examples::folder().join("streams/pain-practice.ndjson"))?;
    let tallies = json::tallies(&json::tally(&stream, Rulebook::bundled())?)?;
    assert_eq!((tallies.practices.len(), tallies.lines, tallies.refused_lines), (1, 40, 1));
    for practice in &tallies.practices {
        let audit = audit(practice, Rulebook::bundled())?;
        assert_eq!((audit.findings.len(), audit.not_run.len()), (3, 0));
    }
    Ok(())
}

#[test]
fn remittances_are_read() -> Result<(), Failure> {
    let paths = documents("remittances")?;
    assert!(!paths.is_empty(), "no document in examples/remittances");
    for path in paths {
        let answer = json::remit(&fs::read(&path)?, Rulebook::bundled());
        let answer = answer.map_err(|error| format!("{}: {error}", path.display()))?;
        assert!(answer.contains(r#""caught_by":[""#), "{} shows nothing", path.display());
    }
    Ok(())
}

#[test]
fn practices_are_audited() -> Result<(), Failure> {
    let paths = documents("practices")?;
    assert!(!paths.is_empty(), "no document in examples/practices");
    for path in paths {
        let practice = json::practice(&fs::read_to_string(&path)?);
        let answer = practice.and_then(|practice| audit(&practice, Rulebook::bundled()));
        let audit = answer.map_err(|error| format!("{}: {error}", path.display()))?;
        assert!(!audit.findings.is_empty(), "{} shows nothing", path.display());
    }
    Ok(())
}
