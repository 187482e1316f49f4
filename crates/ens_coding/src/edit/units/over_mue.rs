use crate::claim::{Line, Units};
use crate::code::{Code, Modifier};
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle::{self, mismatch, sets};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::choice::Counting;
use crate::select::surgical;
use crate::source::CMS_MUE_2024Q2;
use crate::table::{Loaded, Row, Table, Timing, UnitLimit};
use crate::visit::{ClaimForm, PerformerKind};

rule! {
    /// The units lie over the national unit edit.
    ///
    /// Adjudication indicator 1 judges each line, 2 and 3 the whole day. A limit with indicator 2 is absolute; with
    /// indicator 3 units beyond it can be paid on appeal, so that what was done is billed.
    "units/over-mue", Deny, since "0.1.0";
    says: "{code}: {units} units, the unit edit allows {limit} (adjudication indicator {adjudication})";
    cites: [CMS_MUE_2024Q2];
    denial: "CO-151" ["N362"];
    check: check;
}

/// The table of unit edits that holds for a claim's line, and its name.
pub(crate) fn table<'a>(
    context: &Context<'a>,
    code: Code,
) -> (&'static str, Option<&'a Loaded<Table<Code, UnitLimit>>>) {
    let tables = context.edition.tables();
    let supplier = || context.visit.performers.iter().any(|it| it.kind == PerformerKind::DmeSupplier);
    match context.form() {
        _ if code.is_level_two() && supplier() => ("table:mue_dme", tables.mue_dme()),
        ClaimForm::Institutional => ("table:mue_hospital", tables.mue_hospital()),
        ClaimForm::Professional => ("table:mue_practitioner", tables.mue_practitioner()),
    }
}

/// The unit edit of a code on this claim.
pub(crate) fn limit<'a>(context: &Context<'a>, code: Code) -> Option<&'a Row<Code, UnitLimit>> {
    table(context, code).1?.table.on(&code, context.edition.date())
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(applied) = context.edition.unit_edits() else {
        if !context.lines.is_empty() {
            pen.lacks(At::CLAIM, "policy:unit_edits");
        }
        return;
    };
    if !applied.value {
        return;
    }
    for line in &context.lines {
        let (name, limits) = table(context, line.edits_as);
        let Some(limits) = limits else {
            pen.lacks(At::CLAIM, name);
            continue;
        };
        let Some(row) = limits.table.on(&line.edits_as, context.edition.date()) else {
            // A whole table without the code sets no limit.
            if !limits.is_whole {
                pen.lacks(At::line(line.at), name);
            }
            continue;
        };
        let UnitLimit { units: most, adjudication } = row.value;
        let same = || context.lines.iter().filter(|other| other.edits_as == line.edits_as);
        let units = match adjudication {
            1 => line.line.units.get(),
            _ if !context.has_shared_codes => line.line.units.get().saturating_add(earlier_today(context, line.code())),
            _ if same().next().is_some_and(|first| first.at < line.at) => continue,
            _ => same()
                .map(|other| other.line.units.get())
                .fold(earlier_today(context, line.code()), u32::saturating_add),
        };
        let units = if is_one_a_side(context, line) { line.line.units.get() } else { units };
        if units <= most || (most == 0 && is_told_otherwise(context, line)) || is_miscounted(context, line) {
            continue;
        }
        let raised = pen
            .raise(At::line(line.at))
            .fact("code", line.code())
            .fact("units", units)
            .fact("limit", most)
            .fact("adjudication", adjudication)
            .decided_by(&CMS_MUE_2024Q2, limits.table.cite(row))
            .trust(row.trust)
            .trust(applied.trust);
        let reported = mismatch::is_reported(context, line) || sets::INITIAL.contains(&line.code());
        if let Some(fix) = rewritten(context, line).filter(|_| reported || same().count() == 1) {
            raised.fix(fix);
            continue;
        }
        let left = most.saturating_sub(earlier_today(context, line.code()));
        match (adjudication, Units::new(left)) {
            (2, Some(units)) if same().count() == 1 => {
                raised.fix(Fix::mechanical([Change::SetUnits { line: line.place(), units }]));
            }
            (2, None) => {
                raised.fix(Fix::mechanical(same().map(|other| Change::RemoveLine { line: other.place() })));
            }
            // Recorded minutes prove units; of procedures the claims system denies the line first.
            // What the record shows of a needle procedure was given.
            (3, _) if mismatch::is_reported(context, line) && !needle::GUIDANCE.contains(&line.code()) => {
                raised.at_most(Severity::Warn).fix(Fix::document(["documentation.note"]));
            }
            (3, _) if line.fact.is_some_and(|fact| fact.timing == Timing::Procedure) => {
                raised.fix(Fix::document(["documentation.note"]));
            }
            (3, _) => {
                raised.at_most(Severity::Warn).fix(Fix::document(["documentation.note"]));
            }
            _ => {
                raised.fix(Fix::document(["services.minutes"]));
            }
        }
    }
}

