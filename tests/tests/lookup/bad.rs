//! What cannot be asked, what nobody knows, and what is not loaded.

use ens_coding::{Rulebook, json};

use super::looked_up;

fn problem(answer: Result<String, ens_coding::Error>) -> (String, String) {
    let error = answer.expect_err("bad input");
    (error.code().to_owned(), error.path().to_owned())
}

#[test]
fn malformed_requests_are_errors_with_a_path_and_without_the_value() {
    let book = Rulebook::bundled();
    let cases: [(Result<String, ens_coding::Error>, &str, &str); 10] = [
        (json::lookup(br#"{"code":"9703","date":"2026-01-01"}"#, book), "code/malformed", "$.code"),
        (json::lookup(br#"{"code":"97032","date":"2026-02-30"}"#, book), "date/impossible", "$.date"),
        (json::lookup(br#"{"code":"97032"}"#, book), "field/missing", "$.date"),
        (json::lookup(br#"{"code":"97032","date":"2026-01-01","x":1}"#, book), "field/unknown", "$.x"),
        (json::compare(br#"{"codes":["97032"],"date":"2026-01-01"}"#, book), "value/out-of-range", "$.codes"),
        (json::compare(br#"{"codes":["97032","97032"],"date":"2026-01-01"}"#, book), "value/out-of-range", "$.codes"),
        (json::compare(br#"{"codes":["97032","secret"],"date":"2026-01-01"}"#, book), "code/malformed", "$.codes[1]"),
        (json::crosswalk(br#"{"code":1,"date":"2026-01-01"}"#, book), "field/wrong-type", "$.code"),
        (json::search(br#"{"words":"tens","limit":0}"#, book), "value/out-of-range", "$.limit"),
        (json::search(format!(r#"{{"words":"{}"}}"#, "a".repeat(201)).as_bytes(), book), "limit/exceeded", "$.words"),
    ];
    for (answer, code, path) in cases {
        assert_eq!(problem(answer), (code.to_owned(), path.to_owned()));
    }
}

/// A well-formed code that nothing loaded has is an answer, and no silence of it is a no.
#[test]
fn unknown_codes_are_answers() {
    for text in ["99499", "Z9999", "0001U"] {
        let found = looked_up(text, "2026-03-04", "medicare");
        assert!(!found.is_listed && found.in_force.is_empty() && found.label.is_empty(), "{text}");
        for question in ["label", "in_force", "unit_limits", "pairs", "payer_takes"] {
            assert!(found.not_run.iter().any(|it| it.question == question), "{text}: {question}");
        }
    }
    let nobody = looked_up("97032", "2026-03-04", "nobody");
    assert!(nobody.not_run.iter().any(|it| it.lacks == "policy:payer.id"));
    assert!(nobody.payer_takes.is_empty() && nobody.terms.is_empty());
}

/// Without tables nothing is known, and each missing table is named.
#[test]
fn an_empty_rulebook_says_what_it_lacks() {
    let book = Rulebook::load([]).expect("nothing to load");
    let answer = json::lookup(br#"{"code":"97032","date":"2026-01-01"}"#, &book).expect("an answer");
    for table in ["codes", "status", "mue_practitioner", "mue_hospital", "ptp_practitioner", "add_on", "documentation"]
    {
        assert!(answer.contains(&format!(r#""lacks":"table:{table}""#)), "{table}: {answer}");
    }
    let found = json::search(br#"{"words":"tens"}"#, &book).expect("an answer");
    assert!(found.contains(r#""hits":[]"#) && found.contains("table:codes") && found.contains("table:synonyms"));
}

/// A strict rulebook names the tables whose editions do not cover the date.
#[test]
fn strict_rulebooks_ask_for_editions_of_the_date() {
    let book = json::with(Rulebook::bundled(), br#"{"strict":true}"#).expect("options");
    let answer = json::lookup(br#"{"code":"97032","date":"2026-03-04"}"#, &book).expect("an answer");
    assert!(answer.contains(r#""lacks":"table:mue_practitioner 2024-04-01, an edition for the date""#), "{answer}");
}
