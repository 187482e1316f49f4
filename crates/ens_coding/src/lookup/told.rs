//! One answer, and one question without an answer.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use serde::{Deserialize, Serialize};

use crate::finding::Citation;

/// One answer to a question about a code, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The answer: a code, a number, an indicator or a word.
    pub value: String,
    /// What it is about where a question has several answers, as the question says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Cow<'static, str>>,
    /// The indicator of an edit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<u8>,
    /// What it means, in the project's own words.
    pub says: Cow<'static, str>,
    /// Path of the visit that records it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Who says so, how far it is trusted, and from when to when it is in force.
    pub citation: Citation,
}

impl Told {
    /// An answer; without a source there is none.
    pub(super) fn new(
        value: impl Into<String>,
        says: impl Into<Cow<'static, str>>,
        citation: Option<Citation>,
    ) -> Option<Self> {
        let (value, says) = (value.into(), says.into());
        Some(Self { value, about: None, indicator: None, says, path: None, citation: citation? })
    }

    pub(super) fn about(self, about: impl Into<Cow<'static, str>>) -> Self {
        Self { about: Some(about.into()), ..self }
    }

    pub(super) fn indicator(self, indicator: u8) -> Self {
        Self { indicator: Some(indicator), ..self }
    }
}

/// A question that could not be asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unanswered {
    /// The question, as the answer names it.
    pub question: Cow<'static, str>,
    /// What it lacks: `table:NAME` or `policy:NAME`.
    pub lacks: Cow<'static, str>,
}

/// The word that documents write for a value of an enumeration.
pub(super) fn word(value: &impl Serialize) -> String {
    let text = crate::json::text(value).unwrap_or_default();
    text.trim_matches('"').to_string()
}
