use alloc::vec::Vec;

use crate::book::CountingMethod;
use crate::claim::Units;
use crate::code::Code;
use crate::count::Counted;
use crate::edit::documentation::reinsertion_missing::FURTHER;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle::sets;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::units::{DayPool, is_timed, method, shares_minutes_with};
use crate::source::{AMA_CPT_MIDPOINT, Trust, UHC_ACUPUNCTURE};
use crate::visit::{Discipline, What};

rule! {
    /// A timed code has more units than the counted minutes give.
    ///
    /// By the CMS method all timed minutes of the day and discipline make the number of units, and left-over units go to
    /// the codes with the largest remainders. By the AMA method each code stands alone. Minutes of untimed services
    /// never count. Of acupuncture each set counts by itself.
    "units/more-than-timed", Deny, since "0.1.0";
    says: "{code}: {units} units are billed, {minutes} minutes give {allowed} by the payer's method ({total_minutes} timed minutes, {total_units} units in all)";
    cites: [CMS_100_04_CH5_20_2, AMA_CPT_MIDPOINT, UHC_ACUPUNCTURE];
    denial: "CO-151" ["M53"];
    check: check;
}

/// The units of a code on the claim, with those of the add-on that continues it.
pub(crate) fn billed(context: &Context<'_>, discipline: Option<Discipline>, code: Code) -> u32 {
    billed_lines(context, discipline, code).map(|line| line.line.units.get()).fold(0, u32::saturating_add)
}

/// The lines of a code in one discipline's pool.
fn billed_lines<'c, 'a>(
    context: &'c Context<'a>,
    discipline: Option<Discipline>,
    code: Code,
) -> impl Iterator<Item = &'c LineView<'a>> + use<'c, 'a> {
    let further = context
        .choices
        .iter()
        .find(|choice| choice.code == Some(code))
        .and_then(|choice| choice.further)
        .filter(|further| context.edition.is_timed(*further));
    context.lines.iter().filter(move |line| {
        let is_own = |at: usize| context.services.get(at).and_then(|service| service.discipline) == discipline;
        (line.code() == code || Some(line.code()) == further)
            && (line.services.is_empty() || line.services.iter().any(is_own))
            && !line.is_repeated
    })
}

/// Minutes of a code are missing, or stand under two codes; then its units are not judged here.
fn is_unsettled(context: &Context<'_>, code: Code) -> bool {
    let timed = |at: usize| {
        context
            .choices
            .get(at)
            .zip(context.billed(at))
            .is_some_and(|(choice, code)| is_timed(context.edition, choice, code))
    };
    context.visit.services.iter().enumerate().any(|(at, service)| {
        context.billed(at) == Some(code)
            && (service.minutes.is_none() || shares_minutes_with(context.visit, at, timed).is_some())
    })
}

/// Further sets of acupuncture than the minutes of each set give.
fn sets(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(wanted) = sets::wanted(context.visit) else { return };
    let total: u32 = wanted.iter().map(|(_, units)| *units).fold(0, u32::saturating_add);
    let minutes = context.visit.services.iter().filter(|it| matches!(it.what, What::Acupuncture(_)));
    let minutes = minutes.filter_map(|it| it.minutes).map(|it| u32::from(it.get())).fold(0, u32::saturating_add);
    for line in context.lines.iter().filter(|line| FURTHER.contains(&line.code())) {
        let allowed = wanted.iter().find(|(code, _)| *code == line.code()).map_or(0, |(_, units)| *units);
        // Where nothing is left for it at all, `units/below-minimum-time` says so.
        if line.line.units.get() <= allowed || wanted.len() <= 1 {
            continue;
        }
        let raised = pen
            .raise(At::line(line.at))
            .fact("code", line.code())
            .fact("units", line.line.units.get())
            .fact("minutes", minutes)
            .fact("allowed", allowed)
            .fact("total_minutes", minutes)
            .fact("total_units", total)
            .cite_only(&UHC_ACUPUNCTURE)
            .cite(AMA_CPT_MIDPOINT.citation());
        if let Some(changes) = sets::realigned(context) {
            raised.fix(Fix::mechanical(changes));
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    sets(context, pen);
    for pool in &context.pools {
        for (at, counted) in pool.counted.iter().enumerate() {
            let billed = counted.billed;
            // The method gives every code at least this much, whoever has a tied unit.
            if billed <= counted.minutes / 15
                || is_unsettled(context, counted.code)
                || is_below_minimum(context, pool, counted)
            {
                continue;
            }
            let allowed = allowed(pool, at, counted);
            if billed > allowed {
                raise(context, pen, pool, counted, billed, allowed);
            }
        }
    }
}

/// The units that a code may have: what the method gives it, or the tied unit where the others have left it.
fn allowed(pool: &DayPool, at: usize, counted: &Counted) -> u32 {
    if !counted.tied {
        return counted.units;
    }
    let taken = pool.counted.iter().enumerate().filter(|(other, _)| *other != at).map(|(other, code)| {
        // Of two that both took the tied unit, the one that stands first keeps it.
        let most = if other < at { code.most() } else { code.minutes / 15 };
        code.billed.min(most)
    });
    let left = pool.units().saturating_sub(taken.fold(0, u32::saturating_add));
    counted.most().min(left).max(counted.minutes / 15)
}

/// `units/below-minimum-time` reports these.
fn is_below_minimum(context: &Context<'_>, pool: &DayPool, counted: &Counted) -> bool {
    let minutes = if method(context.edition) == CountingMethod::Cms { pool.minutes } else { counted.minutes };
    counted.units == 0 && minutes < 8
}

fn raise(context: &Context<'_>, pen: &mut Pen<'_>, pool: &DayPool, counted: &Counted, billed: u32, allowed: u32) {
    let mut left = allowed;
    let mut changes = Vec::new();
    for line in billed_lines(context, pool.discipline, counted.code) {
        let units = line.line.units.get().min(left);
        left = left.saturating_sub(units);
        match Units::new(units) {
            Some(units) if units == line.line.units => {}
            Some(units) => changes.push(Change::SetUnits { line: line.place(), units }),
            None => changes.push(Change::RemoveLine { line: line.place() }),
        }
    }
    let at = billed_lines(context, pool.discipline, counted.code).next().map_or(At::CLAIM, |line| At::line(line.at));
    pen.raise(at)
        .fact("code", counted.code)
        .fact("units", billed)
        .fact("minutes", counted.minutes)
        .fact("allowed", allowed)
        .fact("total_minutes", pool.minutes)
        .fact("total_units", pool.units())
        .without(&UHC_ACUPUNCTURE)
        .fix(Fix::mechanical(changes))
        .trust(context.edition.counting_method().map_or(Trust::Unverified, |term| term.trust));
}
