//! What a needle procedure's record is held against: the lines that are judged, and how an unmet criterion is reported.

use alloc::vec::Vec;

use super::Area;
use crate::book::{Asked, Criterion, Therapy};
use crate::finding::{At, Severity};
use crate::fix::Fix;
use crate::liability::{self, Ground};
use crate::run::{Context, LineView, Pen, Raised};
use crate::visit::{ProcedureRecord, Purpose, Waiver, What};

/// A line that a payer's criteria are asked of: the first of its therapy and area.
#[derive(Clone, Copy)]
pub(crate) struct Judged<'c, 'a> {
    pub line: &'c LineView<'a>,
    pub therapy: Therapy,
    pub area: Option<Area>,
    /// What it was for, where the visit says so.
    pub purpose: Option<Purpose>,
}

/// The lines of needle procedures against pain, each therapy and area once; not those for pain after an operation, for
/// anesthesia or for the trial of a pump, of which the policies on chronic pain do not speak.
pub(crate) fn judged<'c, 'a>(context: &'c Context<'a>) -> impl Iterator<Item = Judged<'c, 'a>> {
    let mut seen: Vec<(Therapy, Option<Area>)> = Vec::new();
    all(context).filter(move |it| {
        let first = !seen.contains(&(it.therapy, it.area));
        seen.push((it.therapy, it.area));
        first
    })
}

/// All such lines.
pub(crate) fn all<'c, 'a>(context: &'c Context<'a>) -> impl Iterator<Item = Judged<'c, 'a>> {
    context.lines.iter().filter_map(|line| {
        let (therapy, area) = super::of_line(line)?;
        let purpose = context.services_of(line).find_map(|(_, service)| super::purpose(service));
        let apart = matches!(purpose, Some(Purpose::PostoperativePain | Purpose::Anesthesia | Purpose::PumpTrial));
        // What no code describes is judged by no code's criteria.
        let told = !line.services.is_empty();
        let unlisted = told
            && context
                .services_of(line)
                .all(|(at, _)| context.choices.get(at).is_some_and(|choice| choice.code == Some(super::UNLISTED)));
        let elsewhere = told
            && therapy == Therapy::TriggerPoint
            && !context.services_of(line).any(|(_, it)| matches!(it.what, What::TriggerPointInjection(_)));
        (!apart && !unlisted && !elsewhere).then_some(Judged { line, therapy, area, purpose })
    })
}

/// What the record says in support.
pub(crate) const fn record<'a>(context: &Context<'a>) -> &'a ProcedureRecord {
    &context.visit.documentation.procedure
}

/// Acute shingles.
pub(crate) fn is_zoster(context: &Context<'_>) -> bool {
    context.diagnoses().iter().any(|it| it.starts_with("B02"))
}

/// The criterion of a payer for a judged line.
pub(crate) fn asks<'a>(context: &Context<'a>, it: &Judged<'_, '_>, asked: Asked) -> Option<&'a Criterion> {
    context.edition.asks(asked, it.therapy)
}

/// Reports an unmet criterion, trusted as far as the entry; with a signed notice the line is billed for its denial.
pub(crate) fn raise<'p>(
    pen: &'p mut Pen<'_>,
    context: &Context<'_>,
    line: &LineView<'_>,
    criterion: &Criterion,
    why: impl Into<crate::facts::Value>,
    path: &'static str,
) -> Raised<'p> {
    let raised = pen
        .raise(At::line(line.at))
        .fact("code", line.code())
        .fact("why", why)
        .only_entry(context.edition.cite(&criterion.source, criterion.trust))
        .trust(criterion.trust);
    consequence(raised, context, line, path)
}

/// What follows for a line that a policy does not pay: nothing is billed for its denial unless a notice was signed.
pub(crate) fn consequence<'p>(
    raised: Raised<'p>,
    context: &Context<'_>,
    line: &LineView<'_>,
    path: &'static str,
) -> Raised<'p> {
    if liability::expects_denial(line) {
        return raised.at_most(Severity::Info);
    }
    if context.visit.documentation.waiver == Some(Waiver::Mandatory) {
        return raised.fix(liability::fix(context, line, Ground::Necessity));
    }
    raised.fix(Fix::document([path]))
}
