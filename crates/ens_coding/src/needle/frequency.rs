//! How often a needle procedure was done in the windows that a payer counts.

use alloc::vec::Vec;

use super::{Area, of_code};
use crate::book::{Edition, Limit, Therapy};
use crate::code::Code;
use crate::date::Date;
use crate::order;
use crate::visit::{EarlierService, Purpose, Visit};

/// What is counted together: a therapy, in an area of the spine where it has one, and of blocks the same nerve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    pub therapy: Therapy,
    pub area: Option<Area>,
    pub code: Option<Code>,
}

impl Subject {
    /// What a code is counted with.
    pub fn of(code: Code) -> Option<Self> {
        let (therapy, area) = of_code(code)?;
        let by_nerve = matches!(therapy, Therapy::NerveBlock | Therapy::NerveDestruction);
        Some(Self { therapy, area, code: Some(code).filter(|_| by_nerve) })
    }

    /// Sessions of the subject before the visit, in the order of the history.
    pub fn sessions(self, visit: &Visit) -> impl Iterator<Item = &EarlierService> + Clone {
        let date = visit.date_of_service;
        let all = visit.history.services.iter().flatten();
        all.filter(move |it| it.date < date && Self::of(it.code) == Some(self))
    }

    /// The day of the last one.
    pub fn last(self, visit: &Visit) -> Option<Date> {
        self.sessions(visit).map(|it| it.date).max()
    }
}

/// A limit, as the history fills it before the visit.
#[derive(Clone, Debug)]
pub(crate) struct Standing<'a> {
    pub limit: &'a Limit,
    /// Dates of the sessions that count for certain, ascending.
    pub sessions: Vec<Date>,
    /// Sessions on the first day of the window, where nobody says whether that day counts.
    pub on_edge: usize,
    /// Sessions of which the history does not tell the purpose that the limit asks for.
    pub untold: usize,
    /// First day of the window.
    pub from: Date,
    /// First day on which one more session is allowed, by those that count for certain and those on the edge.
    pub next: Date,
}

/// How a limit stands; `None` where the history is not told.
pub(crate) fn standing<'a>(visit: &Visit, subject: Subject, limit: &'a Limit) -> Option<Standing<'a>> {
    visit.history.services.as_ref()?;
    let date = visit.date_of_service;
    let from = match (limit.months, limit.days) {
        (Some(months), _) => date.plus_months(0_i32.saturating_sub_unsigned(months)),
        (None, Some(days)) => date.plus_days(0_i32.saturating_sub_unsigned(days)),
        (None, None) => Date::new(1900, 1, 1)?,
    };
    let fits = |it: &&EarlierService| limit.purpose.is_none_or(|wanted| it.purpose == Some(wanted));
    let distinct = |purpose: &dyn Fn(&&EarlierService) -> bool| {
        order::distinct(subject.sessions(visit).filter(purpose).map(|it| it.date))
    };
    let told = distinct(&fits);
    let untold = distinct(&|it| limit.purpose.is_some() && it.purpose.is_none() && it.date > from);
    // A window of days ends with the visit's day and begins so many days before it; of months, the day itself is in doubt.
    let first_counts = if limit.months.is_some() { limit.first_day_counts } else { Some(false) };
    let sessions: Vec<Date> =
        told.iter().copied().filter(|it| *it > from || (*it == from && first_counts == Some(true))).collect();
    let on_edge = usize::from(first_counts.is_none() && told.contains(&from));
    let all: Vec<Date> =
        told.iter().copied().filter(|it| *it > from || (*it == from && first_counts != Some(false))).collect();
    let next = next_day(date, &all, limit, first_counts != Some(false));
    Some(Standing { limit, sessions, on_edge, untold: untold.len(), from, next })
}

/// The day on which the oldest of as many sessions as are allowed has left the window.
fn next_day(date: Date, sessions: &[Date], limit: &Limit, first_counts: bool) -> Date {
    let allowed = usize::try_from(limit.sessions).unwrap_or(usize::MAX);
    let Some(oldest) = sessions.len().checked_sub(allowed).and_then(|at| sessions.get(at)) else { return date };
    let signed = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    let left = match (limit.months, limit.days) {
        (Some(months), _) => oldest.plus_months(signed(months)).plus_days(i32::from(first_counts)),
        (None, Some(days)) => oldest.plus_days(signed(days)),
        (None, None) => *oldest,
    };
    left.max(date)
}

impl Standing<'_> {
    /// Sessions that count for certain.
    pub fn count(&self) -> u32 {
        u32::try_from(self.sessions.len()).unwrap_or(u32::MAX)
    }

    /// The visit is one too many.
    pub fn is_exceeded(&self) -> bool {
        self.count() >= self.limit.sessions
    }

    /// The visit is one too many if the first day of the window counts.
    pub fn depends_on_edge(&self) -> bool {
        let edge = u32::try_from(self.on_edge).unwrap_or(u32::MAX);
        !self.is_exceeded() && self.count().saturating_add(edge) >= self.limit.sessions
    }

    /// The visit is one too many if the sessions of an untold purpose count.
    pub fn may_be_exceeded(&self) -> bool {
        let untold = u32::try_from(self.untold).unwrap_or(u32::MAX);
        self.count().saturating_add(untold) >= self.limit.sessions
    }

    /// The visit is the last one that is allowed.
    pub fn is_last(&self) -> bool {
        self.count().saturating_add(1) == self.limit.sessions
    }
}

/// The limits of a payer for a subject and a purpose, as they stand for the visit.
pub(crate) fn all<'a>(
    visit: &Visit,
    edition: &Edition<'a>,
    subject: Subject,
    purpose: Option<Purpose>,
) -> Vec<Standing<'a>> {
    let concerns = |it: &&Limit| it.purpose.is_none() || it.purpose == purpose;
    edition.limits(subject.therapy).filter(concerns).filter_map(|it| standing(visit, subject, it)).collect()
}
