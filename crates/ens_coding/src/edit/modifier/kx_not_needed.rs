use super::kx_missing::{judged, with_amounts};
use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::threshold::Beyond;

rule! {
    /// KX stands on a therapy line below the year's threshold.
    ///
    /// KX is not for routine use; on nearly every line it draws review.
    "modifier/kx-not-needed", Warn, since "0.1.0";
    says: "{code} carries KX below the therapy threshold of {threshold_cents} for {year} (spent before: {spent_cents})";
    cites: [NGS_KX, NORIDIAN_JE_THERAPY];
    about: KX;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for (line, discipline, beyond) in judged(context).filter(|(line, ..)| line.line.has(Modifier::KX)) {
        match beyond {
            Beyond::Yes => {}
            Beyond::Unknown(path) => pen.lacks(At::line(line.at), path),
            Beyond::No => {
                let change = Change::RemoveModifier { line: line.place(), modifier: Modifier::KX };
                with_amounts(pen.raise(At::line(line.at)), context, line, discipline).fix(Fix::mechanical([change]));
            }
        }
    }
}
