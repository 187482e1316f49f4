use crate::code::{Code, code};
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::CMS_NCCI_PTP_2024Q3;
use crate::stimulation::{self, FLUOROSCOPY, Part};
use crate::table::{Guidance, Row};
use crate::visit::{Imaging, Separation, Service, What};

rule! {
    /// Guidance is part of the procedure by its definition on that date.
    ///
    /// Fluoroscopy belongs to procedures at the spine and to every stimulator; 77002 and 77003 are add-ons of which no
    /// stimulator is a primary, so that no modifier rescues them. Stimulators in one piece and sacral leads include
    /// ultrasound too. Of needle procedures a table says by date which guidance belongs to which; that no pair edit names
    /// the two is no permission, and no modifier helps at the same site.
    "bundle/imaging-included", Deny, since "0.1.0";
    says: "{code} is part of {other}, whatever modifier it carries";
    cites: [CMS_NCCI_MANUAL_2026, CMS_NCCI_AOC_2026Q2, CMS_NCCI_PTP_2024Q3];
    denial: "CO-97" ["M15"];
    about: STIMULATOR | NEEDLE_PROCEDURE;
    check: check;
}

const ULTRASOUND: Code = code!(b"76942");

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        if let Some(other) = of_stimulator(context, line) {
            pen.raise(At::pair(line.at, other.at))
                .fact("code", line.code())
                .fact("other", other.code())
                .without(&CMS_NCCI_PTP_2024Q3)
                .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
        } else if let Some((other, row)) = of_needle(context, line) {
            let Some(table) = context.edition.tables().imaging() else { continue };
            pen.raise(At::pair(line.at, other.at))
                .fact("code", line.code())
                .fact("other", other.code())
                .cite_only(&CMS_NCCI_PTP_2024Q3)
                .decided_by(&CMS_NCCI_PTP_2024Q3, table.table.cite(row))
                .fix(Fix::mechanical(needle::mismatch::removed(context, line)))
                .trust(row.trust);
        }
        lacks_table(context, pen, line);
    }
}

/// The line of which a line of imaging is part.
pub(crate) fn included_in<'c, 'a>(context: &'c Context<'a>, line: &LineView<'_>) -> Option<&'c LineView<'a>> {
    of_stimulator(context, line).or_else(|| of_needle(context, line).map(|(other, _)| other))
}

/// Guidance beside a needle procedure, or a procedure that was guided, where the table is not loaded.
fn lacks_table(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let beside = || context.lines.iter().any(|other| needle::is_procedure(other.code()));
    let guided = || {
        let imaging = |service: &Service| match &service.what {
            What::NerveBlock(it) => it.imaging,
            What::NerveDestruction(it) => it.imaging,
            What::JointInjection(it) => it.imaging,
            What::TriggerPointInjection(it) => it.imaging,
            _ => None,
        };
        context.services_of(line).any(|(_, service)| imaging(service).is_some_and(|it| it != Imaging::None))
    };
    let concerned = (needle::GUIDANCE.contains(&line.code()) && beside()) || guided();
    if concerned && context.edition.tables().imaging().is_none() {
        pen.lacks(At::line(line.at), "table:imaging");
    }
}

/// A procedure of which guidance is part, and the row that says so.
type Included<'c, 'a> = (&'c LineView<'a>, &'a Row<(Code, Code), Guidance>);

/// The needle procedure of which a line of guidance is part on the date, unless it guides another one of the claim.
pub(crate) fn of_needle<'c, 'a>(context: &'c Context<'a>, line: &LineView<'_>) -> Option<Included<'c, 'a>> {
    if !needle::GUIDANCE.contains(&line.code()) {
        return None;
    }
    let rows = || {
        let of = |other: &'c LineView<'a>| Some((other, needle::guidance(context.edition, other.code(), line.code())?));
        context.lines.iter().filter_map(of)
    };
    if rows().any(|(_, row)| row.value == Guidance::Separate) || guides_another(context, line) {
        return None;
    }
    let included = rows().filter(|(_, row)| matches!(row.value, Guidance::Included | Guidance::Excluded));
    included.min_by_key(|(other, row)| (row.trust, other.code())) // whatever the order of the lines
}

/// The stimulator of which a line of imaging is part.
fn of_stimulator<'c, 'a>(context: &'c Context<'a>, line: &LineView<'_>) -> Option<&'c LineView<'a>> {
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
    // What the table of guidance says of a needle procedure goes before the list of primaries.
    let is_judged = |code: Code| needle::guidance(context.edition, code, line.code()).is_some();
    let others = || {
        let apart = |other: &&LineView<'_>| stimulation::of_code(other.code()).is_none() && !is_judged(other.code());
        context.lines.iter().filter(|other| other.at != line.at).filter(apart)
    };
    let apart =
        context.services_of(line).any(|(_, service)| service.note.separation.and_then(Separation::modifier).is_some());
    match context.edition.tables().add_on() {
        Some(add_ons) if line.code() != ULTRASOUND && line.code() != code!(b"76000") => others()
            .any(|other| add_ons.table.all(&line.code()).iter().any(|row| row.value.primary == Some(other.code()))),
        _ => apart && others().any(|other| !stimulation::concerns_code(other.code())),
    }
}
