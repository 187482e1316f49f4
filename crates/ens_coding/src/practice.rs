//! The audit of a practice: what many claims together show.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::book::{Edition, Rulebook};
use crate::claim::Claim;
use crate::date::Date;
use crate::edit::practice::{programming_rate, trial_to_permanent_ratio};
use crate::error::{Error, Problem};
use crate::finding::{At, Basis, Finding, NotRun, Outcome, Verdict};
use crate::order;
use crate::rule::Rule;
use crate::run::{Output, Pen};
use crate::stimulation::{self, PROGRAMMING, Part};
use crate::visit::{Payer, Stage, Visit};

/// What the clinicians of a practice did for one payer in a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// The payer.
    pub payer: Payer,
    /// First date of service.
    pub from: Date,
    /// Last date of service; its rules hold.
    pub to: Date,
    /// The counts of each clinician.
    pub clinicians: Vec<Tally>,
}

/// What one clinician did in the period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tally {
    /// Any name that the practice chooses; not a person's name or number.
    pub id: String,
    /// Trials of spinal or peripheral stimulation: visits in which their leads were placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trials: Option<u32>,
    /// Permanent implants that followed: visits in which a stimulator was first placed to stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permanent_implants: Option<u32>,
    /// Visits with programming or interrogation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programming_sessions: Option<u32>,
    /// The patients of those visits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programmed_patients: Option<u32>,
}

/// The answer to a practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// The answer in a word.
    pub verdict: Verdict,
    /// What stands out; each finding names its clinician.
    pub findings: Vec<Finding>,
    /// What was not checked, and what it lacked.
    pub not_run: Vec<NotRun>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// A rule about a practice.
type Judge = fn(&Practice, &Edition<'_>, &mut Pen<'_>);

const JUDGES: [(&Rule, Judge); 2] = [
    (&programming_rate::RULE, programming_rate::judge),
    (&trial_to_permanent_ratio::RULE, trial_to_permanent_ratio::judge),
];

/// More clinicians than any practice has; keeps the work on a document bounded.
const MOST: usize = 10_000;

/// Audits what the clinicians of a practice did in a period.
///
/// # Errors
/// When the period ends before it begins, a clinician stands twice, or there are more than 10,000.
pub fn audit(practice: &Practice, book: &Rulebook) -> Result<Audit, Error> {
    Error::all(practice.problems())?;
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
    Ok(Audit { verdict, findings: out.findings, not_run: out.not_run, basis: edition.basis() })
}

/// An audit as the outcome of a claim without lines, which [`crate::explain()`] puts into sentences.
impl From<Audit> for Outcome {
    fn from(audit: Audit) -> Self {
        let Audit { verdict, findings, not_run, basis } = audit;
        Self { verdict, claim: Claim::default(), judged: None, findings, steps: Vec::new(), not_run, basis }
    }
}

impl Practice {
    pub(crate) fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.to < self.from {
            problems.push(Problem::new("value/out-of-range", "$.to"));
        }
        if self.clinicians.len() > MOST {
            problems.push(Problem::new("limit/exceeded", "$.clinicians"));
            return problems;
        }
        let ids = || self.clinicians.iter().map(|clinician| clinician.id.as_str());
        if order::distinct(ids()).len() < self.clinicians.len() {
            let again = ids().enumerate().filter(|(at, id)| ids().take(*at).any(|earlier| earlier == *id));
            let problem =
                |(at, _)| Problem::new("practice/clinician-duplicate", alloc::format!("$.clinicians[{at}].id"));
            problems.extend(again.map(problem));
        }
        problems
    }

    /// Days of the period, both ends included.
    pub(crate) fn days(&self) -> u32 {
        u32::try_from(self.to.days_since(self.from)).unwrap_or_default().saturating_add(1)
    }
}

/// Counts the visits of a practice, one by one, for [`audit`].
#[derive(Clone, Debug, Default)]
pub struct Counter {
    period: Option<(Date, Date)>,
    clinicians: BTreeMap<String, Seen>,
}

#[derive(Clone, Debug, Default)]
struct Seen {
    trials: u32,
    permanent: u32,
    programming: u32,
    patients: BTreeSet<String>,
    is_patient_missing: bool,
}

impl Counter {
    /// Counts a visit with its claim. The clinician is the performer of the first service that counts, or the visit's first
    /// performer; a visit without one is counted under `?`.
    pub fn add(&mut self, visit: &Visit, claim: &Claim) {
        let date = visit.date_of_service;
        let (first, last) = self.period.unwrap_or((date, date));
        self.period = Some((first.min(date), last.max(date)));
        let permanent = visit.services.iter().any(|it| is_tried(it) && stimulation::is_permanent_implant(it));
        let trial = visit.services.iter().any(|it| is_tried(it) && stimulation::stage(it) == Some(Stage::Trial));
        let on_claim = |part: Part| {
            let of_pain = |it: crate::book::Therapy| crate::criteria::is_for_pain(it);
            claim
                .lines
                .iter()
                .any(|line| stimulation::of_code(line.code).is_some_and(|(it, own)| own == part && of_pain(it)))
        };
        // A claim that comes without its services: leads beside a generator stay.
        let untold = visit.services.is_empty();
        let permanent = permanent || (untold && (on_claim(Part::Generator) || on_claim(Part::System)));
        let trial = !permanent && (trial || (untold && on_claim(Part::Lead)));
        let programming = claim.lines.iter().any(|line| PROGRAMMING.contains(&line.code));
        if !(permanent || trial || programming) {
            return;
        }
        let own = visit.services.iter().find(|it| stimulation::is_counted(it));
        let clinician = own.and_then(|it| visit.performer_of(it)).or(visit.performers.first());
        let seen = self.clinicians.entry(clinician.map_or_else(|| "?".to_string(), |it| it.id.clone())).or_default();
        seen.trials = seen.trials.saturating_add(trial.into());
        seen.permanent = seen.permanent.saturating_add(permanent.into());
        if programming {
            seen.programming = seen.programming.saturating_add(1);
            match &visit.patient {
                Some(patient) => drop(seen.patients.insert(patient.clone())),
                None => seen.is_patient_missing = true,
            }
        }
    }

    /// The counts, for a payer; `None` where nothing was added.
    pub fn practice(self, payer: Payer) -> Option<Practice> {
        let (from, to) = self.period?;
        let tally = |(id, seen): (String, Seen)| Tally {
            id,
            trials: Some(seen.trials),
            permanent_implants: Some(seen.permanent),
            programming_sessions: Some(seen.programming),
            programmed_patients: u32::try_from(seen.patients.len()).ok().filter(|_| !seen.is_patient_missing),
        };
        Some(Practice { payer, from, to, clinicians: self.clinicians.into_iter().map(tally).collect() })
    }
}

/// A service of a therapy for pain.
fn is_tried(service: &crate::visit::Service) -> bool {
    stimulation::of_service(service).is_some_and(crate::criteria::is_for_pain)
}

/// What a rule about practices says of a claim: nothing.
pub(crate) const fn of_no_claim(_: &crate::run::Context<'_>, _: &mut Pen<'_>) {}
