use crate::book::Therapy;
use crate::claim::Units;
use crate::code::{Code, Modifier};
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::choice::Counting;
use crate::source::PROJECT;
use crate::stimulation::mismatch;
use crate::visit::What;

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
        if needle::mismatch::is_reported(context, line) {
            raised.fix(Fix::mechanical(needle::mismatch::realigned(context, line)));
            continue;
        }
        let raised = raised.cite_only(&PROJECT).at_most(Severity::Warn);
        // What a code counts as the host says, the host must mend; what selection counts is known.
        let known = context.services_of(line).all(|(_, service)| mismatch::is_stimulators(service));
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

/// Units of a code on all its lines, but for what was discarded.
pub(crate) fn billed(context: &Context<'_>, line: &LineView<'_>) -> u32 {
    alike(context, line).map(|other| other.line.units.get()).fold(0, u32::saturating_add)
}

/// Units that are billed and units that the visit records, where the first are more.
fn surplus(context: &Context<'_>, line: &LineView<'_>) -> Option<(u32, u32)> {
    if line.line.has(Modifier::JW) || !line.in_force {
        return None;
    }
    let billed = billed(context, line);
    if needle::mismatch::is_reported(context, line) {
        // Guidance once a session is the unit edit's, and both sides in another form are the sides'.
        let sides = needle::mismatch::sides(context, line) == Some(needle::mismatch::Sides::Less);
        if needle::GUIDANCE.contains(&line.code()) || sides {
            return None;
        }
        // Under a wrong code units say nothing, but for muscles, of which both codes are.
        let muscles = needle::of_line(line).is_some_and(|(therapy, _)| therapy == Therapy::TriggerPoint);
        if needle::mismatch::is_mismatched(context, line) && !muscles {
            return None;
        }
        let given = needle::mismatch::given(context, line)?;
        return (billed > given).then_some((billed, given));
    }
    let given = context
        .services_of(line)
        .map(|(at, service)| match &service.what {
            What::Coded(it) => it.units.map(Units::get),
            _ if mismatch::is_stimulators(service) => counted(context, at, line.code()),
            _ => None,
        })
        .try_fold(0_u32, |sum, units| Some(sum.saturating_add(units?)))
        .filter(|given| *given > 0)?;
    (billed > given).then_some((billed, given))
}

/// Units of a service under the code that selection would bill: as given, or one; what goes beyond has an add-on.
fn counted(context: &Context<'_>, at: usize, code: Code) -> Option<u32> {
    let choice = context.choices.get(at).filter(|choice| choice.code == Some(code))?;
    match choice.counting {
        Counting::Given(_) if choice.further.is_some() => Some(1),
        Counting::Given(units) => Some(units),
        Counting::Once => Some(1),
        Counting::Timed | Counting::Sets | Counting::Parts => None,
    }
}
