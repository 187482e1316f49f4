use crate::code::{Code, code};
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::stimulation::{self, FLUOROSCOPY, Part};
use crate::visit::Separation;

rule! {
    /// Guidance is part of the procedure by its definition on that date.
    ///
    /// Fluoroscopy belongs to procedures at the spine and to every stimulator; 77002 and 77003 are add-ons of which no
    /// stimulator is a primary, so that no modifier rescues them. Stimulators in one piece and sacral leads include
    /// ultrasound too.
    "bundle/imaging-included", Deny, since "0.1.0";
    says: "{code} is part of {other}, whatever modifier it carries";
    cites: [CMS_NCCI_MANUAL_2026, CMS_NCCI_AOC_2026Q2];
    denial: "CO-97" ["M15"];
    about: STIMULATOR;
    check: check;
}

const ULTRASOUND: Code = code!(b"76942");

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let Some(other) = included_in(context, line) else { continue };
        pen.raise(At::pair(line.at, other.at))
            .fact("code", line.code())
            .fact("other", other.code())
            .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
    }
}

/// The line of which a line of imaging is part.
pub(crate) fn included_in<'c, 'a>(context: &'c Context<'a>, line: &LineView<'_>) -> Option<&'c LineView<'a>> {
    let fluoroscopy = FLUOROSCOPY.contains(&line.code());
    if !fluoroscopy && line.code() != ULTRASOUND {
        return None;
    }
    let other = context.lines.iter().find(|other| includes(other.code(), fluoroscopy))?;
    (!guides_another(context, line)).then_some(other)
}

fn includes(code: Code, fluoroscopy: bool) -> bool {
    let Some((_, part)) = stimulation::of_code(code) else { return false };
    match part {
        Part::Session => false,
        _ if fluoroscopy => true,
        Part::System | Part::SystemWork => true,
        _ => code == code!(b"64561"),
    }
}

/// The guidance may be that of another procedure on the claim: a listed primary, or any other procedure with ultrasound.
fn guides_another(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let others =
        || context.lines.iter().filter(|other| other.at != line.at && stimulation::of_code(other.code()).is_none());
    let apart =
        context.services_of(line).any(|(_, service)| service.note.separation.and_then(Separation::modifier).is_some());
    match context.edition.tables().add_on() {
        Some(add_ons) if line.code() != ULTRASOUND && line.code() != code!(b"76000") => others()
            .any(|other| add_ons.table.all(&line.code()).iter().any(|row| row.value.primary == Some(other.code()))),
        _ => apart && others().any(|other| !stimulation::concerns_code(other.code())),
    }
}
