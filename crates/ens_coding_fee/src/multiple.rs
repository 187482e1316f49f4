//! Several procedures of a day: the highest is paid in full, the next four by half, and the contractor prices the rest.

use alloc::vec::Vec;

use ens_coding::Modifier;

use crate::estimate::FeeStep;
use crate::money::percent;
use crate::people::is_assistant;
use crate::refusal::Refusal;
use crate::terms::cite;
use crate::words::{Reason, StepKind};
use crate::work::Work;

/// So many procedures have a price by the rule.
const PRICED: u32 = 5;
/// Percentage of all but the highest.
const REST: u16 = 50;

fn indicator<'a>(work: &Work<'a>) -> &'a str {
    work.indicator(|fee| &fee.multiple_procedure)
}

/// Reduces the procedures of the one who operates, and apart from them those of an assistant.
pub(crate) fn reduce(lines: &mut [Work<'_>]) {
    for assistants in [false, true] {
        let is_ranked = |work: &Work<'_>| {
            work.counts() && is_assistant(work) == assistants && matches!(indicator(work), "1" | "2" | "3" | "")
        };
        let places = |lines: &[Work<'_>]| -> Vec<usize> {
            lines.iter().enumerate().filter(|(_, work)| is_ranked(work)).map(|(at, _)| at).collect()
        };
        rank(lines, &places(lines));
    }
    for own in ["4", "6", "7"] {
        refuse_diagnostics(lines, own);
    }
}

/// Units of the lines at these places for which a condition holds; the second side of a procedure is none of its own.
fn procedures(lines: &[Work<'_>], places: &[usize], holds: impl Fn(&Work<'_>) -> bool) -> u32 {
    let works = places.iter().filter_map(|at| lines.get(*at)).filter(|it| !it.follows && holds(it));
    works.fold(0, |sum, work| sum.saturating_add(work.units()))
}

fn rank(lines: &mut [Work<'_>], places: &[usize]) {
    if procedures(lines, places, |_| true) <= 1 {
        return;
    }
    let undecided = if procedures(lines, places, |it| indicator(it).is_empty()) > 0 {
        Some(Reason::IndicatorUnknown)
    } else if procedures(lines, places, |it| indicator(it) == "3") > 1 {
        Some(Reason::EndoscopyRule)
    } else {
        None
    };
    if let Some(reason) = undecided {
        for at in places {
            if let Some(work) = lines.get_mut(*at) {
                work.refuse(Refusal::new(reason).by_indicator(indicator(work)));
            }
        }
        return;
    }
    let total = |work: &Work<'_>| {
        let other = work.other_side.and_then(|at| lines.get(at)).map_or(0, |other| other.unit);
        work.unit.saturating_add(other)
    };
    let rank = |at: usize| lines.get(at).map(|work| work.rank(total(work)));
    let mut ranked: Vec<usize> = Vec::new();
    // Put in one by one: what the standard library sorts with weighs more than all prices together.
    for at in places.iter().copied().filter(|at| lines.get(*at).is_some_and(|it| !it.follows)) {
        let place = ranked.partition_point(|other| rank(*other) <= rank(at));
        ranked.insert(place, at);
    }
    let mut before: u32 = 0;
    for at in ranked {
        let Some(other) = lines.get(at).map(|work| work.other_side) else { continue };
        let units = lines.get(at).map_or(0, Work::units);
        for place in [Some(at), other].into_iter().flatten() {
            if let Some(work) = lines.get_mut(place) {
                reduce_one(work, before);
            }
        }
        before = before.saturating_add(units);
    }
}

/// Prices a line of which so many procedures go before.
fn reduce_one(work: &mut Work<'_>, before: u32) {
    if before.saturating_add(work.units()) > PRICED {
        let refusal = Refusal::new(Reason::ByReport).by_indicator(indicator(work));
        return work.refuse(refusal.cited(cite("cms-mpfs-documentation-2026", None)));
    }
    let reduced = work.units().saturating_sub(u32::from(before == 0));
    if reduced == 0 {
        return;
    }
    let whole = work.units().saturating_sub(reduced);
    let of = |cents: u64, units: u32| cents.saturating_mul(u64::from(units));
    work.amount = of(work.unit, whole).saturating_add(of(percent(work.unit, REST), reduced));
    let sources = [work.cite_indicator(|fee| &fee.multiple_procedure), cite("cms-mpfs-documentation-2026", None)];
    let step = FeeStep::new(StepKind::MultipleProcedures, work.amount)
        .percent(REST)
        .units(reduced)
        .by_indicator(indicator(work))
        .cited(sources.into_iter().flatten());
    work.steps.push(step);
}

/// Diagnostic services have reductions of their technical parts, imaging also of the professional one.
fn refuse_diagnostics(lines: &mut [Work<'_>], own: &str) {
    let has_technical_part = |work: &Work<'_>| own == "4" || !work.line.has(Modifier::M26);
    let is_one = |work: &Work<'_>| work.counts() && indicator(work) == own && has_technical_part(work);
    let units = lines.iter().filter(|work| is_one(work)).fold(0_u32, |sum, work| sum.saturating_add(work.units()));
    if units <= 1 {
        return;
    }
    for work in lines.iter_mut().filter(|work| is_one(work)) {
        let citation = work.cite_indicator(|fee| &fee.multiple_procedure);
        work.refuse(Refusal::new(Reason::DiagnosticReduction).by_indicator(own).cited(citation));
    }
}
