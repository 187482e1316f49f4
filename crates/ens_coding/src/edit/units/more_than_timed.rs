use crate::book::CountingMethod;
use crate::claim::Units;
use crate::code::Code;
use crate::count::Counted;
use crate::edit::claim::duplicate_line::is_repeated;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::units::{DayPool, is_timed, method, shares_minutes_with};
use crate::source::Trust;

rule! {
    /// A timed code has more units than the counted minutes give.
    ///
    /// By the CMS method all timed minutes of the day and discipline make the number of units, and left-over units go to
    /// the codes with the largest remainders. By the AMA method each code stands alone. Minutes of untimed services
    /// never count.
    "units/more-than-timed", Deny, since "0.1.0";
    says: "{code}: {units} units are billed, {minutes} minutes give {allowed} by the payer's method ({total_minutes} timed minutes, {total_units} units in all)";
    cites: [CMS_100_04_CH5_20_2, AMA_CPT_MIDPOINT];
    denial: "CO-151" ["M53"];
    check: check;
}

/// The units of a code on the claim, with those of the add-on that continues it.
pub(crate) fn billed_units(context: &Context<'_>, code: Code) -> u32 {
    billed_lines(context, code).map(|line| line.line.units.get()).fold(0, u32::saturating_add)
}

fn billed_lines<'c, 'a>(context: &'c Context<'a>, code: Code) -> impl Iterator<Item = &'c LineView<'a>> {
    let further = context
        .choices
        .iter()
        .find(|choice| choice.code == Some(code))
        .and_then(|choice| choice.further)
        .filter(|further| context.edition.is_timed(*further));
    context
        .lines
        .iter()
        .filter(move |line| (line.code() == code || Some(line.code()) == further) && !is_repeated(context, line))
}

/// Minutes of a code are missing, or stand under two codes; then its units are not judged here.
fn is_unsettled(context: &Context<'_>, code: Code) -> bool {
    let timed = |at: usize| {
        let billed = context.billed.get(at).copied().flatten();
        context.choices.get(at).zip(billed).is_some_and(|(choice, code)| is_timed(context.edition, choice, code))
    };
    context.visit.services.iter().enumerate().any(|(at, service)| {
        context.billed.get(at).copied().flatten() == Some(code)
            && (service.minutes.is_none() || shares_minutes_with(context.visit, at, timed).is_some())
    })
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for pool in &context.pools {
        let billed_in_all =
            pool.counted.iter().map(|code| billed_units(context, code.code)).fold(0, u32::saturating_add);
        for counted in &pool.counted {
            let billed = billed_units(context, counted.code);
            let too_many = billed > counted.most() || (billed_in_all > pool.units() && billed > counted.units);
            if too_many && !is_unsettled(context, counted.code) && !is_below_minimum(context, pool, counted) {
                raise(context, pen, pool, counted, billed);
            }
        }
    }
}

/// `units/below-minimum-time` reports these.
fn is_below_minimum(context: &Context<'_>, pool: &DayPool, counted: &Counted) -> bool {
    let minutes = if method(context.edition) == CountingMethod::Cms { pool.minutes } else { counted.minutes };
    counted.units == 0 && minutes < 8
}

fn raise(context: &Context<'_>, pen: &mut Pen<'_>, pool: &DayPool, counted: &Counted, billed: u32) {
    let mut left = counted.units;
    let mut changes = alloc::vec::Vec::new();
    for line in billed_lines(context, counted.code) {
        let units = line.line.units.get().min(left);
        left = left.saturating_sub(units);
        match Units::new(units) {
            Some(units) if units == line.line.units => {}
            Some(units) => changes.push(Change::SetUnits { line: line.place(), units }),
            None => changes.push(Change::RemoveLine { line: line.place() }),
        }
    }
    let at = billed_lines(context, counted.code).next().map_or(At::CLAIM, |line| At::line(line.at));
    pen.raise(at)
        .fact("code", counted.code)
        .fact("units", billed)
        .fact("minutes", counted.minutes)
        .fact("allowed", counted.units)
        .fact("total_minutes", pool.minutes)
        .fact("total_units", pool.units())
        .fix(Fix::mechanical(changes))
        .trust(context.edition.counting_method().map_or(Trust::Unverified, |term| term.trust));
}
