use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// A practitioner's line of guidance in a facility carries no 26.
    ///
    /// The facility owns the equipment and is paid for it; the practitioner bills the professional part.
    "modifier/professional-component-missing", Warn, since "0.1.0";
    says: "{code} in a facility: the practitioner bills the professional part with 26";
    cites: [CMS_MPFS_2020_2024];
    denial: "CO-4" ["N519"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    if !context.is_practitioners() || context.is_facility() != Some(true) {
        return;
    }
    let guidance = context.lines.iter().filter(|line| needle::GUIDANCE.contains(&line.code()));
    for line in guidance.filter(|line| !line.line.has(Modifier::M26)) {
        let two_parts = context.edition.procedure(line.code()).is_some_and(|row| row.value.component.as_str() == "1");
        if two_parts {
            let technical = line.line.has(Modifier::TC);
            let remove = Change::RemoveModifier { line: line.place(), modifier: Modifier::TC };
            let add = Change::AddModifier { line: line.place(), modifier: Modifier::M26 };
            let changes = [remove].into_iter().filter(|_| technical).chain([add]);
            pen.raise(At::line(line.at)).fact("code", line.code()).fix(Fix::mechanical(changes));
        }
    }
}
