//! What holds for every claim.

use std::cell::Cell;

use ens_coding::Rulebook;
use ens_coding_fee::{FeeEstimate, Reason};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::asked::{estimated, request};
use crate::visits;

/// A request for random lines, in an office, a hospital, or billed by one.
fn asked() -> impl Strategy<Value = Value> {
    let kinds = proptest::sample::select(vec!["physician", "physical_therapist", "nurse_practitioner"]);
    let days = proptest::sample::select(vec!["2021-06-01", "2024-07-08", "2025-11-03", "2026-02-02", "2026-08-04"]);
    (visits::lines(), kinds, days, 0..3_u8, any::<bool>()).prop_map(|(lines, kind, day, place, sequestration)| {
        let mut asked = request(day, if place == 0 { "11" } else { "22" }, &[]);
        asked["visit"]["performers"][0]["kind"] = json!(kind);
        if place == 2 {
            asked["visit"]["setting"]["claim_form"] = json!("institutional");
        }
        asked["sequestration"] = json!(sequestration);
        asked["claim"]["lines"] = lines;
        for line in asked["claim"]["lines"].as_array_mut().unwrap() {
            line.as_object_mut().unwrap().remove("services");
            line.as_object_mut().unwrap().remove("diagnosis_pointers");
        }
        asked["prices"] = json!([{ "code": "J0585", "cents": 6482, "units": 10, "source": "test" }]);
        asked
    })
}

/// Lines whose rules meet: therapy, procedures, sides, assistants.
fn close() -> impl Strategy<Value = Value> {
    let codes = vec!["97110", "97530", "G0283", "97140", "64450", "64405", "64483", "64484", "63650", "62323", "20553"];
    let codes = proptest::sample::select(codes);
    let modifiers = vec!["", "", "", "50", "RT", "LT", "CQ", "59", "22", "80", "AS", "26", "GY"];
    let line = (codes, proptest::sample::select(modifiers), 1..4_u32);
    proptest::collection::vec(line, 1..6).prop_map(|lines| {
        let lines: Vec<String> = lines.iter().map(|(code, modifier, units)| line_of(code, modifier, *units)).collect();
        request("2024-07-08", "11", &lines.iter().map(String::as_str).collect::<Vec<_>>())
    })
}

fn line_of(code: &str, modifier: &str, units: u32) -> String {
    let dash = if modifier.is_empty() { "" } else { "-" };
    format!("{code}{dash}{modifier} x {units}")
}

fn sums(estimate: &FeeEstimate) -> [u64; 3] {
    let sum = |of: fn(&ens_coding_fee::FeeLine) -> Option<u64>| estimate.lines.iter().filter_map(of).sum();
    [sum(|it| it.amount_cents), sum(|it| it.medicare_cents), sum(|it| it.patient_cents)]
}

fn holds(asked: &Value) -> Result<(), TestCaseError> {
    let estimate = estimated(asked);
    let total = estimate.total;
    prop_assert_eq!(sums(&estimate), [total.amount_cents, total.medicare_cents, total.patient_cents]);
    prop_assert_eq!(estimate.lines.len(), asked["claim"]["lines"].as_array().unwrap().len());
    for line in &estimate.lines {
        prop_assert_eq!(line.amount_cents.is_some(), line.not_priced.is_none(), "an amount or a reason, never both");
        prop_assert_eq!(line.amount_cents.is_some(), !line.steps.is_empty());
        let (amount, medicare) = (line.amount_cents.unwrap_or(0), line.medicare_cents.unwrap_or(0));
        prop_assert!(medicare + line.patient_cents.unwrap_or(0) <= amount);
        if let Some(last) = line.steps.last() {
            prop_assert_eq!(last.cents, medicare, "the last step is what Medicare pays");
        }
    }
    // The order of the lines decides nothing.
    let mut turned = asked.clone();
    turned["claim"]["lines"].as_array_mut().unwrap().reverse();
    let other = estimated(&turned);
    prop_assert_eq!(other.total, total);
    Ok(())
}

#[test]
fn every_estimate_adds_up_in_any_order() {
    let priced = Cell::new(0);
    let one = |asked: Value| {
        priced.set(priced.get() + estimated(&asked).total.priced);
        holds(&asked)
    };
    visits::check(256, asked(), one);
    visits::check(512, close(), one);
    assert!(priced.get() > 256, "{} lines have a price", priced.get());
}

/// One more unit is never paid less, as long as the rule has a price for it.
#[test]
fn more_units_are_never_less() {
    visits::check(256, (close(), 0..6_usize), |(asked, at)| {
        let lines = asked["claim"]["lines"].as_array().unwrap().len();
        let before = estimated(&asked);
        let mut more = asked.clone();
        let units = &mut more["claim"]["lines"][at % lines]["units"];
        *units = json!(units.as_u64().unwrap() + 1);
        let after = estimated(&more);
        if before.total.not_priced != after.total.not_priced {
            return Ok(());
        }
        prop_assert!(after.total.amount_cents >= before.total.amount_cents, "{asked}");
        let (one, two) = (&before.lines[at % lines], &after.lines[at % lines]);
        prop_assert!(two.amount_cents >= one.amount_cents);
        Ok(())
    });
}

#[test]
fn the_longest_claim_is_no_trouble() {
    let lines: Vec<String> = (0..999).map(|at| line_of("64450", ["RT", "LT", "59"][at % 3], 1)).collect();
    let asked = request("2024-07-08", "11", &lines.iter().map(String::as_str).collect::<Vec<_>>());
    let estimate = estimated(&asked);
    let reasons: Vec<Reason> = estimate.lines.iter().filter_map(|it| Some(it.not_priced.as_ref()?.reason)).collect();
    assert_eq!(reasons.iter().filter(|it| **it == Reason::SidesUndecided).count(), 666);
    assert_eq!(reasons.iter().filter(|it| **it == Reason::ByReport).count(), 333 - 5);
}

#[test]
fn the_largest_units_are_no_trouble() {
    let mut asked = request("2024-07-08", "11", &["97110-GP x 99999", "64450 x 99999", "J0585 x 99999"]);
    asked["prices"] = json!([{ "code": "J0585", "cents": 10_000_000_000_u64, "source": "test" }]);
    let estimate = ens_coding_fee::json::fee(asked.to_string().as_bytes(), Rulebook::bundled()).unwrap();
    let estimate: FeeEstimate = serde_json::from_str(&estimate).unwrap();
    assert_eq!(estimate.lines[2].amount_cents, Some(999_990_000_000_000));
    assert_eq!(estimate.lines[1].not_priced.as_ref().unwrap().reason, Reason::ByReport);
}
