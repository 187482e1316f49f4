//! An answer names its basis, and the same basis gives the same answer again.

use std::collections::BTreeMap;

use ens_coding::{Basis, Outcome, Part, Rulebook, explain, json};

use crate::asked::{all, text};

/// The bundled bytes by the names that an answer gives them.
fn bytes_by_name() -> BTreeMap<String, &'static [u8]> {
    let parts = ens_coding_data::named_parts();
    parts
        .map(|(name, bytes)| {
            let pack = name.strip_prefix("packs/").and_then(|it| it.strip_suffix(".pack"));
            let policy = name.strip_prefix("policies/").and_then(|it| it.strip_suffix(".json"));
            let name = pack.map(|it| format!("table:{it}"));
            (name.or(policy.map(|it| format!("policy:{it}"))).unwrap(), bytes)
        })
        .collect()
}

fn part<'a>(basis: &'a Basis, name: &str) -> Option<&'a Part> {
    basis.parts.iter().find(|part| part.part == name)
}

#[test]
fn every_answer_names_library_policy_and_parts() {
    let names = bytes_by_name();
    for asked in all().iter().filter(|asked| !asked.has_parts()) {
        let outcome = asked.answer();
        let basis = &outcome.basis;
        let id = &asked.id;
        assert_eq!(basis.library, env!("CARGO_PKG_VERSION"), "{id}");
        for name in names.keys().filter(|name| name.starts_with("table:")) {
            let part = part(basis, name).unwrap_or_else(|| panic!("{id} does not name {name}"));
            assert!(part.edition.as_ref().is_some_and(|it| !it.is_empty()), "{id}: {name}");
        }
        for part in basis.parts.iter() {
            assert!(names.contains_key(&part.part), "{id}: {}", part.part);
            let digits = part.digest.bytes().all(|it| it.is_ascii_hexdigit());
            assert!(part.digest.len() == 32 && digits, "{id}: {}", part.digest);
        }
        match &asked.visit.payer.id {
            Some(payer) if names.contains_key(&format!("policy:{payer}")) => {
                assert_eq!(basis.policy.as_deref(), Some(&**payer), "{id}");
            }
            _ => {}
        }
        if let Some(policy) = &basis.policy {
            assert!(part(basis, &format!("policy:{policy}")).is_some(), "{id}");
        }
        for finding in &outcome.findings {
            let rule = ens_coding::rules().find(|rule| rule.id == finding.rule);
            assert!(rule.is_some(), "{id}: {}", finding.rule);
            assert!(!finding.citations.is_empty(), "{id}: {} cites nothing", finding.rule);
        }
        let page = text(&explain(&outcome));
        let said = serde_json::from_str::<serde_json::Value>(&page).unwrap();
        assert!(!said.to_string().contains("\"{"), "{id}: {page}");
    }
}

#[test]
fn a_digest_changes_with_a_byte() {
    let medicare = bytes_by_name()["policy:medicare"];
    let digest = |bytes: &[u8]| {
        let book = Rulebook::load([bytes]).unwrap();
        part(&book.basis(), "policy:medicare").unwrap().digest.clone()
    };
    let changed = [medicare, b"\n"].concat();
    assert_ne!(digest(medicare), digest(&changed));
    let basis = Rulebook::bundled().basis();
    let of_book = part(&basis, "policy:medicare").unwrap();
    assert_eq!(digest(medicare), of_book.digest);
}

#[test]
fn the_order_of_the_parts_does_not_matter() {
    let parts: Vec<&[u8]> = ens_coding_data::parts().collect();
    let mut turned = parts.clone();
    turned.reverse();
    let mut rotated = parts.clone();
    rotated.rotate_left(parts.len() / 2);
    for other in [turned, rotated] {
        let book = Rulebook::load(other).unwrap();
        assert_eq!(book.basis(), Rulebook::bundled().basis());
        for asked in all().iter().filter(|asked| !asked.has_parts()) {
            let answer = asked.ask(&asked.visit, &book).unwrap();
            assert_eq!(text(&answer), text(&asked.answer()), "{}", asked.id);
        }
    }
}

#[test]
fn the_parts_that_an_answer_names_give_it_again() {
    let names = bytes_by_name();
    let mut books: BTreeMap<Vec<String>, Rulebook> = BTreeMap::new();
    for asked in all().iter().filter(|asked| !asked.has_parts()) {
        let answer = asked.answer();
        let parts: Vec<String> = answer.basis.parts.iter().map(|part| part.part.clone()).collect();
        let book = books
            .entry(parts)
            .or_insert_with_key(|parts| Rulebook::load(parts.iter().map(|part| names[part])).unwrap());
        let again = asked.ask(&asked.visit, book).unwrap();
        assert_eq!(text(&again), text(&answer), "{}", asked.id);
    }
}

#[test]
fn an_answer_survives_a_round_trip() {
    for asked in all() {
        let outcome = asked.answer();
        let written = text(&outcome);
        let again: Outcome = serde_json::from_str(&written).unwrap();
        assert_eq!(again, outcome, "{}", asked.id);
        assert_eq!(explain(&again), explain(&outcome), "{}", asked.id);
        assert_eq!(json::explain(written.as_bytes()).unwrap(), text(&explain(&outcome)), "{}", asked.id);
    }
}
