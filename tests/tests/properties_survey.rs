#![allow(dead_code)]
#[path = "laws/asked.rs"]
mod asked;
#[path = "properties/fixes.rs"]
mod fixes;
#[path = "properties/order.rs"]
mod order;
#[path = "laws/silence.rs"]
mod silence;
#[path = "properties/visits.rs"]
mod visits;
use ens_coding::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
fn visit_of(tree: &Value) -> Visit {
    json::visit(&tree.to_string()).unwrap_or_else(|error| panic!("{error}: {tree}"))
}
fn claim_of(lines: &Value) -> Claim {
    let claim = json!({ "lines": lines }).to_string();
    json::claim(&claim).unwrap()
}
fn asked_claim(tree: &Value, lines: &Value, behind_draft: bool) -> (Visit, Claim) {
    let visit = visit_of(tree);
    let mut claim = claim_of(lines);
    if behind_draft {
        let draft = ens_coding::select(&visit, Rulebook::bundled()).unwrap().claim;
        claim.lines.truncate(2);
        claim.lines.splice(0..0, draft.lines);
        claim.lines.iter_mut().for_each(|line| line.services.clear());
    }
    (visit, claim)
}
fn visits_and_claims() -> impl Strategy<Value = (Value, Value, bool)> {
    (visits::visit(), visits::lines(), any::<bool>())
}
type Hist = RefCell<BTreeMap<String, (u32, String)>>;
fn note(h: &Hist, key: String, example: String) {
    let mut h = h.borrow_mut();
    let e = h.entry(key).or_insert((0, example.clone()));
    e.0 += 1;
    if example.len() < e.1.len() { e.1 = example; }
}
fn show(name: &str, h: &Hist) {
    println!("=== {name}");
    for (k, (n, e)) in h.borrow().iter() { println!("{n:6} {k}\n        {e}"); }
}
#[test]
fn survey_fixes() {
    let idle = Hist::default();
    let rest = Hist::default();
    let n = std::cell::Cell::new(0);
    visits::check(4000, visits_and_claims(), |(tree, lines, behind)| {
        let (visit, claim) = asked_claim(&tree, &lines, behind);
        for c in [None, Some(&claim)] {
            let outcome = asked::ask(&visit, c, Rulebook::bundled()).unwrap();
            n.set(n.get() + 1);
            for x in fixes::idle_fixes(&visit, &outcome) {
                let k = x.split(" at ").next().unwrap().to_string();
                note(&idle, k, format!("{x}  VISIT {tree}"));
            }
            for x in fixes::left_over(&visit, &outcome.claim) {
                let k = x.split(" at ").next().unwrap().to_string();
                note(&rest, k, format!("{x} CLAIM {:?} VISIT {tree} SUBMITTED {}", outcome.claim.lines.iter().map(|l| format!("{}{:?}x{}", l.code, l.modifiers, l.units.get())).collect::<Vec<_>>(), c.is_some()));
            }
        }
        Ok(())
    });
    println!("of {}", n.get());
    show("idle", &idle);
    show("restless", &rest);
}
#[test]
fn survey_silence() {
    let h = Hist::default();
    visits::check(600, visits_and_claims(), |(tree, lines, behind)| {
        let (visit, claim) = asked_claim(&tree, &lines, behind);
        for c in [None, Some(&claim)] {
            let before = asked::ask(&visit, c, Rulebook::bundled()).unwrap();
            if before.verdict == Verdict::Clean { note(&h, "(clean before)".into(), String::new()); continue; }
            for (place, v) in silence::without_one_fact(&tree) {
                let Ok(v) = json::visit(&v.to_string()) else { continue };
                let Ok(after) = asked::ask(&v, c, Rulebook::bundled()) else { continue };
                if after.verdict == Verdict::Clean {
                    let f: Vec<_> = before.findings.iter().filter(|f| f.severity > Severity::Info).map(|f| f.rule.to_string()).collect();
                    let nr: Vec<_> = before.not_run.iter().map(|f| f.rule.to_string()).collect();
                    note(&h, format!("{place} {f:?} {nr:?}"), format!("{tree} {:?}", c));
                }
            }
        }
        Ok(())
    });
    show("silence", &h);
}
#[test]
fn survey_order() {
    let h = Hist::default();
    let shuffled = visits::visit().prop_flat_map(|visit| {
        let services = visit["services"].as_array().cloned().unwrap_or_default();
        (Just(visit), Just(services).prop_shuffle())
    });
    visits::check(4000, shuffled, |(mut one, services)| {
        if order::order_counts(&one) { return Ok(()); }
        let mut two = one.clone();
        two["services"] = Value::Array(services);
        for visit in [&mut one, &mut two] {
            for service in visit["services"].as_array_mut().into_iter().flatten() {
                service.as_object_mut().unwrap().remove("allowed_cents");
            }
        }
        let [a, b] = [&one, &two].map(|visit| code(&visit_of(visit), Rulebook::bundled()).unwrap());
        if order::is_open(&a) || order::is_open(&b) { return Ok(()); }
        let (x, y) = (order::lines(&a.judged().lines), order::lines(&b.judged().lines));
        let diff = |x: &Vec<String>, y: &Vec<String>| format!("{:?} | {:?}", x.iter().filter(|i| !y.contains(i)).collect::<Vec<_>>(), y.iter().filter(|i| !x.contains(i)).collect::<Vec<_>>());
        if x != y { note(&h, format!("LINES"), format!("{} :: {two}", diff(&x, &y))); return Ok(()); }
        let (x, y) = (order::rules(&a.findings), order::rules(&b.findings));
        if x != y { note(&h, format!("RULES {}", diff(&x, &y)), format!("{two}")); return Ok(()); }
        let (x, y) = (order::lines(&a.claim.lines), order::lines(&b.claim.lines));
        if x != y { note(&h, format!("MENDED"), format!("{} :: {two}", diff(&x, &y))); return Ok(()); }
        Ok(())
    });
    show("order of services", &h);
    let h = Hist::default();
    let shuffled = visits_and_claims().prop_flat_map(|(mut tree, lines, behind)| {
        for service in tree["services"].as_array_mut().into_iter().flatten() {
            service.as_object_mut().unwrap().remove("allowed_cents");
        }
        let (_, claim) = asked_claim(&tree, &lines, behind);
        let turned = Just(claim.lines.clone()).prop_shuffle();
        (Just(tree), Just(claim), turned)
    });
    visits::check(4000, shuffled, |(tree, claim, turned)| {
        let visit = visit_of(&tree);
        let a = edit(&visit, &claim, Rulebook::bundled()).unwrap();
        let mut other = claim.clone();
        other.lines = turned;
        let b = edit(&visit, &other, Rulebook::bundled()).unwrap();
        let (mut x, y) = (order::rules(&a.findings), order::rules(&b.findings));
        if x != y {
            let mut extra = vec![];
            for i in &y { if let Some(p) = x.iter().position(|j| j == i) { x.remove(p); } else { extra.push(i.clone()); } }
            note(&h, format!("{x:?} | {extra:?}"), format!("{} :: {tree}", other.lines.iter().map(|l| format!("{}{:?}x{}", l.code, l.modifiers, l.units.get())).collect::<Vec<_>>().join(" ")));
        }
        Ok(())
    });
    show("order of lines", &h);
}
