//! The facts of a finding: what fired the rule, by name.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::date::Date;
use crate::error::Malformed;

/// Named facts, in the order in which the rule's sentence needs them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<(Cow<'static, str>, Value)>);

impl Facts {
    /// No fact yet, and room for as many as most findings have.
    pub(crate) fn with_room() -> Self {
        Self(Vec::with_capacity(4))
    }

    /// Adds a fact.
    pub fn push(&mut self, name: &'static str, value: impl Into<Value>) {
        self.0.push((Cow::Borrowed(name), value.into()));
    }

    /// The fact of this name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find_map(|(own, value)| (own == name).then_some(value))
    }

    /// All facts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value))
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Facts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of facts")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Facts, A::Error> {
                let mut facts = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    facts.push((Cow::Owned(name), value));
                }
                Ok(Facts(facts))
            }
        }
        deserializer.deserialize_map(Map)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Facts {
    fn schema_name() -> Cow<'static, str> {
        "Facts".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<Value>();
        schemars::json_schema!({ "type": "object", "additionalProperties": value,
            "description": "Named facts: codes, dates and words as text, counts as numbers, amounts in cents" })
    }
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Value {
    /// A count, or an amount in cents.
    Number(i64),
    /// A code, a date or a word.
    Text(Cow<'static, str>),
}

/// By hand: a derived reader of an untagged union copies the value first, to try one variant after the other.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Value;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number or a text")
            }
            fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
                Ok(Value::Number(number))
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Value, E> {
                i64::try_from(number).map(Value::Number).map_err(|_| de::Error::custom(Malformed::Range))
            }
            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(Cow::Owned(text.into())))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(number: $kind) -> Self {
                Self::Number(i64::from(number))
            }
        }
    )*};
}
numbers!(u8, u16, u32, i32, i64);

macro_rules! texts {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(value: $kind) -> Self {
                Self::Text(Cow::Owned(value.to_string()))
            }
        }
    )*};
}
texts!(crate::diagnosis::Diagnosis, crate::code::RevenueCode, crate::code::BillType, crate::money::Cents);

macro_rules! ascii {
    ($($kind:ty),*) => {$(
        impl From<$kind> for Value {
            fn from(value: $kind) -> Self {
                Self::Text(Cow::Owned(crate::text::as_text(&crate::text::Ascii::ascii(value)).into()))
            }
        }
    )*};
}
ascii!(crate::code::Code, crate::code::Modifier, crate::code::PlaceOfService, Date);

impl From<crate::claim::Units> for Value {
    fn from(units: crate::claim::Units) -> Self {
        units.get().into()
    }
}
