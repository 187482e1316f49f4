//! Advice that a certified coder called wrong, case by case.

use ens_coding::table::Action::{
    self, Appeal, AskPayer, BillOtherPayer, CorrectedClaim, PatientWithNotice, SendRecords, WriteOff,
};
use ens_coding::{Cents, LineStanding, MissedBecause, OwedBy, RemitAnswer, RemitLine, RemitRequest, Rulebook, remit};
use ens_coding::{Scorecard, Visit, json};
use serde_json::{Value, json};

use super::remitted;

/// A case's claim as it was submitted, or as it is coded, with every line denied.
fn denied(case: &str, codes: &[&str], remarks: &[&str]) -> RemitRequest {
    let path = ens_coding_tests::workspace_root().join("tests/cases").join(case).with_extension("json");
    let mut document: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let (visit, claim) = (document["visit"].take(), document["submitted"].take());
    let visit: Visit = serde_json::from_value(visit).unwrap();
    // A case without a claim: as it is coded.
    let claim = if claim.is_null() {
        ens_coding::code(&visit, Rulebook::bundled()).unwrap().claim
    } else {
        serde_json::from_value(claim).unwrap()
    };
    let mut request = RemitRequest { visit, claim, remitted_on: None, lines: Vec::new() };
    let lines = u16::try_from(request.claim.lines.len()).unwrap();
    request.lines = (0..lines).map(|line| remitted(line, codes, remarks)).collect();
    request
}

fn answer(request: &RemitRequest) -> RemitAnswer {
    remit(request, Rulebook::bundled()).unwrap()
}

/// The line with this code.
fn line(case: &str, code: &str, codes: &[&str], remarks: &[&str]) -> RemitLine {
    let lines = answer(&denied(case, codes, remarks)).lines;
    lines.into_iter().find(|line| line.code.to_string() == code).unwrap()
}

fn action(case: &str, code: &str, reason: &str) -> Option<Action> {
    line(case, code, &[reason], &[]).action
}

// Fault: the line that is paid beside a bundled one is written off, or put under 59.
#[test]
fn the_partner_of_a_pair_is_asked_for() {
    for (case, partner, code) in [
        ("needle/C-BLK-03", "64447", "CO-97"),
        ("needle/C-BTX-08", "64644", "CO-236"),
        ("sheet/B035", "98940", "CO-97"),
        ("needles/E287", "64635", "CO-97"),
        ("sheet/B026", "97032", "CO-97"),
        ("needle/C-BLK-06", "12001", "CO-97"),
        ("needles/E151", "64418", "CO-97"),
        ("sheet/B028", "97813", "CO-97"),
    ] {
        let line = line(case, partner, &[code], &[]);
        assert_eq!(line.action, Some(AskPayer), "{case}");
        assert!(line.causes.is_empty() && line.document.is_empty(), "{case}: {:?}", line.causes);
    }
    let epidural = line("needle/C-ESI-19", "62323", &["CO-50"], &[]);
    assert!(epidural.causes.is_empty(), "sedation explains nothing about the injection");
    assert_eq!(epidural.action, Some(Appeal));
    // The other line of each pair is still the one.
    for (case, second) in [("needle/C-BLK-03", "76942"), ("sheet/B035", "97140"), ("sheet/B026", "64450")] {
        assert_eq!(action(case, second, "CO-97"), Some(WriteOff), "{case}");
    }
}

