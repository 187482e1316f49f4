//! Remittances: what a payer's codes mean, which rule would have shown the denial, what can be done.
//!
//! Row G11 of the project's source documents asks for denial management as a function; rows A15, B16 and C14 are the
//! denial tables of the three fact sheets (therapy, stimulators, needles), row by row.

#[path = "remit/agreement.rs"]
mod agreement;
#[path = "remit/bad_input.rs"]
mod bad_input;
#[path = "remit/faults.rs"]
mod faults;
#[path = "remit/guardrails.rs"]
mod guardrails;
#[path = "editions/made.rs"]
mod made;
#[path = "remit/measured.rs"]
mod measured;
#[path = "remit/needles.rs"]
mod needles;
#[path = "remit/payer.rs"]
mod payer;
#[path = "remit/planted.rs"]
mod planted;
#[path = "remit/scores.rs"]
mod scores;
#[path = "remit/sheets.rs"]
mod sheets;
#[path = "remit/tables.rs"]
mod tables;

use ens_coding::{
    Adjustment, At, Claim, RemitLine, RemitRequest, RemittedLine, Rulebook, Severity, Visit, edit, remit,
};
use ens_coding_tests::{Case, rule_case};

/// The rulebook of a case.
fn book(case: &Case) -> Rulebook {
    if case.parts.is_empty() {
        return Rulebook::bundled().clone();
    }
    let texts: Vec<String> = case.parts.iter().map(ToString::to_string).collect();
    Rulebook::bundled_with(texts.iter().map(String::as_bytes)).unwrap()
}

/// Adjustments such as `CO-97`.
fn adjustments(codes: &[&str]) -> Vec<Adjustment> {
    let one = |code: &&str| {
        let (group, reason) = code.split_once('-').unwrap();
        let group = serde_json::from_value(group.into()).unwrap();
        Adjustment { group, reason: reason.parse().unwrap(), amount_cents: None }
    };
    codes.iter().map(one).collect()
}

/// What a payer says of a line.
fn remitted(line: u16, codes: &[&str], remarks: &[&str]) -> RemittedLine {
    let remarks = remarks.iter().map(|code| code.parse().unwrap()).collect();
    RemittedLine { line: Some(line), adjustments: adjustments(codes), remarks, ..RemittedLine::default() }
}

/// The lines of a claim that something is about.
fn lines_of(at: At, claim: &Claim) -> Vec<u16> {
    let all = u16::try_from(claim.lines.len()).unwrap();
    at.line.map_or_else(|| (0..all).collect(), |line| vec![line])
}

/// Reads codes at the line where a rule fires in its own case, and demands that the rule is seen as the one.
fn told(rule: &str, codes: &[&str], remarks: &[&str]) -> RemitLine {
    told_with(rule, codes, remarks, |_, _| {})
}

/// The same after a change of the case's visit or claim.
fn told_with(rule: &str, codes: &[&str], remarks: &[&str], change: impl Fn(&mut Visit, &mut Claim)) -> RemitLine {
    let line = told_if(rule, codes, remarks, change).unwrap_or_else(|| panic!("{rule} is only worth knowing"));
    assert!(line.caught_by.iter().any(|it| it == rule), "{rule} is not seen behind {codes:?}");
    line
}

/// The same; nothing where the rule does not expect a denial in its case. The line that shows the rule, else the first.
fn told_if(rule: &str, codes: &[&str], remarks: &[&str], change: impl Fn(&mut Visit, &mut Claim)) -> Option<RemitLine> {
    let rule = ens_coding::rules().find(|it| it.id == rule).unwrap();
    let case = rule_case(rule, "fires").unwrap();
    let book = book(&case);
    let (mut visit, mut claim) = (case.visit().unwrap(), case.run().unwrap().judged().clone());
    change(&mut visit, &mut claim);
    let outcome = edit(&visit, &claim, &book).unwrap();
    let mut findings = outcome.findings.iter().filter(|it| it.rule == rule.id);
    let finding = findings.next().unwrap_or_else(|| panic!("{} does not fire", rule.id));
    if finding.severity == Severity::Info {
        return None;
    }
    let lines = lines_of(finding.at, &claim);
    let lines = lines.into_iter().map(|line| remitted(line, codes, remarks)).collect();
    let answer = remit(&RemitRequest { visit, claim, remitted_on: None, lines }, &book).unwrap();
    let (mut caught, others): (Vec<RemitLine>, Vec<RemitLine>) =
        answer.lines.into_iter().partition(|line| line.caught_by.iter().any(|it| it == rule.id));
    caught.extend(others);
    Some(caught.swap_remove(0))
}
