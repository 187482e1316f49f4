//! Timed minutes of the visit, pooled by discipline and counted by the payer's method.

use alloc::vec::Vec;

use super::choice::{Choice, Counting};
use crate::book::{CountingMethod, Edition};
use crate::code::Code;
use crate::count::{Counted, TimedCode, count, units_of};
use crate::table::CodeFact;
use crate::visit::{Discipline, Minutes, Service, Visit};

/// The timed codes of one discipline's day.
#[derive(Clone, Debug)]
pub(crate) struct DayPool {
    pub discipline: Option<Discipline>,
    pub counted: Vec<Counted>,
    pub minutes: u32,
    /// For each code its units on the claim; filled where there is a claim.
    pub billed: Vec<u32>,
}

impl DayPool {
    /// Units of the day: by the CMS method of all minutes together, else of the codes one by one.
    pub fn units(&self) -> u32 {
        self.counted.iter().map(|code| code.units).fold(0, u32::saturating_add)
    }

    /// The code's count, where the pool has it.
    pub fn of(&self, code: Code) -> Option<&Counted> {
        self.counted.iter().find(|counted| counted.code == code)
    }
}

/// The payer's method; unknown, the one that gives fewer units.
pub(crate) fn method(edition: &Edition<'_>) -> CountingMethod {
    edition.counting_method().map_or(CountingMethod::Ama, |term| term.value)
}

/// Whether a code counts minutes; without the code table, whether selection would.
pub(crate) fn is_timed(edition: &Edition<'_>, choice: &Choice, code: Code) -> bool {
    let by_choice = || choice.code == Some(code) && choice.counting == Counting::Timed;
    edition.code(code).map_or_else(by_choice, CodeFact::is_timed)
}

/// The timed service before this one whose minutes it shares, so that they count once.
pub(crate) fn shares_minutes_with(visit: &Visit, at: usize, is_timed: impl Fn(usize) -> bool) -> Option<usize> {
    let own = visit.services.get(at)?;
    if own.concurrent_with.is_empty() && own.id.is_none() {
        return None;
    }
    let names = |a: &Service, b: &Service| b.id.as_ref().is_some_and(|id| a.concurrent_with.contains(id));
    (0..at).find(|earlier| {
        is_timed(*earlier) && visit.services.get(*earlier).is_some_and(|other| names(own, other) || names(other, own))
    })
}

/// Counts the timed services by a method, each under its code in `codes`; other services are passed over.
pub(crate) fn pools(
    method: CountingMethod,
    visit: &Visit,
    edition: &Edition<'_>,
    choices: &[Choice],
    codes: &[Option<Code>],
) -> Vec<DayPool> {
    let timed: Vec<Option<Code>> =
        codes.iter().zip(choices).map(|(code, choice)| code.filter(|code| is_timed(edition, choice, *code))).collect();
    let disciplines: Vec<_> = visit.services.iter().map(|service| visit.discipline_of(Some(service))).collect();
    pools_of(method, visit, &disciplines, &timed)
}

/// The same for codes of which each is timed, and with the discipline of each service.
pub(crate) fn pools_of(
    method: CountingMethod,
    visit: &Visit,
    disciplines: &[Option<Discipline>],
    timed: &[Option<Code>],
) -> Vec<DayPool> {
    let timed_code = |at: usize| timed.get(at).copied().flatten();
    let mut pools: Vec<(Option<Discipline>, Vec<TimedCode>)> = Vec::new();
    for (at, (service, discipline)) in visit.services.iter().zip(disciplines).enumerate() {
        let Some((code, minutes)) = timed_code(at).zip(service.minutes.map(Minutes::get)) else {
            continue;
        };
        if shares_minutes_with(visit, at, |earlier| timed_code(earlier).is_some()).is_some() {
            continue;
        }
        if !pools.iter().any(|(own, _)| own == discipline) {
            pools.push((*discipline, Vec::with_capacity(timed.len())));
        }
        let Some((_, pool)) = pools.iter_mut().find(|(own, _)| own == discipline) else {
            continue;
        };
        match pool.iter_mut().find(|timed| timed.code == code) {
            Some(timed) => timed.minutes = timed.minutes.saturating_add(minutes.into()),
            None => pool.push(TimedCode { code, minutes: minutes.into() }),
        }
    }
    pools
        .into_iter()
        .map(|(discipline, timed)| DayPool {
            discipline,
            minutes: timed.iter().map(|code| code.minutes).fold(0, u32::saturating_add),
            counted: count(method, &timed),
            billed: Vec::new(),
        })
        .collect()
}

/// Sets of 15 minutes of an acupuncture service; one where its minutes are not stated.
pub(crate) fn sets(service: &Service) -> u32 {
    service.minutes.map_or(1, |minutes| units_of(minutes.get().into()))
}
