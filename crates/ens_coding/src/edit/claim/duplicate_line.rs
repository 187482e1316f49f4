use crate::claim::Units;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle::mismatch;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::choice::Counting;
use crate::source::Trust;

rule! {
    /// The same service stands twice for one patient and day.
    ///
    /// Two lines alike, two codes for one service (97014 and G0283), or a service that the history shows as billed.
    "claim/duplicate-line", Deny, since "0.1.0";
    says: "{code} reports a service that {other} reports already";
    cites: [X12_CARC_RARC_2022_11];
    denial: "OA-18";
    about: SHARED | EARLIER;
    check: check;
}

/// The other line that reports the same service under another code of its family.
fn twin<'c, 'a>(context: &'c Context<'a>, line: &LineView<'_>) -> Option<&'c LineView<'a>> {
    context.lines.iter().find(|other| other.code() != line.code() && other.edits_as == line.edits_as)
}

/// Whether a line is a second report of one service: nothing on the visit is left for it, and a twin is there.
pub(crate) fn is_second_line_of_a_service(context: &Context<'_>, line: &LineView<'_>) -> bool {
    context.services_of(line).next().is_none()
        && twin(context, line)
            .is_some_and(|other| !context.has_services() || context.services_of(other).next().is_some())
}

/// The line that a repeated one repeats: of lines alike, the one with the most units, else the first.
pub(crate) fn original<'c, 'a>(context: &'c Context<'a>, line: &LineView<'_>) -> Option<&'c LineView<'a>> {
    let rank = |it: &LineView<'_>| (core::cmp::Reverse(it.line.units), it.at);
    context
        .lines
        .iter()
        .find(|other| other.code() == line.code() && rank(other) < rank(line) && is_alike(context, other, line))
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        if let Some(original) = original(context, line) {
            raise(context, pen, line, original);
        } else if let Some(other) = twin(context, line).filter(|_| is_the_one_too_many(context, line)) {
            raise(context, pen, line, other);
        }
        billed_earlier(context, pen, line);
    }
}

/// Two codes for one service: the one that the payer does not take, or that no service is left for, is too many.
fn is_the_one_too_many(context: &Context<'_>, line: &LineView<'_>) -> bool {
    if context.has_services() {
        return is_second_line_of_a_service(context, line);
    }
    context
        .edition
        .unattended_stimulation()
        .map_or(twin(context, line).is_some_and(|other| other.at < line.at), |term| term.value != line.code())
}

/// The same code, modifiers and units, with no second service for it. More units of an untimed code are
/// `units/untimed-more-than-one`.
fn is_alike(context: &Context<'_>, earlier: &LineView<'_>, line: &LineView<'_>) -> bool {
    let same_modifiers = earlier.line.modifiers.len() == line.line.modifiers.len()
        && earlier.line.modifiers.iter().all(|modifier| line.line.has(*modifier));
    let services = context.services_of(line).count();
    let lines = context.lines.iter().filter(|other| other.code() == line.code()).count();
    let enough_services = context.has_services() && (services >= lines || are_given(context, line));
    earlier.code() == line.code() && same_modifiers && !enough_services
}

/// The visit records as many leads or the like as all lines of the code have units: one line or several are both right.
fn are_given(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let given = context.services_of(line).filter_map(|(at, _)| match context.choices.get(at)?.counting {
        Counting::Given(units) => Some(units),
        _ => None,
    });
    let given = given.fold(0, u32::saturating_add);
    let same = context.lines.iter().filter(|other| other.code() == line.code());
    given >= same.map(|other| other.line.units.get()).fold(0, u32::saturating_add) && given > 1
}

fn raise(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>, other: &LineView<'_>) {
    let units = (line.code() == other.code()).then(|| timed_units(context, line, other)).flatten();
    let moved = units.map(|units| Change::SetUnits { line: other.place(), units });
    let raised = pen.raise(At::pair(line.at, other.at)).fact("code", line.code()).fact("other", other.code());
    if mismatch::is_reported(context, line) && line.code() == other.code() {
        raised.fix(Fix::mechanical(mismatch::realigned(context, line)));
    } else {
        raised.fix(Fix::mechanical(moved.into_iter().chain([Change::RemoveLine { line: line.place() }])));
    }
}

/// Units of a timed code that was split over two lines, as far as its minutes support them on one.
fn timed_units(context: &Context<'_>, line: &LineView<'_>, other: &LineView<'_>) -> Option<Units> {
    let supported = context.pools.iter().find_map(|pool| pool.of(line.code()))?.units;
    let both = other.line.units.get().saturating_add(line.line.units.get());
    Units::new(both.min(supported)).filter(|units| *units > other.line.units)
}

fn billed_earlier(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let same_day = |it: &&crate::visit::EarlierService| it.code == line.code() && it.date == context.edition.date();
    if context.visit.history.services.iter().flatten().any(|it| same_day(&it)) {
        // Another session of the day is possible; only the practice can tell.
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("other", "an earlier claim of the day")
            .fix(Fix::document(["services.note.separation"]))
            .trust(Trust::Secondary);
    }
}
