//! How a rulebook judges and answers.

use serde::{Deserialize, Serialize};

use super::Rulebook;

/// How a rulebook judges and answers; everything is off unless it is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// An answer that rests on an edition of a table that does not cover the date of service is incomplete, and each
    /// such table is named in `not_run`. Without it a finding of severity `info` says so.
    pub strict: bool,
    /// Answers in text hold ids and facts alone: see the document `compact`.
    pub compact: bool,
}

impl Rulebook {
    /// The same rulebook with these options. It costs next to nothing: tables and policies are shared.
    #[must_use]
    pub fn with(&self, options: Options) -> Self {
        Self(self.0.clone(), options)
    }

    /// How the rulebook judges and answers.
    pub const fn options(&self) -> Options {
        self.1
    }
}
