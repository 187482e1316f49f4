use crate::claim::Units;
use crate::code::{Code, Modifier};
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::choice::{Choice, Counting};
use crate::source::PROJECT;
use crate::stimulation::mismatch;
use crate::visit::{Service, Side, What};

rule! {
    /// More units are billed than the visit records as given.
    ///
    /// This concerns services whose code and units the visit itself names, leads, drugs, and needle procedures, of which
    /// muscles, nerves and levels count, not the sticks of the needle.
    "units/more-than-given", Deny, since "0.1.0";
    says: "{code}: {units} units are billed, the visit records {given}";
    cites: [PROJECT, CMS_MUE_2024Q2];
    denial: "CO-151";
    about: CODED | STIMULATOR | NEEDLE_PROCEDURE | DRUG;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let Some((units, given)) = surplus(context, line) else { continue };
        let raised = pen.raise(At::line(line.at)).fact("code", line.code()).fact("units", units).fact("given", given);
        let needles = context.services_of(line).any(|(_, it)| needle::mismatch::is_judged(it) || is_drug(it));
        let raised = if needles { raised } else { raised.cite_only(&PROJECT).at_most(Severity::Warn) };
        if needle::mismatch::is_mismatched(context, line) {
            raised.fix(Fix::mechanical(needle::mismatch::realigned(context, line)));
            continue; // the code comes first, and its units with it
        }
        // What a code counts as the host says, the host must mend; what selection counts is known.
        let known = context.services_of(line).all(|(_, service)| is_counted(service));
        match Units::new(given).filter(|_| known && alike(context, line).count() == 1) {
            Some(units) => raised.fix(Fix::mechanical([Change::SetUnits { line: line.place(), units }])),
            None => raised.fix(Fix::document(["services.what"])),
        };
    }
}

/// Whether more units are billed than the visit records.
pub(crate) fn is_told(context: &Context<'_>, line: &LineView<'_>) -> bool {
    surplus(context, line).is_some()
}

/// Lines of the same code; what was discarded of a drug stands apart, and rules of its own judge it.
fn alike<'c, 'a>(context: &'c Context<'a>, line: &LineView<'_>) -> impl Iterator<Item = &'c LineView<'a>> {
    let code = line.code();
    context.lines.iter().filter(move |it| it.code() == code && !it.line.has(Modifier::JW))
}

/// Units that are billed and units that the visit records, where the first are more.
fn surplus(context: &Context<'_>, line: &LineView<'_>) -> Option<(u32, u32)> {
    if line.line.has(Modifier::JW) {
        return None;
    }
    let given = context
        .services_of(line)
        .map(|(at, service)| match &service.what {
            What::Coded(it) => it.units.map(Units::get),
            _ if is_counted(service) => counted(context, at, line.code()),
            _ => None,
        })
        .try_fold(0_u32, |sum, units| Some(sum.saturating_add(units?)))
        .filter(|given| *given > 0)?;
    let units = alike(context, line).map(|other| other.line.units.get()).fold(0, u32::saturating_add);
    (units > given).then_some((units, given))
}

/// Services whose units selection knows.
const fn is_counted(service: &Service) -> bool {
    mismatch::is_stimulators(service) || needle::mismatch::is_judged(service) || is_drug(service)
}

const fn is_drug(service: &Service) -> bool {
    matches!(&service.what, What::Drug(_))
}

/// Units of a service under the code that selection would bill: as given, or one; what goes beyond has an add-on.
fn counted(context: &Context<'_>, at: usize, code: Code) -> Option<u32> {
    let choice = context.choices.get(at)?;
    if choice.counting == Counting::Parts {
        return of_parts(context, choice, code);
    }
    let choice = Some(choice).filter(|choice| choice.code == Some(code))?;
    match choice.counting {
        Counting::Given(_) if choice.further.is_some() => Some(1),
        Counting::Given(units) => Some(units),
        Counting::Once => Some(1),
        Counting::Timed | Counting::Sets | Counting::Parts => None,
    }
}

/// The same for a service that is counted by parts. Both sides on two lines are two units.
fn of_parts(context: &Context<'_>, choice: &Choice, code: Code) -> Option<u32> {
    let lines = context.lines.iter().filter(|line| line.code() == code).count();
    let own = choice.parts.iter().filter(|part| part.code == code && part.mark != Some(Modifier::JW));
    let units = own.map(|part| match part.side {
        Some(Side::Both) if lines > 1 => part.units.saturating_mul(2),
        _ => part.units,
    });
    units.reduce(u32::saturating_add).or_else(|| choice.parts.first().map(|part| part.units))
}
