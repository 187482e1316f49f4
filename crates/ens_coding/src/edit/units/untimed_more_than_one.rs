use crate::claim::Units;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::Trust;
use crate::table::Timing;

rule! {
    /// An untimed code stands with more than one unit on one day.
    ///
    /// Such a code covers the session whatever its minutes and the number of areas treated. A second session of the day
    /// and modifier 76 do not change that.
    "units/untimed-more-than-one", Deny, since "0.1.0";
    says: "{code} is untimed and counts once a day; the claim has {units} units";
    cites: [CMS_MUE_2024Q2, SOURCE_DOCUMENT_U];
    denial: "CO-151" ["N435"];
    about: SHARED | SEVERAL;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let trust = context.edition.unit_edits().filter(|term| term.value).map_or(Trust::Unverified, |term| term.trust);
    for line in &context.lines {
        let untimed = line.fact.is_some_and(|fact| fact.timing == Timing::Untimed);
        let same = || context.lines.iter().filter(|other| other.code() == line.code() && !other.is_repeated);
        if !untimed || same().next().is_none_or(|first| first.at < line.at) {
            continue;
        }
        let units = same().map(|other| other.line.units.get()).fold(0, u32::saturating_add);
        if units <= 1 || is_paid_more_than_once(context, line.edits_as) {
            continue;
        }
        let changes = same().enumerate().filter_map(|(rank, other)| match rank {
            0 if other.line.units == Units::ONE => None,
            0 => Some(Change::SetUnits { line: other.place(), units: Units::ONE }),
            _ => Some(Change::RemoveLine { line: other.place() }),
        });
        let repeated = context.lines.iter().filter(|other| other.code() == line.code() && other.is_repeated);
        let repeated = repeated.map(|other| Change::RemoveLine { line: other.place() });
        let fix = Fix::mechanical(changes.chain(repeated));
        pen.raise(At::line(line.at)).fact("code", line.code()).fact("units", units).fix(fix).trust(trust);
    }
}

/// A unit limit above one shows that the code can be paid for several sessions.
fn is_paid_more_than_once(context: &Context<'_>, code: crate::code::Code) -> bool {
    super::over_mue::limit(context, code).is_some_and(|row| row.value.units > 1)
}
