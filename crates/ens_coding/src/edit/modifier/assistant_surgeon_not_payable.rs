use crate::code::Modifier;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// 80, 81, 82 or AS stands where the fee schedule's indicator forbids an assistant at surgery.
    ///
    /// With indicator 1 an assistant is never paid; with 0 only with a record of necessity; with 9 the idea does not apply.
    "modifier/assistant-surgeon-not-payable", Deny, since "0.1.0";
    says: "{modifier} on {code}: the fee schedule's indicator for assistants is {indicator}, {why}";
    cites: [CMS_MPFS_2020_2024];
    denial: "CO-54";
    about: SURGICAL;
    check: check;
}

const ASSISTANTS: [Modifier; 4] = [Modifier::M80, Modifier::M81, Modifier::M82, Modifier::AS];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let Some(modifier) = ASSISTANTS.into_iter().find(|it| line.line.has(*it)) else { continue };
        let Some(applied) = context.edition.fee_schedule_status() else {
            pen.lacks(At::line(line.at), "policy:fee_schedule_status");
            continue;
        };
        if !applied.value {
            continue;
        }
        let Some(row) = context.edition.procedure(line.code()) else {
            pen.lacks(At::line(line.at), "table:pfs");
            continue;
        };
        let (why, most) = match row.value.assistant.as_str() {
            "0" => ("which pays one only with a record of necessity", Severity::Warn),
            "1" => ("which pays none", Severity::Deny),
            "9" => ("for which there are none", Severity::Deny),
            _ => continue,
        };
        let raised = pen
            .raise(At::line(line.at))
            .fact("modifier", modifier)
            .fact("code", line.code())
            .fact("indicator", row.value.assistant.as_str().parse().unwrap_or(0_u32))
            .fact("why", why)
            .cite(context.edition.tables().pfs().and_then(|it| it.table.cite(row)))
            .trust(row.trust)
            .trust(applied.trust)
            .at_most(most);
        if most == Severity::Deny {
            raised.fix(Fix::mechanical([Change::RemoveModifier { line: line.place(), modifier }]));
        } else {
            raised.fix(Fix::document(["documentation.note"]));
        }
    }
}
