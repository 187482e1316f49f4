//! Answers as text: whole, or compact.
//!
//! What an answer rests on is the same for every answer under a policy, and is kept as text by the rulebook.

use core::fmt;
use serde::{Serialize, Serializer};

use super::writer::{Text, append};
use crate::book::Rulebook;
use crate::claim::Claim;
use crate::error::Error;
use crate::facts::Facts;
use crate::finding::{At, Citation, Denial, Finding, NotRun, Outcome, Severity, Step, Verdict};
use crate::fix::Fix;

/// Whether the host has the judged claim already, because it was submitted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Judged {
    Draft,
    Submitted,
}

/// Appends an answer in the form that the rulebook was asked for.
pub(super) fn answer(outcome: &Outcome, judged: Judged, book: &Rulebook, out: &mut Text) -> Result<(), Error> {
    let start = out.len();
    let appended = if book.options().compact {
        append(&Compact::of(outcome, judged, book), out)
    } else {
        whole(outcome, book, out)
    };
    appended.map_err(|_| {
        out.truncate(start);
        super::unwritable()
    })
}

/// Appends an outcome; its basis is the last field, and text already.
fn whole(outcome: &Outcome, book: &Rulebook, out: &mut Text) -> fmt::Result {
    append(&Whole::of(outcome), out)?;
    out.truncate(out.len().saturating_sub(1)); // the brace
    out.push_str(",\"basis\":");
    book.push_basis(outcome.basis.policy.as_deref(), out);
    out.push_str("}");
    Ok(())
}

/// An outcome without its basis.
#[derive(Serialize)]
struct Whole<'a> {
    verdict: Verdict,
    claim: &'a Claim,
    #[serde(skip_serializing_if = "Option::is_none")]
    judged: Option<&'a Claim>,
    findings: &'a [Finding],
    steps: &'a [Step],
    not_run: &'a [NotRun],
}

impl<'a> Whole<'a> {
    fn of(outcome: &'a Outcome) -> Self {
        let Outcome { verdict, claim, judged, findings, steps, not_run, basis: _ } = outcome;
        Self { verdict: *verdict, claim, judged: judged.as_ref(), findings, steps, not_run }
    }
}

/// The answer in ids and facts, without titles and editions: what a host needs that answers millions of claims.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Compact<'a> {
    /// The answer in a word.
    verdict: Verdict,
    /// The recommended claim; missing where it is the submitted one.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<&'a Claim>,
    /// The draft before any fix, where it differs: findings and steps name its lines. Of a submitted claim they name that
    /// one's.
    #[serde(skip_serializing_if = "Option::is_none")]
    judged: Option<&'a Claim>,
    /// What is wrong or worth knowing.
    #[cfg_attr(feature = "schema", schemars(with = "alloc::vec::Vec<CompactFinding<'a>>"))]
    findings: Findings<'a>,
    /// Why the draft looks as it does: ids of the reasons. Missing where a claim was submitted.
    #[serde(skip_serializing_if = "Steps::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "alloc::vec::Vec<CompactStep<'a>>", default))]
    steps: Steps<'a>,
    /// What was not checked, and what it lacked.
    not_run: &'a [NotRun],
    /// The policy that was used.
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<&'a str>,
    /// Names the parts that the answer rests on, as the basis of a whole answer lists them: XXH64 of that list, with the
    /// seeds 0 and 1, in hexadecimal digits.
    basis: &'a str,
}

/// A finding in ids and facts.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CompactFinding<'a> {
    /// Id of the rule, `family/condition`.
    rule: &'a str,
    /// How bad it is.
    severity: Severity,
    /// Where it is.
    at: At,
    /// The facts that fired the rule, by name.
    facts: &'a Facts,
    /// Ids of the sources.
    #[cfg_attr(feature = "schema", schemars(with = "alloc::vec::Vec<alloc::string::String>"))]
    sources: Sources<'a>,
    /// Ways to mend it, the best one first.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    fixes: &'a [Fix],
    /// Adjustment and remark codes to be expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    denial: Option<&'a Denial>,
}

/// A step in ids and facts.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CompactStep<'a> {
    /// Id of the reason, `select/…`.
    reason: &'a str,
    /// Where it belongs.
    at: At,
    /// The facts behind it.
    facts: &'a Facts,
}

impl<'a> Compact<'a> {
    fn of(outcome: &'a Outcome, judged: Judged, book: &'a Rulebook) -> Self {
        let submitted = judged == Judged::Submitted;
        let policy = outcome.basis.policy.as_deref();
        Self {
            verdict: outcome.verdict,
            claim: Some(&outcome.claim).filter(|_| !submitted || outcome.judged.is_some()),
            judged: outcome.judged.as_ref().filter(|_| !submitted),
            findings: Findings(&outcome.findings),
            steps: Steps(&outcome.steps),
            not_run: &outcome.not_run,
            policy,
            basis: book.digest_of(policy),
        }
    }
}

struct Findings<'a>(&'a [Finding]);

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|finding| CompactFinding {
            rule: &finding.rule,
            severity: finding.severity,
            at: finding.at,
            facts: &finding.facts,
            sources: Sources(&finding.citations),
            fixes: &finding.fixes,
            denial: finding.denial.as_ref(),
        }))
    }
}

#[derive(Default)]
struct Steps<'a>(&'a [Step]);

impl Steps<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Steps<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|step| CompactStep {
            reason: &step.reason,
            at: step.at,
            facts: &step.facts,
        }))
    }
}

struct Sources<'a>(&'a [Citation]);

impl Serialize for Sources<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|citation| &citation.source))
    }
}
