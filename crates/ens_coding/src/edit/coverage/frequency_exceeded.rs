use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::book::{Limit, Therapy};
use crate::claim::Units;
use crate::code::{Code, code};
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::liability;
use crate::needle::{Area, frequency, path, record};
use crate::order;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::codes::leads;
use crate::source::{DOL_OWCP_2016, LCD_L33802, THERAPY_CODE_PRACTICE, Trust};
use crate::table::DiagnosisList;
use crate::visit::{Purpose, What};

rule! {
    /// More sessions, units or supplies in the window than the policy allows.
    ///
    /// Stimulator supplies: one A4595 a month for two leads, two for four. Acupuncture for chronic low back pain: 20 visits
    /// in twelve months at most; `coverage/not-improving` watches the twelve of 90 days. Programming of a stimulator: one
    /// contractor allows it once in 30 days, more often only in the first month. Epidurals: four in twelve months for each
    /// region of the spine; facet joints: four diagnostic and four therapeutic sessions and two ablations; trigger points:
    /// three. Days with several lines are one session.
    "coverage/frequency-exceeded", Deny, since "0.1.0";
    says: "{code}: {count} in the window, the policy allows {limit} ({why})";
    cites: [LCD_L33802, DOL_OWCP_2016, NCD_30_3_3, A56876, NORIDIAN_FACET_QA, A58695];
    denial: "CO-119" ["N362"];
    about: EQUIPMENT | NEEDLES | NEEDLE_PROCEDURE | STIMULATOR;
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
    needles(context, pen);
}

/// Sessions of needle procedures in the windows of the payer. Acupuncture beyond its first number is `coverage/not-improving`.
fn needles(context: &Context<'_>, pen: &mut Pen<'_>) {
    for (it, standings) in counted(context) {
        let at = At::line(it.line.at);
        if context.edition.limits(it.therapy).next().is_some() && context.visit.history.services.is_none() {
            pen.lacks(at, "history.services");
        }
        if it.purpose.is_none() && context.edition.limits(it.therapy).any(|limit| limit.purpose.is_some()) {
            pen.lacks(at, path::purpose(context, it.line));
        }
        for standing in standings.into_iter().filter(|standing| !standing.limit.more_if_improving) {
            if !standing.is_exceeded() {
                if standing.untold > 0 && standing.may_be_exceeded() {
                    pen.lacks(at, "history.services.purpose");
                }
                continue;
            }
            let limit = standing.limit;
            let raised = pen
                .raise(at)
                .fact("code", it.line.code())
                .fact("count", standing.count().saturating_add(1))
                .fact("limit", limit.sessions)
                .fact("why", window_in_words(limit, it.area))
                .fact("next", standing.next)
                .only_entry(context.edition.cite(&limit.source, limit.trust))
                .trust(limit.trust);
            if it.therapy == Therapy::Acupuncture && !liability::expects_denial(it.line) {
                raised.fix(liability::told(context, it.line, limit.trust.max(national(context))));
            } else {
                record::consequence(raised, context, it.line, "documentation.waiver");
            }
        }
    }
}

/// How far national policies are trusted to hold for the payer.
fn national(context: &Context<'_>) -> Trust {
    context.edition.national_coverage().map_or(Trust::Primary, |term| term.trust)
}

/// The lines whose sessions are counted, with the limits of the payer as they stand. Acupuncture counts for low back pain.
pub(crate) fn counted<'c, 'a>(
    context: &'c Context<'a>,
) -> impl Iterator<Item = (record::Judged<'c, 'a>, Vec<frequency::Standing<'a>>)> {
    record::judged(context).filter_map(|it| {
        let elsewhere = it.therapy == Therapy::Acupuncture
            && context.edition.listed(context.diagnoses(), DiagnosisList::LowBack).is_none();
        let subject = frequency::Subject::of(it.line.code()).filter(|_| !elsewhere)?;
        Some((it, frequency::all(context.visit, context.edition, subject, it.purpose)))
    })
}

/// The window of a limit, as a clause.
pub(crate) fn window_in_words(limit: &Limit, area: Option<Area>) -> String {
    let purpose = match limit.purpose {
        Some(Purpose::Diagnostic) => "diagnostic ",
        Some(Purpose::Therapeutic) => "therapeutic ",
        _ => "",
    };
    let region = area.map_or(String::new(), |area| format!(", {} region", area.name()));
    match (limit.months, limit.days) {
        (Some(months), _) => format!("{purpose}sessions in {months} months{region}"),
        (None, Some(days)) => format!("{purpose}sessions in {days} days{region}"),
        (None, None) => format!("{purpose}sessions in a lifetime{region}"),
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
                .cite_only(&LCD_L33802)
                .cite(DOL_OWCP_2016.citation())
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
            .cite_only(&THERAPY_CODE_PRACTICE)
            .fix(Fix::document(["documentation.device"]))
            .trust(Trust::Unverified);
    }
}
