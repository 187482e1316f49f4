//! Sessions of needle procedures and acupuncture, in the windows that the payer counts.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::book::{Asked, Edition, SpineArea, Therapy};
use crate::code::Code;
use crate::date::Date;
use crate::edit::coverage::frequency_exceeded;
use crate::finding::{At, Citation};
use crate::needle::frequency::{Standing, Subject, standing};
use crate::run::Output;
use crate::select::choose_all;
use crate::visit::{Purpose, Visit};

/// One limit of the payer, as the history fills it before the visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LedgerEntry {
    /// What is counted.
    pub therapy: Therapy,
    /// The part of the spine that is counted by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<SpineArea>,
    /// The code that is counted by itself, as of blocks of one nerve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// Only sessions for this purpose count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Length of the window in months, where it is not in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Length of the window in days; with one session allowed, the days between two sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// First day of the window that ends with the visit.
    pub from: Date,
    /// Sessions allowed in the window.
    pub allowed: u32,
    /// Sessions beyond the number are allowed while the patient improves.
    #[serde(default)]
    pub more_if_improving: bool,
    /// Days of the sessions that count, ascending; the visit itself is not among them.
    pub sessions: Vec<Date>,
    /// Sessions that may count too: on the first day of the window, or for a purpose that the history does not tell.
    pub uncertain: u32,
    /// Sessions that are left, the visit among them.
    pub left: u32,
    /// First day, from the visit on, on which a session is allowed, by those that count and those on the window's edge.
    pub next_eligible: Date,
    /// Who says so.
    pub citation: Option<Citation>,
}

/// The limits of sessions, with what the history leaves of them.
pub(super) fn all(visit: &Visit, edition: &Edition<'_>, out: &mut Output) -> Vec<LedgerEntry> {
    let mut entries = Vec::new();
    for subject in subjects(visit, edition) {
        if visit.history.services.is_none() && edition.limits(subject.therapy).next().is_some() {
            out.pen(&frequency_exceeded::RULE).lacks(At::CLAIM, "history.services");
            continue;
        }
        let standings = edition.limits(subject.therapy).filter_map(|limit| standing(visit, subject, limit));
        entries.extend(standings.map(|it| entry(subject, it, edition)));
        entries.extend(interval(visit, subject, edition));
    }
    entries
}

/// What the visit and its history are about, each once, in the order of the visit and then of the history.
fn subjects(visit: &Visit, edition: &Edition<'_>) -> Vec<Subject> {
    let choices = choose_all(visit, edition);
    let chosen = choices.iter().filter_map(|choice| choice.code);
    let earlier = visit.history.services.iter().flatten().map(|it| it.code);
    let mut found = Vec::new();
    for subject in chosen.chain(earlier).filter_map(Subject::of) {
        if !found.contains(&subject) {
            found.push(subject);
        }
    }
    found
}

fn entry(subject: Subject, it: Standing<'_>, edition: &Edition<'_>) -> LedgerEntry {
    let limit = it.limit;
    LedgerEntry {
        therapy: subject.therapy,
        area: subject.area,
        code: subject.code,
        purpose: limit.purpose,
        months: limit.months,
        days: limit.days,
        from: it.from,
        allowed: limit.sessions,
        more_if_improving: limit.more_if_improving,
        left: limit.sessions.saturating_sub(it.count()),
        uncertain: u32::try_from(it.on_edge.saturating_add(it.untold)).unwrap_or(u32::MAX),
        next_eligible: it.next,
        sessions: it.sessions,
        citation: edition.cite(&limit.source, limit.trust),
    }
}

/// The days between two sessions, as a limit of one session.
fn interval(visit: &Visit, subject: Subject, edition: &Edition<'_>) -> Option<LedgerEntry> {
    let criterion = edition.asks(Asked::IntervalDays, subject.therapy)?;
    let days = i32::try_from(criterion.value).unwrap_or(i32::MAX);
    let date = visit.date_of_service;
    let from = date.plus_days(1_i32.saturating_sub(days));
    let recent = subject.last(visit).filter(|last| *last >= from);
    Some(LedgerEntry {
        therapy: subject.therapy,
        area: subject.area,
        code: subject.code,
        purpose: None,
        months: None,
        days: Some(criterion.value),
        from,
        allowed: 1,
        more_if_improving: false,
        sessions: recent.into_iter().collect(),
        uncertain: 0,
        left: u32::from(recent.is_none()),
        next_eligible: recent.map_or(date, |last| last.plus_days(days)),
        citation: edition.cite(&criterion.source, criterion.trust),
    })
}
