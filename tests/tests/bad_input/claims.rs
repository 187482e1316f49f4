//! Claims, alone and beside a visit.

use ens_coding::{Rulebook, json};
use serde_json::json;

use crate::{CLAIM, VISIT, changed, many, one, problems, refused_claim, sorted, valid};

#[test]
fn claims() {
    let line = |line: &str| format!(r#"{{ "lines": [{line}] }}"#);
    for (claim, code, path) in [
        (line(r#"{ "code": "9711", "units": 1 }"#), "code/malformed", "$claim.lines[0].code"),
        (line(r#"{ "code": "97110", "units": 0 }"#), "value/out-of-range", "$claim.lines[0].units"),
        (line(r#"{ "code": "97110", "units": 100000 }"#), "value/out-of-range", "$claim.lines[0].units"),
        (line(r#"{ "code": "97110", "units": 1.0 }"#), "field/wrong-type", "$claim.lines[0].units"),
        (line(r#"{ "code": "97110" }"#), "field/missing", "$claim.lines[0].units"),
        (
            line(r#"{ "code": "97110", "units": 1, "modifiers": ["GP", "gp"] }"#),
            "modifier/malformed",
            "$claim.lines[0].modifiers[1]",
        ),
        ("{}".to_owned(), "field/missing", "$claim.lines"),
        ("{".to_owned(), "json/truncated", "$claim"),
    ] {
        assert_eq!(refused_claim(&claim), one(code, path), "{claim}");
    }
}

#[test]
fn claims_that_do_not_agree_have_paths_of_the_claim() {
    let pointer = r#"{ "lines": [{ "code": "97110", "units": 1, "diagnosis_pointers": [9] }] }"#;
    let both = [refused_claim(r#"{ "lines": [] }"#), refused_claim(pointer)].concat();
    let expected =
        [one("claim/empty", "$claim.lines"), one("claim/pointer-unknown", "$claim.lines[0].diagnosis_pointers")];
    assert_eq!(both, expected.concat());
}

#[test]
fn a_document_of_both_has_paths_from_its_root() {
    let book = Rulebook::bundled();
    let both = |visit: &str, claim: &str| format!(r#"{{ "visit": {visit}, "claim": {claim} }}"#);
    assert!(json::edit_document(both(VISIT, CLAIM).as_bytes(), book).is_ok());
    let minutes = changed(&[("/services/0/minutes", json!("x"))]);
    let unknown = changed(&[("/services/1/performer", json!("nobody"))]);
    let mut wrong = Vec::new();
    for (document, code, path) in [
        (both(&minutes, CLAIM), "field/wrong-type", "$.visit.services[0].minutes"),
        (both(&unknown, CLAIM), "visit/performer-unknown", "$.visit.services[1].performer"),
        (both(VISIT, r#"{ "lines": [] }"#), "claim/empty", "$.claim.lines"),
    ] {
        let error = json::edit_document(document.as_bytes(), book).unwrap_err();
        let problems = problems(&error);
        if problems != one(code, path) {
            wrong.push((path, problems));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn problems_of_visit_and_claim_are_reported_together() {
    let visit = changed(&[("/date_of_service", json!("2026-02-30"))]);
    let claim = r#"{ "lines": [{ "code": "x", "units": 0 }] }"#;
    let error = json::edit(visit.as_bytes(), claim.as_bytes(), Rulebook::bundled()).unwrap_err();
    let all = many(&[
        ("date/impossible", "$.date_of_service"),
        ("code/malformed", "$claim.lines[0].code"),
        ("value/out-of-range", "$claim.lines[0].units"),
    ]);
    assert_eq!(sorted(problems(&error)), all);
}

#[test]
fn a_visit_without_services_is_not_coded() {
    for empty in [changed(&[("/services", json!([]))]), {
        let mut visit = valid();
        visit.as_object_mut().unwrap().shift_remove("services");
        visit.to_string()
    }] {
        assert!(json::visit(&empty).is_ok());
        let error = json::code(empty.as_bytes(), Rulebook::bundled()).unwrap_err();
        assert_eq!(problems(&error), one("visit/empty", "$.services"));
        assert!(json::edit(empty.as_bytes(), CLAIM.as_bytes(), Rulebook::bundled()).is_ok());
    }
}