/// A surgical center reports both sides on two lines, of which each is one procedure.
fn is_one_a_side(context: &Context<'_>, line: &LineView<'_>) -> bool {
    surgical::is_surgical_center(context.visit)
        && line.line.has_any(&[Modifier::LT, Modifier::RT])
        && surgical::takes_sides(context.edition, line.code())
}

/// More than the visit records of a needle procedure: that rule mends it, and then the units are within the limit.
fn is_miscounted(context: &Context<'_>, line: &LineView<'_>) -> bool {
    mismatch::is_reported(context, line)
        && crate::edit::units::more_than_given::is_told(context, line)
        && mismatch::sides(context, line).is_none()
}

/// What was done more than once stands on the claim in another way: both sides under 50, further leads under the add-on.
fn rewritten(context: &Context<'_>, line: &LineView<'_>) -> Option<Fix> {
    if mismatch::is_reported(context, line) {
        let same = context.lines.iter().filter(|it| it.code() == line.code());
        let units = same.map(|it| it.line.units.get()).fold(0, u32::saturating_add);
        let fewer = mismatch::made(context, line).is_some_and(|(made, _)| made < units);
        if !fewer && mismatch::sides(context, line).is_none() {
            return None;
        }
        let changes = mismatch::realigned(context, line);
        return (!changes.is_empty()).then(|| Fix::mechanical(changes));
    }
    if sets::INITIAL.contains(&line.code()) {
        let changes = sets::realigned(context).filter(|changes| !changes.is_empty());
        return changes.map(Fix::mechanical);
    }
    let place = line.place();
    let one = Change::SetUnits { line: place, units: Units::ONE };
    let services = || context.services_of(line).map(|(_, service)| service);
    if surgical::is_bilateral(context.edition, line.code(), services()) && !line.line.has(Modifier::M50) {
        return Some(Fix::mechanical([one, Change::AddModifier { line: place, modifier: Modifier::M50 }]));
    }
    let choice = context.services_of(line).find_map(|(at, _)| context.choices.get(at))?;
    let further = choice
        .further
        .filter(|code| choice.code == Some(line.code()) && context.lines.iter().all(|other| other.code() != *code))?;
    let Counting::Given(given) = choice.counting else { return None };
    let units = Units::new(given.saturating_sub(1))?;
    Some(Fix::mechanical([one, Change::AddLine { new: Line::new(further, units) }]))
}

/// A limit of zero means that the code is not taken at all on this kind of claim. Where another rule says so with its
/// reason, the number adds nothing.
fn is_told_otherwise(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let at_home = line.fact.is_some_and(|fact| matches!(fact.timing, Timing::Item | Timing::Supply));
    line.swap.is_some()
        || crate::edit::code::not_accepted_by_payer::not_valid(context, line).is_some()
        || crate::edit::device::not_billable_to_payer::is_told(context, line)
        || line.status.is_some_and(|row| matches!(row.value, 'B' | 'N'))
        || (at_home && context.edition.equipment_by_supplier().is_some_and(|term| term.value))
}

/// Units of the code that were billed for the same day already.
fn earlier_today(context: &Context<'_>, code: Code) -> u32 {
    let earlier = context.visit.history.services.iter().flatten();
    earlier
        .filter(|it| it.code == code && it.date == context.edition.date())
        .map(|it| it.units.unwrap_or(1))
        .fold(0, u32::saturating_add)
}
