//! What a rule is: metadata that can be listed, and a plain function that judges.

use core::fmt;
use serde::Serialize;

use crate::finding::Severity;
use crate::run::{Context, Pen};
use crate::source::{Source, Trust};
use crate::traits::Traits;

/// A rule or a reason of selection.
pub struct Rule {
    /// Id, `family/condition`.
    pub id: &'static str,
    /// What it states and why, in Markdown; the first paragraph is a summary.
    pub doc: &'static str,
    /// The worst severity that it reports.
    pub severity: Severity,
    /// Version of the library that brought it.
    pub since: &'static str,
    /// The sentence of a finding, with `{names}` of its facts.
    pub says: &'static str,
    /// Where it comes from.
    pub cites: &'static [Source],
    /// Adjustment (group and reason) and remark codes to be expected.
    pub denial: Option<(&'static str, &'static [&'static str])>,
    /// Only claims that have to do with one of these are judged.
    pub(crate) about: Traits,
    pub(crate) check: fn(&Context<'_>, &mut Pen<'_>),
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// A rule as a document.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Rule"))]
pub(crate) struct Listed<'a> {
    /// Id, `family/condition`.
    id: &'a str,
    /// The worst severity that it reports.
    severity: Severity,
    /// Version of the library that brought it.
    since: &'a str,
    /// The sentence of a finding, with `{names}` of its facts.
    says: &'a str,
    /// What it states and why, in Markdown; the first paragraph is a summary.
    doc: &'a str,
    /// Where it comes from.
    sources: &'a [Source],
    /// Adjustment group and reason code to be expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    carc: Option<&'a str>,
    /// Remark codes to be expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    rarc: Option<&'a [&'a str]>,
}

impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Listed {
            id: self.id,
            severity: self.severity,
            since: self.since,
            says: self.says,
            doc: self.doc.trim(),
            sources: self.cites,
            carc: self.denial.map(|(carc, _)| carc),
            rarc: self.denial.map(|(_, rarc)| rarc),
        }
        .serialize(serializer)
    }
}

impl Rule {
    /// Whether a primary source stands behind the rule.
    pub const fn is_primary(&self) -> bool {
        let mut rest = self.cites;
        while let [source, others @ ..] = rest {
            if matches!(source.trust, Trust::Primary) {
                return true;
            }
            rest = others;
        }
        false
    }
}

/// Declares a rule: its documentation, its metadata and the function below it. A rule without documentation or
/// citation, or one that denies without a primary source, does not compile.
macro_rules! rule {
    (
        $(#[doc = $doc:literal])+
        $id:literal, $severity:ident, since $since:literal;
        says: $says:literal;
        cites: [$($source:ident),+ $(,)?];
        $(denial: $carc:literal $([$($rarc:literal),*])?;)?
        $(about: $first:ident $(| $more:ident)*;)?
        check: $check:path;
    ) => {
        $(#[doc = $doc])+
        pub(crate) static RULE: $crate::rule::Rule = $crate::rule::Rule {
            id: $id,
            doc: concat!($($doc, "\n"),+),
            severity: $crate::finding::Severity::$severity,
            since: $since,
            says: $says,
            cites: &[$($crate::source::$source),+],
            denial: $crate::rule::denial!($($carc $([$($rarc),*])?)?),
            about: $crate::rule::about!($($first $($more)*)?),
            check: $check,
        };

        const _: () = assert!(
            RULE.is_primary() || !matches!(RULE.severity, $crate::finding::Severity::Deny),
            "a rule that denies cites a primary source"
        );
    };
}
pub(crate) use rule;

macro_rules! about {
    () => { $crate::traits::Traits::ANY };
    ($($name:ident)+) => {{
        let mut all = 0;
        $(all |= $crate::traits::Traits::$name.bits();)+
        $crate::traits::Traits::from_bits(all)
    }};
}
pub(crate) use about;

macro_rules! denial {
    () => { None };
    ($carc:literal) => { Some(($carc, &[])) };
    ($carc:literal [$($rarc:literal),*]) => { Some(($carc, &[$($rarc),*])) };
}
pub(crate) use denial;

/// Declares a reason of selection: a step that a draft records.
macro_rules! reason {
    (
        $(#[doc = $doc:literal])+
        $name:ident = $id:literal;
        says: $says:literal;
        cites: [$($source:ident),+ $(,)?];
    ) => {
        $(#[doc = $doc])+
        pub(crate) static $name: $crate::rule::Rule = $crate::rule::Rule {
            id: $id,
            doc: concat!($($doc, "\n"),+),
            severity: $crate::finding::Severity::Info,
            since: "0.1.0",
            says: $says,
            cites: &[$($crate::source::$source),+],
            denial: None,
            about: $crate::traits::Traits::ANY,
            check: |_, _| {},
        };
    };
}
pub(crate) use reason;
