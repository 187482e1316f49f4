use crate::book::Edition;
use crate::code::Code;
use crate::count::Counted;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle::sets;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::units::method;
use crate::source::{AMA_CPT_MIDPOINT, NEEDLE_PRACTICE, Trust, UHC_ACUPUNCTURE};
use crate::visit::{Minutes, What};

rule! {
    /// The time of a timed code does not reach one unit.
    ///
    /// A unit begins with its eighth minute. By the CMS method all timed minutes of the day count together; by the AMA
    /// method each code stands alone, and each set of acupuncture needles.
    "units/below-minimum-time", Deny, since "0.1.0";
    says: "{code}: {minutes} minutes give no unit by the payer's method";
    cites: [CMS_100_04_CH5_20_2, AMA_CPT_MIDPOINT, UHC_ACUPUNCTURE];
    denial: "CO-16" ["M53"];
    check: check;
}

/// Reports a code whose minutes give no unit.
pub(crate) fn raise(pen: &mut Pen<'_>, at: At, counted: &Counted, severity: Severity, edition: &Edition<'_>) {
    let raised = pen.raise(at).fact("code", counted.code).fact("minutes", counted.minutes);
    let raised = raised.without(&UHC_ACUPUNCTURE).at_most(severity);
    let raised = match at.line {
        Some(line) => raised.fix(Fix::mechanical([Change::RemoveLine { line }])),
        None => raised,
    };
    raised.trust(edition.counting_method().map_or(Trust::Unverified, |term| term.trust));
}

/// Reports a set of acupuncture whose minutes give none: past the middle of its 15 minutes it counts, and time on the table
/// with the needles in place is not contact.
pub(crate) fn raise_set(pen: &mut Pen<'_>, at: At, code: Code, minutes: u16, severity: Severity) {
    let raised = pen
        .raise(at)
        .fact("code", code)
        .fact("minutes", minutes)
        .cite_only(&AMA_CPT_MIDPOINT)
        .cite(UHC_ACUPUNCTURE.citation())
        .at_most(severity);
    if let Some(line) = at.line {
        raised.fix(Fix::mechanical([Change::RemoveLine { line }]));
    }
}

/// Lines of acupuncture for which no minutes are left.
fn acupuncture(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(wanted) = sets::wanted(context.visit) else { return };
    let all = context.visit.services.iter().filter(|it| matches!(it.what, What::Acupuncture(_)));
    let minutes = all.filter_map(|it| it.minutes).map(Minutes::get).fold(0, u16::saturating_add);
    let initial = |code: Code| sets::INITIAL.contains(&code);
    let has_initial = context.lines.iter().any(|line| initial(line.code()));
    for line in context.lines.iter().filter(|line| sets::CODES.contains(&line.code())) {
        let left = if initial(line.code()) { minutes } else { minutes.saturating_sub(15) };
        let none = if initial(line.code()) { wanted.is_empty() } else { wanted.len() <= 1 && has_initial };
        if none && wanted.iter().all(|(code, _)| *code != line.code()) {
            raise_set(pen, At::line(line.at), line.code(), left, Severity::Deny);
        }
    }
}

/// Moderate sedation of less than ten minutes.
fn sedation(context: &Context<'_>, pen: &mut Pen<'_>) {
    for (service, choice) in context.visit.services.iter().zip(context.choices) {
        let What::ModerateSedation(it) = &service.what else { continue };
        let line = context.lines.iter().find(|line| choice.alternates.contains(&line.code()));
        if let (true, Some(line)) = (it.by_another.is_not_stated(), line) {
            pen.lacks(At::line(line.at), "services.what.moderate_sedation.by_another");
        }
        match (service.minutes, line) {
            (None, Some(line)) => pen.lacks(At::line(line.at), "services.minutes"),
            (Some(minutes), Some(line)) if minutes.get() < 10 => {
                pen.raise(At::line(line.at))
                    .fact("code", line.code())
                    .fact("minutes", minutes.get())
                    .cite_only(&NEEDLE_PRACTICE)
                    .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]))
                    .trust(Trust::Unverified);
            }
            _ => {}
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    acupuncture(context, pen);
    sedation(context, pen);
    for pool in &context.pools {
        let cms = method(context.edition) == crate::book::CountingMethod::Cms;
        let alone = |counted: &Counted| if cms { pool.minutes } else { counted.minutes };
        for counted in pool.counted.iter().filter(|counted| counted.units == 0 && alone(counted) < 8) {
            for line in context.lines.iter().filter(|line| line.code() == counted.code) {
                raise(pen, At::line(line.at), counted, Severity::Deny, context.edition);
            }
        }
    }
}