// Fault: GA, GZ and GY swallow every denial.
#[test]
fn a_line_announces_a_denial_of_coverage_and_no_other() {
    let with = |modifier: &str, code: &str| {
        let mut request = denied("sheet/B136", &[code], &[]);
        request.claim.lines[0].modifiers.retain(|it| it.to_string() == "GP");
        request.claim.lines[0].modifiers.push(modifier.parse().unwrap());
        request.visit.history = Visit::clone(&denied("therapy/A22", &[], &[]).visit).history;
        request
    };
    for (code, action) in [
        ("CO-22", BillOtherPayer),
        ("CO-109", BillOtherPayer),
        ("CO-16", CorrectedClaim),
        ("CO-18", CorrectedClaim),
        ("CO-4", CorrectedClaim),
        ("CO-97", AskPayer),
        ("CO-197", Appeal),
        ("CO-181", CorrectedClaim),
        ("CO-252", SendRecords),
    ] {
        for modifier in ["GA", "GZ", "GY"] {
            let request = with(modifier, code);
            let line = answer(&request).lines.remove(0);
            assert!(line.missed.is_none_or(|it| it.because != MissedBecause::Announced), "{modifier} {code}");
            assert_eq!(line.action, Some(action), "{modifier} {code}");
            let mut card = Scorecard::default();
            card.add(&request, Rulebook::bundled()).unwrap();
            assert_eq!(card.announced_lines, 0, "{modifier} {code}");
        }
    }
    for code in ["50", "55", "56", "96", "119", "151", "204"] {
        let line = answer(&with("GA", &format!("PR-{code}"))).lines.remove(0);
        assert_eq!(line.missed.unwrap().because, MissedBecause::Announced, "{code}");
        assert_eq!(line.action, Some(PatientWithNotice), "{code}");
    }
}

// Fault: a denial that the record itself confirms is appealed.
#[test]
fn what_the_record_decides_is_not_appealed() {
    for (case, code, reason, expected) in [
        ("needle/C-FAC-02", "64495", "CO-50", WriteOff),
        ("sheet/B253", "97810", "CO-119", WriteOff),
        ("sheet/B253", "97810", "PR-119", PatientWithNotice),
        ("needle/C-ACU-07", "97810", "CO-50", WriteOff),
        ("sheet/B136", "97110", "CO-50", WriteOff),
        ("sheet/B136", "97110", "PR-50", PatientWithNotice),
        ("sheet/B291", "A4595", "CO-119", CorrectedClaim),
        ("needle/C-SIJ-03", "27096", "CO-50", CorrectedClaim),
        ("neuromodulation/B081", "64555", "CO-55", CorrectedClaim),
        ("neuromodulation/B021", "63650", "CO-50", WriteOff),
        ("sheet/B050", "E0720", "CO-50", WriteOff),
    ] {
        let line = line(case, code, &[reason], &[]);
        assert_eq!(line.action, Some(expected), "{case} {reason}");
        assert_ne!(line.may_appeal, Some(true), "{case} {reason}");
        assert!(line.attach.iter().all(|it| !it.contains("relief")), "{case}: {:?}", line.attach);
    }
}

/// C14: a fifth epidural of the year may be proven; its record is that of needles.
#[test]
fn c14_a_fifth_session_is_appealed_with_the_relief_of_the_others() {
    for code in ["CO-119", "CO-50"] {
        let request = denied("needle/C-ESI-06", &[code], &["N362"]);
        let line = answer(&request).lines.remove(0);
        assert_eq!(line.caught_by, ["coverage/frequency-exceeded"], "{code}");
        assert_eq!((line.action, line.may_appeal), (Some(Appeal), Some(true)), "{code}");
        assert!(line.attach.iter().any(|it| it.contains("relief, how long it lasted")));
    }
}

/// C14: an ablation after one block is argued with the notes of both; a TENS without a trial has no such notes.
#[test]
fn c14_an_ablation_after_one_block_is_appealed_with_both_notes() {
    let lines = answer(&denied("needle/C-FAC-04", &["CO-50"], &[])).lines;
    let line = lines.iter().find(|it| it.caught_by.iter().any(|rule| rule == "coverage/prerequisite-missing")).unwrap();
    assert_eq!(line.action, Some(Appeal));
    assert!(line.attach.iter().any(|it| it.contains("both diagnostic blocks")));
}

