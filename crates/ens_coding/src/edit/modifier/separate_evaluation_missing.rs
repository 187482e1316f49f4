use crate::code::{Modifier, code};
use crate::edit::ncci::pair_needs_modifier::is_of_procedures;
use crate::fact::Fact;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle;
use crate::pairs::{Resolution, is_evaluation_and_management};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::CMS_NCCI_MANUAL_2026;

rule! {
    /// An evaluation and management service that stands on its own lacks modifier 25 beside a procedure of the day.
    "modifier/separate-evaluation-missing", Deny, since "0.1.0";
    says: "{code} is denied beside {other} without 25 ({record})";
    cites: [CMS_NCCI_PTP_2024Q3, CMS_NCCI_MANUAL_2026];
    denial: "CO-97" ["M15"];
    about: PAIRS | EVALUATION;
    check: check;
}

/// An evaluation beside a minor procedure with which the table has no pair, as of new patients: the rule on minor surgery asks
/// for 25 all the same.
fn beside_minor(context: &Context<'_>, pen: &mut Pen<'_>) {
    if !context.edition.fee_schedule_status().is_some_and(|term| term.value) {
        return;
    }
    // A hospital bills its clinic visits under a code of its own.
    let judged = |line: &&LineView<'_>| {
        is_evaluation_and_management(line.code()) && (context.is_practitioners() || line.code() == code!(b"G0463"))
    };
    for line in context.lines.iter().filter(judged) {
        let minor = context.lines.iter().find(|other| needle::is_minor(context.edition, other.code()));
        let Some(other) = minor else { continue };
        let paired = context.pairs.iter().any(|pair| [pair.one, pair.two].contains(&line.at) && pair.indicator == 1);
        if paired {
            continue;
        }
        let add = Fix::mechanical([Change::AddModifier { line: line.place(), modifier: Modifier::M25 }]);
        let noted = context.services_of(line).map(|(_, it)| context.visit.note_of(it).separately_identifiable);
        let record = Fact::of_all(noted).unwrap_or(context.visit.documentation.note.separately_identifiable);
        let raised = pen
            .raise(At::pair(line.at, other.at))
            .fact("code", line.code())
            .fact("other", other.code())
            .fact("record", "the rule on minor procedures asks for it, whether or not a pair edit names the two")
            .cite_only(&CMS_NCCI_MANUAL_2026);
        match record {
            _ if line.line.has(Modifier::M25) => raised.at_most(Severity::Info),
            Fact::Yes => raised.at_most(Severity::Warn).fix(add),
            Fact::No => {
                let remove = Fix::mechanical([Change::RemoveLine { line: line.place() }]);
                raised.at_most(Severity::Warn).fix(remove)
            }
            Fact::NotStated => {
                raised.at_most(Severity::Warn).fix(add.once_recorded(["services.note.separately_identifiable"]))
            }
        };
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    beside_minor(context, pen);
    for pair in context.pairs.iter().filter(|pair| pair.indicator == 1 && context.resolved_by(pair).is_none()) {
        let (Some(one), Some(two)) = (context.line(pair.one), context.line(pair.two)) else {
            continue;
        };
        if !is_evaluation_and_management(two.code()) {
            continue;
        }
        if let Some(Resolution::Supported(modifier)) = context.resolution(pair) {
            pen.raise(At::pair(two.at, one.at))
                .fact("code", two.code())
                .fact("other", one.code())
                .fact("record", "the record shows that it is separately identifiable")
                .without(&CMS_NCCI_MANUAL_2026)
                .fix(Fix::mechanical([Change::AddModifier { line: two.place(), modifier }]))
                .cite(pair.citation.clone())
                .trust(pair.trust)
                .at_most(if is_of_procedures(one, two) && !needle::is_minor(context.edition, one.code()) {
                    Severity::Warn
                } else {
                    Severity::Deny
                });
        }
    }
}
