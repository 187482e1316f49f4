//! An audit keeps the promises of every other answer.

use std::fs;

use ens_coding::{Audit, Figure, FigureName, Rulebook, Severity, Tallies, Verdict, audit, json};
use ens_coding_tests::{cases, families, workspace_root};
use serde_json::Value;

use crate::asked::text;

fn practice_of(payer: &str) -> String {
    format!(
        r#"{{ "payer": {payer}, "from": "2025-01-01", "to": "2025-12-31", "clinicians": [
            {{ "id": "a", "trials": 50, "permanent_implants": 19, "programming_sessions": 2, "programmed_patients": 1,
               "claims": 90, "paired_claims": 9, "distinct_claims": 9, "therapy_claims": 30, "kx_claims": 4 }},
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
fn without_a_known_policy_no_rule_was_checked() {
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
            for name in ["permanent_implants", "programmed_patients", "distinct_claims", "kx_claims"] {
                let mut less = whole.clone();
                less["clinicians"][at].as_object_mut().unwrap().remove(name);
                let after = audited(&less.to_string(), Rulebook::bundled()).verdict;
                assert!(before == Verdict::Clean || after != Verdict::Clean, "without {name} of {at}: {practice}");
            }
        }
    }
}

pub fn figure(audit: &Audit, name: FigureName, clinician: Option<u16>) -> &Figure {
    let is_asked = |it: &&Figure| it.name == name && it.clinician == clinician && it.rule.is_none();
    audit.figures.iter().find(is_asked).unwrap_or_else(|| panic!("{name:?} of {clinician:?}: {audit:?}"))
}

/// N2: fewer permanent implants than half of the trials draw review, and the figure says of how many.
#[test]
fn n2_a_ratio_below_a_half_is_told() {
    let audit = audited(&practice_of(r#"{ "id": "medicare" }"#), Rulebook::bundled());
    let found: Vec<_> = audit.findings.iter().filter(|it| it.rule == "practice/trial-to-permanent-ratio").collect();
    assert_eq!((found.len(), found[0].at.clinician, found[0].severity), (1, Some(0), Severity::Warn));
    let own = figure(&audit, FigureName::TrialToPermanent, Some(0));
    assert_eq!((own.numerator, own.denominator, own.per_mille), (Some(19), Some(50), Some(380)));
    assert!(own.reading.contains("19 permanent implants for 50 trials in the period (38.0 %"), "{}", own.reading);
    // Of the second clinician a count is missing: neither is judged, nor are those of the whole, nor peers.
    let whole = figure(&audit, FigureName::TrialToPermanent, None);
    assert_eq!((whole.numerator, whole.per_mille, own.peers_per_mille), (None, None, None));
    assert!(audit.not_run.iter().any(|it| it.at.clinician == Some(1)), "{audit:?}");
}

/// U6: routine 59 and routine KX are patterns; without a share that somebody has published they are information, and with a
/// policy's limit a warning.
#[test]
fn u6_routine_59_and_kx_are_told() {
    let stream = fs::read(workspace_root().join("examples/streams/pain-practice.ndjson")).unwrap();
    let tallies: Tallies = json::tallies(&json::tally(&stream, Rulebook::bundled()).unwrap()).unwrap();
    let practice = &tallies.practices[0];
    let audit = audit(practice, Rulebook::bundled()).unwrap();
    let north = practice.clinicians.iter().position(|it| it.id == "north").unwrap();
    let at = u16::try_from(north).ok();
    for rule in ["practice/routine-distinct-modifier", "practice/routine-kx"] {
        let found: Vec<_> = audit.findings.iter().filter(|it| it.rule == rule).collect();
        assert_eq!((found.len(), found[0].at.clinician, found[0].severity), (1, at, Severity::Info), "{rule}");
    }
    let own = figure(&audit, FigureName::DistinctModifier, at);
    assert_eq!(
        (own.numerator, own.denominator, own.per_mille, own.peers_per_mille),
        (Some(9), Some(9), Some(1000), Some(666))
    );
    let own = figure(&audit, FigureName::Kx, at);
    assert_eq!(
        (own.numerator, own.denominator, own.per_mille, own.peers_per_mille),
        (Some(13), Some(13), Some(1000), Some(0))
    );
    assert!(
        own.reading.contains("13 of 13 claims with therapy carry KX (100.0 %, the others 0.0 %)"),
        "{}",
        own.reading
    );

    let policy = r#"{ "policy": "medicare-own", "title": "an own limit", "line_of_business": "medicare",
        "inherits": "medicare",
        "sources": [{ "id": "own", "title": "an invented limit", "trust": "primary" }],
        "criteria": [{ "criterion": "distinct_percent", "value": 60, "source": "own", "trust": "primary" },
                     { "criterion": "kx_percent", "value": 100, "source": "own", "trust": "primary" }] }"#;
    let book = Rulebook::bundled_with([policy.as_bytes()]).unwrap();
    let mut practice = practice.clone();
    practice.payer.id = Some("medicare-own".into());
    let audit = ens_coding::audit(&practice, &book).unwrap();
    let found: Vec<_> = audit.findings.iter().filter(|it| it.rule.starts_with("practice/routine")).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|it| it.rule == "practice/routine-distinct-modifier" && it.severity == Severity::Warn));
    assert!(found[0].citations.iter().any(|it| it.source == "own"), "{found:?}");
}

