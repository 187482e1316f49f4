//! What would make a claim payable: for everything that is open, the facts that would settle it, if they are true.

mod duties;
mod search;
mod terms;
mod values;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

use crate::book::{Edition, Rulebook};
use crate::claim::Claim;
use crate::error::Error;
use crate::explain;
use crate::finding::{At, Basis, Citation, Finding, NotRun, Outcome, Severity, Verdict};
use crate::fix::Change;
use crate::road::{self, code, edit};
use crate::visit::Visit;
use search::Search;

pub use duties::Duty;

/// What a clinician or a biller can still tell, record or correct, so that a claim is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Checklist {
    /// The claim that the list is about: the submitted one, or the draft before any fix.
    pub claim: Claim,
    /// The verdict of [`code`] or [`edit`].
    pub verdict: Verdict,
    /// What is open: denials first, then warnings, then what could not be checked.
    pub items: Vec<ChecklistItem>,
    /// What the record of the claim's codes is expected to hold, open or not. Empty where the table is not loaded.
    pub record: Vec<Duty>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// One thing that is open, and what would settle it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChecklistItem {
    /// Id of the rule, `family/condition`.
    pub rule: Cow<'static, str>,
    /// Where it is, by lines of the claim and services of the visit.
    pub at: At,
    /// How bad it is; missing where the rule could not be checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// What is wrong, or what the rule lacks.
    pub sentence: String,
    /// The smallest sets of facts that settle it, if they are true; one of them is enough. No set changes a code or a
    /// number of units, none contradicts the record, and none brings another denial. Empty: no record settles it.
    pub ways: Vec<Way>,
    /// What must be told or loaded, where no single value can be supposed: paths of the visit, `table:NAME` or
    /// `policy:NAME`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub needs: Vec<String>,
    /// Changes of the claim that settle it as the record stands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub correction: Vec<Change>,
    /// The correction bills the line for its denial; nothing is paid by it.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub for_denial: bool,
    /// The ways were not searched, because the document has more that is open than is looked at.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub unsearched: bool,
    /// Who asks for it.
    pub citations: Vec<Citation>,
}

/// Facts that together settle an item, if they are true and recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Way {
    /// The facts; all of them are needed.
    pub facts: Vec<SupposedFact>,
    /// What then changes on the claim: modifiers, revenue codes and the number of the authorization, nothing else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub changes: Vec<Change>,
}

/// A fact that the record does not state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SupposedFact {
    /// Its path in the visit, such as `services[0].note.goal`.
    pub path: String,
    /// The values that settle it, any one of them.
    pub values: Vec<Stated>,
    /// Of a number: whether more or less than the value settles it too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
}

/// Which numbers settle an item beside the one that is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// All larger ones.
    AtLeast,
    /// All smaller ones.
    AtMost,
}

/// What a fact is stated to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Stated {
    /// Recorded yes or no.
    Fact(bool),
    /// A count.
    Number(u32),
    /// A word of the field's list.
    Word(&'static str),
}

/// What would make a claim payable. Without a claim the visit is coded first, and the list is about its draft: before the
/// visit it tells what to document for these services and this payer, after it what is still open.
///
/// # Errors
/// As [`code`] without a claim, as [`edit`] with one.
pub fn missing(visit: &Visit, claim: Option<&Claim>, book: &Rulebook) -> Result<Checklist, Error> {
    let outcome = match claim {
        Some(claim) => edit(visit, claim, book)?,
        None => code(visit, book)?,
    };
    let claim = outcome.judged().clone();
    let mut search = Search::new(visit, &claim, book, &outcome.findings);
    let mut items = Vec::new();
    for severity in [Severity::Deny, Severity::Warn] {
        for finding in outcome.findings.iter().filter(|it| it.severity == severity) {
            let mut item = found(finding, &outcome);
            // Where the record supports a modifier already, nothing is missing but the modifier.
            if !claim.lines.is_empty() && (item.correction.is_empty() || !item.correction.iter().all(terms::adds)) {
                search.settle(&mut item);
            }
            items.push(item);
        }
    }
    for not_run in &outcome.not_run {
        let mut item =
            if not_run.at.line.is_none() && not_run.at.service.is_some() { undrafted(not_run) } else { open(not_run) };
        // What a rule lacks at one place is settled together.
        let known =
            items.iter_mut().find(|other| (&other.rule, other.at, other.severity) == (&item.rule, item.at, None));
        if let Some(known) = known {
            known.sentence.push_str(", ");
            known.sentence.push_str(&not_run.lacks);
            continue;
        }
        if item.needs.is_empty() && !claim.lines.is_empty() {
            search.settle(&mut item);
        }
        items.push(item);
    }
    let record = duties::of(&claim, &Edition::of(visit, book), &search).unwrap_or_default();
    Ok(Checklist { claim, verdict: outcome.verdict, items, record, basis: outcome.basis })
}

/// A service that could not be drafted.
fn undrafted(not_run: &NotRun) -> ChecklistItem {
    let need = match (not_run.lacks.strip_prefix("services."), not_run.at.service) {
        (Some(rest), Some(service)) => alloc::format!("services[{service}].{rest}"),
        _ => not_run.lacks.clone().into_owned(),
    };
    ChecklistItem { needs: Vec::from([need]), ..open(not_run) }
}

fn found(finding: &Finding, outcome: &Outcome) -> ChecklistItem {
    let correction = finding.fixes.iter().find(|fix| fix.is_applicable());
    ChecklistItem {
        rule: finding.rule.clone(),
        at: finding.at,
        severity: Some(finding.severity),
        sentence: explain::sentence(finding, outcome),
        ways: Vec::new(),
        needs: Vec::new(),
        correction: correction.map(|fix| fix.changes.clone()).unwrap_or_default(),
        for_denial: correction.is_some_and(|fix| fix.changes.iter().any(terms::is_for_denial)),
        unsearched: false,
        citations: finding.citations.clone(),
    }
}

fn open(not_run: &NotRun) -> ChecklistItem {
    let rule = road::rules().find(|rule| rule.id == not_run.rule);
    ChecklistItem {
        rule: not_run.rule.clone(),
        at: not_run.at,
        severity: None,
        sentence: alloc::format!("not checked: lacks {}", not_run.lacks),
        ways: Vec::new(),
        needs: Vec::new(),
        correction: Vec::new(),
        for_denial: false,
        unsearched: false,
        // Of many sources of a rule only some speak of what is open here; a finding would tell which.
        citations: rule
            .filter(|rule| rule.cites.len() <= 2)
            .map(|rule| rule.cites.iter().map(crate::source::Source::citation).collect())
            .unwrap_or_default(),
    }
}
