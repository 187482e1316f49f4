//! Stimulators from the trial to the implant.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::book::{Edition, Therapy};
use crate::criteria;
use crate::date::Date;
use crate::global;
use crate::order;
use crate::stimulation::{self, Part};
use crate::visit::{EarlierTrial, TrialOutcome, Visit};

/// A trial of a stimulator, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LedgerEpisode {
    /// The therapy, where the visit or its history tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub therapy: Option<Therapy>,
    /// Day on which the leads of the trial were placed.
    pub trial_on: Date,
    /// Its leads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads: Option<u8>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<TrialOutcome>,
    /// Days from the trial to the visit.
    pub days_since: u32,
    /// Last day of the global period of its leads: a permanent implant up to then is a planned stage (58).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub global_period_to: Option<Date>,
    /// Day of the permanent implant that followed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permanent_on: Option<Date>,
}

/// The trials of the history, the earliest first.
pub(super) fn all(visit: &Visit, edition: &Edition<'_>) -> Vec<LedgerEpisode> {
    let date = visit.date_of_service;
    let mut trials: Vec<&EarlierTrial> = visit.history.trials.iter().flatten().filter(|it| it.date <= date).collect();
    order::sort(&mut trials, |one, two| one.date < two.date);
    let ends: Vec<Option<Date>> = trials.iter().skip(1).map(|next| Some(next.date)).chain([None]).collect();
    trials.iter().zip(ends).map(|(trial, next)| episode(visit, edition, trial, next)).collect()
}

/// An implant after a trial and before the next one belongs to it.
fn episode(visit: &Visit, edition: &Edition<'_>, trial: &EarlierTrial, next: Option<Date>) -> LedgerEpisode {
    let earlier = visit.history.services.iter().flatten();
    let of_trial = earlier.clone().find(|it| it.date == trial.date && part(it.code) == Some(Part::Lead));
    let code = of_trial.map(|it| it.code).or_else(|| global::trial_code(visit));
    let therapy = code.and_then(stimulation::of_code).map(|(therapy, _)| therapy);
    let follows = |day: &Date| *day >= trial.date && next.is_none_or(|next| *day < next);
    let implants = earlier.filter(|it| {
        let own = stimulation::of_code(it.code);
        let same = |own: Therapy| therapy.is_none_or(|therapy| therapy == own);
        let is_implant = |part| matches!(part, Part::Generator | Part::System);
        own.is_some_and(|(own, part)| is_implant(part) && same(own) && criteria::is_usually_tried(own))
    });
    // What a failed trial was followed by is another story.
    let implanted_on = visit.history.implanted_on.filter(|_| trial.outcome != Some(TrialOutcome::Failed));
    let implants = implants.map(|it| it.date).chain(implanted_on);
    let days = code.and_then(|code| global::days(edition.procedure(code)?));
    LedgerEpisode {
        therapy,
        trial_on: trial.date,
        leads: trial.leads,
        outcome: trial.outcome,
        days_since: u32::try_from(visit.date_of_service.days_since(trial.date)).unwrap_or_default(),
        global_period_to: days.filter(|days| *days > 0).map(|days| trial.date.plus_days(days)),
        permanent_on: implants.filter(follows).min(),
    }
}

fn part(code: crate::code::Code) -> Option<Part> {
    stimulation::of_code(code).map(|(_, part)| part)
}
