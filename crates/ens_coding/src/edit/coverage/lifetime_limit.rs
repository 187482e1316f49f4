use alloc::format;

use super::repeat_trial::earlier;
use crate::book::{Asked, Criterion};
use crate::code::code;
use crate::criteria::{Placed, STAGE, asks, placed, raise};
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};

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

fn trials(context: &Context<'_>, pen: &mut Pen<'_>, it: &Placed<'_, '_>) {
    let counts = asks(context, Asked::TrialsPerLife, it.therapy);
    let leads = asks(context, Asked::TrialLeadsPerLife, it.therapy);
    if counts.is_none() && leads.is_none() {
        return;
    }
    let trials = match earlier(context.visit) {
        Ok(trials) if it.is_unknown() && !trials.is_empty() => return pen.lacks(At::line(it.line.at), STAGE),
        Ok(trials) => trials,
        Err(missing) => return pen.lacks(At::line(it.line.at), missing),
    };
    let (mut before, mut leads_before) = (0_u32, 0_u32);
    for trial in trials {
        before = before.saturating_add(1);
        leads_before = leads_before.saturating_add(trial.leads.map_or(1, u32::from));
    }
    let path = "documentation.implant.repeat_reason";
    let mut judge = |criterion: Option<&Criterion>, all: u32, what: &str| {
        if let Some(criterion) = criterion.filter(|it| all > it.value) {
            let why = format!("with this one {all} {what} in the patient's life; the payer pays {}", criterion.value);
            raise(pen, context, it.line, criterion, why, path);
        }
    };
    judge(counts, before.saturating_add(1), "trials of the region");
    judge(leads, leads_before.saturating_add(it.line.line.units.get()), "leads of trials");
}

fn paddles(context: &Context<'_>, pen: &mut Pen<'_>, it: &Placed<'_, '_>) {
    let paddle = code!(b"63655");
    let Some(criterion) = asks(context, Asked::PaddlesPerLife, it.therapy).filter(|_| it.line.code() == paddle) else {
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
