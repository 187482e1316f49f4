//! A JSON tree that keeps duplicate fields, for finding all problems of a document.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::writer::{Text, append};

/// A JSON value.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    /// A number that is not whole; no field takes one.
    Fraction,
    Text(String),
    /// Each element with its place in the document, which stays true when others are taken out.
    List(Vec<(usize, Node)>),
    /// Each field with its place in the document.
    Fields(Vec<(usize, String, Node)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

impl Node {
    /// Appends the node as text.
    pub fn append(&self, out: &mut Text) {
        let _ = match self {
            Self::Null => append(&(), out),
            Self::Bool(value) => append(value, out),
            Self::Unsigned(number) => append(number, out),
            Self::Signed(number) => append(number, out),
            Self::Fraction => out.write_str("0.5"),
            Self::Text(text) => append(text, out),
            Self::List(items) => {
                for (at, (_, node)) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "[" } else { "," });
                    node.append(out);
                }
                out.write_str(if items.is_empty() { "[]" } else { "]" })
            }
            Self::Fields(fields) => {
                for (at, (_, name, node)) in fields.iter().enumerate() {
                    out.push_str(if at == 0 { "{" } else { "," });
                    let _ = append(name, out);
                    out.push_str(":");
                    node.append(out);
                }
                out.write_str(if fields.is_empty() { "{}" } else { "}" })
            }
        };
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Unsigned(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Signed(value))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Fraction)
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push((nodes.len(), node));
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut fields = Vec::new();
        while let Some((name, node)) = map.next_entry()? {
            fields.push((fields.len(), name, node));
        }
        Ok(Node::Fields(fields))
    }
}
