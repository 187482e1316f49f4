use crate::claim::{Line, Units};
use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::drug;
use crate::visit::{Drug, What};

rule! {
    /// Units of a single-dose drug were discarded, and no line bills them with JW.
    ///
    /// Since 2017-01-01 Medicare pays what is left of a single-dose container, on a line of its own with JW.
    "modifier/drug-waste-missing", Warn, since "0.1.0";
    says: "{code}: {discarded} units were discarded, and no line bills them with JW";
    cites: [CMS_JW];
    denial: "CO-16" ["N519"];
    about: DRUG;
    check: check;
}

/// The drug that a line reports.
pub(crate) fn drug_of<'a>(context: &Context<'a>, line: &LineView<'_>) -> Option<&'a Drug> {
    context.services_of(line).find_map(|(_, service)| match &service.what {
        What::Drug(it) => Some(it),
        _ => None,
    })
}

/// Lines of the same drug.
pub(crate) fn lines_of<'c, 'a>(
    context: &'c Context<'a>,
    line: &LineView<'_>,
) -> impl Iterator<Item = &'c LineView<'a>> {
    let code = line.code();
    context.lines.iter().filter(move |other| other.code() == code)
}

/// The line is the first one of its drug.
pub(crate) fn is_first(context: &Context<'_>, line: &LineView<'_>) -> bool {
    lines_of(context, line).next().is_some_and(|first| first.at == line.at)
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let Some(it) = drug_of(context, line).filter(|_| is_first(context, line)) else { continue };
        let Some(applied) = context.edition.waste_modifier() else {
            if drug::is_single_dose(it) && drug::units(it).1 > 0 {
                pen.lacks(At::line(line.at), "policy:waste_modifier");
            }
            continue;
        };
        let discarded = drug::units(it).1;
        let wanted = drug::discard_modifier(it, context.edition) == Some(Modifier::JW);
        if !wanted
            || line.code() == drug::UNCLASSIFIED
            || lines_of(context, line).any(|other| other.line.has(Modifier::JW))
        {
            continue;
        }
        let raised =
            pen.raise(At::line(line.at)).fact("code", line.code()).fact("discarded", discarded).trust(applied.trust);
        if let Some(units) = Units::new(discarded) {
            let mut new = Line::new(line.code(), units);
            new.modifiers.push(Modifier::JW);
            let untrue = line.line.has(Modifier::JZ);
            let remove = Change::RemoveModifier { line: line.place(), modifier: Modifier::JZ };
            let changes = [remove].into_iter().filter(|_| untrue).chain([Change::AddLine { new }]);
            raised.fix(Fix::mechanical(changes));
        }
    }
}
