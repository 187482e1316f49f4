//! All problems of a document that was refused.
//!
//! A typed value cannot be built past its first problem. So the problem is noted, its node is taken out of a tree of the
//! document, and what is left is read again, until nothing is wrong or the same place fails twice.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;

use super::fault::Inner;
use super::node::Node;
use super::writer::Text;
use crate::error::{Error, Problem};

/// More problems than anybody reads at once.
const MOST: usize = 50;

/// The problems of a document that was refused; `refusal` reads it, or what is left of it, and tells what is wrong.
///
/// One function for all kinds of documents, so that it is compiled once.
pub(super) fn all(text: &[u8], root: &str, refusal: &dyn Fn(&[u8]) -> Option<Inner>) -> Error {
    let Ok(text) = core::str::from_utf8(text) else {
        return Error::new("json/not-utf8", root);
    };
    let mut tree: Node = match serde_json::from_slice(text.as_bytes()) {
        Ok(tree) => tree,
        Err(error) => return Error::new(syntax(&error), root),
    };
    let mut problems: Vec<Problem> = Vec::new();
    let mut known: Vec<Vec<Key>> = Vec::new();
    let mut refused = refusal(text.as_bytes());
    while let Some(fault) = refused {
        let path = path_of(&fault, &tree);
        // What stands above a problem, or in its place, is wrong only because the problem's node was taken out.
        if !known.iter().any(|inner| is_above(&path, inner)) {
            problems.push(Problem::new(fault.code, render(root, &path)));
            known.push(path);
        }
        if problems.len() >= MOST || !remove(&mut tree, &fault.places) {
            break;
        }
        let mut rest = Text::new();
        tree.append(&mut rest);
        refused = refusal(rest.as_bytes());
    }
    Error::of(problems).unwrap_or_else(|| Error::new("json/syntax", root))
}

fn syntax(error: &serde_json::Error) -> &'static str {
    if error.is_eof() {
        "json/truncated"
    } else if error.to_string().starts_with("recursion limit") {
        "json/too-deep"
    } else if error.to_string().starts_with("number out of range") {
        "value/out-of-range"
    } else {
        "json/syntax"
    }
}

/// A step of a path, by its place in the whole document.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    /// Name, and place among the fields of the object; a missing field has none.
    Field(String, Option<usize>),
    /// Place in a list.
    Place(usize),
}

/// The path of a fault. Places of the fault are those in what is left of the document; the tree knows the first ones.
fn path_of(fault: &Inner, tree: &Node) -> Vec<Key> {
    let mut path = Vec::new();
    let mut node = Some(tree);
    for place in fault.places.iter().rev() {
        node = match node {
            Some(Node::Fields(fields)) => fields.get(*place).map(|(at, name, inner)| {
                path.push(Key::Field(name.clone(), Some(*at)));
                inner
            }),
            Some(Node::List(items)) => items.get(*place).map(|(at, inner)| {
                path.push(Key::Place(*at));
                inner
            }),
            _ => None,
        };
    }
    path.extend(fault.missing.map(|name| Key::Field(name.into(), None)));
    path
}

/// Whether a path is another one or leads to it. Of a field only its name counts: a missing one has no place.
fn is_above(outer: &[Key], inner: &[Key]) -> bool {
    let same = |(a, b): (&Key, &Key)| match (a, b) {
        (Key::Field(a, _), Key::Field(b, _)) => a == b,
        (a, b) => a == b,
    };
    outer.len() <= inner.len() && outer.iter().zip(inner).all(same)
}

/// Names of unknown fields come from the document; only those that look like names of a schema are shown.
fn render(root: &str, keys: &[Key]) -> String {
    let mut path = root.to_string();
    for key in keys {
        let _ = match key {
            Key::Field(name, Some(at)) if !is_plain(name) => write!(path, ".[field {at}]"),
            Key::Field(name, _) => write!(path, ".{name}"),
            Key::Place(at) => write!(path, "[{at}]"),
        };
    }
    path
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.len() <= 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// Takes the node of a fault out of the tree; false where nothing is left to take. A missing field takes its object
/// with it.
fn remove(tree: &mut Node, places: &[usize]) -> bool {
    let Some((last, parents)) = places.split_first() else { return false };
    let mut node = Some(tree);
    for place in parents.iter().rev() {
        node = match node {
            Some(Node::Fields(fields)) => fields.get_mut(*place).map(|(.., inner)| inner),
            Some(Node::List(items)) => items.get_mut(*place).map(|(_, inner)| inner),
            _ => None,
        };
    }
    match node {
        Some(Node::Fields(fields)) if *last < fields.len() => drop(fields.remove(*last)),
        Some(Node::List(items)) if *last < items.len() => drop(items.remove(*last)),
        _ => return false,
    }
    true
}
