//! Timed minutes of the visit, pooled by discipline and counted by the payer's method.

use alloc::vec::Vec;

use super::choice::{Choice, Counting};
use crate::book::{CountingMethod, Edition};
use crate::code::Code;
use crate::count::{Counted, count, units_of};
use crate::table::CodeFact;
use crate::visit::{Discipline, Minutes, Service, Visit};

/// A service of the visit, as the claim reports it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ServiceView {
    pub discipline: Option<Discipline>,
    /// The code on the claim that reports it.
    pub billed: Option<Code>,
    /// The code under which its minutes count.
    pub timed: Option<Code>,
}

/// The timed codes of one discipline's day.
#[derive(Clone, Debug)]
pub(crate) struct DayPool {
    pub discipline: Option<Discipline>,
    pub counted: Vec<Counted>,
    pub minutes: u32,
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

/// Counts the timed services by a method, each under the code that selection would bill; other services are passed over.
pub(crate) fn pools(method: CountingMethod, visit: &Visit, edition: &Edition<'_>, choices: &[Choice]) -> Vec<DayPool> {
    let view = |(service, choice): (&Service, &Choice)| ServiceView {
        discipline: visit.discipline_of(Some(service)),
        billed: choice.code,
        timed: choice.code.filter(|code| is_timed(edition, choice, *code)),
    };
    let services: Vec<ServiceView> = visit.services.iter().zip(choices).map(view).collect();
    pools_of(method, visit, &services)
}

/// The same for services whose timed codes are known.
pub(crate) fn pools_of(method: CountingMethod, visit: &Visit, services: &[ServiceView]) -> Vec<DayPool> {
    let is_timed = |at: usize| services.get(at).is_some_and(|service| service.timed.is_some());
    let any_shared = visit.services.iter().any(|service| !service.concurrent_with.is_empty());
    let mut pools: Vec<DayPool> = Vec::new();
    for (at, (service, view)) in visit.services.iter().zip(services).enumerate() {
        let Some((code, minutes)) = view.timed.zip(service.minutes.map(Minutes::get)) else {
            continue;
        };
        if any_shared && shares_minutes_with(visit, at, is_timed).is_some() {
            continue;
        }
        let minutes = u32::from(minutes);
        if pools.iter().all(|pool| pool.discipline != view.discipline) {
            let counted = Vec::with_capacity(services.len());
            pools.push(DayPool { discipline: view.discipline, counted, minutes: 0 });
        }
        let Some(pool) = pools.iter_mut().find(|pool| pool.discipline == view.discipline) else { continue };
        pool.minutes = pool.minutes.saturating_add(minutes);
        match pool.counted.iter_mut().find(|counted| counted.code == code) {
            Some(counted) => counted.minutes = counted.minutes.saturating_add(minutes),
            None => pool.counted.push(Counted::new(code, minutes)),
        }
    }
    for pool in &mut pools {
        count(method, &mut pool.counted);
    }
    pools
}

/// Sets of 15 minutes of an acupuncture service; one where its minutes are not stated.
pub(crate) fn sets(service: &Service) -> u32 {
    service.minutes.map_or(1, |minutes| units_of(minutes.get().into()))
}
