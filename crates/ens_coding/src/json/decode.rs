//! From a tree to a value, with a code and a path for every problem.
//!
//! A typed value cannot be built past its first problem. So the problem is noted, its node is taken out of a copy of the
//! tree, and the reading starts again, until nothing is wrong or the same place fails twice.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write};
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};

use super::node::Node;
use crate::error::{Error, Malformed, Problem};

/// More problems than anybody reads at once.
const MOST: usize = 50;

/// Reads a document that the plain reading refused.
pub(super) fn with_problems<T: DeserializeOwned>(text: &[u8], root: &str) -> Result<T, Error> {
    let text = core::str::from_utf8(text).map_err(|_| Error::new("json/not-utf8", root))?;
    let mut tree: Node = serde_json::from_str(text).map_err(|error| Error::new(syntax(&error), root))?;
    let mut problems: Vec<Problem> = Vec::new();
    let mut places: Vec<Vec<Key>> = Vec::new();
    loop {
        let fault = match T::deserialize(Reader { node: &tree, path: &Path::Root }) {
            Ok(value) if problems.is_empty() => return Ok(value),
            Ok(_) => break,
            Err(fault) => fault,
        };
        // What stands above a problem, or in its place, is wrong only because the problem's node was taken out.
        let follows = places.iter().any(|known| is_above(&fault.path, known));
        if !follows {
            problems.push(Problem::new(fault.code, render(root, &fault.path)));
            places.push(fault.path.clone());
        }
        // A missing field takes its object with it.
        let parent = fault.path.split_last().map_or(&[][..], |(_, parent)| parent);
        let away = if fault.code == "field/missing" { parent } else { fault.path.as_slice() };
        if problems.len() >= MOST || !remove(&mut tree, away) {
            break;
        }
    }
    Err(Error::of(problems).unwrap_or_else(|| Error::new("json/syntax", root)))
}

