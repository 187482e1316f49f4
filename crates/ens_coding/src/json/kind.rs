//! What a document is, by the names of its outermost fields.

use core::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

/// What a document is.
///
/// Nothing but names of fields is looked at, so that a document with a mistake in it is still what it was meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What happened.
    Visit,
    /// What is billed.
    Claim,
    /// A visit and its claim.
    Check,
    /// What the clinicians of a practice did in a period.
    Practice,
    /// Counts of many claims.
    Tallies,
    /// An answer.
    Outcome,
    /// None of these, or not a document at all; the library says what is wrong with it.
    Other,
}

impl Kind {
    /// The kind of a document.
    pub fn of(document: &[u8]) -> Self {
        serde_json::from_slice(document).unwrap_or(Self::Other)
    }
}

/// The fields that tell documents apart.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Field {
    /// Only an answer has one.
    Verdict,
    /// Only a document with both has one.
    Visit,
    /// Only a practice has some.
    Clinicians,
    /// Only counts have some.
    Practices,
    /// Every visit has one, and every practice.
    Payer,
    /// Every visit has some.
    Services,
    /// Every claim has some.
    Lines,
    /// A field that tells nothing.
    #[serde(other)]
    Other,
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Names)
    }
}

/// Reads the names of an object's fields.
struct Names;

impl<'de> Visitor<'de> for Names {
    type Value = Kind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Kind, A::Error> {
        let mut kind = Kind::Other;
        while let Some((field, IgnoredAny)) = map.next_entry()? {
            kind = match (kind, field) {
                (Kind::Other, Field::Verdict) => Kind::Outcome,
                (Kind::Other, Field::Visit) => Kind::Check,
                (Kind::Other | Kind::Visit, Field::Clinicians) => Kind::Practice,
                (Kind::Other, Field::Practices) => Kind::Tallies,
                (Kind::Other, Field::Payer | Field::Services) => Kind::Visit,
                (Kind::Other, Field::Lines) => Kind::Claim,
                _ => kind,
            };
        }
        Ok(kind)
    }
}
