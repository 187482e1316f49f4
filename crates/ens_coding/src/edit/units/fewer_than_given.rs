use crate::code::Modifier;
use crate::finding::At;
use crate::fix::Fix;
use crate::needle::mismatch;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::traits::is_drug;

rule! {
    /// Fewer units of a drug are billed than were given, such as one a vial.
    ///
    /// A toxin is billed by the units given, in the units of its code, never by the vial.
    "units/fewer-than-given", Warn, since "0.1.0";
    says: "{code}: {units} units are billed, {given} were given";
    cites: [TOXIN_LABELS, SOURCE_DOCUMENT_P];
    about: DRUG;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| is_drug(line.code()) && mismatch::is_reported(context, line)) {
        let earlier = context.lines.iter().take(line.at).any(|other| other.code() == line.code());
        let Some((made, _)) = mismatch::made(context, line).filter(|_| !earlier) else { continue };
        if mismatch::is_mismatched(context, line) {
            continue; // the code comes first
        }
        let given = made.saturating_sub(mismatch::discarded(context, line));
        let own = context.lines.iter().filter(|it| it.code() == line.code() && !it.line.has(Modifier::JW));
        let units = own.map(|it| it.line.units.get()).fold(0, u32::saturating_add);
        if units < given {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("units", units)
                .fact("given", given)
                .fix(Fix::mechanical(mismatch::realigned(context, line)));
        }
    }
}
