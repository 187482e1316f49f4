use alloc::string::ToString;
use alloc::vec::Vec;

use crate::claim::{Line, Units};
use crate::code::{Code, code};
use crate::edit::bundle::imaging_included::of_needle;
use crate::edit::performer::not_eligible::is_own_monitoring;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle::{self, sets};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::choice::Counting;
use crate::source::CMS_NCCI_AOC_2026Q2;
use crate::table::{AddOn, Row};

rule! {
    /// An add-on code stands without any of its primary codes.
    ///
    /// Of type 1 and 3 the primaries are listed; of type 3 the contractor may define others, and of type 2 it defines all of
    /// them, so that their absence cannot be told. A primary that was billed for the same day before counts.
    "ncci/add-on-alone", Deny, since "0.1.0";
    says: "{code} is an add-on; none of its primary codes ({primaries}) is on the claim";
    cites: [CMS_NCCI_AOC_2026Q2];
    denial: "CO-107" ["N122"];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let date = context.edition.date();
    let Some(add_ons) = context.edition.tables().add_on() else {
        if !context.lines.is_empty() {
            pen.lacks(At::CLAIM, "table:add_on");
        }
        return;
    };
    for line in &context.lines {
        let rows = || add_ons.table.all(&line.code()).iter().filter(|row| row.holds_on(date));
        let Some(first) = rows().next() else { continue };
        if is_own_monitoring(context, line) {
            continue; // who monitors decides, and that rule says so
        }
        if of_needle(context, line).is_some() {
            continue; // guidance that is part of the procedure is that rule's
        }
        let odd = rows().any(|row| row.value.primary.is_some_and(|primary| is_oddity(line.code(), primary)));
        let supports = |primary: Code| is_billed(context, primary) && !is_oddity(line.code(), primary);
        if rows().any(|row| row.value.primary.is_some_and(supports)) {
            continue;
        }
        if rows().any(|row| row.value.primary.is_none()) {
            pen.lacks(At::line(line.at), "policy:primaries of the add-on, which the contractor defines");
            continue;
        }
        let names: Vec<_> = rows().filter_map(|row| row.value.primary).map(|code| code.to_string()).collect();
        let raised = pen
            .raise(At::line(line.at))
            .fact("code", line.code())
            .fact("primaries", names.join(", "))
            .fix(mended(context, line))
            .decided_by(&CMS_NCCI_AOC_2026Q2, add_ons.table.cite(first))
            .trust(first.trust)
            .at_most(rows().map(severity).min().unwrap_or(Severity::Deny))
            .at_most(if odd && is_billed(context, code!(b"64490")) { Severity::Warn } else { Severity::Deny });
        if let Some(note) = rows().map(|row| &row.value.note).find(|note| !note.is_empty()) {
            raised.fact("note", note.clone());
        }
    }
}

/// The base in place of the add-on or beside it; guidance without a primary has none and comes off.
fn mended(context: &Context<'_>, line: &LineView<'_>) -> Fix {
    if sets::CODES.contains(&line.code())
        && let Some(changes) = sets::realigned(context)
    {
        return Fix::mechanical(changes);
    }
    if let Some(change) = base(context, line) {
        return Fix::mechanical([change]);
    }
    if needle::mismatch::lacks_base(context, line) {
        return Fix::mechanical(needle::mismatch::realigned(context, line));
    }
    let guidance = needle::GUIDANCE.contains(&line.code());
    let guided = context.visit.services.iter().any(needle::is_needle)
        || context.lines.iter().any(|other| needle::is_procedure(other.code()));
    if guidance && guided {
        return Fix::mechanical(needle::mismatch::removed(context, line));
    }
    Fix::document(["services"])
}

/// How bad the absence of the listed primaries is at most.
fn severity(row: &Row<Code, AddOn>) -> Severity {
    match row.value.edit_type {
        _ if row.value.note.to_ascii_lowercase().contains("suspended") => Severity::Info,
        1 => Severity::Deny,
        _ => Severity::Warn,
    }
}

/// The list names a cervical level as the primary of a lumbar one, which looks like an error of the file.
fn is_oddity(add_on: Code, primary: Code) -> bool {
    (add_on, primary) == (code!(b"64494"), code!(b"64490"))
}

/// Whether a primary is on the claim, or was billed for the same day already.
fn is_billed(context: &Context<'_>, primary: Code) -> bool {
    let mut earlier = context.visit.history.services.iter().flatten();
    context.lines.iter().any(|other| other.code() == primary)
        || earlier.any(|it| it.code == primary && it.date == context.edition.date())
}

/// The code that the add-on continues, where the visit has a service for it and the claim no line: beside the add-on where
/// the visit records more than the add-on's units, else in its place.
fn base(context: &Context<'_>, line: &LineView<'_>) -> Option<Change> {
    let choice = context.choices.iter().find(|choice| choice.further == Some(line.code()))?;
    let on_claim = |code: &Code| context.lines.iter().any(|other| other.code() == *code);
    let code = choice.code.filter(|code| *code != line.code() && !on_claim(code))?;
    Some(match choice.counting {
        Counting::Given(given) if given > line.line.units.get() => Change::AddLine { new: Line::new(code, Units::ONE) },
        _ => Change::ReplaceCode { line: line.place(), code },
    })
}
