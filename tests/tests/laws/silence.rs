//! Silence is never approval: without a table, a policy or a fact no claim turns clean.

use std::collections::BTreeSet;

use ens_coding::{Rulebook, Verdict};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::asked::{Asked, all};
use crate::visits;

/// Where the facts of the record stand; `*` is every element of a list.
const RECORD: &[&str] =
    &["/documentation", "/history", "/plan_of_care", "/services/*/note", "/services/*/minutes", "/services/*/what"];

/// The usual approach, and acupuncture without current, stand in for what is missing, so that the visit without it is a whole
/// other one.
const READ_AS_USUAL: [&str; 2] = ["/approach", "/electrical"];

/// The visit once for every fact of its record, without that fact. What a list holds stays: a list that is there is
/// complete.
fn without_one_fact(visit: &Value) -> Vec<(String, Value)> {
    let mut places = Vec::new();
    for pattern in RECORD {
        for start in matching(visit, pattern) {
            facts(visit.pointer(&start), &start, &mut places);
        }
    }
    let without = |place: &String| {
        let mut visit = visit.clone();
        let (parent, name) = place.rsplit_once('/')?;
        visit.pointer_mut(parent)?.as_object_mut()?.remove(name)?;
        Some((place.clone(), visit))
    };
    places.iter().filter_map(without).collect()
}

fn matching(visit: &Value, pattern: &str) -> Vec<String> {
    let Some((list, rest)) = pattern.split_once("/*") else { return vec![pattern.to_owned()] };
    let count = visit.pointer(list).and_then(Value::as_array).map_or(0, Vec::len);
    (0..count).map(|at| format!("{list}/{at}{rest}")).collect()
}

fn facts(value: Option<&Value>, place: &str, found: &mut Vec<String>) {
    let Some(value) = value else { return };
    if READ_AS_USUAL.iter().all(|usual| !place.ends_with(usual)) {
        found.push(place.to_owned());
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        facts(Some(inner), &format!("{place}/{name}"), found);
    }
}

/// The bundled parts but this one, and but the policies that inherit from it.
fn parts_without(name: &str) -> Vec<&'static [u8]> {
    let inherits: Vec<(&str, Option<String>)> = ens_coding_data::named_parts()
        .filter_map(|(name, bytes)| {
            let id = name.strip_prefix("policies/")?.strip_suffix(".json")?;
            let policy: Value = serde_json::from_slice(bytes).unwrap();
            assert_eq!(policy["policy"], id, "{name}");
            Some((id, policy["inherits"].as_str().map(str::to_owned)))
        })
        .collect();
    let mut gone = BTreeSet::from([name.to_owned()]);
    loop {
        let before = gone.len();
        for (id, parent) in &inherits {
            if parent.as_ref().is_some_and(|it| gone.contains(&policy_name(it))) {
                gone.insert(policy_name(id));
            }
        }
        if gone.len() == before {
            break;
        }
    }
    ens_coding_data::named_parts().filter(|(name, _)| !gone.contains(*name)).map(|(_, bytes)| bytes).collect()
}

fn policy_name(id: &str) -> String {
    format!("policies/{id}.json")
}

fn turned_clean(asked: &Asked, before: Verdict, book: &Rulebook) -> bool {
    let after = asked.ask(&asked.visit, book).map(|outcome| outcome.verdict);
    before != Verdict::Clean && after == Ok(Verdict::Clean)
}

#[test]
fn without_a_part_no_claim_turns_clean() {
    let all: Vec<(Asked, Verdict)> = all()
        .into_iter()
        .map(|asked| {
            let verdict = asked.answer().verdict;
            (asked, verdict)
        })
        .collect();
    let mut turned = Vec::new();
    for (part, _) in ens_coding_data::named_parts() {
        let parts = parts_without(part);
        assert!(parts.len() < ens_coding_data::parts().count(), "{part}");
        let book = Rulebook::load(parts.iter().copied()).unwrap_or_else(|error| panic!("without {part}: {error}"));
        for (asked, before) in &all {
            let own = match asked.has_parts() {
                true => asked.book_of(&parts).ok(),
                false => Some(book.clone()),
            };
            if own.is_some_and(|book| turned_clean(asked, *before, &book)) {
                turned.push(format!("{}: {before:?} without {part}", asked.id));
            }
        }
    }
    assert!(turned.is_empty(), "turned clean:\n{}", turned.join("\n"));
}

#[test]
fn an_empty_rulebook_approves_nothing() {
    let book = Rulebook::load([]).unwrap();
    for asked in all() {
        let outcome = asked.ask(&asked.visit, &book).unwrap();
        assert_ne!(outcome.verdict, Verdict::Clean, "{}", asked.id);
    }
}

#[test]
fn without_a_fact_no_claim_turns_clean() {
    let mut turned = Vec::new();
    let mut asked_of = 0;
    for asked in all().iter().filter(|asked| !asked.has_parts()) {
        let before = asked.answer().verdict;
        for (place, visit) in without_one_fact(&serde_json::to_value(&asked.visit).unwrap()) {
            // Some fields are no facts, and a visit without them is no visit.
            let Ok(visit) = ens_coding::json::visit(&visit.to_string()) else { continue };
            let Ok(after) = asked.ask(&visit, Rulebook::bundled()) else { continue };
            asked_of += 1;
            if before != Verdict::Clean && after.verdict == Verdict::Clean {
                turned.push(format!("{}: {before:?} without {place}", asked.id));
            }
        }
    }
    assert!(asked_of > 500, "{asked_of}");
    assert!(turned.is_empty(), "turned clean:\n{}", turned.join("\n"));
}

#[test]
fn what_was_not_checked_is_never_clean() {
    for asked in all() {
        let outcome = asked.answer();
        for missing in &outcome.not_run {
            assert!(ens_coding::rules().any(|rule| rule.id == missing.rule), "{missing:?}");
            assert!(!missing.lacks.is_empty(), "{}: {missing:?}", asked.id);
        }
        assert!(outcome.not_run.is_empty() || outcome.verdict != Verdict::Clean, "{}", asked.id);
    }
}

#[test]
fn without_a_fact_no_random_claim_turns_clean() {
    let book = Rulebook::bundled();
    visits::check(64, (visits::visit(), visits::lines()), |(tree, lines)| {
        let claim = ens_coding::json::claim(&json!({ "lines": lines }).to_string()).unwrap();
        let ask = |tree: &Value| {
            let visit = ens_coding::json::visit(&tree.to_string()).ok()?;
            Some(ens_coding::edit(&visit, &claim, book).ok()?.verdict)
        };
        let before = ask(&tree);
        for (place, visit) in without_one_fact(&tree) {
            let after = ask(&visit);
            prop_assert!(before == Some(Verdict::Clean) || after != Some(Verdict::Clean), "without {}", place);
        }
        Ok(())
    });
}
