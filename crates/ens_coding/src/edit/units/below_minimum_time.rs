use crate::book::Edition;
use crate::code::{Code, code};
use crate::count::Counted;
use crate::edit::documentation::reinsertion_missing::FURTHER;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::units::{method, sets as sets_of};
use crate::source::{AMA_CPT_MIDPOINT, Trust, UHC_ACUPUNCTURE};
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
    let raised = pen.raise(at).fact("code", counted.code).fact("minutes", counted.minutes).at_most(severity);
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

/// Further sets of acupuncture on a claim, for which no minutes are left.
fn sets(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| FURTHER.contains(&line.code())) {
        let of_visit = || context.visit.services.iter().filter(|it| matches!(it.what, What::Acupuncture(_)));
        if of_visit().next().is_none() || of_visit().any(|service| service.minutes.is_none()) {
            continue;
        }
        let sets = of_visit().map(sets_of).fold(0, u32::saturating_add);
        let minutes = of_visit().filter_map(|it| it.minutes).map(Minutes::get).fold(0, u16::saturating_add);
        let initial = context.lines.iter().any(|it| [code!(b"97810"), code!(b"97813")].contains(&it.code()));
        if sets <= 1 && initial {
            raise_set(pen, At::line(line.at), line.code(), minutes, Severity::Deny);
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    sets(context, pen);
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
