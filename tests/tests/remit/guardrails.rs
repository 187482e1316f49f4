//! What no advice may say: faults of other programs, and hard limits.

use ens_coding::table::Action;
use ens_coding::{Cents, LineStanding, OwedBy, RemitLine, RemitRequest, RemittedLine, Rulebook, remit};
use ens_coding_pack::Kind;
use serde_json::{Value, json};

use super::{made, remitted, told, told_if};

fn request() -> Value {
    let path = ens_coding_tests::workspace_root().join("examples/remittances/unprocessable-97014.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Reads this of the first line, of which the rules say nothing.
fn read(line: RemittedLine) -> RemitLine {
    let mut request: RemitRequest = serde_json::from_value(request()).unwrap();
    request.lines = vec![line];
    remit(&request, Rulebook::bundled()).unwrap().lines.remove(0)
}

fn amounts(charged: u64, paid: u64, adjusted: &[(&str, u64)]) -> RemittedLine {
    let codes: Vec<&str> = adjusted.iter().map(|(code, _)| *code).collect();
    let mut line = remitted(0, &codes, &[]);
    line.charged_cents = Cents::new(charged);
    line.paid_cents = Cents::new(paid);
    for (adjustment, (_, amount)) in line.adjustments.iter_mut().zip(adjusted) {
        adjustment.amount_cents = Cents::new(*amount);
    }
    line
}

// Fault: a lone CO-45 is worked as a denial.
#[test]
fn co_45_alone_is_paid() {
    let line = read(amounts(9000, 5000, &[("CO-45", 4000)]));
    assert_eq!((line.standing, line.action), (LineStanding::NotDenied, Some(Action::None)));
    assert!(line.causes.is_empty() && line.missed.is_none());
    assert_eq!(line.difference_cents, Some(0));
}

#[test]
fn patient_share_sequestration_and_reductions_are_no_denials() {
    for codes in [
        &[("PR-1", 5000)][..],
        &[("PR-2", 1000), ("CO-45", 3000), ("CO-253", 80)],
        &[("PR-3", 2000)],
        &[("CO-59", 1500)],
        &[("CO-P12", 100)],
        &[("OA-23", 4000)],
        &[("PI-223", 100)],
    ] {
        let line = read(amounts(9000, 4000, codes));
        assert_eq!(line.standing, LineStanding::NotDenied, "{codes:?}");
    }
    let line = read(amounts(9000, 0, &[("PR-1", 6000), ("CO-45", 3000)]));
    assert_eq!(line.standing, LineStanding::NotDenied, "the deductible took all");
    assert_eq!(line.adjustments[0].owed_by, OwedBy::Patient);
    assert_eq!(line.adjustments[1].owed_by, OwedBy::Practice);
}

#[test]
fn nothing_paid_with_reductions_alone_is_not_called_paid() {
    for codes in [[("CO-45", 9000)], [("CO-59", 9000)]] {
        let line = read(amounts(9000, 0, &codes));
        assert_eq!((line.standing, line.action), (LineStanding::NotKnown, Some(Action::AskPayer)), "{codes:?}");
    }
    assert_eq!(read(remitted(0, &[], &[])).standing, LineStanding::NotKnown, "silence is no payment");
}

#[test]
fn a_part_that_is_refused_is_told_apart() {
    let line = read(amounts(9000, 4000, &[("CO-151", 3000), ("CO-45", 2000)]));
    assert_eq!(line.standing, LineStanding::DeniedInPart);
}

// Fault: an appeal is offered for MA130 or N211.
#[test]
fn ma130_and_n211_are_never_appealed() {
    let mut asked = 0;
    for rule in ens_coding::rules().filter(|it| !it.id.starts_with("practice/")) {
        let Some((carc, _)) = rule.denial else { continue };
        for remark in ["MA130", "N211"] {
            let Some(line) = told_if(rule.id, &[carc], &[remark], |_, _| {}) else { continue };
            asked += 1;
            assert_eq!(line.may_appeal, Some(false), "{}", rule.id);
            assert_ne!(line.action, Some(Action::Appeal), "{}", rule.id);
            assert_eq!(line.action == Some(Action::NewClaim), remark == "MA130", "{}", rule.id);
        }
    }
    assert!(asked > 150, "{asked}");
}

// Fault: an appeal is offered for a pair edit with indicator 0.
#[test]
fn a_pair_with_indicator_0_is_never_appealed() {
    for code in ["CO-236", "CO-97", "PI-236", "OA-236"] {
        let line = told("ncci/never-together", &[code], &["M80"]);
        assert_eq!((line.action, line.may_appeal), (Some(Action::WriteOff), Some(false)), "{code}");
    }
}

// Fault: an amount that is the practice's is billed to the patient.
#[test]
fn a_denial_is_the_patients_only_with_group_pr_and_a_notice() {
    for (group, owed) in [
        ("CO-50", OwedBy::Practice),
        ("PI-50", OwedBy::Practice),
        ("OA-50", OwedBy::NotDecided),
        ("CR-50", OwedBy::NotDecided),
        ("PR-50", OwedBy::PatientIfNotified),
    ] {
        assert_eq!(read(remitted(0, &[group], &[])).adjustments[0].owed_by, owed, "{group}");
    }
}

#[test]
fn a_remittance_that_does_not_balance_says_so() {
    for (charged, paid, adjusted, difference) in [
        (9000, 5000, 4000, Some(0)),
        (9000, 5000, 3000, Some(1000)),
        (9000, 5000, 4001, Some(-1)),
        (10_000_000_000, 0, 1, Some(9_999_999_999)),
    ] {
        let line = read(amounts(charged, paid, &[("CO-45", adjusted)]));
        assert_eq!(line.difference_cents, difference);
    }
    let mut line = amounts(9000, 5000, &[("CO-45", 4000)]);
    line.adjustments[0].amount_cents = None;
    assert_eq!(read(line).difference_cents, None, "not checked is not balanced");
}

#[test]
fn a_code_that_is_not_in_force_is_said_so() {
    let in_force = |on: Value, code: &str| {
        let mut document = request();
        document["remitted_on"] = on;
        document["lines"] = json!([{ "line": 0, "adjustments": [{ "group": "CO", "reason": code }] }]);
        let request: RemitRequest = serde_json::from_value(document).unwrap();
        let answer = remit(&request, Rulebook::bundled()).unwrap();
        let lacks: Vec<String> = answer.not_run.iter().map(|it| it.lacks.to_string()).collect();
        (answer.lines[0].adjustments[0].reason.in_force, lacks)
    };
    assert_eq!(in_force("2018-05-01".into(), "15"), (Some(true), vec![]), "the last day belongs to it");
    assert_eq!(in_force("2018-05-02".into(), "15"), (Some(false), vec![]));
    assert_eq!(in_force("2013-06-01".into(), "253"), (Some(false), vec![]), "before its first day");
    assert_eq!(in_force("2022-11-30".into(), "97"), (Some(true), vec![]));
    assert_eq!(in_force("2024-09-03".into(), "97"), (None, vec!["table:denial_codes".into()]), "a later list decides");
    assert_eq!(in_force(Value::Null, "97"), (None, vec!["remitted_on".into()]));
}

// Fault: the lists are those of the day on which the program was made.
#[test]
fn a_loaded_list_goes_before_the_bundled_slice() {
    let list = "adj_code,adj_type,adj_start_date,adj_last_modified,adj_end_date\n\
                97,CARC,1995-01-01,2017-07-01,2026-06-30\n321,CARC,2025-03-01,,\n";
    let pack = made::pack(Kind::DenialCodes, "carc_rarc_2026-10-01.csv", list);
    let book = Rulebook::bundled_with([pack.as_slice()]).unwrap();
    let mut request: RemitRequest = serde_json::from_value(request()).unwrap();
    request.lines = vec![remitted(0, &["CO-97", "CO-321"], &[])];
    for (day, bundled, new) in [("2026-06-30", true, true), ("2026-07-01", false, true), ("2025-02-28", true, false)] {
        request.remitted_on = Some(day.parse().unwrap());
        let answer = remit(&request, &book).unwrap();
        let read: Vec<_> = answer.lines[0].adjustments.iter().map(|it| &it.reason).collect();
        assert_eq!((read[0].in_force, read[1].in_force), (Some(bundled), Some(new)), "{day}");
        assert!(read[0].meaning.is_some() && read[1].meaning.is_none(), "the list has no words");
        assert_eq!(answer.not_run.len(), 1, "{:?}", answer.not_run);
        assert_eq!(answer.not_run[0].lacks, "table:denials", "what the new code means is not known");
    }
}

#[test]
fn an_unknown_code_is_not_guessed() {
    let mut request: RemitRequest = serde_json::from_value(request()).unwrap();
    request.lines = vec![remitted(0, &["CO-999"], &["N9999"])];
    let answer = remit(&request, Rulebook::bundled()).unwrap();
    let line = &answer.lines[0];
    assert_eq!((line.standing, line.action), (LineStanding::NotKnown, Some(Action::AskPayer)));
    let lacks: Vec<&str> = answer.not_run.iter().map(|it| it.lacks.as_ref()).collect();
    assert_eq!(lacks, ["table:denials", "table:denial_codes"]);
}
