//! Text that is not JSON, or not what the schema means.

use ens_coding::{Rulebook, json};

use crate::{CLAIM, VISIT, one, problems, refused};

#[test]
fn documents_that_end_too_early() {
    let book = Rulebook::bundled();
    for end in 0..VISIT.len() {
        let part = &VISIT.as_bytes()[..end];
        let code = match std::str::from_utf8(part) {
            Ok(_) => "json/truncated",
            Err(_) => "json/not-utf8",
        };
        let error = json::code(part, book).expect_err("a part was coded");
        assert_eq!(problems(&error), one(code, "$"), "{end} bytes");
        assert_eq!(json::edit(part, CLAIM.as_bytes(), book).unwrap_err(), error);
        if let Ok(part) = std::str::from_utf8(part) {
            assert_eq!(json::visit(part).unwrap_err(), error);
        }
    }
}

#[test]
fn documents_that_are_not_visits_or_not_json() {
    for (text, code) in [
        ("", "json/truncated"),
        (" \n", "json/truncated"),
        ("null", "field/wrong-type"),
        ("7", "field/wrong-type"),
        ("\"visit\"", "field/wrong-type"),
        ("[]", "field/wrong-type"),
        ("visit", "json/syntax"),
        ("{'payer':1}", "json/syntax"),
        ("{\"payer\":NaN}", "json/syntax"),
        ("{\"payer\":{},}", "json/syntax"),
        ("\u{feff}{}", "json/syntax"),
    ] {
        assert_eq!(refused(text), one(code, "$"), "{text:?}");
    }
    assert_eq!(refused(&format!("{VISIT} {{}}")), one("json/syntax", "$"));
}

#[test]
fn bytes_that_are_not_utf8() {
    let book = Rulebook::bundled();
    for bad in [&b"\xff"[..], b"\xc3\x28", b"\xed\xa0\x80", b"\xf8\x88\x80\x80\x80"] {
        for place in ["medicare", "\"payer\"", "pt", "außen"] {
            let at = VISIT.find(place).unwrap() + 1;
            let (before, after) = VISIT.as_bytes().split_at(at);
            let text = [before, bad, after].concat();
            let error = json::code(&text, book).unwrap_err();
            assert_eq!(problems(&error), one("json/not-utf8", "$"), "{place}");
            let error = json::edit(VISIT.as_bytes(), &text, book).unwrap_err();
            assert_eq!(problems(&error), one("json/not-utf8", "$claim"), "{place}");
        }
    }
}

#[test]
fn numbers_beyond_all_measure() {
    let at = |number: &str| VISIT.replacen("\"minutes\": 15", &format!("\"minutes\": {number}"), 1);
    for number in ["15.0", "1e1", "1e308", "-0.0", "99999999999999999999", "-99999999999999999999"] {
        let problems = refused(&at(number));
        let codes = ["field/wrong-type", "value/out-of-range"];
        assert!(codes.contains(&&*problems[0].0) && problems.len() == 1, "{number} {problems:?}");
        assert_eq!(problems[0].1, "$.services[0].minutes", "{number}");
    }
    // It is JSON, so that the error must not say otherwise.
    for number in ["1e400", "-1e400"] {
        let code = &refused(&at(number))[0].0;
        assert!(["field/wrong-type", "value/out-of-range"].contains(&&**code), "{number} {code}");
    }
}
