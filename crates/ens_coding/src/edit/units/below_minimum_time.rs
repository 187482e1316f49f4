use crate::book::Edition;
use crate::count::Counted;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::units::method;
use crate::source::Trust;

rule! {
    /// The time of a timed code does not reach one unit.
    ///
    /// A unit begins with its eighth minute. By the CMS method all timed minutes of the day count together; by the AMA
    /// method each code stands alone.
    "units/below-minimum-time", Deny, since "0.1.0";
    says: "{code}: {minutes} minutes give no unit by the payer's method";
    cites: [CMS_100_04_CH5_20_2, AMA_CPT_MIDPOINT];
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

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
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
