//! What holds for every visit and claim, tried on random ones.

#[path = "laws/asked.rs"]
mod asked;
#[path = "properties/examples.rs"]
mod examples;
#[path = "properties/fixes.rs"]
mod fixes;
#[path = "properties/noise.rs"]
mod noise;
#[path = "properties/order.rs"]
mod order;
#[path = "properties/tallies.rs"]
mod tallies;
#[path = "properties/visits.rs"]
mod visits;

use ens_coding::{Claim, Rulebook, Visit, explain, json};
use proptest::prelude::*;
use serde_json::{Value, json};

use asked::text;

fn visit_of(tree: &Value) -> Visit {
    json::visit(&tree.to_string()).unwrap_or_else(|error| panic!("{error}: {tree}"))
}

fn claim_of(lines: &Value) -> Claim {
    let claim = json!({ "lines": lines }).to_string();
    json::claim(&claim).unwrap_or_else(|error| panic!("{error}: {claim}"))
}

/// A visit and a claim for it: random lines, behind those of the draft where the visit is to be billed rightly.
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

#[test]
fn from_json_to_json_and_no_panic() {
    visits::check(256, visits_and_claims(), |(tree, lines, behind)| {
        let book = Rulebook::bundled();
        let (visit, claim) = asked_claim(&tree, &lines, behind);
        let again: Visit = serde_json::from_str(&text(&visit)).unwrap();
        prop_assert_eq!(&again, &visit);
        let tree = tree.to_string();
        let coded = json::code(tree.as_bytes(), book).unwrap();
        let drafted = json::select(tree.as_bytes(), book).unwrap();
        let checked = json::edit(tree.as_bytes(), text(&claim).as_bytes(), book).unwrap();
        let both = json!({ "visit": &visit, "claim": &claim }).to_string();
        let in_one = json::edit_document(both.as_bytes(), book).unwrap();
        prop_assert_eq!(&in_one, &checked);
        for answer in [&coded, &checked] {
            let outcome: ens_coding::Outcome = serde_json::from_str(answer).unwrap();
            prop_assert_eq!(&text(&outcome), answer);
            prop_assert_eq!(json::explain(answer.as_bytes()).unwrap(), text(&explain(&outcome)));
        }
        let draft: ens_coding::Draft = serde_json::from_str(&drafted).unwrap();
        prop_assert_eq!(text(&draft), drafted);
        Ok(())
    });
}

#[test]
fn the_same_twice() {
    let other = Rulebook::load(ens_coding_data::parts()).unwrap();
    visits::check(256, visits_and_claims(), |(tree, lines, behind)| {
        let (visit, claim) = asked_claim(&tree, &lines, behind);
        let answers = |book: &Rulebook| {
            let coded = ens_coding::code(&visit, book).unwrap();
            let checked = ens_coding::edit(&visit, &claim, book).unwrap();
            (text(&coded), text(&checked))
        };
        let once = answers(Rulebook::bundled());
        prop_assert_eq!(&answers(Rulebook::bundled()), &once);
        prop_assert_eq!(&answers(&other), &once);
        Ok(())
    });
}
