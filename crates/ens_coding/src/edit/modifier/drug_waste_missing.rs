use crate::code::Modifier;
use crate::finding::At;
use crate::fix::Fix;
use crate::needle::mismatch;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::{drug, united};
use crate::visit::Drug;

rule! {
    /// Units of a single-dose drug were discarded, and no line bills them with JW.
    ///
    /// Since 2017-01-01 Medicare pays what is left of a single-dose container, on a line of its own with JW.
    "modifier/drug-waste-missing", Deny, since "0.1.0";
    says: "{code}: {discarded} units were discarded, and the claim bills fewer or none with JW";
    cites: [CMS_JW];
    denial: "CO-16" ["N519"];
    about: DRUG;
    check: check;
}

/// The drug that a line reports, with all that the visit gave of it.
pub(crate) fn drug_of(context: &Context<'_>, line: &LineView<'_>) -> Option<Drug> {
    context.services_of(line).find_map(|(at, _)| united::drug(context.visit, at))
}

/// Lines of the same drug.
pub(crate) fn lines_of<'c, 'a>(
    context: &'c Context<'a>,
    line: &LineView<'_>,
) -> impl Iterator<Item = &'c LineView<'a>> {
    let code = line.code();
    context.lines.iter().filter(move |other| other.code() == code)
}

/// Units of a drug that the claim bills as discarded.
pub(crate) fn billed_as_discarded(context: &Context<'_>, line: &LineView<'_>) -> u32 {
    let marked = lines_of(context, line).filter(|other| other.line.has(Modifier::JW));
    marked.map(|other| other.line.units.get()).fold(0, u32::saturating_add)
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let Some(it) = drug_of(context, line).filter(|_| !context.is_repeat(line)) else { continue };
        let discarded = drug::units(&it).1;
        let Some(applied) = context.edition.waste_modifier() else {
            if drug::is_single_dose(&it) && discarded > 0 {
                pen.lacks(At::line(line.at), "policy:waste_modifier");
            }
            continue;
        };
        let wanted = drug::discard_modifier(&it, context.edition) == Some(Modifier::JW);
        if wanted && line.code() != drug::UNCLASSIFIED && billed_as_discarded(context, line) < discarded {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("discarded", discarded)
                .fix(Fix::mechanical(mismatch::realigned(context, line)))
                .trust(applied.trust);
        }
    }
}
