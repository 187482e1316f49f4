use crate::claim::Units;
use crate::code::{Code, code};
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::liability::{self, Ground};
use crate::order;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::codes::leads;
use crate::source::Trust;
use crate::table::DiagnosisList;
use crate::visit::What;

rule! {
    /// More sessions, units or supplies in the window than the policy allows.
    ///
    /// Stimulator supplies: one A4595 a month for two leads, two for four. Acupuncture for chronic low back pain: 20 visits
    /// in a year at most; `coverage/not-improving` watches the twelve of 90 days. Programming of a stimulator: one contractor
    /// allows it once in 30 days, more often only in the first month.
    "coverage/frequency-exceeded", Deny, since "0.1.0";
    says: "{code}: {count} in the window, the policy allows {limit} ({why})";
    cites: [LCD_L33802, DOL_OWCP_2016, NCD_30_3_3, A56876];
    denial: "CO-119" ["N362"];
    about: EQUIPMENT | NEEDLES | STIMULATOR;
    check: check;
}

/// Acupuncture and dry needling.
pub(crate) const NEEDLES: [Code; 6] =
    [code!(b"97810"), code!(b"97811"), code!(b"97813"), code!(b"97814"), code!(b"20560"), code!(b"20561")];

/// Days on which needles were used in the window before the visit; `None` where the history is not stated.
pub(crate) fn needle_visits(context: &Context<'_>, days: i32) -> Option<u32> {
    let is_recent = |date| (1..days).contains(&context.edition.date().days_since(date));
    let earlier = context.visit.history.services.as_ref()?.iter();
    let needles = earlier.filter(|it| NEEDLES.contains(&it.code) && is_recent(it.date));
    u32::try_from(order::distinct(needles.map(|it| it.date)).len()).ok()
}

/// Programming, sessions and leads of stimulators.
fn stimulators(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        match crate::stimulation::frequency::of_line(context, line) {
            Ok(None) => {}
            Err(path) => pen.lacks(At::line(line.at), path),
            Ok(Some(it)) => {
                pen.raise(At::line(line.at))
                    .fact("code", line.code())
                    .fact("count", it.count)
                    .fact("limit", it.limit)
                    .fact("why", it.why)
                    .cite_only(&crate::source::A56876)
                    .decided_by(&crate::source::A56876, context.edition.cite(&it.criterion.source, it.criterion.trust))
                    .fix(Fix::document(["documentation.note"]))
                    .at_most(Severity::Warn);
            }
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    stimulators(context, pen);
    supplies(context, pen);
    let Some(national) = context.edition.national_coverage().filter(|term| term.value) else {
        return;
    };
    let Some(line) = context.lines.iter().find(|line| NEEDLES.contains(&line.code())) else { return };
    if context.edition.listed(context.diagnoses(), DiagnosisList::LowBack).is_none() {
        return;
    }
    let at = At::line(line.at);
    let Some(year) = needle_visits(context, 365) else { return pen.lacks(at, "history.services") };
    if year >= 20 {
        let raised = pen
            .raise(at)
            .fact("code", line.code())
            .fact("count", year.saturating_add(1))
            .fact("limit", 20)
            .fact("why", "20 visits in a year at most")
            .cite_only(&crate::source::NCD_30_3_3)
            .trust(national.trust);
        if liability::expects_denial(line) {
            raised.at_most(Severity::Info);
        } else {
            raised.fix(liability::fix(context, line, Ground::Necessity));
        }
    }
}

/// The most A4595 for so many months.
fn allowed(pairs_of_leads: u32, months: u32) -> u32 {
    pairs_of_leads.saturating_mul(months)
}

/// Monthly supplies.
fn supplies(context: &Context<'_>, pen: &mut Pen<'_>) {
    let applied = context.edition.national_coverage().filter(|term| term.value).map(|term| term.trust);
    let applied = applied.or(context.edition.stimulator_supplies_as().map(|term| term.trust));
    let Some(trust) = applied else { return };
    for line in &context.lines {
        if line.code() == code!(b"A4557") {
            lead_wires(context, pen, line);
        }
        if line.code() != code!(b"A4595") {
            continue;
        }
        let Some(leads) = leads(context.visit) else {
            pen.lacks(At::line(line.at), "documentation.device.leads");
            continue;
        };
        let months = context.services_of(line).find_map(|(_, service)| match &service.what {
            What::Supply(it) if it.code == code!(b"A4595") => it.quantity,
            _ => None,
        });
        let limit = allowed(if leads > 2 { 2 } else { 1 }, u32::from(months.unwrap_or(1)).max(1));
        let earlier = given_within(context, line.code(), 28);
        let count = line.line.units.get().saturating_add(earlier);
        if count > limit {
            let raised = pen
                .raise(At::line(line.at))
                .fact("code", line.code())
                .fact("count", count)
                .fact("limit", limit)
                .fact("why", "one a month for two leads, two a month for four")
                .trust(trust);
            match Units::new(limit.saturating_sub(earlier)) {
                Some(units) => raised.fix(Fix::mechanical([Change::SetUnits { line: line.place(), units }])),
                None => raised.fix(Fix::mechanical([Change::RemoveLine { line: line.place() }])),
            };
        }
    }
}

/// Units of a code in so many days before the visit.
fn given_within(context: &Context<'_>, code: Code, days: i32) -> u32 {
    let earlier = context.visit.history.services.iter().flatten();
    earlier
        .filter(|it| it.code == code && (1..days).contains(&context.edition.date().days_since(it.date)))
        .map(|it| it.units.unwrap_or(1))
        .fold(0, u32::saturating_add)
}

/// Lead wires are rarely needed more than once a year.
fn lead_wires(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let count = line.line.units.get().saturating_add(given_within(context, line.code(), 365));
    let limit = if leads(context.visit).is_some_and(|leads| leads > 2) { 2 } else { 1 };
    if count > limit {
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("count", count)
            .fact("limit", limit)
            .fact("why", "lead wires are seldom replaced more than once in twelve months")
            .fix(Fix::document(["documentation.device"]))
            .trust(Trust::Unverified);
    }
}
