use crate::book::{Asked, Therapy};
use crate::finding::At;
use crate::needle::{of_line, record};
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// More than one region in a day.
    ///
    /// The policies on epidurals pay one region of the spine a day, those on nerve blocks two sites.
    "coverage/region-limit", Warn, since "0.1.0";
    says: "{code}: {count} {what} in a day, the policy pays {limit}";
    cites: [A58695, L33933];
    denial: "CO-50" ["N115"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let regions: alloc::vec::Vec<_> = record::judged(context).filter(|it| it.therapy == Therapy::Epidural).collect();
    if let Some(last) = regions.last().filter(|it| it.area.is_some())
        && let Some(criterion) = record::asks(context, last, Asked::RegionsPerDay)
    {
        report(context, pen, last.line, criterion, regions.len(), "regions of the spine");
    }
    let blocks = context.lines.iter().filter(|line| {
        of_line(line).is_some_and(|(therapy, _)| therapy == Therapy::NerveBlock) && !context.is_repeat(line)
    });
    let blocks: alloc::vec::Vec<_> = blocks.collect();
    let judged = record::judged(context).find(|it| it.therapy == Therapy::NerveBlock);
    if let (Some(judged), Some(last)) = (judged, blocks.last())
        && let Some(criterion) = record::asks(context, &judged, Asked::Sites)
    {
        report(context, pen, last, criterion, blocks.len(), "sites of nerve blocks");
    }
}

fn report(
    context: &Context<'_>,
    pen: &mut Pen<'_>,
    line: &crate::run::LineView<'_>,
    criterion: &crate::book::Criterion,
    count: usize,
    what: &'static str,
) {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if count > criterion.value {
        let raised = pen
            .raise(At::line(line.at))
            .fact("code", line.code())
            .fact("count", count)
            .fact("what", what)
            .fact("limit", criterion.value)
            .only_entry(context.edition.cite(&criterion.source, criterion.trust));
        record::consequence(raised, context, line, "documentation.waiver");
    }
}
