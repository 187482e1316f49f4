use crate::book::{Asked, Criterion, Therapy};
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::L36859;
use crate::visit::{Imaging, What};

rule! {
    /// Guidance that the policy does not pay with this procedure.
    ///
    /// The add-on edits take fluoroscopy with trigger-point injections and no pair edit names ultrasound; the local policies
    /// pay neither.
    "coverage/imaging-not-covered", Warn, since "0.1.0";
    says: "{code}: the policy does not pay guidance with {other}";
    cites: [L36859];
    denial: "CO-50" ["N115"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

/// The procedure whose policy refuses a line of guidance, where all needle procedures of the claim are of that kind.
pub(crate) fn is_refused<'c, 'a>(
    context: &'c Context<'a>,
    line: &LineView<'_>,
) -> Option<(&'c LineView<'a>, &'a Criterion)> {
    if !needle::GUIDANCE.contains(&line.code()) {
        return None;
    }
    let mut procedures = context
        .lines
        .iter()
        .filter_map(|other| Some((other, needle::of_line(other)?.0)))
        .map(|(other, therapy)| Some((other, context.edition.asks(Asked::NoGuidance, therapy)?)));
    let first = procedures.next()??;
    procedures.all(|refused| refused.is_some()).then_some(first)
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    // Guidance that was used and is not billed: worth knowing, so that nobody adds it.
    let guided = context.lines.iter().any(|line| needle::GUIDANCE.contains(&line.code()));
    for line in context.lines.iter().filter(|_| !guided) {
        let used = context.services_of(line).any(|(_, service)| match &service.what {
            What::TriggerPointInjection(it) => it.imaging.is_some_and(|it| it != Imaging::None),
            _ => false,
        });
        if let Some(criterion) = context.edition.asks(Asked::NoGuidance, Therapy::TriggerPoint).filter(|_| used) {
            pen.raise(At::line(line.at))
                .fact("code", "guidance")
                .fact("other", line.code())
                .decided_by(&L36859, context.edition.cite(&criterion.source, criterion.trust));
        }
    }
    for line in &context.lines {
        if let Some((other, criterion)) = is_refused(context, line) {
            pen.raise(At::pair(line.at, other.at))
                .fact("code", line.code())
                .fact("other", other.code())
                .decided_by(&L36859, context.edition.cite(&criterion.source, criterion.trust))
                .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
        }
    }
}
