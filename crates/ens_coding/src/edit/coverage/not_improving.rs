use super::duration_unmet::report_line;
use super::frequency_exceeded::{NEEDLES, needle_visits};
use crate::code::{Code, code};
use crate::fact::Fact;
use crate::finding::At;
use crate::fix::Fix;
use crate::order;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::{A53065, NCD_30_3_3, NCD_270_1, Trust};
use crate::table::DiagnosisList;
use crate::visit::What;

rule! {
    /// Stimulation goes on without documented improvement.
    ///
    /// Acupuncture ends after twelve visits in 90 days unless the patient improves; stimulation of a wound after 30 days
    /// without measurable healing. Of other stimulation reviewers expect improvement within about twelve visits.
    "coverage/not-improving", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [NCD_270_1, NCD_30_3_3, A53065];
    denial: "CO-50" ["N115"];
    about: NEEDLES | WOUND | NOT_IMPROVING;
    check: check;
}

/// Stimulation for anything but a wound.
pub(crate) const STIMULATION: [Code; 3] = [code!(b"97014"), code!(b"G0283"), code!(b"97032")];
const SESSIONS: usize = 12;

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
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
    match (needle_visits(context, 90), context.visit.documentation.improving) {
        (None, _) => pen.lacks(At::line(line.at), "history.services"),
        (Some(12..), Fact::No) => {
            report_line(
                pen,
                context,
                line,
                "more than twelve visits in 90 days without improvement",
                &NCD_30_3_3,
                trust,
            );
        }
        (Some(12..), Fact::NotStated) => pen.lacks(At::line(line.at), "documentation.improving"),
        _ => {}
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
    let days = order::distinct(earlier.map(|it| it.date));
    if days.len() < SESSIONS {
        return;
    }
    if improving.is_not_stated() {
        return pen.lacks(at, "documentation.improving");
    }
    pen.raise(at)
        .fact("code", line.code())
        .fact("why", "twelve earlier sessions or more, and no documented improvement")
        .fact("sessions", u32::try_from(days.len()).unwrap_or(u32::MAX))
        .cite_only(&A53065)
        .fix(Fix::document(["documentation.improving"]))
        .trust(Trust::Secondary);
}
