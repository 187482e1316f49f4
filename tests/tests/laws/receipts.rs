//! A receipt gives the same bytes again, or says exactly what differs.

use ens_coding::{Options, Receipt, Rulebook, json, receipt, replay};
use serde_json::{Value, json};

use crate::asked::{Asked, all, text};

fn asked() -> impl Iterator<Item = Asked> {
    all().into_iter().filter(|asked| !asked.has_parts())
}

fn document(asked: &Asked) -> String {
    match &asked.claim {
        Some(claim) => json!({ "visit": asked.visit, "claim": claim }).to_string(),
        None => text(&asked.visit),
    }
}

fn bytes(asked: &Asked, book: &Rulebook) -> String {
    match &asked.claim {
        Some(claim) => json::edit(text(&asked.visit).as_bytes(), text(claim).as_bytes(), book),
        None => json::code(text(&asked.visit).as_bytes(), book),
    }
    .unwrap()
}

fn whats(receipt: &Receipt, asked: &Asked, book: &Rulebook) -> Vec<String> {
    let again = replay(receipt, &asked.visit, asked.claim.as_ref(), book).unwrap();
    assert_eq!(again.answer.is_none(), !again.differences.is_empty());
    again.differences.into_iter().map(|it| it.what).collect()
}

#[test]
fn a_receipt_gives_the_same_bytes_again() {
    let other = Rulebook::load(ens_coding_data::parts()).unwrap();
    for options in [Options::default(), Options { strict: true, compact: true }] {
        let book = Rulebook::bundled().with(options);
        for asked in asked() {
            let given = json::receipt(document(&asked).as_bytes(), &book).unwrap();
            let receipt: Receipt = serde_json::from_str(&given).unwrap();
            assert_eq!(text(&receipt), given);
            // The form of the answer is the receipt's matter.
            let later = other.with(Options { strict: options.strict, compact: false });
            let again = replay(&receipt, &asked.visit, asked.claim.as_ref(), &later).unwrap();
            assert_eq!(again.answer.as_deref(), Some(bytes(&asked, &book).as_str()), "{}", asked.id);
            let request = json!({ "receipt": receipt, "visit": asked.visit, "claim": asked.claim }).to_string();
            let expected = format!("{{\"same\":true,\"answer\":{}}}", bytes(&asked, &book));
            assert_eq!(json::replay(request.as_bytes(), &later).unwrap(), expected);
        }
    }
}

#[test]
fn what_differs_is_named() {
    let book = Rulebook::bundled();
    let asked = asked().find(|asked| asked.claim.is_some()).unwrap();
    let receipt = receipt(&asked.visit, asked.claim.as_ref(), book).unwrap();
    assert!(whats(&receipt, &asked, book).is_empty());
    let changed = |change: fn(&mut Receipt)| {
        let mut receipt = receipt.clone();
        change(&mut receipt);
        whats(&receipt, &asked, book)
    };
    assert_eq!(changed(|it| it.visit = "0".into()), ["visit"]);
    assert_eq!(changed(|it| it.claim = None), ["claim"]);
    assert_eq!(changed(|it| it.basis.library = "0.0.1".into()), ["library"]);
    assert_eq!(changed(|it| it.basis.policy = None), ["policy"]);
    assert_eq!(changed(|it| it.answer = "0".into()), ["answer"]);
    assert_eq!(whats(&receipt, &asked, &book.with(Options { strict: true, ..Options::default() })), ["strict"]);
    let mut other = asked.visit.clone();
    other.date_of_service = other.date_of_service.plus_days(1);
    let again = replay(&receipt, &other, asked.claim.as_ref(), book).unwrap();
    assert_eq!(again.differences[0].what, "visit");
}

#[test]
fn every_part_of_the_basis_is_named_when_it_is_gone() {
    let asked = asked().next().unwrap();
    let receipt = receipt(&asked.visit, asked.claim.as_ref(), Rulebook::bundled()).unwrap();
    let mut named = 0;
    for (part, _) in ens_coding_data::named_parts().filter(|(name, _)| name.ends_with(".pack")) {
        let rest = ens_coding_data::named_parts().filter(|(name, _)| *name != part).map(|(_, bytes)| bytes);
        let book = Rulebook::load(rest).unwrap();
        let table = format!("table:{}", part.trim_start_matches("packs/").trim_end_matches(".pack"));
        assert_eq!(whats(&receipt, &asked, &book), [table.as_str()]);
        named += 1;
    }
    assert!(named > 10, "{named}");
}

/// A receipt is kept and handed on: it holds nothing of the visit.
#[test]
fn a_receipt_holds_nothing_of_the_documents() {
    for asked in asked() {
        let receipt = serde_json::to_value(receipt(&asked.visit, asked.claim.as_ref(), Rulebook::bundled()).unwrap());
        let receipt: Value = receipt.unwrap();
        let keys: Vec<&String> = receipt.as_object().unwrap().keys().collect();
        assert!(keys.iter().all(|key| ["visit", "claim", "answer", "basis"].contains(&key.as_str())), "{keys:?}");
        for name in ["visit", "answer"] {
            assert_eq!(receipt[name].as_str().unwrap().len(), 32);
        }
    }
}
