//! An audit keeps the promises of every other answer.

use std::fs;

use ens_coding::{Audit, Counter, Rulebook, Verdict, audit, json};
use ens_coding_tests::{cases, families, workspace_root};
use serde_json::Value;

use crate::asked::{all, text};

fn practice_of(payer: &str) -> String {
    format!(
        r#"{{ "payer": {payer}, "from": "2025-01-01", "to": "2025-12-31", "clinicians": [
            {{ "id": "a", "trials": 50, "permanent_implants": 19, "programming_sessions": 2, "programmed_patients": 1 }},
            {{ "id": "b", "trials": 7 }}, {{ "id": "c", "programming_sessions": 3 }}, {{ "id": "d" }} ] }}"#
    )
}

fn audited(practice: &str, book: &Rulebook) -> Audit {
    audit(&json::practice(practice).unwrap(), book).unwrap()
}

/// The example, the cases, and practices of several payers.
fn practices() -> Vec<String> {
    let example = workspace_root().join("examples/practices/trials-and-programming.json");
    let mut practices = vec![fs::read_to_string(example).unwrap()];
    let cases = families().unwrap().into_iter().flat_map(|family| cases(&family).unwrap());
    practices.extend(cases.filter_map(|case| Some(case.practice?.to_string())));
    let payers = [r#"{ "id": "medicare" }"#, r#"{ "id": "medicare-palmetto" }"#, r#"{ "id": "aetna" }"#, "{}"];
    practices.extend(payers.map(practice_of));
    practices
}

#[test]
fn the_same_practice_has_the_same_bytes_and_its_basis_gives_them_again() {
    let book = Rulebook::load(ens_coding_data::parts()).unwrap();
    for practice in practices() {
        let audit = audited(&practice, Rulebook::bundled());
        assert_eq!(text(&audit), text(&audited(&practice, Rulebook::bundled())));
        assert_eq!(text(&audit), text(&audited(&practice, &book)));
        assert_eq!(text(&audit), json::audit(practice.as_bytes(), &book).unwrap());
        assert_eq!(serde_json::from_str::<Audit>(&text(&audit)).unwrap(), audit);
    }
}

#[test]
fn an_audit_names_its_basis_and_its_sources() {
    for practice in practices() {
        let payer = json::practice(&practice).unwrap().payer;
        let audit = audited(&practice, Rulebook::bundled());
        assert_eq!(audit.basis.library, env!("CARGO_PKG_VERSION"));
        assert_eq!(audit.basis.policy.as_deref(), payer.id.as_deref());
        let is_named = |id: &str| audit.basis.parts.iter().any(|part| part.part == format!("policy:{id}"));
        assert!(payer.id.as_deref().is_none_or(is_named));
        for finding in &audit.findings {
            assert!(!finding.citations.is_empty() && finding.at.clinician.is_some(), "{finding:?}");
        }
    }
}

#[test]
fn without_a_known_policy_both_rules_were_not_checked() {
    let unknown = [
        "{}",
        r#"{ "id": "lakeside" }"#,
        r#"{ "id": "lakeside", "line_of_business": "commercial" }"#,
        r#"{ "id": "lakeside", "line_of_business": "medicare" }"#,
    ];
    let nothing = Rulebook::load([]).unwrap();
    let answers = unknown.iter().map(|payer| audited(&practice_of(payer), Rulebook::bundled()));
    for audit in answers.chain([audited(&practice_of(r#"{ "id": "medicare" }"#), &nothing)]) {
        assert_eq!(audit.verdict, Verdict::Incomplete);
        for rule in ens_coding::rules().filter(|rule| rule.id.starts_with("practice/")) {
            assert!(audit.not_run.iter().any(|it| it.rule == rule.id && it.lacks == "policy:criteria"), "{audit:?}");
        }
    }
}

#[test]
fn without_a_count_no_practice_turns_clean() {
    for practice in practices() {
        let before = audited(&practice, Rulebook::bundled()).verdict;
        let whole: Value = serde_json::from_str(&practice).unwrap();
        let count = whole["clinicians"].as_array().unwrap().len();
        for at in 0..count {
            for name in ["permanent_implants", "programmed_patients"] {
                let mut less = whole.clone();
                less["clinicians"][at].as_object_mut().unwrap().remove(name);
                let after = audited(&less.to_string(), Rulebook::bundled()).verdict;
                assert!(before == Verdict::Clean || after != Verdict::Clean, "without {name} of {at}: {practice}");
            }
        }
    }
}

#[test]
fn counting_does_not_depend_on_the_order() {
    let counted = |turned: bool| {
        let mut asked = all();
        if turned {
            asked.reverse();
        }
        let mut counter = Counter::default();
        asked.iter().for_each(|asked| counter.add(&asked.visit, &asked.answer().claim));
        counter.practice(ens_coding::visit::Payer::default()).unwrap()
    };
    let practice = counted(false);
    assert_eq!(text(&practice), text(&counted(true)));
    let sum = |count: fn(&ens_coding::Tally) -> Option<u32>| practice.clinicians.iter().filter_map(count).sum::<u32>();
    assert!(sum(|it| it.trials) > 5 && sum(|it| it.permanent_implants) > 5, "{practice:?}");
    assert!(sum(|it| it.programming_sessions) > 2, "{practice:?}");
}
