//! Only a primary source denies.

use ens_coding::{Finding, Outcome, Rulebook, Severity, Trust, code, edit, json};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::asked::all;
use crate::visits;

fn denials_without_primary(outcome: &Outcome) -> Vec<String> {
    let denials = outcome.findings.iter().filter(|it| it.severity == Severity::Deny);
    let untrusted = |it: &&Finding| !it.citations.iter().any(|citation| citation.trust == Trust::Primary);
    denials.filter(untrusted).map(|it| it.rule.to_string()).collect()
}

#[test]
fn every_denial_cites_a_primary_source() {
    let mut denials = 0;
    for asked in all() {
        let outcome = asked.answer();
        denials += outcome.findings.iter().filter(|it| it.severity == Severity::Deny).count();
        assert_eq!(denials_without_primary(&outcome), [""; 0], "{}", asked.id);
    }
    assert!(denials > 30, "{denials}");
    visits::check(256, (visits::visit(), visits::lines()), |(visit, lines)| {
        let visit = json::visit(&visit.to_string()).unwrap();
        let claim = json::claim(&json!({ "lines": lines }).to_string()).unwrap();
        let book = Rulebook::bundled();
        prop_assert_eq!(denials_without_primary(&code(&visit, book).unwrap()), [""; 0]);
        prop_assert_eq!(denials_without_primary(&edit(&visit, &claim, book).unwrap()), [""; 0]);
        Ok(())
    });
}

#[test]
fn every_rule_that_denies_cites_a_primary_source() {
    for rule in ens_coding::rules().filter(|rule| rule.severity == Severity::Deny) {
        assert!(rule.cites.iter().any(|it| it.trust == Trust::Primary), "{}", rule.id);
    }
}

/// The bundled parts and this policy.
fn book_with(policy: &Value) -> Result<Rulebook, ens_coding::Error> {
    Rulebook::bundled_with([policy.to_string().as_bytes()])
}

fn own(field: &str, content: Value) -> Value {
    let sources = json!([
        { "id": "own-law", "title": "A law", "trust": "primary" },
        { "id": "own-guide", "title": "A guide", "trust": "secondary" }
    ]);
    let mut policy = json!({ "policy": "own", "title": "of a test", "line_of_business": "medicare",
        "inherits": "medicare", "sources": sources });
    policy[field] = content;
    policy
}

fn setting(source: &str, trust: &str) -> Value {
    json!([{ "rule": "diagnosis/vague", "set": "deny", "source": source, "trust": trust }])
}

#[test]
fn a_policy_denies_with_a_primary_source_only() {
    for trust in ["secondary", "unverified"] {
        let error = book_with(&own("rules", setting("own-law", trust))).unwrap_err();
        assert_eq!(error.code(), "policy/untrusted-denial");
        assert!(error.path().ends_with(".rules[0].set"), "{}", error.path());
    }
    let book = book_with(&own("rules", setting("own-law", "primary"))).unwrap();
    assert_eq!(book.policies().len(), Rulebook::bundled().policies().len() + 1);
}

#[test]
fn an_entry_is_no_better_than_its_source() {
    // `own-guide` and `therapy-code-practice` say themselves that they are not primary.
    for source in ["own-guide", "therapy-code-practice"] {
        let refused = book_with(&own("rules", setting(source, "primary"))).map(|_| ());
        let code = refused.map_err(|error| error.code().to_owned());
        assert_eq!(code, Err("policy/untrusted-denial".to_owned()), "{source}");
    }
}

/// The worst severity of a rule for a claim of these lines under a policy with this entry.
fn worst(rule: &str, policy: &Value, lines: Value) -> Option<Severity> {
    let visit = json!({ "payer": { "id": "own" }, "date_of_service": "2024-08-01",
        "setting": { "place_of_service": "11", "claim_form": "professional" } });
    let visit = json::visit(&visit.to_string()).unwrap();
    let claim = json::claim(&json!({ "lines": lines }).to_string()).unwrap();
    let outcome = edit(&visit, &claim, &book_with(policy).unwrap()).unwrap();
    let of_rule = outcome.findings.iter().filter(|it| it.rule == rule);
    of_rule.map(|it| it.severity).max()
}

#[test]
fn an_entry_of_a_secondary_source_warns() {
    let exercise = json!([{ "code": "97110", "modifiers": ["GP"], "units": 1 }]);
    let swap = |trust: &str| own("codes", json!([{ "code": "97110", "source": "own-law", "trust": trust }]));
    let taken = "code/not-accepted-by-payer";
    assert_eq!(worst(taken, &swap("primary"), exercise.clone()), Some(Severity::Deny));
    assert_eq!(worst(taken, &swap("secondary"), exercise.clone()), Some(Severity::Warn));
    let plain = json!([{ "code": "97110", "modifiers": [], "units": 1 }]);
    let term = |trust: &str| {
        let entry = json!([{ "value": true, "source": "own-law", "trust": trust }]);
        own("terms", json!({ "therapy_modifier": entry }))
    };
    let missing = "modifier/therapy-discipline-missing";
    assert_eq!(worst(missing, &term("primary"), plain.clone()), Some(Severity::Deny));
    assert_eq!(worst(missing, &term("secondary"), plain), Some(Severity::Warn));
    let both = json!([
        { "code": "97110", "modifiers": ["GP"], "units": 1 }, { "code": "97535", "modifiers": ["GP"], "units": 1 }
    ]);
    let pair = |trust: &str| {
        own(
            "pairs",
            json!([{ "column_one": "97110", "column_two": "97535", "indicator": 0, "source": "own-law",
            "trust": trust }]),
        )
    };
    let never = "ncci/never-together";
    assert_eq!(worst(never, &pair("primary"), both.clone()), Some(Severity::Deny));
    assert_eq!(worst(never, &pair("secondary"), both), Some(Severity::Warn));
}