/// Claims of which not every pair could be looked up leave the question open where they could decide it.
#[test]
fn open_pairs_are_never_taken_for_none() {
    let of = |paired: u32, distinct: u32, open: u32| {
        let practice = format!(
            r#"{{ "payer": {{ "id": "medicare" }}, "from": "2025-01-01", "to": "2025-12-31", "clinicians": [
                {{ "id": "a", "paired_claims": {paired}, "distinct_claims": {distinct}, "open_pair_claims": {open} }}] }}"#
        );
        let audit = audited(&practice, Rulebook::bundled());
        (audit.findings.len(), audit.not_run.iter().map(|it| it.lacks.to_string()).collect::<Vec<_>>())
    };
    let lacks = vec!["clinicians.paired_claims".to_owned()];
    assert_eq!(of(1, 1, 1), (0, lacks.clone()));
    assert_eq!(of(0, 0, 2), (0, lacks));
    assert_eq!(of(3, 2, 9), (0, vec![]), "one claim went without");
    assert_eq!(of(2, 2, 9), (1, vec![]));
    assert_eq!(of(1, 1, 0), (0, vec![]), "once is no routine");
}

/// N7: the first month after an implant is exempt, so that counts of a month show nothing; behind it one session in 30 days
/// begun is allowed, and one more.
#[test]
fn n7_sessions_of_a_first_month_are_no_finding() {
    let of = |to: &str, sessions: u32, patients: u32| {
        let practice = format!(
            r#"{{ "payer": {{ "id": "medicare-palmetto" }}, "from": "2025-03-01", "to": "{to}", "clinicians": [
                {{ "id": "a", "programming_sessions": {sessions}, "programmed_patients": {patients} }}] }}"#
        );
        let audit = audited(&practice, Rulebook::bundled());
        let lacks = audit.not_run.iter().map(|it| format!("{} {}", it.rule, it.lacks)).collect::<Vec<_>>();
        (audit.findings.len(), lacks)
    };
    let open = vec!["practice/programming-rate from, to".to_owned()];
    assert_eq!(of("2025-03-20", 3, 1), (0, open.clone()));
    assert_eq!(of("2025-03-30", 90, 1), (0, open), "30 days");
    assert_eq!(of("2025-03-20", 2, 2), (0, vec![]), "one of each patient");
    // Days 1, 31 and 61 lie in 61 days, and in 60 only two of them.
    assert_eq!((of("2025-04-30", 4, 1).0, of("2025-04-29", 4, 1).0), (0, 1));
    assert_eq!((of("2025-03-31", 3, 1).0, of("2025-03-31", 4, 1).0), (0, 1));
}

