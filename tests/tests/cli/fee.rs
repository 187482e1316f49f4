//! `ens fee`: visits, claims and requests, with options.

use ens_coding_fee::FeeEstimate;

use super::*;

fn estimate(request: &str) -> String {
    ens_coding_fee::json::fee(request.as_bytes(), Rulebook::bundled()).unwrap()
}

#[test]
fn a_visit_a_claim_and_a_request_are_priced_exactly_as_the_library() {
    let desk = Desk::new();
    let visit = desk.file("visit.json", VISIT);
    let alone = run(args!["fee", visit, "--format", "json"]);
    assert_eq!((alone.out, alone.status), (estimate(&format!(r#"{{"visit":{VISIT}}}"#)) + "\n", 0));
    let both = check_document(VISIT, CLAIM);
    let claim = run_with(both.clone(), ["fee", "--format", "json"]);
    assert_eq!((claim.out, claim.status), (estimate(&both) + "\n", 0));
    // Options become fields of the request, also beside its own.
    let with = run(args!["fee", visit, "--sequestration", "--qualifying-participant", "--format=json"]);
    let fields = r#""sequestration":true,"qualifying_participant":true"#;
    assert_eq!(with.out, estimate(&format!(r#"{{"visit":{VISIT},{fields}}}"#)) + "\n");
    let with = run_with(both.clone(), ["fee", "--zip", "90001", "--format=json"]);
    assert_eq!(with.status, 1, "the table of ZIP codes is not loaded");
    assert_eq!(with.documents()[0]["lines"][0]["not_priced"]["lacks"], "table:locality");
    let twice = both.trim_end().strip_suffix('}').unwrap().to_owned() + r#","zip":"90001"}"#;
    let twice = run_with(twice, ["fee", "--zip", "90001", "--format=json"]);
    assert_eq!((error_code(&twice.documents()[0]), twice.status), ("field/duplicate", 2));
}

#[test]
fn the_page_has_a_table_and_the_steps() {
    let claim = r#"{ "lines": [{ "code": "G0283", "modifiers": ["GP"], "units": 1 },
                               { "code": "97110", "modifiers": ["CQ", "GP"], "units": 2 }, { "code": "97014", "units": 1 }] }"#;
    let both = check_document(VISIT, claim);
    let page = run_with(both.clone(), ["fee"]);
    let estimate: FeeEstimate = serde_json::from_str(&estimate(&both)).unwrap();
    let dollars = |cents: u64| format!("${}.{:02}", cents / 100, cents % 100);
    for text in [
        "Fees",
        "How",
        "Basis",
        &dollars(estimate.total.amount_cents),
        &dollars(estimate.lines[1].medicare_cents.unwrap()),
        "not priced: not valid for medicare (indicator I)",
        "therapy reduction (50 %, on 1 unit, indicator 5)",
        "therapy assistant (85 %, modifier CQ)",
        "  fee schedule: Medicare physician fee schedule relative value file, January 2026 (2026-01-01 to 2026-03-31)",
        "conversion factor 33.4009",
        "national: work 1.000",
        "rounding: ",
        "source: NGS page on the multiple procedure payment reduction for therapy [primary]",
        "not considered: coverage and edits, deductible",
    ] {
        assert!(page.out.contains(text), "{text}\n{}", page.out);
    }
    assert_eq!(page.status, 1, "a line has no amount");
    assert_eq!(run(args!["fee", Desk::new().file("v.json", VISIT)]).status, 0);
    let practice = r#"{ "payer": {}, "from": "2025-01-01", "to": "2025-12-31", "clinicians": [] }"#;
    assert_eq!(run_with(practice, ["fee"]).status, 2);
}

#[test]
fn many_documents_are_priced_one_a_line() {
    let lines = format!("{}\n{{\n{}\n", one_line(VISIT), one_line(&check_document(VISIT, CLAIM)));
    let run = run_with(lines, ["fee", "--format", "json"]);
    let documents = run.documents();
    assert_eq!((documents.len(), run.status), (3, 2));
    assert_eq!(documents[0]["claim"], "drafted");
    assert_eq!(error_code(&documents[1]), "json/truncated");
    assert_eq!(documents[2]["claim"], "submitted");
}
