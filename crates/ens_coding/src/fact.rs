//! What a record says about a question: yes, no, or nothing.

use core::fmt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A documented fact in three values. In JSON `true` is recorded yes, `false` recorded no, and `null` or a missing
/// field not stated. Not stated is never read as yes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fact {
    /// The record says yes.
    Yes,
    /// The record says no.
    No,
    /// The record, as far as the visit tells, says nothing.
    #[default]
    NotStated,
}

impl Fact {
    /// The record says yes.
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }

    /// The record says no.
    pub const fn is_no(self) -> bool {
        matches!(self, Self::No)
    }

    /// Nothing is known.
    pub const fn is_not_stated(&self) -> bool {
        matches!(self, Self::NotStated)
    }

    /// This fact, or the other where this one is not stated.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match self {
            Self::NotStated => other,
            stated => stated,
        }
    }
}

impl Fact {
    /// What holds for all of several facts: no where one says no, yes where all say yes; `None` of none.
    pub(crate) fn of_all(facts: impl Iterator<Item = Self>) -> Option<Self> {
        facts.reduce(|known, fact| match (known, fact) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::NotStated,
        })
    }
}

impl From<Option<bool>> for Fact {
    fn from(stated: Option<bool>) -> Self {
        match stated {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None => Self::NotStated,
        }
    }
}

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Yes => serializer.serialize_bool(true),
            Self::No => serializer.serialize_bool(false),
            Self::NotStated => serializer.serialize_none(),
        }
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::<bool>::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Fact {
    fn schema_name() -> alloc::borrow::Cow<'static, str> {
        "Fact".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": ["boolean", "null"],
            "description": "true: recorded yes; false: recorded no; null or missing: not stated"
        })
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Yes => "recorded",
            Self::No => "recorded as absent",
            Self::NotStated => "not stated",
        })
    }
}
