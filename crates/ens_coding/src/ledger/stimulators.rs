//! Sessions of programming and of tibial stimulation, and peripheral leads.

use alloc::vec::Vec;

use super::LedgerEntry;
use crate::book::{Asked, Criterion, Edition, Therapy};
use crate::code::{Code, code};
use crate::date::Date;
use crate::order;
use crate::stimulation::frequency::is_programming;
use crate::stimulation::{self, Part};
use crate::visit::{EarlierService, Visit};

/// Days in which leads and sessions of a course are counted.
const YEAR: u32 = 365;

/// The limits of what the history tells; without earlier services there is nothing to count.
pub(super) fn all(visit: &Visit, edition: &Edition<'_>) -> Vec<LedgerEntry> {
    let Some(earlier) = &visit.history.services else { return Vec::new() };
    let peripheral_lead = |code: Code| stimulation::of_code(code) == Some((Therapy::PeripheralNerve, Part::Lead));
    let of_a_week = |code: Code| code == code!(b"64566");
    let entries = [
        programming(visit, edition, earlier),
        counted(visit, edition, earlier, (Asked::Sessions, Therapy::TibialNeedle), &of_a_week),
        counted(visit, edition, earlier, (Asked::LeadsPerYear, Therapy::PeripheralNerve), &peripheral_lead),
    ];
    entries.into_iter().flatten().collect()
}

/// Days between two sessions of programming, but for the first month after the implant.
fn programming(visit: &Visit, edition: &Edition<'_>, earlier: &[EarlierService]) -> Option<LedgerEntry> {
    let criterion = edition.asks(Asked::ProgrammingDays, Therapy::SpinalCord)?;
    let days = i32::try_from(criterion.value).unwrap_or(i32::MAX);
    let date = visit.date_of_service;
    let sessions = earlier.iter().filter(|it| is_programming(it.code) && it.date < date);
    let last = sessions.map(|it| it.date).max()?;
    let is_new = visit.history.implanted_on.is_some_and(|day| date.days_since(day) <= days);
    let recent = Some(last).filter(|last| !is_new && date.days_since(*last) < days);
    let mut entry = entry(edition, criterion, Therapy::SpinalCord, date.plus_days(1_i32.saturating_sub(days)));
    entry.days = Some(criterion.value);
    entry.allowed = 1;
    entry.left = u32::from(recent.is_none());
    entry.next_eligible = recent.map_or(date, |last| last.plus_days(days));
    entry.sessions = recent.into_iter().collect();
    Some(entry)
}

/// Units of some codes in a year.
fn counted(
    visit: &Visit,
    edition: &Edition<'_>,
    earlier: &[EarlierService],
    (asked, therapy): (Asked, Therapy),
    is_of: &dyn Fn(Code) -> bool,
) -> Option<LedgerEntry> {
    let criterion = edition.asks(asked, therapy)?;
    let date = visit.date_of_service;
    let days = i32::try_from(YEAR).unwrap_or(i32::MAX);
    let recent = || earlier.iter().filter(|it| is_of(it.code) && (1..=days).contains(&date.days_since(it.date)));
    let mut units: Vec<Date> = Vec::new(); // the day of each unit
    for it in recent() {
        let most = criterion.value.saturating_add(1); // more of one day tell nothing more
        units.extend((0..it.units.unwrap_or(1).min(most)).map(|_| it.date));
    }
    if units.is_empty() {
        return None;
    }
    order::sort(&mut units, |one, two| one < two);
    let count = u32::try_from(units.len()).unwrap_or(u32::MAX);
    // One more is allowed once the oldest of as many as are allowed is more than a year away.
    let allowed = usize::try_from(criterion.value).unwrap_or(usize::MAX);
    let oldest = units.len().checked_sub(allowed).and_then(|at| units.get(at)).copied();
    let mut entry = entry(edition, criterion, therapy, date.plus_days(0_i32.saturating_sub(days)));
    entry.days = Some(YEAR);
    entry.allowed = criterion.value;
    entry.left = criterion.value.saturating_sub(count);
    entry.next_eligible = oldest.map_or(date, |day| day.plus_days(days.saturating_add(1)).max(date));
    entry.sessions = order::distinct(units);
    Some(entry)
}

fn entry(edition: &Edition<'_>, criterion: &Criterion, therapy: Therapy, from: Date) -> LedgerEntry {
    LedgerEntry {
        therapy,
        area: None,
        code: None,
        purpose: None,
        months: None,
        days: None,
        from,
        allowed: 0,
        more_if_improving: false,
        sessions: Vec::new(),
        uncertain: 0,
        left: 0,
        next_eligible: edition.date(),
        citation: edition.cite(&criterion.source, criterion.trust),
    }
}