// Fault: facts that the record states, the place and the notice are asked for after the denial.
#[test]
fn only_what_nobody_stated_is_asked_for() {
    for (case, code, reason) in [
        ("neuromodulation/B021", "63650", "CO-50"),
        ("neuromodulation/B034", "63655", "CO-58"),
        ("neuromodulation/B081", "64555", "CO-55"),
    ] {
        assert_eq!(line(case, code, &[reason], &[]).document, [""; 0], "{case}");
    }
    let path = ens_coding_tests::workspace_root().join("examples/remittances/past-threshold-without-kx.json");
    let request: RemitRequest = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let asked: Vec<_> = answer(&request).lines.into_iter().flat_map(|line| line.document).collect();
    assert_eq!(asked, [""; 0], "the record states the need; a notice cannot be signed afterwards");
}

// Fault: the place of service is put right, or a facility is billed that had no part in it.
#[test]
fn a_place_that_the_payer_does_not_pay_stays_what_it_is() {
    for (case, code) in [("neuromodulation/B034", "63655"), ("stimulators/N152", "63685")] {
        for reason in ["CO-58", "CO-190", "CO-96"] {
            assert_eq!(action(case, code, reason), Some(WriteOff), "{case} {reason}");
        }
    }
    let unknown = line("therapy/A22", "97110", &["CO-58"], &[]);
    assert_eq!(unknown.action, Some(AskPayer), "never another place");
}

// Fault: a review that waits is appealed.
#[test]
fn a_review_that_waits_gets_its_records_within_the_window() {
    let line = line("neuromodulation/B058", "63655", &["CO-252"], &[]);
    assert_eq!((line.standing, line.action, line.may_appeal), (LineStanding::Pending, Some(SendRecords), None));
    assert!(line.attach.iter().any(|it| it.contains("within the window")));
}

// Fault: another diagnosis is put on the claim to be paid.
#[test]
fn a_diagnosis_is_not_swapped() {
    for (case, code, reason) in [
        ("sheet/B309", "97810", "11"),
        ("sheet/B309", "97810", "167"),
        ("sheet/B309", "97810", "50"),
        ("sheet/B308", "E0720", "11"),
        ("sheet/B308", "E0720", "167"),
    ] {
        assert_eq!(action(case, code, &format!("CO-{reason}")), Some(WriteOff), "{case} {reason}");
        assert_eq!(action(case, code, &format!("PR-{reason}")), Some(PatientWithNotice), "{case} {reason}");
    }
}

// Fault: money is given up where nothing shows that the payer is right.
#[test]
fn nothing_is_written_off_without_a_finding() {
    for (case, code, reasons, remarks) in [
        ("therapy/A22", "97110", "CO-B7", &[][..]),
        ("sheet/B039", "98940", "CO-170", &["N95"]),
        ("sheet/B039", "98940", "CO-185", &[]),
        ("therapy/A22", "97110", "CO-193", &[]),
        ("therapy/A22", "97110", "CO-54", &[]),
    ] {
        let line = line(case, code, &[reasons], remarks);
        assert!(line.causes.is_empty(), "{case} {reasons}");
        assert_eq!((line.action, line.may_appeal), (Some(AskPayer), None), "{case} {reasons}");
    }
    let late = line("therapy/A22", "97110", &["CO-29"], &[]);
    assert_eq!(late.action, Some(Appeal));
    assert!(late.attach.iter().any(|it| it.contains("filed in time")), "{:?}", late.attach);
    for item in answer(&denied("neuromodulation/B051", &["CO-197"], &[])).lines {
        assert_eq!(item.action, Some(WriteOff), "{}: no line of the episode was authorized", item.code);
    }
    assert_eq!(action("needle/C-BTX-08", "64642", "CO-236"), Some(CorrectedClaim), "one base code and its add-on");
}

