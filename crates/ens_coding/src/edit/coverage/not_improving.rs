use super::duration_unmet::report_line;
use super::frequency_exceeded::{NEEDLES, needle_visits};
use crate::book::Asked;
use crate::code::{Code, code};
use crate::fact::Fact;
use crate::finding::At;
use crate::fix::Fix;
use crate::needle::frequency::Subject;
use crate::needle::record;
use crate::order;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::{A53065, NCD_30_3_3, NCD_270_1, Trust};
use crate::table::DiagnosisList;
use crate::visit::{Purpose, What};

rule! {
    /// Stimulation goes on without documented improvement.
    ///
    /// Acupuncture ends after twelve visits in 90 days unless the patient improves; stimulation of a wound after 30 days
    /// without measurable healing. Epidurals, sacroiliac and trigger-point injections and ablations are repeated after relief
    /// of the last one. Of other stimulation reviewers expect improvement within about twelve visits.
    "coverage/not-improving", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [NCD_270_1, NCD_30_3_3, A53065, L33906, ASIPP_ESI, L36859];
    denial: "CO-50" ["N115"];
    about: NEEDLES | NEEDLE_PROCEDURE | WOUND | NOT_IMPROVING;
    check: check;
}

/// Stimulation for anything but a wound.
pub(crate) const STIMULATION: [Code; 3] = [code!(b"97014"), code!(b"G0283"), code!(b"97032")];
const SESSIONS: u32 = 12;

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    repeated(context, pen);
    failed(context, pen);
    let Some(national) = context.edition.national_coverage().filter(|term| term.value) else { return };
    acupuncture(context, pen, national.trust);
    wound(context, pen, national.trust);
    stimulation(context, pen);
}

fn acupuncture(context: &Context<'_>, pen: &mut Pen<'_>, trust: Trust) {
    let Some(line) = context.lines.iter().find(|line| NEEDLES.contains(&line.code())) else { return };
    if context.edition.listed(context.diagnoses(), DiagnosisList::LowBack).is_none() {
        return;
    }
    let Some(recent) = needle_visits(context, 90) else { return pen.lacks(At::line(line.at), "history.services") };
    // Spread over the year the thirteenth visit is one of the eight more all the same, by a reading of the policy.
    let (why, trust) = match needle_visits(context, 365) {
        _ if recent >= SESSIONS => ("more than twelve visits in 90 days without improvement", trust),
        Some(SESSIONS..) => ("more than twelve visits in the year without improvement", Trust::Secondary),
        _ => return,
    };
    match context.visit.documentation.improving {
        Fact::No => report_line(pen, context, line, why, &NCD_30_3_3, trust),
        Fact::NotStated => pen.lacks(At::line(line.at), "documentation.improving"),
        Fact::Yes => {}
    }
}

