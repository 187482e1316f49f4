//! Requests, and what is looked at in estimates.

use ens_coding::Rulebook;
use ens_coding_fee::{FeeEstimate, FeeLine, FeeRequest, StepKind, fee};
use serde_json::{Value, json};

/// A request for a claim of these lines, `CODE[-MM…] [x UNITS]`, of a physician's office.
pub fn request(date: &str, place: &str, lines: &[&str]) -> Value {
    json!({
        "visit": {
            "payer": { "id": "medicare" }, "date_of_service": date,
            "setting": { "place_of_service": place, "claim_form": "professional" },
            "performers": [{ "id": "a", "kind": "physician" }], "diagnoses": ["G89.4"]
        },
        "claim": { "lines": lines.iter().map(|line| of_line(line)).collect::<Vec<_>>() }
    })
}

fn of_line(line: &str) -> Value {
    let (service, units) = line.split_once(" x ").unwrap_or((line, "1"));
    let mut parts = service.split('-');
    let code = parts.next().unwrap();
    json!({ "code": code, "modifiers": parts.collect::<Vec<_>>(), "units": units.parse::<u32>().unwrap() })
}

pub fn estimated_by(request: &Value, book: &Rulebook) -> FeeEstimate {
    let request: FeeRequest = serde_json::from_value(request.clone()).unwrap_or_else(|error| panic!("{error}"));
    fee(&request, book).unwrap_or_else(|error| panic!("{error}"))
}

pub fn estimated(request: &Value) -> FeeEstimate {
    estimated_by(request, Rulebook::bundled())
}

/// The estimate of lines on a date in a place, with the bundled tables.
pub fn of(date: &str, place: &str, lines: &[&str]) -> FeeEstimate {
    estimated(&request(date, place, lines))
}

/// The amounts of the lines; 0 stands for none.
pub fn amounts(estimate: &FeeEstimate) -> Vec<u64> {
    estimate.lines.iter().map(|line| line.amount_cents.unwrap_or(0)).collect()
}

/// The steps of a line, each with its percentage and the amount after it.
pub fn steps(line: &FeeLine) -> Vec<(StepKind, Option<u16>, u64)> {
    line.steps.iter().map(|step| (step.step, step.percent, step.cents)).collect()
}

/// The reason of a line without an amount, as documents write it.
pub fn reason(line: &FeeLine) -> String {
    let refusal = line.not_priced.as_ref().unwrap_or_else(|| panic!("{} has an amount", line.code));
    serde_json::to_value(refusal.reason).unwrap().as_str().unwrap().to_owned()
}

/// The reasons of all lines; a priced one has none.
pub fn reasons(estimate: &FeeEstimate) -> Vec<String> {
    let one = |line: &FeeLine| if line.amount_cents.is_some() { String::new() } else { reason(line) };
    estimate.lines.iter().map(one).collect()
}
