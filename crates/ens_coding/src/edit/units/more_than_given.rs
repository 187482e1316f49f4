use crate::claim::Units;
use crate::code::Code;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::choice::Counting;
use crate::stimulation::mismatch;
use crate::visit::What;

rule! {
    /// More units are billed than the visit records as given.
    ///
    /// This concerns services whose code and units the visit itself names, and leads.
    "units/more-than-given", Warn, since "0.1.0";
    says: "{code}: {units} units are billed, the visit records {given}";
    cites: [PROJECT];
    denial: "CO-151";
    about: CODED | STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let given = context
            .services_of(line)
            .map(|(at, service)| match &service.what {
                What::Coded(it) => it.units.map(Units::get),
                _ if mismatch::is_stimulators(service) => counted(context, at, line.code()),
                _ => None,
            })
            .try_fold(0_u32, |sum, units| Some(sum.saturating_add(units?)))
            .filter(|given| *given > 0);
        let same = || context.lines.iter().filter(|other| other.code() == line.code());
        let units = same().map(|other| other.line.units.get()).fold(0, u32::saturating_add);
        let Some(given) = given.filter(|given| units > *given) else { continue };
        let raised = pen.raise(At::line(line.at)).fact("code", line.code()).fact("units", units).fact("given", given);
        // What a code counts as the host says, the host must mend; what selection counts is known.
        let known = context.services_of(line).all(|(_, service)| mismatch::is_stimulators(service));
        match Units::new(given).filter(|_| known && same().count() == 1) {
            Some(units) => raised.fix(Fix::mechanical([Change::SetUnits { line: line.place(), units }])),
            None => raised.fix(Fix::document(["services.what"])),
        };
    }
}

/// Units of a service under the code that selection would bill: as given, or one; what goes beyond has an add-on.
fn counted(context: &Context<'_>, at: usize, code: Code) -> Option<u32> {
    let choice = context.choices.get(at).filter(|choice| choice.code == Some(code))?;
    match choice.counting {
        Counting::Given(_) if choice.further.is_some() => Some(1),
        Counting::Given(units) => Some(units),
        Counting::Once => Some(1),
        Counting::Timed | Counting::Sets => None,
    }
}
