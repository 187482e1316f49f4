//! A rule that a claim is not asked about has nothing to say about it: neither a finding nor something that it lacks.

use ens_coding::{Claim, Options, Rulebook, Visit, json, unasked};
use proptest::prelude::*;
use serde_json::json;

use crate::asked::all;
use crate::visits;

fn said_in_vain(visit: &Visit, claim: &Claim, book: &Rulebook) -> Vec<String> {
    let (findings, not_run) = unasked(visit, claim, book).unwrap_or_default();
    let findings = findings.iter().map(|it| format!("{} at {:?}", it.rule, it.at));
    findings.chain(not_run.iter().map(|it| format!("{} at {:?} lacks {}", it.rule, it.at, it.lacks))).collect()
}

/// Rulebooks that know less: each without one table, one without policies, and one of nothing at all.
fn lesser_books() -> Vec<Rulebook> {
    let parts: Vec<(&str, &[u8])> = ens_coding_data::named_parts().collect();
    let without = |gone: &dyn Fn(&str) -> bool| {
        Rulebook::load(parts.iter().filter(|(name, _)| !gone(name)).map(|(_, bytes)| *bytes)).unwrap()
    };
    let tables = parts.iter().map(|(name, _)| *name).filter(|name| !name.starts_with("policies/"));
    let mut books: Vec<Rulebook> = tables.map(|table| without(&|name| name == table)).collect();
    books.push(without(&|name| name.starts_with("policies/")));
    books.push(without(&|name| !name.starts_with("policies/")));
    books.push(without(&|_| true));
    books.push(Rulebook::bundled().with(Options { strict: true, ..Options::default() }));
    books
}

#[test]
fn in_no_case() {
    let books = lesser_books();
    assert!(books.len() > 10, "the tables are gone");
    let whole: Vec<&[u8]> = ens_coding_data::parts().collect();
    for asked in all() {
        let answer = asked.answer();
        let own = asked.book_of(&whole).unwrap();
        for claim in [answer.judged(), &answer.claim] {
            for book in books.iter().chain([&own]) {
                let said = said_in_vain(&asked.visit, claim, book);
                assert!(said.is_empty(), "{}: {said:?}", asked.id);
            }
        }
    }
}

#[test]
fn in_no_random_claim() {
    let books = lesser_books();
    visits::check(1024, (visits::visit(), visits::lines(), any::<prop::sample::Index>()), |(tree, lines, book)| {
        let visit = json::visit(&tree.to_string()).unwrap();
        let claim = json::claim(&json!({ "lines": lines }).to_string()).unwrap();
        for book in [Rulebook::bundled(), book.get(&books)] {
            let mut claims = vec![claim.clone()];
            claims.extend(ens_coding::code(&visit, book).map(|outcome| outcome.claim));
            for claim in &claims {
                let said = said_in_vain(&visit, claim, book);
                prop_assert!(said.is_empty(), "{said:?}");
            }
        }
        Ok(())
    });
}
