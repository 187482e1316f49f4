//! Documents that cannot be used: always refused, never with a panic, with a stable code and the right path for every
//! problem, and never with a value of the document in the answer.

#[path = "bad_input/claims.rs"]
mod claims;
#[path = "bad_input/fields.rs"]
mod fields;
#[path = "bad_input/limits.rs"]
mod limits;
#[path = "bad_input/secrets.rs"]
mod secrets;
#[path = "bad_input/text.rs"]
mod text;
#[path = "bad_input/together.rs"]
mod together;

use ens_coding::{Error, Rulebook, json};
use serde_json::Value;

/// A valid visit; the area takes more than one byte a character.
const VISIT: &str = r#"{
  "payer": { "id": "medicare", "terms": { "pair_edits": true } },
  "date_of_service": "2026-04-02",
  "setting": { "place_of_service": "11", "claim_form": "professional" },
  "performers": [{ "id": "pt", "kind": "physical_therapist" }, { "id": "pta", "kind": "physical_therapist_assistant" }],
  "plan_of_care": { "discipline": "pt", "established": true, "certified": null },
  "diagnoses": ["M17.11", "M54.50", "R52"],
  "services": [
    { "what": { "electrical_stimulation": { "attended": false } }, "minutes": 15, "area": "Knie “außen”" },
    { "what": "therapeutic_exercise", "id": "ex", "performer": "pta", "minutes": 30 },
    { "what": { "spinal_manipulation": { "regions": 2 } } }
  ],
  "documentation": { "note": { "minutes": true }, "waiver": "none" },
  "history": { "services": [{ "code": "97110", "date": "2026-04-01", "units": 2 }] }
}"#;

const CLAIM: &str = r#"{ "lines": [{ "code": "97110", "modifiers": ["GP"], "units": 2 }] }"#;

/// The valid visit as a tree.
fn valid() -> Value {
    serde_json::from_str(VISIT).unwrap()
}

/// The valid visit with other values at these pointers; a pointer to nothing adds a field.
fn changed(changes: &[(&str, Value)]) -> String {
    let mut visit = valid();
    for (pointer, value) in changes {
        set(&mut visit, pointer, value.clone());
    }
    visit.to_string()
}

fn set(tree: &mut Value, pointer: &str, value: Value) {
    match tree.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            tree.pointer_mut(parent).unwrap()[name] = value;
        }
    }
}

/// The problems of an error, from its JSON, whose shape is held to the contract.
fn problems(error: &Error) -> Vec<(String, String)> {
    let document = serde_json::to_value(error).unwrap();
    assert_eq!(document.as_object().unwrap().len(), 1);
    let first = &document["error"];
    let others = first["others"].as_array().cloned().unwrap_or_default();
    let text = |problem: &Value, field: &str| {
        let text = problem[field].as_str().unwrap_or_default();
        assert!(!text.is_empty(), "{field} of {problem}");
        text.to_owned()
    };
    let all: Vec<_> = std::iter::once(first)
        .chain(&others)
        .map(|problem| {
            assert_ne!(text(problem, "message"), "the input cannot be used", "{problem}");
            (text(problem, "code"), text(problem, "path"))
        })
        .collect();
    assert_eq!(error.code(), all[0].0);
    assert_eq!(error.path(), all[0].1);
    all
}

/// Reads a visit in both ways that lead to its types, which must agree.
fn refused(visit: &str) -> Vec<(String, String)> {
    let error = json::visit(visit).expect_err("an unusable visit was read");
    let again = json::code(visit.as_bytes(), Rulebook::bundled()).expect_err("it was even coded");
    assert_eq!(again, error);
    problems(&error)
}

fn refused_claim(claim: &str) -> Vec<(String, String)> {
    let book = Rulebook::bundled();
    problems(&json::edit(VISIT.as_bytes(), claim.as_bytes(), book).expect_err("it was checked"))
}

fn one(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

fn many(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all: Vec<_> = expected.iter().flat_map(|(code, path)| one(code, path)).collect();
    all.sort();
    all
}

fn sorted(mut problems: Vec<(String, String)>) -> Vec<(String, String)> {
    problems.sort();
    problems
}
