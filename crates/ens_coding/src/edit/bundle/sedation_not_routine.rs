use crate::book::Asked;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::A58695;

rule! {
    /// Moderate sedation stands beside a procedure whose policy calls it not routine.
    ///
    /// No pair edit says so; the local policies on epidurals and facet joints do. A documented reason supports it.
    "bundle/sedation-not-routine", Warn, since "0.1.0";
    says: "{code} beside {other}: the policy does not pay sedation as a routine, and a reason is {record}";
    cites: [A58695];
    denial: "CO-50" ["N115"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| needle::SEDATION.contains(&line.code())) {
        let asked = context.lines.iter().find_map(|other| {
            let (therapy, _) = needle::of_line(other)?;
            Some((other, context.edition.asks(Asked::NoSedation, therapy)?))
        });
        let Some((other, criterion)) = asked else { continue };
        let reason = context.visit.documentation.procedure.sedation_reason;
        let raised = pen
            .raise(At::pair(line.at, other.at))
            .fact("code", line.code())
            .fact("other", other.code())
            .fact("record", if reason.is_yes() { "recorded" } else { "not recorded" })
            .decided_by(&A58695, context.edition.cite(&criterion.source, criterion.trust));
        if reason.is_yes() {
            raised.at_most(Severity::Info);
        } else {
            raised
                .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]))
                .fix(Fix::document(["documentation.procedure.sedation_reason"]));
        }
    }
}
