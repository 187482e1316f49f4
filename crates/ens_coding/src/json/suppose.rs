//! A visit in which something more is stated.

use alloc::string::String;
use alloc::vec::Vec;

use super::node::Node;
use super::writer::Text;
use super::{text, typed};
use crate::missing::Stated;
use crate::visit::Visit;

/// A visit as a tree, so that what is stated at a path can be asked and changed whatever its type is.
pub(crate) struct Record(Node);

/// What can be stated at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Yes or no.
    Fact,
    /// A whole number.
    Number,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A text, a list, or several facts together.
    Other,
}

/// No word of any list.
const NO_WORD: &str = "?";

impl Record {
    /// The record of a visit.
    pub fn of(visit: &Visit) -> Option<Self> {
        serde_json::from_str(&text(visit).ok()?).ok().map(Self)
    }

    /// Whether something is stated at a path.
    pub fn states(&self, path: &str) -> bool {
        let mut node = Some(&self.0);
        for (name, place) in steps(path) {
            node = match node {
                Some(Node::Fields(fields)) => fields.iter().find(|(_, own, _)| own == name).map(|(.., inner)| inner),
                _ => None,
            };
            if let Some(place) = place {
                node = match node {
                    Some(Node::List(items)) => items.get(place).map(|(_, inner)| inner),
                    _ => None,
                };
            }
        }
        !matches!(node, None | Some(Node::Null))
    }

    /// The visit with these facts stated; `None` where a path takes no such value, or the visit would contradict itself.
    pub fn with(&self, facts: &[(String, Stated)]) -> Option<Visit> {
        let nodes = facts.iter().map(|(path, stated)| (path.as_str(), node(*stated)));
        let visit = typed::<Visit>(self.changed(nodes)?.as_bytes()).ok()?;
        visit.problems("$").is_empty().then_some(visit)
    }

    /// What can be stated at a path.
    pub fn form(&self, path: &str) -> Form {
        let refused = |node: Node| {
            let text = self.changed([(path, node)])?;
            Some(typed::<Visit>(text.as_bytes()).err().map(super::Fault::into_inner))
        };
        match refused(Node::Bool(true)) {
            None => return Form::Other,
            Some(None) => return Form::Fact,
            Some(Some(_)) => {}
        }
        if let Some(Some(fault)) = refused(Node::Text(NO_WORD.into()))
            && !fault.names.is_empty()
        {
            return Form::Word(fault.names);
        }
        if matches!(refused(Node::Unsigned(1)), Some(None)) { Form::Number } else { Form::Other }
    }

    /// The text of the visit with these nodes in it.
    fn changed<'n>(&self, nodes: impl IntoIterator<Item = (&'n str, Node)>) -> Option<String> {
        let mut tree = self.0.clone();
        for (path, node) in nodes {
            *place_in(&mut tree, path)? = node;
        }
        let mut text = Text::with_room();
        tree.append(&mut text);
        Some(text.into_string())
    }
}

fn node(stated: Stated) -> Node {
    match stated {
        Stated::Fact(fact) => Node::Bool(fact),
        Stated::Number(number) => Node::Unsigned(number.into()),
        Stated::Word(word) => Node::Text(word.into()),
    }
}

/// The names of a path, each with the place in its list where it has one: `services[0].note.goal`.
fn steps(path: &str) -> impl Iterator<Item = (&str, Option<usize>)> {
    path.split('.').map(|step| match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
        Some((name, place)) => (name, place.parse().ok()),
        None => (step, None),
    })
}

/// The node at a path, made where it is missing; nothing is added to lists.
fn place_in<'n>(tree: &'n mut Node, path: &str) -> Option<&'n mut Node> {
    let mut node = tree;
    for (name, place) in steps(path) {
        if matches!(node, Node::Null) {
            *node = Node::Fields(Vec::new());
        }
        let Node::Fields(fields) = node else { return None };
        let at = fields.iter().position(|(_, own, _)| own == name).unwrap_or(fields.len());
        if at == fields.len() {
            fields.push((at, name.into(), Node::Null));
        }
        node = fields.get_mut(at).map(|(.., inner)| inner)?;
        if let Some(place) = place {
            let Node::List(items) = node else { return None };
            node = items.get_mut(place).map(|(_, inner)| inner)?;
        }
    }
    Some(node)
}