/// A part cannot be more than its whole.
#[test]
fn counts_above_their_whole_are_refused() {
    let problem = |counts: &str| {
        let practice = format!(
            r#"{{ "payer": {{ "id": "medicare" }}, "from": "2025-01-01", "to": "2025-12-31", "clinicians": [
                {{ "id": "b" }}, {{ "id": "a", {counts} }}] }}"#
        );
        json::practice(&practice).err().map(|it| format!("{} {}", it.code(), it.path()))
    };
    let of = |path: &str| Some(format!("value/out-of-range $.clinicians[1].{path}"));
    let pairs = [
        ("distinct_lines", "lines"),
        ("paired_claims", "claims"),
        ("distinct_claims", "paired_claims"),
        ("open_pair_claims", "claims"),
        ("therapy_claims", "claims"),
        ("kx_claims", "therapy_claims"),
        ("procedure_claims", "claims"),
        ("evaluation_claims", "procedure_claims"),
        ("separate_evaluation_claims", "evaluation_claims"),
        ("attended_units", "stimulation_units"),
        ("timed_claims", "claims"),
        ("denied_claims", "claims"),
        ("unchecked_claims", "claims"),
        ("remitted_claims", "claims"),
        ("payer_denied_claims", "remitted_claims"),
    ];
    for (part, whole) in pairs {
        assert_eq!(problem(&format!(r#""{part}": 19, "{whole}": 2"#)), of(part), "{whole}");
        assert_eq!(problem(&format!(r#""{part}": 2, "{whole}": 2"#)), None);
        assert_eq!(problem(&format!(r#""{part}": 19"#)), None, "of nobody knows how many");
    }
    for (part, whole) in [
        ("denials", "denied_claims"),
        ("warnings", "claims"),
        ("not_checked", "unchecked_claims"),
        ("payer_denials", "payer_denied_claims"),
    ] {
        let said =
            |count: u32| format!(r#""{whole}": 2, "rules": [{{ "rule": "units/over-mue", "{part}": {count} }}]"#);
        assert_eq!((problem(&said(3)), problem(&said(2))), (of(&format!("rules[0].{part}")), None));
    }
}

/// One of a thing is read as one.
#[test]
fn one_of_a_thing_is_singular() {
    let practice = r#"{ "payer": { "id": "medicare" }, "from": "2025-01-01", "to": "2025-12-31", "clinicians": [
        { "id": "a", "trials": 3, "permanent_implants": 1, "programming_sessions": 1, "programmed_patients": 1,
          "claims": 1, "therapy_claims": 1, "kx_claims": 1, "lines": 1, "distinct_lines": 1, "stimulation_units": 1,
          "attended_units": 1, "timed_claims": 1, "timed_units": 1 }] }"#;
    let audit = audited(practice, Rulebook::bundled());
    let reading = |name: FigureName| figure(&audit, name, Some(0)).reading.split(" (").next().unwrap().to_owned();
    for (name, expected) in [
        (FigureName::TrialToPermanent, "1 permanent implant for 3 trials in the period"),
        (FigureName::ProgrammingRate, "1 programming session of 1 patient"),
        (FigureName::Kx, "1 of 1 claim with therapy carries KX"),
        (FigureName::DistinctLines, "1 of 1 line carries 59 or an X modifier"),
        (FigureName::AttendedShare, "1 of 1 unit of stimulation on the skin is attended"),
        (FigureName::TimedUnits, "1 timed unit on 1 claim"),
    ] {
        assert_eq!(reading(name), expected);
    }
    let sentence = &ens_coding::explain(&audit.into()).findings[0].sentence;
    assert!(sentence.contains("1 permanent implant after 3 trials"), "{sentence}");
}
