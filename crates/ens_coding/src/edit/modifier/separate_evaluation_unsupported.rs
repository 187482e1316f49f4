use crate::code::Modifier;
use crate::fact::Fact;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::pairs::is_evaluation_and_management;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// 25 stands on an evaluation that the record does not show to be separately identifiable.
    "modifier/separate-evaluation-unsupported", Deny, since "0.1.0";
    says: "{code} carries 25, and a separately identifiable evaluation is {record}";
    cites: [CMS_NCCI_PTP_2024Q3];
    denial: "CO-97" ["M15"];
    about: EVALUATION;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| is_evaluation_and_management(line.code())) {
        let general = context.visit.documentation.note.separately_identifiable;
        let noted =
            context.services_of(line).map(|(_, service)| context.visit.note_of(service).separately_identifiable);
        let record = Fact::of_all(noted).unwrap_or(general);
        if !line.line.has(Modifier::M25) || record == Fact::Yes {
            continue;
        }
        let raised = pen.raise(At::line(line.at)).fact("code", line.code());
        if record.is_no() {
            let change = Change::RemoveModifier { line: line.place(), modifier: Modifier::M25 };
            raised.fact("record", "recorded as absent").fix(Fix::mechanical([change]));
        } else {
            let fix = Fix::document(["services.note.separately_identifiable"]);
            raised.fact("record", "not stated").at_most(Severity::Warn).fix(fix);
        }
    }
}
