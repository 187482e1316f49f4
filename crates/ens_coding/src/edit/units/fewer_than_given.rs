use super::more_than_given::billed;
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
        // The code comes first.
        if context.is_repeat(line) || mismatch::is_mismatched(context, line) {
            continue;
        }
        let Some(given) = mismatch::given(context, line) else { continue };
        let units = billed(context, line);
        if units < given {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("units", units)
                .fact("given", given)
                .fix(Fix::mechanical(mismatch::realigned(context, line)));
        }
    }
}
