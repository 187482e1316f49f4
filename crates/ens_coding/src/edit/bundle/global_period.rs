use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::global;
use crate::pairs::is_evaluation_and_management;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::Relation;

rule! {
    /// The service falls into the global days of an earlier procedure by the same clinician.
    ///
    /// Follow-up care is paid with the procedure for 10 or 90 days. What has nothing to do with it is reported with a
    /// modifier.
    "bundle/global-period", Deny, since "0.1.0";
    says: "{code} falls into the {days} days after {earlier} on {date}, and follow-up care is paid with it";
    cites: [CMS_MPFS_2020_2024, IOM_100_04_CH12_40];
    denial: "CO-97" ["M144"];
    about: PROCEDURE | EVALUATION;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    if !context.is_practitioners() {
        return;
    }
    if let Some(missing) = global::missing(context.visit, context.edition) {
        for line in context.lines.iter().filter(|line| is_evaluation_and_management(line.code())) {
            pen.lacks(At::line(line.at), missing);
        }
    }
    let Some(running) = global::running(context.visit, context.edition) else { return };
    for line in &context.lines {
        let stated = context.services_of(line).find_map(|(_, service)| service.relation);
        let evaluation = is_evaluation_and_management(line.code());
        let follows = stated == Some(Relation::FollowUp);
        // Without a modifier an evaluation is denied, whatever the record says.
        let unmarked = evaluation && stated.is_none() && !line.line.has_any(&[Modifier::M24, Modifier::M57]);
        if !follows && !unmarked {
            continue;
        }
        let raised = pen
            .raise(At::line(line.at))
            .fact("code", line.code())
            .fact("days", u32::try_from(running.days).unwrap_or_default())
            .fact("earlier", running.code)
            .fact("date", running.date);
        let remove = Fix::mechanical([Change::RemoveLine { line: line.place() }]);
        if unmarked {
            let add = Change::AddModifier { line: line.place(), modifier: Modifier::M24 };
            raised.fix(Fix::mechanical([add]).once_recorded(["services.relation"])).fix(remove);
        } else {
            raised.fix(remove);
        }
    }
}
