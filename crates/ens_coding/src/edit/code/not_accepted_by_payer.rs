use crate::edit::code::wrong_for_service::replaced;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::codes::STIMULATOR_SUPPLIES;
use crate::source::{A59243, CMS_MPFS_2026A, Trust};
use crate::table::Timing;

rule! {
    /// A valid code that this payer does not take.
    ///
    /// 97014 to Medicare and those who follow it, G0283 to many commercial plans; 27096 on a facility's claim, which has a code
    /// of its own. The code that the payer takes is named.
    "code/not-accepted-by-payer", Deny, since "0.1.0";
    says: "this payer does not take {code}; it takes {take}";
    cites: [CMS_MPFS_2026C, CMS_MPFS_2026A];
    denial: "CO-16" ["MA130", "M20"];
    about: SWAPPED | EQUIPMENT | STATUS | NEEDLE_PROCEDURE;
    check: check;
}

/// A practitioner's line whose status is I: not valid for Medicare, which takes another code.
pub(crate) fn not_valid(context: &Context<'_>, line: &LineView<'_>) -> Option<Trust> {
    let applied = context.edition.fee_schedule_status().filter(|term| term.value)?;
    let row = line.status.filter(|row| row.value == 'I' && context.is_practitioners())?;
    let procedure = line.fact.is_some_and(|fact| fact.timing == Timing::Procedure);
    procedure.then_some(applied.trust.max(row.trust))
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let code = line.code();
        if let Some(swap) = line.swap {
            let citation = context.edition.cite(swap.source, swap.trust);
            let chosen = context.services_of(line).find_map(|(at, _)| context.choices.get(at)?.code);
            let take = swap.take.or(chosen.filter(|chosen| *chosen != code));
            let raised = pen.raise(At::line(line.at)).fact("code", code);
            match take {
                Some(take) => raised
                    .fact("take", take)
                    .fix(Fix::mechanical([Change::ReplaceCode { line: line.place(), code: take }])),
                None => raised.fact("take", "no other code for it").fix(Fix::document(["services"])),
            }
            .cite(citation)
            .trust(swap.trust);
        }
        if let Some(trust) = not_valid(context, line).filter(|_| line.swap.is_none()) {
            let chosen = context.services_of(line).find_map(|(at, _)| context.choices.get(at)).copied();
            let raised = pen.raise(At::line(line.at)).fact("code", code).cite_only(&CMS_MPFS_2026A).trust(trust);
            match chosen.and_then(|choice| Some((choice, choice.code.filter(|take| *take != code)?))) {
                Some((choice, take)) => {
                    raised.fact("take", take).fix(Fix::mechanical(replaced(line, take, &choice)));
                }
                None => {
                    raised.fact("take", "no other code for it").fix(Fix::document(["services"]));
                }
            }
        }
        if let Some(take) = needle::mismatch::facility_code(context, line) {
            pen.raise(At::line(line.at))
                .fact("code", code)
                .fact("take", take)
                .cite_only(&A59243)
                .fix(Fix::mechanical(needle::mismatch::realigned(context, line)));
        }
        if let Some(term) = context.edition.stimulator_supplies_as()
            && STIMULATOR_SUPPLIES.contains(&code)
            && code != term.value
        {
            let citation = term.source.and_then(|source| context.edition.cite(source, term.trust));
            pen.raise(At::line(line.at))
                .fact("code", code)
                .fact("take", term.value)
                .fix(Fix::mechanical([Change::ReplaceCode { line: line.place(), code: term.value }]))
                .cite(citation)
                .trust(term.trust);
        }
    }
}
