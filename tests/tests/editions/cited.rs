//! Answers name the edition that decided, and in strict mode those that are missing.

use std::collections::BTreeSet;

use ens_coding::{Finding, Options, Outcome, Rulebook, Severity, Verdict};
use ens_coding_pack::{Given, Kind};
use serde_json::json;

use crate::made::{
    ALONE, DIAGNOSIS, NEEDS_MODIFIER, NEVER, OVER, add_ons, answer, book, check, compiled, diagnoses, fees, fired,
    hospital_pairs, lacking, lines, pairs, plain_visit, units, units_of, units_text,
};

const OUT_OF_RANGE: &str = "basis/edition-out-of-range";

fn sources(finding: &Finding) -> Vec<&str> {
    finding.citations.iter().map(|it| it.source.as_ref()).collect()
}

/// Sources of the bundled tables of which a newer edition is loaded here.
const BUNDLED: [&str; 6] = [
    "cms-ncci-ptp-2024q3",
    "cms-mue-2024q2",
    "cms-mue-2024q3",
    "cms-ncci-aoc-2026q2",
    "cdc-icd10cm-fy2025",
    "cms-ncci-aoc-2024q3",
];

#[track_caller]
fn decided_by(outcome: &Outcome, rule: &str, source: &str) {
    let findings = fired(outcome, rule);
    assert!(!findings.is_empty(), "{rule} does not fire");
    for finding in findings {
        let sources = sources(finding);
        assert!(sources.contains(&source), "{rule}: {sources:?} without {source}");
        assert!(!sources.iter().any(|it| BUNDLED.contains(it)), "{rule}: {sources:?} name another edition");
    }
}

fn two_quarters() -> Rulebook {
    let rows = ["11000 12000 2004-07-01 * 1", "11000 13000 2004-07-01 * 0", "11000 99213 2004-07-01 * 1"];
    let limits = ["11000,1,2 Policy"];
    let add = ["1|20001|20000|2013091||"];
    let hospital = |quarter| hospital_pairs(2026, quarter, &rows);
    let of_hospital = |quarter| units_of(Kind::MueHospital, 2026, quarter, &limits);
    book(&[
        &pairs(2026, 2, &rows),
        &pairs(2026, 3, &rows),
        &hospital(2),
        &hospital(3),
        &units(2026, 2, &limits),
        &units(2026, 3, &limits),
        &of_hospital(2),
        &of_hospital(3),
        &add_ons(2026, 2, &add),
        &add_ons(2026, 3, &add),
        &fees(2026, 2, &[("11000", "1.00"), ("12000", "2.00")], "33.4009"),
        &fees(2026, 3, &[("11000", "1.00"), ("12000", "2.00")], "33.4009"),
        &diagnoses(2026, &[("Q99", false)]),
    ])
}

#[test]
fn findings_cite_the_edition_that_decided() {
    let book = two_quarters();
    // Rows with days of their own come from the latest edition that covers the date, limits from the one of the quarter.
    for (date, limits) in [("2026-05-04", "2026-04-01"), ("2026-08-03", "2026-07-01")] {
        let claim = ["11000 x2", "12000", "13000", "99213", "20001"];
        let outcome = answer(date, &claim, &book);
        decided_by(&outcome, NEEDS_MODIFIER, "ptp-practitioner-2026-07-01");
        decided_by(&outcome, NEVER, "ptp-practitioner-2026-07-01");
        decided_by(&outcome, OVER, &format!("mue-practitioner-{limits}"));
        decided_by(&outcome, ALONE, "add-on-2026-07-01");
        decided_by(&outcome, "ncci/column-two-pays-more", "ptp-practitioner-2026-07-01");
        let mut institutional = lines(&claim);
        institutional["claim_form"] = json!("institutional");
        let outcome = check(&plain_visit(date), &institutional, &book).unwrap();
        decided_by(&outcome, NEVER, "ptp-hospital-2026-07-01");
        decided_by(&outcome, OVER, &format!("mue-hospital-{limits}"));
        let outcome = answer(date, &["11000", "12000 59"], &book);
        decided_by(&outcome, "modifier/distinct-unsupported", "ptp-practitioner-2026-07-01");
        let mut visit = plain_visit(date);
        visit["documentation"] = json!({ "note": { "separation": "site" } });
        let outcome = check(&visit, &lines(&["11000", "12000 XS"]), &book).unwrap();
        decided_by(&outcome, "ncci/pair-resolved", "ptp-practitioner-2026-07-01");
    }
    // Without them the bundled ones decide, and are named.
    let outcome = answer("2024-08-05", &["97150 GP", "97140 GP"], Rulebook::bundled());
    assert!(sources(fired(&outcome, NEEDS_MODIFIER)[0]).contains(&"cms-ncci-ptp-2024q3"));
}

#[test]
fn a_diagnosis_is_not_refused_by_the_list_of_another_year() {
    let book = two_quarters();
    let mut visit = plain_visit("2026-08-03");
    visit["diagnoses"] = json!(["Q99", "Q99.9"]);
    let outcome = check(&visit, &lines(&["11000"]), &book).unwrap();
    assert_eq!(fired(&outcome, DIAGNOSIS).len(), 2);
    for finding in fired(&outcome, DIAGNOSIS) {
        let sources = sources(finding);
        assert!(!sources.contains(&"cdc-icd10cm-fy2025"), "FY2026 decided, and {sources:?} is cited");
    }
}

fn strict(book: &Rulebook) -> Rulebook {
    book.with(Options { strict: true, ..Options::default() })
}

