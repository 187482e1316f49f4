use super::staged_missing::report;
use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::global;
use crate::pairs::is_evaluation_and_management;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::Relation;

rule! {
    /// What has nothing to do with the procedure whose global period is running lacks 79, or 24 on an evaluation.
    "modifier/unrelated-missing", Deny, since "0.1.0";
    says: "{code} has nothing to do with {earlier} on {date}, within whose {days} days it falls, and no modifier says so";
    cites: [CMS_MPFS_2020_2024, IOM_100_04_CH12_40];
    denial: "CO-97" ["M144"];
    about: COURSE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    report(context, pen, Relation::Unrelated);
    let Some(running) = global::running(context.visit, context.edition).filter(|_| context.is_practitioners()) else {
        return;
    };
    for line in context.lines.iter().filter(|line| is_evaluation_and_management(line.code())) {
        let unrelated = context.services_of(line).any(|(_, service)| service.relation == Some(Relation::Unrelated));
        if unrelated && !line.line.has(Modifier::M24) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("days", u32::try_from(running.days).unwrap_or_default())
                .fact("earlier", running.code)
                .fact("date", running.date)
                .fix(Fix::mechanical([Change::AddModifier { line: line.place(), modifier: Modifier::M24 }]));
        }
    }
}
