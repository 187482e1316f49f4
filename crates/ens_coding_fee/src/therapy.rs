//! The reduction of therapy: of all units of the day the one with the highest practice expense is paid in full.

use ens_coding::Date;

use crate::estimate::FeeStep;
use crate::money::{Indices, practice_expense, unit_fee};
use crate::refusal::Refusal;
use crate::terms::{Terms, cite};
use crate::words::{Reason, StepKind};
use crate::work::Work;

/// Percentage of the practice expense of all other units, since 2013-04-01.
const REST: u16 = 50;

/// Halves the practice expense of all units of therapy but one, in whatever discipline.
pub(crate) fn reduce(lines: &mut [Work<'_>], terms: &Terms<'_>) {
    let (Ok(factor), Ok(area)) = (&terms.factor, &terms.area) else { return };
    let is_reduced = |work: &Work<'_>| work.counts() && work.indicator(|fee| &fee.multiple_procedure) == "5";
    let expense = |work: &Work<'_>| {
        let fee = work.fee.as_ref();
        u64::from(fee.map_or(0, |fee| practice_expense(&fee.row.value, fee.setting)))
    };
    let all = lines.iter().enumerate().filter(|(_, work)| is_reduced(work));
    let Some(highest) = all.min_by_key(|(_, work)| work.rank(expense(work))).map(|(at, _)| at) else { return };
    for (at, work) in lines.iter_mut().enumerate().filter(|(_, work)| is_reduced(work)) {
        let Some(fee) = work.fee else { continue };
        if work.unit != fee.unit_cents {
            work.refuse(Refusal::new(Reason::SidesUndecided));
            continue;
        }
        let reduced = work.units().saturating_sub(u32::from(at == highest));
        if reduced == 0 {
            continue;
        }
        let unit = unit_fee(&fee.row.value, fee.setting, Indices::of(area), factor.ten_thousandths, REST);
        let whole = work.units().saturating_sub(reduced);
        let of = |cents: u64, units: u32| cents.saturating_mul(u64::from(units));
        work.amount = of(fee.unit_cents, whole).saturating_add(of(unit, reduced));
        let sources = [
            work.cite_indicator(|fee| &fee.multiple_procedure),
            cite("ngs-mppr", Date::new(2013, 4, 1)),
            cite("cms-mpfs-documentation-2026", None),
        ];
        let step = FeeStep::new(StepKind::TherapyReduction, work.amount)
            .percent(REST)
            .units(reduced)
            .by_indicator("5")
            .cited(sources.into_iter().flatten());
        work.steps.push(step);
    }
}
