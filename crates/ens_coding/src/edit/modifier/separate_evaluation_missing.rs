use crate::edit::ncci::pair_needs_modifier::is_of_procedures;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::pairs::{Resolution, is_evaluation_and_management};
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// An evaluation and management service that stands on its own lacks modifier 25 beside a procedure of the day.
    "modifier/separate-evaluation-missing", Deny, since "0.1.0";
    says: "{code} is denied beside {other} without 25; the record shows that it is separately identifiable";
    cites: [CMS_NCCI_PTP_2024Q3];
    denial: "CO-97" ["M15"];
    about: PAIRS;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for pair in context.pairs.iter().filter(|pair| pair.indicator == 1 && context.resolved_by(pair).is_none()) {
        let (Some(one), Some(two)) = (context.line(pair.one), context.line(pair.two)) else {
            continue;
        };
        if !is_evaluation_and_management(two.code()) {
            continue;
        }
        if let Some(Resolution::Supported(modifier)) = context.resolution(pair) {
            pen.raise(At::pair(two.at, one.at))
                .fact("code", two.code())
                .fact("other", one.code())
                .fix(Fix::mechanical([Change::AddModifier { line: two.place(), modifier }]))
                .cite(pair.citation.clone())
                .trust(pair.trust)
                .at_most(if is_of_procedures(one, two) { Severity::Warn } else { Severity::Deny });
        }
    }
}
