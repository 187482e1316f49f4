use alloc::vec::Vec;

use crate::code::{Code, Modifier};
use crate::edit::bundle::imaging_included::included_in;
use crate::edit::modifier::active_treatment_missing::MANIPULATIONS;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle;
use crate::pairs::{Resolution, is_evaluation_and_management};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen, Raised};
use crate::source::CMS_NCCI_PTP_2024Q3;
use crate::stimulation::mismatch;
use crate::table::Timing;
use crate::visit::ClaimForm;

rule! {
    /// Two lines form an active pair, and no modifier shows that they are distinct.
    ///
    /// With indicator 1 the code in column two is paid beside the one in column one only where the services are distinct
    /// and a modifier says so. Without a record of that, the line comes off; the modifier is never added out of habit.
    "ncci/pair-needs-modifier", Deny, since "0.1.0";
    says: "{column_two} is denied beside {column_one} unless a modifier shows distinct services: the pair edit has indicator 1 (record: {record})";
    cites: [CMS_NCCI_PTP_2024Q3, MLN1783722];
    denial: "CO-97" ["M15", "N19"];
    about: PAIRS | OPEN_PAIRS;
    check: check;
}

/// The pair rules have nothing to look up: a payer or a table is not known.
pub(crate) fn report_missing_tables(context: &Context<'_>, pen: &mut Pen<'_>) {
    if context.lines.len() < 2 {
        return;
    }
    let Some(applied) = context.edition.pair_edits() else {
        return pen.lacks(At::CLAIM, "policy:pair_edits");
    };
    if !applied.value {
        return;
    }
    let (name, Some(pairs)) = context.pair_table() else {
        return pen.lacks(At::CLAIM, context.pair_table().0);
    };
    // A pair with a code that the table does not speak of cannot be known to be absent.
    for line in context.lines.iter().filter(|line| !pairs.speaks_of(line.edits_as)) {
        pen.lacks(At::line(line.at), name);
    }
    if context.form() == ClaimForm::Institutional {
        let codes: Vec<Code> = context.lines.iter().map(|line| line.edits_as).collect();
        for (one, two) in crate::pairs::unknown_to_hospitals(context.edition, &codes) {
            pen.lacks(At::pair(two, one), "table:ptp_hospital, the hospital's row");
        }
    }
}

/// Two procedures can well be distinct, unlike two therapies of one hour; so can a procedure and an evaluation.
pub(crate) fn is_of_procedures(one: &LineView<'_>, two: &LineView<'_>) -> bool {
    let procedure = |line: &LineView<'_>| line.fact.is_some_and(|fact| fact.timing == Timing::Procedure);
    procedure(one) && procedure(two) && !one.is_therapy && !two.is_therapy && !MANIPULATIONS.contains(&one.code())
}

/// The paid line of a pair is itself the denied one of another: what becomes of it comes first.
fn is_going(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let needles = needle::of_line(line).is_some();
    needles
        && context.pairs.iter().any(|pair| {
            let open = pair.indicator == 0 || context.resolved_by(pair).is_none();
            pair.two == line.at && open && context.line(pair.one).is_some_and(|one| needle::of_line(one).is_some())
        })
}

/// Two procedures that a modifier lets pass: worth knowing, since hospitals and practitioners have other edits.
fn note_resolved(context: &Context<'_>, pen: &mut Pen<'_>) {
    for pair in context.pairs.iter().filter(|pair| pair.indicator == 1 && context.resolved_by(pair).is_some()) {
        let lines = context.line(pair.one).zip(context.line(pair.two));
        if let Some((one, two)) = lines.filter(|(one, two)| {
            (is_of_procedures(one, two) || needle::is_procedure(two.code()))
                && !is_evaluation_and_management(two.code())
        }) {
            pen.raise(At::pair(two.at, one.at))
                .fact("column_one", one.code())
                .fact("column_two", two.code())
                .fact("record", "see the modifier, which lets it pass")
                .decided_by(&CMS_NCCI_PTP_2024Q3, pair.citation.clone())
                .at_most(Severity::Info);
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    report_missing_tables(context, pen);
    note_resolved(context, pen);
    for pair in context.pairs.iter().filter(|pair| pair.indicator == 1 && context.resolved_by(pair).is_none()) {
        let (Some(one), Some(two)) = (context.line(pair.one), context.line(pair.two)) else {
            continue;
        };
        let resolution = context.resolution(pair).unwrap_or(Resolution::NotStated);
        let supported = matches!(resolution, Resolution::Supported(_));
        // Two other rules report pairs that the record resolves.
        if supported
            && (is_evaluation_and_management(two.code())
                || (!both_needles(one, two) && super::column_two_pays_more::applies(context, pair)))
        {
            continue;
        }
        let evaluation = crate::pairs::is_paid_evaluation(one.code(), two.code());
        let going = is_going(context, one);
        let surplus = match resolution {
            // An evaluation that does not stand on its own belongs to the needles.
            Resolution::Contradicted if evaluation => Some(one),
            _ if evaluation || going => None,
            _ => mismatch::surplus(context, one, two),
        };
        // The other line is the one that nothing accounts for: then no modifier is asked for either.
        let is_other = surplus.is_some_and(|line| line.at == one.at);
        let remove = surplus.map(|line| Fix::mechanical(needle::mismatch::removed(context, line)));
        let marked = if evaluation { one } else { two };
        let add = |modifier| Fix::mechanical([Change::AddModifier { line: marked.place(), modifier }]);
        let raised = pen
            .raise(At::pair(two.at, one.at))
            .fact("column_one", one.code())
            .fact("column_two", two.code())
            .fact(
                "record",
                match resolution {
                    Resolution::Supported(_) => "distinct",
                    Resolution::Contradicted => "not distinct",
                    Resolution::NotStated => "not stated",
                },
            )
            .decided_by(&CMS_NCCI_PTP_2024Q3, pair.citation.clone())
            .trust(pair.trust)
            .at_most(if is_of_procedures(one, two) { Severity::Warn } else { Severity::Deny });
        let included = included_in(context, two).is_some() || is_other;
        let ask = match resolution {
            Resolution::Supported(modifier) => Some(add(modifier)),
            Resolution::Contradicted => None,
            // Guidance that is part of the procedure stays so with any modifier.
            Resolution::NotStated if included => None,
            Resolution::NotStated if evaluation || is_evaluation_and_management(two.code()) => {
                Some(add(Modifier::M25).once_recorded(["services.note.separately_identifiable"]))
            }
            Resolution::NotStated => Some(add(Modifier::M59).once_recorded(["services.note.separation"])),
        };
        let remove = remove.filter(|_| !supported);
        ask.into_iter().chain(remove).fold(raised, Raised::fix);
    }
}

fn both_needles(one: &LineView<'_>, two: &LineView<'_>) -> bool {
    needle::is_procedure(one.code()) && needle::is_procedure(two.code())
}
