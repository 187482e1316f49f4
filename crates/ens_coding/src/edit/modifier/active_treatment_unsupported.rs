use super::active_treatment_missing::MANIPULATIONS;
use crate::code::Modifier;
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// AT stands on a manipulation, and the record does not say that it is active treatment.
    ///
    /// Where the record calls it maintenance, `coverage/service-not-covered` says so.
    "modifier/active-treatment-unsupported", Warn, since "0.1.0";
    says: "{code} carries AT, and active treatment is not stated";
    cites: [NGS_CHIROPRACTIC];
    denial: "CO-50" ["N115"];
    about: MANIPULATION;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let wanted = context.edition.active_treatment_modifier().is_some_and(|term| term.value);
    if !wanted || !context.visit.documentation.active_treatment.is_not_stated() {
        return;
    }
    for line in context.lines.iter().filter(|line| MANIPULATIONS.contains(&line.code()) && line.line.has(Modifier::AT))
    {
        let fix = Fix::document(["documentation.active_treatment"]);
        pen.raise(At::line(line.at)).fact("code", line.code()).fix(fix);
    }
}
