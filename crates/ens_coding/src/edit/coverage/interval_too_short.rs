use crate::book::Asked;
use crate::finding::At;
use crate::needle::frequency::Subject;
use crate::needle::record::{self, Judged};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::Purpose;

rule! {
    /// Too soon after the last one.
    ///
    /// Botulinum toxin not more often than every twelve weeks; two epidurals at least two weeks apart; two weeks between the
    /// first and the second diagnostic block of a facet joint.
    "coverage/interval-too-short", Deny, since "0.1.0";
    says: "{code}: {days} days after the last session of {date}, the policy asks for {limit}";
    cites: [NORIDIAN_FACET_OPD, L34635, ASIPP_ESI];
    denial: "CO-119" ["N362"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

fn asked(it: &Judged<'_, '_>) -> Asked {
    let second_block = it.purpose == Some(Purpose::Diagnostic);
    if second_block { Asked::DiagnosticIntervalDays } else { Asked::IntervalDays }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in record::judged(context) {
        let Some(criterion) = record::asks(context, &it, asked(&it)) else { continue };
        let at = At::line(it.line.at);
        if context.visit.history.services.is_none() {
            pen.lacks(at, "history.services");
            continue;
        }
        let Some(subject) = Subject::of(it.line.code()) else { continue };
        let Some(last) = subject.last(context.visit) else { continue };
        let days = context.edition.date().days_since(last);
        // A retry with another technique needs more than so many days, or as many: no source settles the very day.
        let edge = record::asks(context, &it, Asked::RetryDays)
            .is_some_and(|retry| u32::try_from(days) == Ok(retry.value))
            && record::record(context).technique_changed.is_yes();
        if edge || u32::try_from(days).is_ok_and(|days| days < criterion.value) {
            let raised = pen
                .raise(at)
                .fact("code", it.line.code())
                .fact("days", u32::try_from(days).unwrap_or_default())
                .fact("date", last)
                .fact("limit", criterion.value)
                .only_entry(context.edition.cite(&criterion.source, criterion.trust))
                .trust(criterion.trust);
            record::consequence(raised, context, it.line, "documentation.waiver");
        }
    }
}
