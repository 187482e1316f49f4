use super::active_treatment_missing::MANIPULATIONS;
use crate::code::Modifier;
use crate::fact::Fact;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// AT stands on a manipulation that the record calls maintenance, or of which it says nothing.
    "modifier/active-treatment-unsupported", Deny, since "0.1.0";
    says: "{code} carries AT, and active treatment is {record}";
    cites: [NGS_CHIROPRACTIC];
    denial: "CO-50" ["N115"];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(wanted) = context.edition.active_treatment_modifier().filter(|term| term.value) else {
        return;
    };
    let record = context.visit.documentation.active_treatment;
    for line in context.lines.iter().filter(|line| MANIPULATIONS.contains(&line.code()) && line.line.has(Modifier::AT))
    {
        let raise = |pen: &mut Pen<'_>, said: &'static str, fix: Fix, most: Severity| {
            let raised = pen.raise(At::line(line.at)).fact("code", line.code()).fact("record", said);
            raised.fix(fix).trust(wanted.trust).at_most(most);
        };
        match record {
            Fact::Yes => {}
            Fact::No => {
                let change = Change::RemoveModifier { line: line.place(), modifier: Modifier::AT };
                raise(pen, "recorded as absent", Fix::mechanical([change]), Severity::Deny);
            }
            Fact::NotStated => {
                raise(pen, "not stated", Fix::document(["documentation.active_treatment"]), Severity::Warn);
            }
        }
    }
}