// Fault: the denial of the line that is paid counts as foreseen.
#[test]
fn a_prediction_is_about_one_line() {
    let score = |codes: [&str; 2]| {
        let mut request = denied("needle/C-BLK-03", &[], &[]);
        for ((at, line), code) in (0..).zip(&mut request.lines).zip(codes) {
            *line = remitted(at, &[code], &[]);
            line.paid_cents = Cents::new(if code == "CO-45" { 8000 } else { 0 });
        }
        let mut card = Scorecard::default();
        card.add(&request, Rulebook::bundled()).unwrap();
        let rule = card.rules.iter().find(|it| it.rule == "bundle/imaging-included").unwrap();
        let counts = (rule.predicted_and_denied, rule.denied_otherwise, rule.predicted_and_paid);
        (counts, card.predicted_lines, card.predicted_and_denied_lines, card.caught_lines)
    };
    assert_eq!(score(["CO-97", "CO-45"]), ((0, 0, 1), 1, 0, 0), "the wrong line");
    assert_eq!(score(["CO-45", "CO-97"]), ((1, 0, 0), 1, 1, 1), "the right one");
    assert_eq!(score(["CO-97", "CO-97"]), ((1, 0, 0), 1, 1, 1), "both");
    assert_eq!(score(["CO-45", "CO-45"]), ((0, 0, 1), 1, 0, 0), "neither");
}

// Fault: remedies of other services.
#[test]
fn a_remedy_fits_its_service() {
    for reason in ["CO-97", "CO-96", "CO-16"] {
        let line = line("stimulators/N182", "L8680", &[reason], &[]);
        assert_eq!(line.caught_by, ["device/not-billable-to-payer"], "{reason}");
        assert_eq!(line.action, Some(WriteOff), "{reason}: the line goes; no invoice helps");
        assert!(line.attach.is_empty());
    }
    assert_eq!(action("stimulators/N151", "63650", "CO-54"), Some(WriteOff), "not billed as the surgeon's");
    let excluded = line("sheet/B039", "97110", &["PR-96"], &["N425"]);
    assert_eq!(excluded.action, Some(PatientWithNotice));
    assert_eq!(excluded.adjustments[0].owed_by, OwedBy::Patient, "excluded by statute");
    assert_eq!(line("sheet/B039", "97110", &["CO-96"], &["N425"]).action, Some(WriteOff));
}

// Fault: silence is read as payment, and an adjustment of nothing as a denial.
#[test]
fn amounts_decide_what_codes_leave_open() {
    let mut request = denied("therapy/A22", &["CO-45"], &[]);
    let standing = |request: &RemitRequest| answer(request).lines[0].standing;
    assert_eq!(standing(&request), LineStanding::NotDenied, "CO-45 alone is no denial");
    request.lines[0].paid_cents = Cents::new(5000);
    assert_eq!(standing(&request), LineStanding::NotDenied);
    let mut request = denied("therapy/A22", &["CO-97"], &[]);
    request.lines[0].adjustments[0].amount_cents = Cents::new(0);
    request.lines[0].charged_cents = Cents::new(9000);
    request.lines[0].paid_cents = Cents::new(9000);
    assert_eq!(standing(&request), LineStanding::NotDenied, "paid in full");
    request.lines[0].paid_cents = Cents::new(0);
    assert_eq!(standing(&request), LineStanding::Denied, "nothing was paid");
}

// Fault: what is counted is not what it says.
#[test]
fn a_scorecard_that_cannot_be_is_refused() {
    let refused = |document: &Value| {
        let error = json::score(document.to_string().as_bytes(), Rulebook::bundled()).unwrap_err();
        (error.code().to_owned(), error.path().to_owned())
    };
    assert!(refused(&json!({})).1.contains("visit"), "an empty document is no scorecard");
    let text = json::score(b"", Rulebook::bundled()).unwrap();
    let card: Value = serde_json::from_str(&text).unwrap();
    for (field, path) in
        [("caught_lines", "caught_lines"), ("predicted_and_denied_lines", "predicted_and_denied_lines")]
    {
        let mut card = card.clone();
        card[field] = 5.into();
        assert_eq!(refused(&card), ("value/out-of-range".into(), format!("$[0].{path}")));
    }
    let mut card = card.clone();
    card["reasons"] = json!([{ "reason": "97", "denied": 1, "caught": 2 }]);
    assert_eq!(refused(&card), ("value/out-of-range".into(), "$[0].reasons[0].caught".into()));
}
