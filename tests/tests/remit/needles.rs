//! The denial table of the fact sheet on needles (C14), and row G11.

use ens_coding::table::Action::{Appeal, CorrectedClaim, PatientWithNotice, SendRecords, WriteOff};
use ens_coding::{LineStanding, MissedBecause, OwedBy, json};

use super::sheets::quiet;
use super::told;

#[test]
fn c14_needle_procedures() {
    for (row, rule, codes, remarks, action) in [
        ("guidance with a block", "bundle/imaging-included", "CO-97", &["M15"][..], WriteOff),
        ("guidance with a block", "bundle/imaging-included", "CO-236", &[], WriteOff),
        ("third level", "coverage/level-limit", "CO-50", &[], WriteOff),
        ("diagnostic block without KX", "modifier/kx-missing", "CO-4", &[], CorrectedClaim),
        ("hospital without its number", "authorization/missing", "CO-197", &[], WriteOff),
        ("drug line without its mark", "modifier/drug-no-waste-missing", "CO-16", &[], CorrectedClaim),
        ("drug line without its mark", "modifier/drug-waste-missing", "CO-4", &[], CorrectedClaim),
        ("toxin too soon", "coverage/interval-too-short", "CO-119", &[], Appeal),
        ("two of one family", "ncci/never-together", "CO-236", &[], WriteOff),
        ("an add-on of another primary", "ncci/add-on-alone", "CO-107", &["N122"], CorrectedClaim),
        ("acupuncture from the 13th visit", "modifier/kx-missing", "CO-119", &[], CorrectedClaim),
        ("acupuncture for another diagnosis", "diagnosis/not-covered", "PR-50", &[], PatientWithNotice),
        ("dry needling of the neck", "coverage/service-not-covered", "PR-96", &[], PatientWithNotice),
        ("unlisted without its report", "documentation/unlisted-report-missing", "CO-16", &["N706"], CorrectedClaim),
        ("code before its first day", "code/not-in-force", "CO-181", &["N56"], CorrectedClaim),
        ("evaluation without 25", "modifier/separate-evaluation-missing", "CO-97", &["M15"], CorrectedClaim),
    ] {
        let line = told(rule, &[codes], remarks);
        assert_eq!(line.action, Some(action), "{row}: {codes}");
    }
}

#[test]
fn c14_a_review_that_waits_gets_its_records() {
    let line = told("authorization/review-program", &["CO-252"], &[]);
    assert_eq!(line.standing, LineStanding::Pending);
    let line = quiet(&["CO-252"], &[]);
    assert_eq!((line.standing, line.action), (LineStanding::Pending, Some(SendRecords)));
    assert_eq!(quiet(&["CO-251"], &[]).action, Some(SendRecords));
}

#[test]
fn c14_acupuncture_beyond_the_year_is_the_patients_with_a_notice() {
    let line = quiet(&["PR-119"], &["N362"]);
    assert_eq!((line.action, line.adjustments[0].owed_by), (Some(PatientWithNotice), OwedBy::PatientIfNotified));
}

/// The texts of sheet C are from memory, and the answer says so.
#[test]
fn c14_codes_that_only_the_third_sheet_has_are_unverified() {
    for code in ["CO-251", "CO-252"] {
        let line = quiet(&[code], &[]);
        assert!(line.citations.iter().all(|it| it.trust == ens_coding::Trust::Unverified), "{code}");
    }
}

/// G11: denial management is a function: text in, text out, for every line what, why, who, what to do.
#[test]
fn g11_denial_management_is_a_function() {
    let path = ens_coding_tests::workspace_root().join("examples/remittances/stimulator-bundled.json");
    let answer = json::remit(&std::fs::read(path).unwrap(), ens_coding::Rulebook::bundled()).unwrap();
    let answer: ens_coding::RemitAnswer = serde_json::from_str(&answer).unwrap();
    let [removal, guidance, late] = answer.lines.as_slice() else { panic!("three lines") };
    assert_eq!(removal.caught_by[0], "ncci/never-together");
    assert_eq!((removal.action, removal.may_appeal), (Some(WriteOff), Some(false)));
    assert_eq!(guidance.causes[0].rule, "bundle/imaging-included");
    assert_eq!(guidance.difference_cents, Some(1000), "it does not balance");
    assert_eq!(late.missed.as_ref().unwrap().because, MissedBecause::NoRule);
    assert!(answer.corrected.is_some());
}
