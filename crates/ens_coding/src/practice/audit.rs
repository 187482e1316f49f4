use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::{Figure, Practice, figures};
use crate::book::{Edition, Rulebook};
use crate::claim::Claim;
use crate::edit::practice::{programming_rate, routine_distinct_modifier, routine_kx, trial_to_permanent_ratio};
use crate::error::Error;
use crate::finding::{At, Basis, Finding, NotRun, Outcome, Verdict};
use crate::rule::Rule;
use crate::run::{Output, Pen};

/// The answer to a practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// The answer in a word. Figures do not decide it.
    pub verdict: Verdict,
    /// What stands out; each finding names its clinician.
    pub findings: Vec<Finding>,
    /// What the counts show, the practice as a whole and then each clinician; no verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// What was not checked, and what it lacked.
    pub not_run: Vec<NotRun>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// A rule about a practice.
type Judge = fn(&Practice, &Edition<'_>, &mut Pen<'_>);

const JUDGES: [(&Rule, Judge); 4] = [
    (&programming_rate::RULE, programming_rate::judge),
    (&routine_distinct_modifier::RULE, routine_distinct_modifier::judge),
    (&routine_kx::RULE, routine_kx::judge),
    (&trial_to_permanent_ratio::RULE, trial_to_permanent_ratio::judge),
];

/// Audits what the clinicians of a practice did in a period.
///
/// # Errors
/// When the period ends before it begins, a clinician stands twice, there are more than 10,000, or a rule is not known.
pub fn audit(practice: &Practice, book: &Rulebook) -> Result<Audit, Error> {
    Error::all(practice.problems("$"))?;
    let edition = Edition::on(&practice.payer, practice.to, book);
    let mut out = Output::default();
    for (rule, judge) in JUDGES {
        let setting = edition.rule_setting(rule.id);
        if setting.is_none_or(|setting| setting.set.severity().is_some()) {
            let mut pen = Pen { rule, setting: setting.map(|it| (it, &edition)), out: &mut out };
            if !edition.is_policy_known() {
                pen.lacks(At::CLAIM, "policy:criteria");
            }
            judge(practice, &edition, &mut pen);
        }
    }
    let verdict = Verdict::of(&out.findings, &out.not_run);
    let figures = figures::of(practice);
    Ok(Audit { verdict, findings: out.findings, figures, not_run: out.not_run, basis: edition.basis() })
}

/// An audit as the outcome of a claim without lines, which [`crate::explain()`] puts into sentences. Figures bring their own.
impl From<Audit> for Outcome {
    fn from(audit: Audit) -> Self {
        let Audit { verdict, findings, not_run, basis, figures: _ } = audit;
        Self { verdict, claim: Claim::default(), judged: None, findings, steps: Vec::new(), not_run, basis }
    }
}
