//! `ens missing`, `ens receipt` and `ens replay`: the services around an answer.

use super::*;

fn check() -> String {
    check_document(VISIT, CLAIM)
}

#[test]
fn missing_gives_the_library_s_list_and_a_page() {
    let desk = Desk::new();
    let visit = desk.file("visit.json", VISIT);
    let list = run(args!["missing", "--format", "json", visit]);
    let own = json::missing(VISIT.as_bytes(), Rulebook::bundled()).unwrap();
    assert_eq!((list.status, list.out.trim_end()), (1, own.as_str()));
    let page = run(args!["missing", visit]);
    for words in ["G0283", "OPEN  documentation/session-note-incomplete", "services[0].note.goal yes", "source: "] {
        assert!(page.out.contains(words), "{words}: {}", page.out);
    }
    let both = run_with(one_line(&check()), ["missing", "--format", "json"]);
    let own = json::missing(check().as_bytes(), Rulebook::bundled()).unwrap();
    assert_eq!(both.out.trim_end(), own);
    let refused = run(args!["missing", desk.file("claim.json", CLAIM)]);
    assert_eq!(refused.status, 2, "{}", refused.err);
}

#[test]
fn a_receipt_is_replayed_and_what_differs_is_named() {
    let desk = Desk::new();
    let (visit, both) = (desk.file("visit.json", VISIT), desk.file("check.json", check()));
    for (document, answer) in [
        (&visit, json::code(VISIT.as_bytes(), Rulebook::bundled())),
        (&both, json::edit_document(check().as_bytes(), Rulebook::bundled())),
    ] {
        let receipt = desk.file("receipt.json", run(args!["receipt", document]).out);
        let again = run(args!["replay", "--format", "json", receipt, document]);
        let expected = format!("{{\"same\":true,\"answer\":{}}}\n", answer.unwrap());
        assert_eq!((again.status, again.out), (0, expected));
        let page = run(args!["replay", receipt, document]);
        assert!(page.status == 0 && page.out.starts_with("Verdict: "), "{}", page.out);
        let strict = run(args!["replay", "--strict", receipt, document]);
        assert_eq!(strict.status, 1);
        assert!(strict.out.contains("strict: receipt false, now true"), "{}", strict.out);
    }
    let compact = run(args!["receipt", "--compact", "--format", "json", visit]);
    let again = run(args!["replay", desk.file("compact.json", compact.out), visit]);
    let options = ens_coding::Options { compact: true, ..ens_coding::Options::default() };
    let expected = json::code(VISIT.as_bytes(), &Rulebook::bundled().with(options)).unwrap();
    assert_eq!((again.status, again.out.trim_end()), (0, expected.as_str()));
    let receipt = desk.file("receipt.json", run(args!["receipt", visit]).out);
    let policy = desk.file("own.json", OWN_POLICY);
    let same = run(args!["replay", "--part", policy, receipt, visit]);
    assert_eq!(same.status, 0, "another payer's policy is no part of the answer: {}", same.out);
    let bare = run(args!["replay", "--no-bundled", receipt, visit]);
    assert_eq!(bare.status, 1);
    assert!(bare.out.contains("table:codes: receipt 2026-11-21 "), "{}", bare.out);
    let request = json!({ "receipt": json!({}), "visit": json!({}) });
    assert_eq!(run_with(request.to_string(), ["replay", "--format", "json"]).status, 2);
}

const OWN_POLICY: &str = r#"{ "policy": "lakeside", "title": "an invented plan", "line_of_business": "commercial",
  "inherits": "commercial", "sources": [{ "id": "contract", "title": "an invented contract", "trust": "primary" }] }"#;
