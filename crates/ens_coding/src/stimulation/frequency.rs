//! How often the services of stimulators were furnished, and how often a payer allows it.

use crate::book::{Asked, Criterion, Therapy};
use crate::code::{Code, code};
use crate::run::{Context, LineView};
use crate::stimulation::{self, PROGRAMMING, Part};

/// More than the payer allows.
pub(crate) struct Exceeded<'a> {
    pub count: u32,
    pub limit: u32,
    pub why: &'static str,
    pub criterion: &'a Criterion,
}

/// Whether a code is a session of programming; an add-on for further time is none of its own.
pub(crate) fn is_programming(code: Code) -> bool {
    PROGRAMMING.contains(&code) && code != code!(b"95984")
}

/// Whether a line is more than its payer allows; `Err` names what is missing.
pub(crate) fn of_line<'a>(context: &Context<'a>, line: &LineView<'_>) -> Result<Option<Exceeded<'a>>, &'static str> {
    if is_programming(line.code()) {
        return programming(context);
    }
    if line.code() == code!(b"64566") {
        return sessions(context);
    }
    match stimulation::of_code(line.code()) {
        Some((Therapy::PeripheralNerve, Part::Lead)) => leads(context, line),
        _ => Ok(None),
    }
}

/// Programming sooner than the payer allows, but for the first month after the implant.
fn programming<'a>(context: &Context<'a>) -> Result<Option<Exceeded<'a>>, &'static str> {
    let Some(criterion) = context.edition.asks(Asked::ProgrammingDays, Therapy::SpinalCord) else { return Ok(None) };
    let date = context.edition.date();
    let days = i32::try_from(criterion.value).unwrap_or(i32::MAX);
    let earlier = context.visit.history.services.as_ref().ok_or("history.services")?;
    let recent = earlier.iter().filter(|it| is_programming(it.code) && (1..days).contains(&date.days_since(it.date)));
    let recent = u32::try_from(recent.count()).unwrap_or(u32::MAX);
    if recent == 0 {
        return Ok(None);
    }
    let implanted = context.visit.history.implanted_on.or_else(|| {
        let generators =
            earlier.iter().filter(|it| stimulation::of_code(it.code).is_some_and(|(_, part)| part == Part::Generator));
        generators.map(|it| it.date).max()
    });
    let since = date.days_since(implanted.ok_or("history.implanted_on")?);
    let why = "at most once in 30 days, but for the first month after the implant";
    Ok((since > days).then_some(Exceeded { count: recent.saturating_add(1), limit: 1, why, criterion }))
}

/// Sessions of tibial stimulation beyond a course.
fn sessions<'a>(context: &Context<'a>) -> Result<Option<Exceeded<'a>>, &'static str> {
    let Some(criterion) = context.edition.asks(Asked::Sessions, Therapy::TibialNeedle) else { return Ok(None) };
    let stated = context.visit.services.iter().find_map(|service| match &service.what {
        crate::visit::What::TibialNeedleStimulation(it) => it.session.map(u32::from),
        _ => None,
    });
    let from_history = || Some(units_within(context, code!(b"64566"), 365)?.saturating_add(1));
    let count = stated.or_else(from_history).ok_or("services.what.tibial_needle_stimulation.session")?;
    let why = "a weekly course, then maintenance at longer intervals";
    Ok((count > criterion.value).then_some(Exceeded { count, limit: criterion.value, why, criterion }))
}

/// Peripheral leads in 365 days.
fn leads<'a>(context: &Context<'a>, line: &LineView<'_>) -> Result<Option<Exceeded<'a>>, &'static str> {
    let Some(criterion) = context.edition.asks(Asked::LeadsPerYear, Therapy::PeripheralNerve) else { return Ok(None) };
    let before = units_within(context, line.code(), 365).ok_or("history.services")?;
    let count = before.saturating_add(line.line.units.get());
    let why = "leads in 365 days";
    Ok((count > criterion.value).then_some(Exceeded { count, limit: criterion.value, why, criterion }))
}

fn units_within(context: &Context<'_>, code: Code, days: i32) -> Option<u32> {
    let earlier = context.visit.history.services.as_ref()?.iter();
    let recent =
        earlier.filter(|it| it.code == code && (1..=days).contains(&context.edition.date().days_since(it.date)));
    Some(recent.map(|it| it.units.unwrap_or(1)).fold(0, u32::saturating_add))
}
