use alloc::format;
use alloc::string::String;

use crate::book::{Asked, Therapy};
use crate::criteria::{Placed, placed, raise, record};
use crate::finding::{At, Severity};
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::NCD_230_18;
use crate::visit::{TrialOutcome, TrialRecord};

rule! {
    /// The trial's recorded outcome is below the policy's threshold.
    ///
    /// For pain most payers ask for half of the target pain or, instead, half of the analgesics; for a sacral stimulator
    /// half of the symptoms, by a diary. Where the clinician's judgement is recorded with its reasons, the finding warns.
    "coverage/trial-threshold-unmet", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [MAC_OPD_AUTHORIZATION, NCD_230_18];
    denial: "CO-50" ["N115"];
    about: STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let trial = record(context).trial.unwrap_or_default();
    if trial.done.is_no() {
        return;
    }
    for it in placed(context).into_iter().filter(|it| it.is_permanent) {
        if failed(context, pen, &it) {
            continue;
        }
        relief(context, pen, &it, &trial);
        improvement(context, pen, &it, &trial);
        days(context, pen, &it, &trial);
    }
}

/// The latest trial of the history failed, and the record tells no numbers.
fn failed(context: &Context<'_>, pen: &mut Pen<'_>, it: &Placed<'_, '_>) -> bool {
    let told = record(context).trial.is_some_and(|it| {
        it.pain_relief_percent.or(it.analgesic_reduction_percent).or(it.symptom_improvement_percent).is_some()
    });
    let last = context.visit.history.trials.iter().flatten().max_by_key(|it| it.date);
    let asked = [Asked::TrialReliefPercent, Asked::TrialImprovementPercent];
    let criterion = asked.into_iter().find_map(|asked| context.edition.asks(asked, it.therapy));
    let failed = last.is_some_and(|it| it.outcome == Some(TrialOutcome::Failed)) && !told;
    if let Some(criterion) = criterion.filter(|_| failed) {
        let path = "documentation.implant.trial";
        raise(pen, context, it.line, criterion, "the history says that the latest trial failed", path);
    }
    failed && criterion.is_some()
}

fn most(trial: &TrialRecord) -> Severity {
    if trial.clinical_judgement.is_yes() { Severity::Warn } else { Severity::Deny }
}

fn relief(context: &Context<'_>, pen: &mut Pen<'_>, it: &Placed<'_, '_>, trial: &TrialRecord) {
    let Some(criterion) = context.edition.asks(Asked::TrialReliefPercent, it.therapy) else { return };
    let analgesics = context.edition.asks(Asked::TrialAnalgesicsCount, it.therapy).is_some();
    let reaches = |percent: Option<u8>| percent.is_some_and(|percent| u32::from(percent) >= criterion.value);
    if reaches(trial.pain_relief_percent) || (analgesics && reaches(trial.analgesic_reduction_percent)) {
        return;
    }
    let Some(percent) = trial.pain_relief_percent else {
        return pen.lacks(At::line(it.line.at), "documentation.implant.trial.pain_relief_percent");
    };
    let asked = criterion.value;
    let instead = if analgesics { format!(", or for {asked} % less of analgesics") } else { String::new() };
    let why = format!("the trial relieved {percent} % of the pain; the payer asks for {asked} %{instead}");
    let path = "documentation.implant.trial.pain_relief_percent";
    let raised = raise(pen, context, it.line, criterion, why, path).without(&NCD_230_18).at_most(most(trial));
    if analgesics && trial.analgesic_reduction_percent.is_none() {
        raised.fix(Fix::document(["documentation.implant.trial.analgesic_reduction_percent"]));
    }
}

fn improvement(context: &Context<'_>, pen: &mut Pen<'_>, it: &Placed<'_, '_>, trial: &TrialRecord) {
    let Some(criterion) = context.edition.asks(Asked::TrialImprovementPercent, it.therapy) else { return };
    let path = "documentation.implant.trial.symptom_improvement_percent";
    match trial.symptom_improvement_percent {
        None => pen.lacks(At::line(it.line.at), path),
        Some(percent) if u32::from(percent) < criterion.value => {
            let why = format!(
                "test stimulation improved the symptoms by {percent} %; the payer asks for {} %",
                criterion.value
            );
            raise(pen, context, it.line, criterion, why, path).at_most(most(trial));
        }
        Some(_) if trial.diary.is_no() => {
            let why = "the improvement is not shown by a diary";
            raise(pen, context, it.line, criterion, why, "documentation.implant.trial.diary").at_most(Severity::Warn);
        }
        Some(_) => {}
    }
}

/// The trial lasted shorter or longer than the payer wants.
fn days(context: &Context<'_>, pen: &mut Pen<'_>, it: &Placed<'_, '_>, trial: &TrialRecord) {
    let path = "documentation.implant.trial.days";
    let ask = |asked| context.edition.asks(asked, it.therapy).filter(|_| it.therapy != Therapy::Restorative);
    for (criterion, is_most) in [(ask(Asked::TrialDaysLeast), false), (ask(Asked::TrialDaysMost), true)] {
        let Some(criterion) = criterion else { continue };
        let Some(days) = trial.days else { return pen.lacks(At::line(it.line.at), path) };
        let wrong = if is_most { u32::from(days) > criterion.value } else { u32::from(days) < criterion.value };
        if wrong {
            let bound = if is_most { "at most" } else { "at least" };
            let why = format!("the trial lasted {days} days; the payer asks for {bound} {}", criterion.value);
            raise(pen, context, it.line, criterion, why, path).at_most(Severity::Warn);
        }
    }
}
