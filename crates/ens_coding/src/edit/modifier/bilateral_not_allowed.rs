use alloc::vec::Vec;

use crate::claim::Units;
use crate::code::{Modifier, code};
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::choice::Counting;
use crate::select::surgical;
use crate::source::{A59243, CMS_MPFS_2020_2024, THERAPY_CODE_PRACTICE, Trust};
use crate::table::{TherapyClass, Timing};

rule! {
    /// 50, LT or RT stands on a modality or therapy procedure, whose code covers one area or more.
    ///
    /// Or 50 stands on a procedure whose bilateral indicator forbids it, such as a stimulator lead.
    "modifier/bilateral-not-allowed", Deny, since "0.1.0";
    says: "{modifier} on {code}: {why}";
    cites: [CMS_MPFS_2020_2024, THERAPY_CODE_PRACTICE, A59243];
    denial: "CO-4" ["N519"];
    about: SIDES;
    check: check;
}

/// Both sides, left and right.
pub(crate) const SIDES: [Modifier; 3] = [Modifier::M50, Modifier::LT, Modifier::RT];

/// 50 on a procedure that the fee schedule does not pay for both sides: units tell how often it was done.
fn procedure(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let needles = needle::of_line(line).is_some();
    let sided = line.line.has(Modifier::M50) || (needles && line.line.has_any(&SIDES));
    if !sided || !(needles || line.fact.is_some_and(|fact| fact.timing == Timing::Procedure)) {
        return;
    }
    if needles && line.line.has(Modifier::M50) && surgical::is_surgical_center(context.visit) {
        return center(context, pen, line);
    }
    let Some(applied) = context.edition.fee_schedule_status() else {
        return pen.lacks(At::line(line.at), "policy:fee_schedule_status");
    };
    let Some(row) = context.edition.procedure(line.code()) else {
        return pen.lacks(At::line(line.at), "table:pfs");
    };
    let indicator = row.value.bilateral.as_str();
    let center = line.code() == code!(b"G0260"); // the joint has two sides all the same
    if !applied.value || !["0", "2", "9"].contains(&indicator) || (center && !line.line.has(Modifier::M50)) {
        return;
    }
    if needles {
        return sides_of_needle(context, pen, line, (indicator, row.trust), applied.trust);
    }
    let given = context.services_of(line).filter_map(|(at, _)| match context.choices.get(at)?.counting {
        Counting::Given(units) => Some(units),
        _ => None,
    });
    let units = given.reduce(u32::saturating_add).and_then(Units::new);
    let set = units.map(|units| Change::SetUnits { line: line.place(), units });
    let removed = Change::RemoveModifier { line: line.place(), modifier: Modifier::M50 };
    pen.raise(At::line(line.at))
        .fact("modifier", Modifier::M50)
        .fact("code", line.code())
        .fact("why", "the fee schedule's bilateral indicator does not allow it; units tell how often it was done")
        .cite_only(&CMS_MPFS_2020_2024)
        .fix(Fix::mechanical([removed].into_iter().chain(set)))
        .trust(row.trust)
        .trust(applied.trust);
}

/// A surgical center reports both sides on two lines with RT and LT.
fn center(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let changes = needle::mismatch::realigned(context, line);
    let fix = if changes.is_empty() { Fix::document(["services"]) } else { Fix::mechanical(changes) };
    pen.raise(At::line(line.at))
        .fact("modifier", Modifier::M50)
        .fact("code", line.code())
        .fact("why", "a surgical center reports both sides on two lines, with RT and LT")
        .cite_only(&A59243)
        .fix(fix);
}

/// A side on a needle procedure that has none: 50, LT and RT come off, and what was done beside it gets its own lines.
fn sides_of_needle(
    context: &Context<'_>,
    pen: &mut Pen<'_>,
    line: &LineView<'_>,
    (indicator, row): (&str, Trust),
    applied: Trust,
) {
    let modifiers = line.line.modifiers.iter().filter(|modifier| SIDES.contains(modifier));
    let removed = modifiers.clone().map(|modifier| Change::RemoveModifier { line: line.place(), modifier: *modifier });
    let changes: Vec<Change> = if needle::mismatch::is_reported(context, line) {
        needle::mismatch::realigned(context, line)
    } else {
        removed.clone().collect()
    };
    let changes = if changes.is_empty() { removed.collect() } else { changes };
    for modifier in modifiers {
        let raised = pen
            .raise(At::line(line.at))
            .fact("modifier", *modifier)
            .fact("code", line.code())
            .fact("why", "the fee schedule's bilateral indicator gives it no sides")
            .cite_only(&CMS_MPFS_2020_2024)
            .fix(Fix::mechanical(changes.clone()))
            .trust(row)
            .trust(applied);
        // With indicator 0 a side says nothing; with 2 and 9 there is none.
        if *modifier != Modifier::M50 && indicator == "0" {
            raised.at_most(Severity::Warn);
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        procedure(context, pen, line);
        let sideless = line.fact.is_some_and(|fact| {
            let modality = matches!(fact.timing, Timing::Timed | Timing::Untimed);
            let unattended = line.code() != line.edits_as; // 97014, which stands for G0283
            modality && (fact.therapy == TherapyClass::Always || unattended)
        });
        for modifier in SIDES {
            if sideless && line.line.has(modifier) {
                let change = Change::RemoveModifier { line: line.place(), modifier };
                pen.raise(At::line(line.at))
                    .fact("modifier", modifier)
                    .fact("code", line.code())
                    .fact("why", "the code covers one area or more, and takes no side")
                    .cite_only(&THERAPY_CODE_PRACTICE)
                    .at_most(Severity::Warn)
                    .fix(Fix::mechanical([change]));
            }
        }
    }
}
