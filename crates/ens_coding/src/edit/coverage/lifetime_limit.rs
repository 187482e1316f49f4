use alloc::format;

use super::repeat_trial::earlier;
use crate::book::{Asked, Criterion};
use crate::code::code;
use crate::criteria::{Placed, STAGE, placed, raise};
use crate::finding::{At, Severity};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::{EarlierTrial, RepeatReason};

rule! {
    /// The number that the policy pays in a life is used up.
    ///
    /// One contractor pays two trials of each region of the spine, four leads of trials, and one paddle lead in a life.
    "coverage/lifetime-limit", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [A56876];
    denial: "CO-119";
    about: STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in placed(context) {
        if it.is_permanent {
            paddles(context, pen, &it);
        } else {
            trials(context, pen, &it);
        }
    }
}

/// Trials of the region and their leads, those of this visit included.
fn counted(it: &Placed<'_, '_>, earlier: &[&EarlierTrial]) -> (u32, u32) {
    let leads = |trial: &&EarlierTrial| trial.leads.map_or(1, u32::from);
    let trials = u32::try_from(earlier.len()).unwrap_or(u32::MAX);
    let units = it.line.line.units.get();
    (trials.saturating_add(1), earlier.iter().map(leads).fold(units, u32::saturating_add))
}

/// Whether the trials of a life are used up.
pub(super) fn is_over(context: &Context<'_>, it: &Placed<'_, '_>) -> bool {
    let Ok(earlier) = earlier(context.visit) else { return false };
    let (trials, leads) = counted(it, &earlier);
    let over = |asked, all| context.edition.asks(asked, it.therapy).is_some_and(|criterion| all > criterion.value);
    over(Asked::TrialsPerLife, trials) || over(Asked::TrialLeadsPerLife, leads)
}

fn trials(context: &Context<'_>, pen: &mut Pen<'_>, it: &Placed<'_, '_>) {
    let counts = context.edition.asks(Asked::TrialsPerLife, it.therapy);
    let leads = context.edition.asks(Asked::TrialLeadsPerLife, it.therapy);
    if counts.is_none() && leads.is_none() {
        return;
    }
    let trials = match earlier(context.visit) {
        Ok(trials) if it.is_unknown() && !trials.is_empty() => return pen.lacks(At::line(it.line.at), STAGE),
        Ok(trials) => trials,
        Err(missing) => return pen.lacks(At::line(it.line.at), missing),
    };
    let (all, all_leads) = counted(it, &trials);
    let path = "documentation.implant.repeat_reason";
    // Technical limits and another kind of stimulation are exceptions that the policy names.
    let excepted = matches!(
        context.visit.documentation.implant.repeat_reason,
        Some(RepeatReason::Technical | RepeatReason::NewModality)
    );
    let most = if excepted { Severity::Warn } else { Severity::Deny };
    let mut judge = |criterion: Option<&Criterion>, all: u32, what: &str| {
        let over = criterion.filter(|it| all > it.value);
        if let Some(criterion) = over {
            let why = format!("with this one {all} {what} in the patient's life; the payer pays {}", criterion.value);
            raise(pen, context, it.line, criterion, why, path).at_most(most);
        }
        over.is_some()
    };
    if !judge(counts, all, "trials of the region") {
        judge(leads, all_leads, "leads of trials");
    }
}

fn paddles(context: &Context<'_>, pen: &mut Pen<'_>, it: &Placed<'_, '_>) {
    let paddle = code!(b"63655");
    let Some(criterion) = context.edition.asks(Asked::PaddlesPerLife, it.therapy).filter(|_| it.line.code() == paddle)
    else {
        return;
    };
    let Some(services) = &context.visit.history.services else {
        return pen.lacks(At::line(it.line.at), "history.services");
    };
    let before =
        services.iter().filter(|earlier| earlier.code == paddle && earlier.date < context.edition.date()).count();
    let all = u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1);
    if all > criterion.value {
        let why = format!("with this one {all} paddle leads in the patient's life; the payer pays {}", criterion.value);
        raise(pen, context, it.line, criterion, why, "history.services");
    }
}
