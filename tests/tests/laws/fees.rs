//! No upcoding: selection cannot see money, and every drafted line goes back to a service.

use ens_coding::{Claim, Rulebook, Visit, code, json, select};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::asked::all;
use crate::visits;

/// The codes and units of the draft, before and after it was mended; first that every line has its services.
fn codes(visit: &Visit) -> Result<[Vec<(String, u32)>; 3], TestCaseError> {
    let book = Rulebook::bundled();
    let outcome = code(visit, book).unwrap();
    let draft = select(visit, book).unwrap();
    for line in outcome.claim.lines.iter().chain(&draft.claim.lines).chain(&outcome.judged().lines) {
        prop_assert!(!line.services.is_empty(), "{} reports nothing", line.code);
        for at in &line.services {
            prop_assert!(usize::from(*at) < visit.services.len(), "{} reports service {at}", line.code);
        }
    }
    let codes = |claim: &Claim| {
        let lines = claim.lines.iter();
        lines.map(|line| (line.code.to_string(), line.units.get())).collect()
    };
    Ok([codes(&draft.claim), codes(outcome.judged()), codes(&outcome.claim)])
}

/// The visit with these amounts on its services, in their order.
fn with_fees(visit: &Value, fees: impl IntoIterator<Item = Value>) -> Visit {
    let mut visit = visit.clone();
    let services = visit["services"].as_array_mut().into_iter().flatten();
    for (service, fee) in services.zip(fees) {
        service["allowed_cents"] = fee;
    }
    json::visit(&visit.to_string()).unwrap()
}

fn blind(visit: &Value) -> Result<(), TestCaseError> {
    let without = codes(&with_fees(visit, std::iter::repeat(Value::Null)))?;
    let rising = || (1..).map(|at: u64| json!(at * at * 1700));
    let count = visit["services"].as_array().map_or(0, Vec::len);
    let falling: Vec<Value> = rising().take(count).collect();
    let own = json::visit(&visit.to_string()).unwrap();
    prop_assert_eq!(&codes(&own)?, &without);
    prop_assert_eq!(&codes(&with_fees(visit, rising()))?, &without);
    prop_assert_eq!(&codes(&with_fees(visit, falling.into_iter().rev()))?, &without);
    let enormous = std::iter::repeat(json!(10_000_000_000_u64));
    prop_assert_eq!(&codes(&with_fees(visit, enormous))?, &without);
    Ok(())
}

#[test]
fn fees_change_no_code_of_a_case() {
    for asked in all().iter().filter(|asked| asked.claim.is_none() && !asked.has_parts()) {
        blind(&serde_json::to_value(&asked.visit).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", asked.id));
    }
}

#[test]
fn fees_change_no_code_of_a_random_visit() {
    visits::check(256, visits::visit(), |visit| blind(&visit));
}
