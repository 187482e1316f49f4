//! Both sides of the body: the bilateral indicator.

use alloc::vec::Vec;

use ens_coding::Modifier;

use crate::estimate::FeeStep;
use crate::money::percent;
use crate::people::is_assistant;
use crate::refusal::Refusal;
use crate::terms::cite;
use crate::words::{Reason, StepKind};
use crate::work::Work;

/// Prices both sides on one line, and then on two.
pub(crate) fn adjust(lines: &mut [Work<'_>]) {
    for work in lines.iter_mut().filter(|work| work.counts()) {
        let both =
            work.one_of(&[Modifier::M50]).or_else(|| side(work).is_none().then(|| work.one_of(&[Modifier::RT]))?);
        if let Some(modifier) = both {
            on_one_line(work, modifier);
        }
    }
    for at in 0..lines.len() {
        on_two_lines(lines, at);
    }
}

fn bilateral<'a>(work: &Work<'a>) -> &'a str {
    work.indicator(|fee| &fee.bilateral)
}

/// The one side that a line is for.
fn side(work: &Work<'_>) -> Option<Modifier> {
    let has = |modifier| work.line.has(modifier);
    match (has(Modifier::RT), has(Modifier::LT)) {
        (true, false) if !has(Modifier::M50) => Some(Modifier::RT),
        (false, true) if !has(Modifier::M50) => Some(Modifier::LT),
        _ => None,
    }
}

fn on_one_line(work: &mut Work<'_>, modifier: Modifier) {
    let indicator = bilateral(work);
    let percentage = match indicator {
        // One fee for both sides: the values are those of both, or there is no second one.
        "0" | "2" => 100,
        "1" => 150,
        "3" => 200,
        "" => return work.refuse(Refusal::new(Reason::IndicatorUnknown).by_modifier(Some(modifier))),
        _ => {
            let citation = work.cite_indicator(|fee| &fee.bilateral);
            let refusal = Refusal::new(Reason::ModifierNotAllowed).by_modifier(Some(modifier)).by_indicator(indicator);
            return work.refuse(refusal.cited(citation));
        }
    };
    scale(work, percentage, modifier);
}

/// Pays a percentage of each unit, as the bilateral indicator says.
fn scale(work: &mut Work<'_>, percentage: u16, modifier: Modifier) {
    work.unit = percent(work.unit, percentage);
    work.amount = work.unit.saturating_mul(u64::from(work.units()));
    let sources = [work.cite_indicator(|fee| &fee.bilateral), cite("cms-mpfs-documentation-2026", None)];
    let step = FeeStep::new(StepKind::BothSides, work.amount)
        .percent(percentage)
        .by_modifier(Some(modifier))
        .by_indicator(bilateral(work))
        .cited(sources.into_iter().flatten());
    work.steps.push(step);
}

/// A line of the right side, and one of the left side with the same code.
fn on_two_lines(lines: &mut [Work<'_>], at: usize) {
    let Some(own) = lines.get(at).filter(|own| own.counts() && side(own) == Some(Modifier::RT)) else { return };
    let component = own.fee.as_ref().and_then(|fee| fee.row.value.modifier);
    let same = |other: &Work<'_>| {
        other.counts()
            && other.line.code == own.line.code
            && other.fee.as_ref().and_then(|fee| fee.row.value.modifier) == component
            && is_assistant(other) == is_assistant(own)
    };
    let of = |wanted: Modifier| -> Vec<usize> {
        let all = lines.iter().enumerate().filter(|(_, it)| same(it) && side(it) == Some(wanted));
        all.map(|(place, _)| place).collect()
    };
    let (right, left) = (of(Modifier::RT), of(Modifier::LT));
    let units = own.units();
    let indicator = bilateral(own);
    let Some(other) = left.first().copied() else { return };
    let is_pair =
        right.len() == 1 && left.len() == 1 && units == 1 && lines.get(other).is_some_and(|it| it.units() == 1);
    let refusal = match indicator {
        // Each side is paid, or sides mean nothing here.
        "3" | "9" => return,
        "" => Some(Reason::IndicatorUnknown),
        _ if !is_pair => Some(Reason::SidesUndecided),
        _ => None,
    };
    if let Some(reason) = refusal {
        for place in right.into_iter().chain(left) {
            if let Some(work) = lines.get_mut(place) {
                work.refuse(Refusal::new(reason).by_indicator(indicator));
            }
        }
        return;
    }
    let Some(second) = lines.get_mut(other) else { return };
    if indicator == "1" {
        // Together they are paid half as much again as one.
        scale(second, 50, Modifier::LT);
        second.follows = true;
    } else {
        let citation = second.cite_indicator(|fee| &fee.bilateral);
        let refusal =
            Refusal::new(Reason::PaidOnceForBothSides).by_modifier(Some(Modifier::LT)).by_indicator(indicator);
        second.refuse(refusal.cited(citation));
        return;
    }
    if let Some(first) = lines.get_mut(at) {
        first.other_side = Some(other);
    }
}