/// The tables that the strict answer misses, without the words around their names.
fn missing(outcome: &Outcome) -> Vec<String> {
    let name = |text: String| {
        let text = text.strip_prefix("table:").expect("a table").to_owned();
        text.split(' ').next().unwrap().to_owned()
    };
    lacking(outcome, OUT_OF_RANGE).into_iter().map(name).collect()
}

/// A claim of Medicare that the given tables answer in full, apart from the bundled ones that end before 2027.
fn asked(date: &str, book: &Rulebook) -> Outcome {
    let mut visit = plain_visit(date);
    visit["diagnoses"] = json!(["Q99.1"]);
    check(&visit, &lines(&["11000", "12000"]), book).unwrap()
}

#[test]
fn strict_answers_name_the_tables_without_an_edition() {
    let list = [("Q99", false), ("Q991", true)];
    let rows = ["11000 13000 2004-07-01 * 1"];
    let whole = book(&[&pairs(2026, 3, &rows), &units(2026, 3, &["13000,1,2 Policy"]), &diagnoses(2026, &list)]);
    for (date, expected) in [
        ("2026-08-03", &[][..]),
        ("2026-10-01", &["icd10cm", "mue_practitioner", "ptp_practitioner", "status"]),
        ("2026-06-30", &["mue_practitioner"]),
        ("2027-01-01", &["codes", "icd10cm", "mue_practitioner", "ptp_practitioner", "status"]),
    ] {
        let (loose, tight) = (asked(date, &whole), asked(date, &strict(&whole)));
        let mut named = missing(&tight);
        named.sort_unstable();
        assert_eq!(named, expected, "{date}");
        assert_eq!(missing(&loose), [""; 0], "{date}");
        let info = fired(&loose, OUT_OF_RANGE);
        assert_eq!(
            info.iter().map(|it| it.severity).collect::<Vec<_>>(),
            vec![Severity::Info; usize::from(!expected.is_empty())]
        );
        assert!(expected.is_empty() || tight.verdict == Verdict::Incomplete, "{date}");
        assert!(tight.basis.strict && !loose.basis.strict);
        // Nothing else differs.
        assert_eq!((&loose.claim, &loose.findings), (&tight.claim, &tight.findings), "{date}");
        let others = |outcome: &Outcome| {
            outcome.not_run.iter().filter(|it| it.rule != OUT_OF_RANGE).cloned().collect::<Vec<_>>()
        };
        assert_eq!(others(&loose), others(&tight), "{date}");
    }
}

/// The bundled list of add-on codes ends in June 2026; a claim that rests on it later rests on another edition.
#[test]
fn strict_answers_name_the_add_on_table() {
    let book = book(&[&add_ons(2026, 2, &["1|20001|20000|2013091||"])]);
    let claim = ["20001", "20000"];
    let named = |date: &str| missing(&answer(date, &claim, &strict(&book)));
    assert!(!named("2026-06-30").contains(&"add_on".to_owned()));
    assert!(named("2026-08-03").contains(&"add_on".to_owned()), "{:?}", named("2026-08-03"));
}

/// Which line pays more is looked up in the fee schedule of the date.
#[test]
fn strict_answers_name_the_fee_schedule() {
    let book = book(&[
        &pairs(2027, 1, &["11000 12000 2004-07-01 * 1"]),
        &fees(2026, 3, &[("11000", "1.00"), ("12000", "2.00")], "33.4009"),
    ]);
    let named = |date: &str| {
        let outcome = answer(date, &["11000", "12000"], &strict(&book));
        assert_eq!(fired(&outcome, "ncci/column-two-pays-more").len(), 1);
        missing(&outcome)
    };
    assert!(!named("2026-08-03").contains(&"pfs".to_owned()));
    assert!(named("2026-11-02").contains(&"pfs".to_owned()), "{:?}", named("2026-11-02"));
}

/// The name of an edition is the user's own, and may have a comma in it, or the name of a table.
#[test]
fn strict_answers_with_editions_of_any_name() {
    let text = units_text("Practitioner", &["11000,5,2 Policy"]);
    for name in ["July, corrected", "our codes and status of July"] {
        let given = Given {
            edition: Some(name.to_owned()),
            from: Some("2026-07-01".parse().unwrap()),
            to: Some("2026-09-30".parse().unwrap()),
        };
        let made =
            compiled(Kind::MuePractitioner, &[("limits.csv", &text)], &given).unwrap_or_else(|it| panic!("{it}"));
        let outcome = answer("2027-02-01", &["11000"], &strict(&book(&[&made.pack])));
        let mut named = missing(&outcome);
        named.sort_unstable();
        assert_eq!(named, ["codes", "icd10cm", "mue_practitioner", "status"], "{name}");
    }
}

/// Every edition that is loaded stands in the basis, with its digest.
#[test]
fn the_basis_has_all_editions() {
    let outcome = answer("2026-05-04", &["11000", "12000"], &two_quarters());
    let basis = serde_json::to_value(&outcome.basis).unwrap();
    let parts = basis["parts"].as_array().unwrap();
    let editions = |table: &str| -> Vec<&str> {
        let of_table = parts.iter().filter(|part| part["part"] == format!("table:{table}"));
        of_table.filter_map(|part| part["edition"].as_str()).collect()
    };
    assert_eq!(editions("ptp_practitioner"), ["2024-07-01", "2026-04-01", "2026-07-01"]);
    assert_eq!(editions("mue_hospital"), ["2024-04-01", "2026-04-01", "2026-07-01"]);
    assert_eq!(editions("icd10cm"), ["FY2025-April", "FY2026"]);
    let digests: BTreeSet<Option<&str>> = parts.iter().map(|part| part["digest"].as_str()).collect();
    assert_eq!(digests.len(), parts.len());
}
