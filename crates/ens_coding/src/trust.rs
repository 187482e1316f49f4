//! How good a source is.

use serde::{Deserialize, Serialize};

/// How good a source is. Only a primary one lets a rule deny; an unverified one is never more than a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// The rule maker's own text or data, also through a faithful copy.
    Primary,
    /// Trade articles, guides, summaries.
    Secondary,
    /// Known practice, or a citation whose text was not read.
    Unverified,
}

/// A source that rules and facts cite.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// Id.
    pub id: &'static str,
    /// Title.
    pub title: &'static str,
    /// Section, page or address, as far as it is known.
    pub locator: &'static str,
    /// How good it is.
    pub trust: Trust,
}
