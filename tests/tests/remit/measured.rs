//! How well the rules foresee what the simulated payer denies, and name the error that was planted.

use std::collections::{BTreeMap, BTreeSet};

use ens_coding::{MissedBecause, RemitRequest, Rulebook, Scorecard, remit};

use super::agreement::every_case;
use super::payer::Payer;
use super::planted::{Planted, errors};

/// What became of one planted error.
#[derive(Default)]
struct Seen {
    planted: u32,
    denied: u32,
    caught: u32,
    first: u32,
}

#[test]
fn precision_and_recall_against_a_payer_that_shares_no_code() {
    let payer = Payer::new();
    let (mut card, mut seen) = (Scorecard::default(), BTreeMap::<&str, Seen>::new());
    let mut turn = 0;
    let mut bases = BTreeSet::new();
    for case in every_case().into_iter().filter(|case| case.parts.is_empty()) {
        let visit = case.visit().unwrap();
        let is_medicare = visit.payer.id.as_deref().is_some_and(|id| id.starts_with("medicare"));
        if !is_medicare || visit.payer.id.as_deref() == Some("medicare-advantage") {
            continue;
        }
        let outcome = case.run().unwrap();
        let claims = [outcome.claim.clone(), outcome.judged().clone()];
        for claim in claims.iter().filter(|claim| !claim.lines.is_empty()) {
            // Every other one: it keeps the test short.
            let is_new = bases.insert(serde_json::to_string(&(&visit, claim)).unwrap());
            if !is_new || bases.len() % 2 == 0 {
                continue;
            }
            for Planted { error, visit, claim } in errors(&visit, claim, &payer) {
                turn += 1;
                let lines = payer.answer(&visit, &claim, turn);
                let request = RemitRequest { visit, claim, remitted_on: None, lines };
                card.add(&request, Rulebook::bundled()).unwrap();
                let Some((rule, at)) = error else { continue };
                let answer = remit(&request, Rulebook::bundled()).unwrap();
                let line = &answer.lines[at];
                let counts = seen.entry(rule).or_default();
                counts.planted += 1;
                let is_announced = line.missed.as_ref().is_some_and(|it| it.because == MissedBecause::Announced);
                let mut reasons = line.adjustments.iter().map(|it| it.reason.code.to_string());
                if is_announced || !reasons.any(|reason| is_for(rule, &reason)) {
                    continue;
                }
                counts.denied += 1;
                counts.caught += u32::from(line.caught_by.iter().any(|own| is_of(rule, own)));
                counts.first += u32::from(line.causes.first().is_some_and(|cause| is_of(rule, &cause.rule)));
            }
        }
    }
    let card = card.measured();
    show(&card, &seen);
    assert!(card.remittances >= 5_000, "{}", card.remittances);
    // (a) Would we have caught it? What no claim shows (filed late, another payer, an opinion) is among the denied.
    assert!(card.recall_per_mille >= Some(960), "recall {:?}", card.recall_per_mille);
    assert!(card.precision_per_mille >= Some(840), "precision {:?}", card.precision_per_mille);
    // (b) Is the planted error the likely cause?
    let sum = |count: fn(&Seen) -> u32| seen.values().map(count).sum::<u32>();
    let (denied, caught, first) = (sum(|it| it.denied), sum(|it| it.caught), sum(|it| it.first));
    println!("planted and denied {denied}, caught {caught}, named first {first}");
    assert!(caught * 1000 >= denied * 980, "{caught} of {denied}");
    assert!(first * 1000 >= denied * 960, "{first} of {denied}");
    // Each error that a claim shows is caught nearly always; these numbers were measured.
    for (rule, it) in &seen {
        assert!(it.denied > 0, "{rule} was never denied");
        assert!(it.caught * 100 >= it.denied * 88, "{rule}: {} of {}", it.caught, it.denied);
    }
    // Filed late and another payer first: nobody could foresee it, and nobody claims to.
    for reason in ["29", "22"] {
        let score = card.reasons.iter().find(|it| it.reason.is_some_and(|own| own.as_str() == reason)).unwrap();
        assert_eq!(score.caught, 0, "CARC {reason}");
    }
}

/// Whether a reason is one that a payer sends for an error of this rule; payers differ.
fn is_for(rule: &str, reason: &str) -> bool {
    const ALIKE: [&[&str]; 4] = [&["151", "222"], &["97", "236"], &["16", "146"], &["4", "182"]];
    let expected = ens_coding::rules().find(|it| it.id == rule).and_then(|it| it.denial).unwrap().0;
    let expected = expected.split_once('-').unwrap().1;
    reason == expected || ALIKE.iter().any(|all| all.contains(&expected) && all.contains(&reason))
}

/// Whether a rule names the error: units over the unit edit are also more than the record has, whichever is told; and a
/// code that was put in the place of the right one may form pairs of both kinds.
fn is_of(planted: &str, rule: &str) -> bool {
    match planted {
        "units/over-mue" => rule.starts_with("units/"),
        _ => rule == planted,
    }
}

fn show(card: &Scorecard, seen: &BTreeMap<&str, Seen>) {
    println!("remittances {} decided {} denied {}", card.remittances, card.decided_lines, card.denied_lines);
    println!("precision {:?} recall {:?} per mille", card.precision_per_mille, card.recall_per_mille);
    println!("rule: predicted and denied, denied otherwise, predicted and paid, precision, recall");
    for it in &card.rules {
        let (denied, other, paid) = (it.predicted_and_denied, it.denied_otherwise, it.predicted_and_paid);
        println!(
            "{:<45} {denied:>6} {other:>6} {paid:>6} {:?} {:?}",
            it.rule, it.precision_per_mille, it.recall_per_mille
        );
    }
    for it in &card.reasons {
        println!("reason {:?}: denied {} caught {} {:?}", it.reason, it.denied, it.caught, it.recall_per_mille);
    }
    println!("planted: planted, denied at the line, caught by the rule, named first");
    for (rule, it) in seen {
        println!("{rule:<45} {:>6} {:>6} {:>6} {:>6}", it.planted, it.denied, it.caught, it.first);
    }
}
