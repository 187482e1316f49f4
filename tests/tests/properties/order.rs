//! The order in which a host lists services or lines decides nothing.

use ens_coding::{Claim, Finding, Line, Outcome, Rulebook, code, edit};
use proptest::prelude::*;
use serde_json::Value;

use crate::{asked_claim, visit_of, visits, visits_and_claims};

fn lines(lines: &[Line]) -> Vec<String> {
    let shown = |line: &Line| {
        let mut modifiers: Vec<String> = line.modifiers.iter().map(ToString::to_string).collect();
        modifiers.sort_unstable();
        format!("{}-{} x{}", line.code, modifiers.join("-"), line.units.get())
    };
    let mut shown: Vec<String> = lines.iter().map(shown).collect();
    shown.sort_unstable();
    shown
}

fn rules(findings: &[Finding]) -> Vec<String> {
    let mut shown: Vec<String> = findings.iter().map(|it| format!("{} {:?}", it.rule, it.severity)).collect();
    shown.sort_unstable();
    shown
}

/// Several choices are equally right, and the answer says that it took one of them.
fn is_open(outcome: &Outcome) -> bool {
    outcome.findings.iter().any(|it| it.rule == "units/tie-choice")
}

/// Acupuncture has one initial service a day, and shared minutes count for the service that comes first.
fn order_counts(visit: &Value) -> bool {
    let services = visit["services"].as_array().into_iter().flatten();
    services.filter(|it| it["what"]["acupuncture"].is_object() || it["concurrent_with"].is_array()).count() > 0
}

#[test]
fn the_order_of_services_decides_nothing() {
    let shuffled = visits::visit().prop_flat_map(|visit| {
        let services = visit["services"].as_array().cloned().unwrap_or_default();
        (Just(visit), Just(services).prop_shuffle())
    });
    visits::check(256, shuffled, |(one, services)| {
        prop_assume!(!order_counts(&one));
        same_in_this_order(one, services)
    });
}

/// The visit is coded alike with its services in this order.
pub fn same_in_this_order(mut one: Value, services: Vec<Value>) -> Result<(), TestCaseError> {
    let mut two = one.clone();
    two["services"] = Value::Array(services);
    for visit in [&mut one, &mut two] {
        // Which line crosses the yearly threshold depends on the order by its nature.
        for service in visit["services"].as_array_mut().into_iter().flatten() {
            service.as_object_mut().unwrap().remove("allowed_cents");
        }
    }
    let [a, b] = [&one, &two].map(|visit| code(&visit_of(visit), Rulebook::bundled()).unwrap());
    if is_open(&a) || is_open(&b) {
        return Ok(());
    }
    prop_assert_eq!(lines(&a.judged().lines), lines(&b.judged().lines), "drafts of {}", two);
    prop_assert_eq!(rules(&a.findings), rules(&b.findings), "findings of {}", two);
    prop_assert_eq!(a.verdict, b.verdict);
    prop_assert_eq!(lines(&a.claim.lines), lines(&b.claim.lines), "mended claims of {}", two);
    Ok(())
}

#[test]
fn the_order_of_lines_decides_nothing() {
    let shuffled = visits_and_claims().prop_flat_map(|(mut tree, lines, behind)| {
        for service in tree["services"].as_array_mut().into_iter().flatten() {
            service.as_object_mut().unwrap().remove("allowed_cents");
        }
        let (_, claim) = asked_claim(&tree, &lines, behind);
        let turned = Just(claim.lines.clone()).prop_shuffle();
        (Just(tree), Just(claim), turned)
    });
    visits::check(512, shuffled, |(tree, claim, turned)| same_with_these_lines(&tree, &claim, turned));
}

/// The claim is judged alike with its lines in this order.
pub fn same_with_these_lines(tree: &Value, claim: &Claim, turned: Vec<Line>) -> Result<(), TestCaseError> {
    let visit = visit_of(tree);
    let a = edit(&visit, claim, Rulebook::bundled()).unwrap();
    let mut other = claim.clone();
    other.lines = turned;
    let b = edit(&visit, &other, Rulebook::bundled()).unwrap();
    // Of two lines that report one service the later one goes, and with it its units.
    let twice = a.findings.iter().any(|it| it.rule == "claim/duplicate-line");
    let compared = |outcome: &Outcome| {
        let mut rules = rules(&outcome.findings);
        rules.retain(|rule| !twice || !rule.starts_with("units/"));
        rules
    };
    prop_assert_eq!(compared(&a), compared(&b), "findings of {:?}", other.lines);
    prop_assert_eq!(a.verdict, b.verdict);
    Ok(())
}
