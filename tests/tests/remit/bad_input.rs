//! Remittances that cannot be used: a code, a path, and no value of the document.

use ens_coding::{Rulebook, json};
use serde_json::{Value, json};

fn refused(change: impl Fn(&mut Value)) -> (String, String) {
    let path = ens_coding_tests::workspace_root().join("examples/remittances/unprocessable-97014.json");
    let mut document: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    change(&mut document);
    let error = json::remit(document.to_string().as_bytes(), Rulebook::bundled()).unwrap_err();
    (error.code().into(), error.path().into())
}

fn at(line: Value) -> (String, String) {
    refused(|document| document["lines"] = json!([line]))
}

fn pair(code: &str, path: &str) -> (String, String) {
    (code.into(), path.into())
}

#[test]
fn a_line_that_is_not_on_the_claim() {
    for line in [json!({ "line": 2 }), json!({ "code": "97035" }), json!({}), json!({ "line": 0, "code": "97014" })] {
        assert_eq!(at(line), pair("remit/line-unknown", "$.lines[0]"));
    }
    assert_eq!(refused(|it| it["lines"] = json!([])), pair("remit/empty", "$.lines"));
    let twice = json!([{ "line": 0 }, { "code": "97110" }]);
    assert_eq!(refused(|it| it["lines"] = twice.clone()), pair("remit/line-duplicate", "$.lines[1]"));
    let two_of_a_code = |it: &mut Value| {
        let line = it["claim"]["lines"][0].clone();
        it["claim"]["lines"][1] = line;
        it["lines"] = json!([{ "code": "97110" }]);
    };
    assert_eq!(refused(two_of_a_code), pair("remit/line-ambiguous", "$.lines[0]"));
}

#[test]
fn amounts_are_whole_cents_and_never_negative() {
    for amount in [json!(-1), json!(1.5), json!("100"), json!(10_000_000_001_u64)] {
        for field in ["charged_cents", "paid_cents"] {
            let (code, path) = at(json!({ "line": 0, field: amount }));
            assert!(["value/out-of-range", "field/wrong-type"].contains(&&*code), "{field} {amount}: {code}");
            assert_eq!(path, format!("$.lines[0].{field}"));
        }
        let (_, path) =
            at(json!({ "line": 0, "adjustments": [{ "group": "CO", "reason": "45", "amount_cents": amount }] }));
        assert_eq!(path, "$.lines[0].adjustments[0].amount_cents");
    }
}

#[test]
fn codes_that_have_no_shape() {
    let reason =
        |group: &str, reason: &str| at(json!({ "line": 0, "adjustments": [{ "group": group, "reason": reason }] }));
    for text in ["", "CO-97", "97a", "123456", "\u{e9}1", "9 7"] {
        assert_eq!(reason("CO", text), pair("denial-code/malformed", "$.lines[0].adjustments[0].reason"), "{text}");
    }
    assert_eq!(reason("XX", "97"), pair("value/unknown", "$.lines[0].adjustments[0].group"));
    assert_eq!(
        at(json!({ "line": 0, "remarks": ["N3622222"] })),
        pair("denial-code/malformed", "$.lines[0].remarks[0]")
    );
    assert_eq!(at(json!({ "line": 0, "remark": [] })), pair("field/unknown", "$.lines[0].remark"));
}

#[test]
fn problems_of_visit_and_claim_have_their_paths() {
    let (code, path) = refused(|it| it["claim"]["lines"] = json!([]));
    assert_eq!((code, path), pair("claim/empty", "$.claim.lines"));
    let (code, path) = refused(|it| it["visit"]["services"][0]["performer"] = "nobody".into());
    assert_eq!((code, path), pair("visit/performer-unknown", "$.visit.services[0].performer"));
    assert_eq!(refused(|it| it["remitted_on"] = "2024-02-30".into()), pair("date/impossible", "$.remitted_on"));
}
