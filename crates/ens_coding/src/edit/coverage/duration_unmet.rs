use super::frequency_exceeded::NEEDLES;
use crate::book::{Asked, Therapy};
use crate::criteria;
use crate::equipment::{self, Kind, State};
use crate::finding::{At, Severity};
use crate::liability::{self, Ground};
use crate::needle::record;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::{Source, Trust};
use crate::table::DiagnosisList;

rule! {
    /// The condition has not lasted as long as the policy asks.
    "coverage/duration-unmet", Deny, since "0.1.0";
    says: "{code}: the policy asks for {why}, and the record shows less";
    cites: [LCD_L33802, NCD_30_3_3, NORIDIAN_FACET_OPD, L33906];
    denial: "CO-50" ["N386"];
    about: EQUIPMENT | NEEDLES | NEEDLE_PROCEDURE | STIMULATOR;
    check: check;
}

/// Weeks that make low back pain chronic for acupuncture, in days.
const TWELVE_WEEKS: u16 = 84;

/// Reports an unmet criterion, as information where the line says itself that a denial is expected.
pub(super) fn report_line(
    pen: &mut Pen<'_>,
    context: &Context<'_>,
    line: &LineView<'_>,
    why: &'static str,
    source: &Source,
    trust: Trust,
) {
    let raised = pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why).cite_only(source).trust(trust);
    if liability::expects_denial(line) {
        raised.at_most(Severity::Info);
    } else {
        raised.fix(liability::fix(context, line, Ground::Necessity));
    }
}

/// Reports every unmet criterion of one kind, and what is missing for the others of it.
pub(super) fn report(pen: &mut Pen<'_>, context: &Context<'_>, kind: Kind) {
    let Some(national) = context.edition.national_coverage().filter(|term| term.value) else {
        return;
    };
    for line in &context.lines {
        for criterion in equipment::criteria_of_line(context, line).into_iter().filter(|it| it.kind == kind) {
            match criterion.state {
                State::Met => {}
                State::Unmet => report_line(pen, context, line, criterion.why, criterion.source, national.trust),
                State::Unknown(path) => pen.lacks(At::line(line.at), path),
            }
        }
    }
}

/// How long the pain has lasted, and how long simpler treatment was tried, before a stimulator is placed.
fn implants(context: &Context<'_>, pen: &mut Pen<'_>) {
    let record = &context.visit.documentation.implant;
    for it in criteria::placed(context) {
        let asked = [
            (Asked::PainMonths, record.pain_months, "months of pain", "documentation.implant.pain_months"),
            (
                Asked::ConservativeCareMonths,
                record.conservative_care_months,
                "months of simpler treatment",
                "documentation.implant.conservative_care_months",
            ),
        ];
        for (asked, months, what, path) in asked {
            let Some(criterion) = context.edition.asks(asked, it.therapy) else { continue };
            match months {
                None => pen.lacks(At::line(it.line.at), path),
                Some(months) if u32::from(months) < criterion.value => {
                    let why = alloc::format!("{} {what}", criterion.value);
                    criteria::raise(pen, context, it.line, criterion, why, path);
                }
                Some(_) => {}
            }
        }
    }
}

/// How long the pain has lasted before a needle procedure.
fn needles(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in record::judged(context) {
        let Some(criterion) = record::asks(context, &it, Asked::PainDays) else { continue };
        let path = "documentation.condition_days";
        match context.visit.documentation.condition_days {
            // Acute shingles does not wait.
            _ if it.therapy == Therapy::Epidural && record::is_zoster(context) => {}
            None => pen.lacks(At::line(it.line.at), path),
            Some(days) if u32::from(days) < criterion.value => {
                let why = alloc::format!("{} days of pain", criterion.value);
                record::raise(pen, context, it.line, criterion, why, path);
            }
            Some(_) => {}
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    report(pen, context, Kind::Duration);
    implants(context, pen);
    needles(context, pen);
    let Some(national) = context.edition.national_coverage().filter(|term| term.value) else {
        return;
    };
    let needles = context.lines.iter().filter(|line| NEEDLES.contains(&line.code()));
    for line in needles.filter(|_| context.edition.listed(context.diagnoses(), DiagnosisList::LowBack).is_some()) {
        match context.visit.documentation.condition_days {
            None => pen.lacks(At::line(line.at), "documentation.condition_days"),
            Some(days) if days < TWELVE_WEEKS => {
                let why = "low back pain of twelve weeks or more";
                report_line(pen, context, line, why, &crate::source::NCD_30_3_3, national.trust);
            }
            Some(_) => {}
        }
    }
}
