use crate::claim::Units;
use crate::code::Modifier;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::choice::Counting;
use crate::source::{CMS_MPFS_2020_2024, THERAPY_CODE_PRACTICE};
use crate::table::{TherapyClass, Timing};

rule! {
    /// 50, LT or RT stands on a modality or therapy procedure, whose code covers one area or more.
    ///
    /// Or 50 stands on a procedure whose bilateral indicator forbids it, such as a stimulator lead.
    "modifier/bilateral-not-allowed", Deny, since "0.1.0";
    says: "{modifier} on {code}: {why}";
    cites: [CMS_MPFS_2020_2024, THERAPY_CODE_PRACTICE];
    denial: "CO-4" ["N519"];
    about: SIDES;
    check: check;
}

/// Both sides, left and right.
pub(crate) const SIDES: [Modifier; 3] = [Modifier::M50, Modifier::LT, Modifier::RT];

/// 50 on a procedure that the fee schedule does not pay for both sides: units tell how often it was done.
fn procedure(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    if !line.line.has(Modifier::M50) || line.fact.is_none_or(|fact| fact.timing != Timing::Procedure) {
        return;
    }
    let Some(applied) = context.edition.fee_schedule_status() else {
        return pen.lacks(At::line(line.at), "policy:fee_schedule_status");
    };
    let Some(row) = context.edition.procedure(line.code()) else {
        return pen.lacks(At::line(line.at), "table:pfs");
    };
    if !applied.value || !["0", "2", "9"].contains(&row.value.bilateral.as_str()) {
        return;
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