/// A procedure that is repeated needs the relief that the policy asks of the last one. After the first session another
/// technique may be tried.
fn repeated(context: &Context<'_>, pen: &mut Pen<'_>) {
    let record = record::record(context);
    for it in record::judged(context).filter(|it| it.purpose != Some(Purpose::Diagnostic)) {
        let Some(criterion) = record::asks(context, &it, Asked::ReliefPercent) else { continue };
        let at = At::line(it.line.at);
        let Some(subject) = Subject::of(it.line.code()) else { continue };
        if context.visit.history.services.is_none() {
            pen.lacks(at, "history.services");
            continue;
        }
        let date = context.edition.date();
        let earlier = || {
            let since = date.plus_months(-12);
            let sessions = subject.sessions(context.visit).filter(move |session| session.date > since);
            sessions.filter(|session| session.purpose != Some(Purpose::Diagnostic))
        };
        let Some(last) = earlier().max_by_key(|session| session.date) else { continue };
        let path = "documentation.procedure.prior_relief_percent";
        let Some(percent) = record.prior_relief_percent.or(last.relief_percent) else {
            pen.lacks(at, path);
            continue;
        };
        let long_enough = record::asks(context, &it, Asked::ReliefDays).map(|asked| {
            let days = record.prior_relief_days.or(last.relief_days);
            (asked, days.map(|days| u32::from(days) >= asked.value))
        });
        let enough = u32::from(percent) >= criterion.value;
        if enough && !matches!(long_enough, Some((_, Some(false)))) {
            if let Some((_, None)) = long_enough {
                pen.lacks(at, "documentation.procedure.prior_relief_days");
            }
            continue;
        }
        let only_one = order::distinct(earlier().map(|session| session.date)).len() == 1;
        let days = u32::try_from(date.days_since(last.date)).unwrap_or_default();
        if let Some(retry) = record::asks(context, &it, Asked::RetryDays).filter(|_| only_one) {
            // On the very day another rule warns.
            if record.technique_changed.is_yes() && days >= retry.value {
                continue;
            }
            if record.technique_changed.is_not_stated() {
                pen.lacks(at, "documentation.procedure.technique_changed");
            }
        }
        let why = match long_enough {
            Some((asked, _)) => alloc::format!(
                "a repeat asks for {} percent of relief for {} days after the last session",
                criterion.value,
                asked.value
            ),
            None => alloc::format!("a repeat asks for {} percent of relief after the last session", criterion.value),
        };
        record::raise(pen, context, it.line, criterion, why, path);
    }
}

/// Toxin ends after so many adequate treatments that failed.
fn failed(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in record::judged(context) {
        let Some(criterion) = record::asks(context, &it, Asked::FailedTreatments) else { continue };
        let failed = record::record(context).failed_toxin_treatments;
        let first = Subject::of(it.line.code()).is_some_and(|own| own.sessions(context.visit).next().is_none());
        if failed.is_none() && !(first && context.visit.history.services.is_some()) {
            pen.lacks(At::line(it.line.at), "documentation.procedure.failed_toxin_treatments");
        }
        if failed.is_some_and(|count| u32::from(count) >= criterion.value) {
            let why = "adequate treatments in a row have failed, and the policy ends it";
            let path = "documentation.procedure.failed_toxin_treatments";
            record::raise(pen, context, it.line, criterion, why, path);
        }
    }
}

fn wound(context: &Context<'_>, pen: &mut Pen<'_>, trust: Trust) {
    for line in &context.lines {
        let stopped = context.services_of(line).any(|(_, service)| match &service.what {
            What::WoundStimulation(it) => {
                it.wound.stimulation_days.is_some_and(|days| days > 30) && it.wound.healing.is_no()
            }
            _ => false,
        });
        if stopped {
            report_line(pen, context, line, "no measurable healing in 30 days of stimulation", &NCD_270_1, trust);
        }
    }
}

/// Stimulation for pain or function: only a secondary source counts the visits.
fn stimulation(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(line) = context.lines.iter().find(|line| STIMULATION.contains(&line.code())) else { return };
    let improving = context.visit.documentation.improving;
    if improving.is_yes() {
        return;
    }
    let at = At::line(line.at);
    let Some(history) = &context.visit.history.services else { return pen.lacks(at, "history.services") };
    let date = context.edition.date();
    let earlier = history.iter().filter(|it| STIMULATION.contains(&it.code) && it.date < date);
    let days = u32::try_from(order::distinct(earlier.map(|it| it.date)).len()).unwrap_or(u32::MAX);
    if days < SESSIONS {
        return;
    }
    if improving.is_not_stated() {
        return pen.lacks(at, "documentation.improving");
    }
    pen.raise(at)
        .fact("code", line.code())
        .fact("why", "twelve earlier sessions or more, and no documented improvement")
        .fact("sessions", days)
        .cite_only(&A53065)
        .fix(Fix::document(["documentation.improving"]))
        .trust(Trust::Secondary);
}
