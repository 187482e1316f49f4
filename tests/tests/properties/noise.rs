//! Bytes that are no document: an error, never a panic.

use ens_coding::{Rulebook, json};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::{asked_claim, visits, visits_and_claims};

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..200)
}

/// Bytes that look like JSON.
fn tokens() -> impl Strategy<Value = Vec<u8>> {
    const TOKENS: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "\\u",
        "\\ud800",
        "null",
        "true",
        "1",
        "-",
        "1e999",
        "0.5",
        "\"services\"",
        "\"what\"",
        "\"payer\"",
        "\"lines\"",
        "\"code\"",
        "\"97110\"",
        "\"date_of_service\"",
        "\"2026-01-01\"",
        "\"policy\"",
        "\"rules\"",
        " ",
        "é",
    ];
    let some = proptest::collection::vec(proptest::sample::select(TOKENS), 0..40);
    some.prop_map(|tokens| tokens.concat().into_bytes())
}

fn read_all(bytes: &[u8]) {
    let book = Rulebook::bundled();
    let claim = br#"{ "lines": [{ "code": "97110", "units": 1 }] }"#;
    for error in [
        json::code(bytes, book).err(),
        json::select(bytes, book).err(),
        json::edit(bytes, claim, book).err(),
        json::edit(bytes, bytes, book).err(),
        json::edit_document(bytes, book).err(),
        json::explain(bytes).err(),
        Rulebook::load([bytes]).err(),
    ]
    .into_iter()
    .flatten()
    {
        assert!(!error.code().is_empty() && error.path().starts_with('$'), "{error}");
    }
}

#[test]
fn noise_is_refused() {
    visits::check(512, prop_oneof![bytes(), tokens()], |bytes| {
        read_all(&bytes);
        Ok(())
    });
}

/// A document in which one byte was exchanged, taken out, or is the last one.
fn damaged(mut document: Vec<u8>, at: Index, byte: u8, how: u8) -> Vec<u8> {
    if document.is_empty() {
        return document;
    }
    let at = at.index(document.len());
    match how {
        0 => document[at] = byte,
        1 => drop(document.remove(at)),
        2 => document.insert(at, byte),
        _ => document.truncate(at),
    }
    document
}

#[test]
fn damaged_documents_are_an_answer_too() {
    let damage = (any::<Index>(), any::<u8>(), 0_u8..4);
    visits::check(256, (visits_and_claims(), damage), |((tree, lines, behind), (at, byte, how))| {
        let book = Rulebook::bundled();
        let (_, claim) = asked_claim(&tree, &lines, behind);
        let visit = damaged(tree.to_string().into_bytes(), at, byte, how);
        let claim = damaged(serde_json::to_vec(&claim).unwrap(), at, byte, how);
        let _ = json::edit(&visit, &claim, book);
        let _ = json::edit(tree.to_string().as_bytes(), &claim, book);
        read_all(&visit);
        read_all(&claim);
        Ok(())
    });
}

#[test]
fn damaged_parts_are_refused() {
    let parts: Vec<(&str, &[u8])> = ens_coding_data::named_parts().filter(|(_, bytes)| bytes.len() < 20_000).collect();
    let chosen = proptest::sample::select(parts);
    visits::check(512, (chosen, any::<Index>(), any::<u8>(), 0_u8..4), |((name, bytes), at, byte, how)| {
        let damaged = damaged(bytes.to_vec(), at, byte, how);
        let book = Rulebook::load([&*damaged]);
        if name.ends_with(".pack") && damaged != bytes {
            prop_assert!(book.is_err(), "{name} was read although it is damaged");
        }
        Ok(())
    });
}
