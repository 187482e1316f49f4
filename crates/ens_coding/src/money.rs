//! Money as whole cents.

use core::fmt;
use serde::{Deserialize, Serialize};

/// An amount in US cents, 0 to 10,000,000,000 (a hundred million dollars).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Cents(#[cfg_attr(feature = "schema", schemars(range(min = 0, max = 10_000_000_000_u64)))] u64);

impl Cents {
    /// The largest amount that a document may name.
    pub const MAX: u64 = 10_000_000_000;

    /// The amount, or `None` above [`Cents::MAX`].
    pub const fn new(cents: u64) -> Option<Self> {
        if cents <= Self::MAX { Some(Self(cents)) } else { None }
    }

    /// The number of cents.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The sum, which stops at the largest amount.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u64::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom(crate::error::Malformed::Range))
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}.{:02}", self.0 / 100, self.0 % 100)
    }
}