/// Whether a place is another one or contains it. Of a field only its name counts: a missing one has no place.
fn is_above(outer: &[Key], inner: &[Key]) -> bool {
    let same = |(a, b): (&Key, &Key)| match (a, b) {
        (Key::Field(a, _), Key::Field(b, _)) => a == b,
        (a, b) => a == b,
    };
    outer.len() <= inner.len() && outer.iter().zip(inner).all(same)
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

/// Where the reader is: a chain on the stack, written out only when something is wrong.
enum Path<'a> {
    Root,
    Field(&'a Path<'a>, &'a str, usize),
    Place(&'a Path<'a>, usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    /// Name, and place among the fields of the object.
    Field(String, usize),
    Place(usize),
}

impl Path<'_> {
    fn keys(&self) -> Vec<Key> {
        match self {
            Self::Root => Vec::new(),
            Self::Field(parent, name, at) => {
                let mut keys = parent.keys();
                keys.push(Key::Field((*name).into(), *at));
                keys
            }
            Self::Place(parent, at) => {
                let mut keys = parent.keys();
                keys.push(Key::Place(*at));
                keys
            }
        }
    }
}

/// Names of unknown fields come from the document; only those that look like names of a schema are shown.
fn render(root: &str, keys: &[Key]) -> String {
    let mut path = root.to_string();
    for key in keys {
        match key {
            Key::Field(name, at) => {
                let plain = name.len() <= 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
                let shown = plain && !name.is_empty();
                let _ = if shown { write!(path, ".{name}") } else { write!(path, ".[field {at}]") };
            }
            Key::Place(at) => {
                let _ = write!(path, "[{at}]");
            }
        }
    }
    path
}

/// Takes a node out of the tree; false where nothing is left to take.
fn remove(tree: &mut Node, keys: &[Key]) -> bool {
    let Some((last, parents)) = keys.split_last() else {
        return false;
    };
    let mut node = tree;
    for key in parents {
        let next = match (node, key) {
            (Node::Fields(fields), Key::Field(_, at)) => {
                fields.iter_mut().find(|(own, ..)| own == at).map(|(.., node)| node)
            }
            (Node::List(items), Key::Place(at)) => items.iter_mut().find(|(own, _)| own == at).map(|(_, node)| node),
            _ => None,
        };
        match next {
            Some(next) => node = next,
            None => return false,
        }
    }
    match (node, last) {
        (Node::Fields(fields), Key::Field(_, at)) => {
            let before = fields.len();
            fields.retain(|(own, ..)| own != at);
            fields.len() < before
        }
        (Node::List(items), Key::Place(at)) => {
            let before = items.len();
            items.retain(|(own, _)| own != at);
            items.len() < before
        }
        _ => false,
    }
}

/// What is wrong, and where.
#[derive(Debug)]
struct Fault {
    code: &'static str,
    path: Vec<Key>,
    placed: bool,
    field: Option<String>,
}

impl Fault {
    fn new(code: &'static str) -> Self {
        Self { code, path: Vec::new(), placed: false, field: None }
    }

    /// The innermost place wins: outer readers leave a placed fault alone.
    fn at(mut self, path: &Path<'_>) -> Self {
        if !self.placed {
            self.path = path.keys();
            self.placed = true;
        }
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl core::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let known = [
            Malformed::Code,
            Malformed::Modifier,
            Malformed::PlaceOfService,
            Malformed::RevenueCode,
            Malformed::BillType,
            Malformed::Diagnosis,
            Malformed::Date,
            Malformed::Range,
        ];
        Self::new(known.iter().find(|kind| kind.to_string() == message).map_or("field/wrong-type", |kind| kind.code()))
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self::new("value/out-of-range")
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::new("value/unknown")
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self { field: Some(field.into()), ..Self::new("field/unknown") }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { field: Some(field.into()), ..Self::new("field/missing") }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self { field: Some(field.into()), ..Self::new("field/duplicate") }
    }
}

/// Reads a value from a node.
#[derive(Clone, Copy)]
struct Reader<'a> {
    node: &'a Node,
    path: &'a Path<'a>,
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node {
            Node::Null => visitor.visit_unit(),
            Node::Bool(value) => visitor.visit_bool(*value),
            Node::Unsigned(value) => visitor.visit_u64(*value),
            Node::Signed(value) => visitor.visit_i64(*value),
            Node::Fraction => Err(Fault::new("field/wrong-type")),
            Node::Text(text) => visitor.visit_str(text),
            Node::List(list) => {
                let mut items = Items { list, at: 0, path: self.path };
                let value = visitor.visit_seq(&mut items)?;
                if items.at < list.len() { Err(Fault::new("field/wrong-type")) } else { Ok(value) }
            }
            Node::Fields(fields) => visitor.visit_map(Fields { all: fields, at: 0, path: self.path }),
        }
        .map_err(|fault: Fault| self.place(fault))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node {
            Node::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
        .map_err(|fault| self.place(fault))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.node {
            Node::Text(name) => {
                let name: StrDeserializer<'_, Fault> = name.as_str().into_deserializer();
                visitor.visit_enum(name)
            }
            Node::Fields(fields) => match fields.as_slice() {
                [(at, name, node)] => visitor.visit_enum(Variant { name, node, at: *at, path: self.path }),
                _ => Err(Fault::new("field/wrong-type")),
            },
            _ => Err(Fault::new("field/wrong-type")),
        }
        .map_err(|fault| self.place(fault))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.node {
            Node::List(_) => Err(Fault::new("field/wrong-type").at(self.path)),
            _ => self.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}

impl Reader<'_> {
    /// Places a fault at this node; faults about a field of this object at the field.
    fn place(self, mut fault: Fault) -> Fault {
        if fault.placed {
            return fault;
        }
        match (fault.field.take(), self.node) {
            (Some(name), Node::Fields(fields)) => {
                let present = fields.iter().rev().find(|(_, own, _)| *own == name);
                let at = present.map_or(usize::MAX, |(at, ..)| *at);
                fault.at(&Path::Field(self.path, &name, at))
            }
            _ => fault.at(self.path),
        }
    }
}

struct Items<'a> {
    list: &'a [(usize, Node)],
    at: usize,
    path: &'a Path<'a>,
}

impl<'de> de::SeqAccess<'de> for &mut Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some((place, node)) = self.list.get(self.at) else {
            return Ok(None);
        };
        let path = Path::Place(self.path, *place);
        self.at = self.at.saturating_add(1);
        seed.deserialize(Reader { node, path: &path }).map(Some).map_err(|fault| fault.at(&path))
    }
}

struct Fields<'a> {
    all: &'a [(usize, String, Node)],
    at: usize,
    path: &'a Path<'a>,
}

impl<'de> de::MapAccess<'de> for Fields<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some((_, name, _)) = self.all.get(self.at) else {
            return Ok(None);
        };
        let name: StrDeserializer<'_, Fault> = name.as_str().into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let Some((at, name, node)) = self.all.get(self.at) else {
            return Err(Fault::new("field/missing"));
        };
        let path = Path::Field(self.path, name, *at);
        self.at = self.at.saturating_add(1);
        seed.deserialize(Reader { node, path: &path }).map_err(|fault| fault.at(&path))
    }
}

struct Variant<'a> {
    name: &'a str,
    node: &'a Node,
    at: usize,
    path: &'a Path<'a>,
}

impl<'de> de::EnumAccess<'de> for Variant<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        let name: StrDeserializer<'_, Fault> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Err(Fault::new("field/wrong-type"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        let path = Path::Field(self.path, self.name, self.at);
        seed.deserialize(Reader { node: self.node, path: &path }).map_err(|fault| fault.at(&path))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(Fault::new("field/wrong-type"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        let path = Path::Field(self.path, self.name, self.at);
        Reader { node: self.node, path: &path }.deserialize_any(visitor)
    }
}
