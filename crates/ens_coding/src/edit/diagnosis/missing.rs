use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// The claim has no diagnosis, or a line points at none.
    "diagnosis/missing", Deny, since "0.1.0";
    says: "{where} has no diagnosis";
    cites: [X12_CARC_RARC_2022_11];
    denial: "CO-16" ["M76"];
    about: NO_DIAGNOSIS;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let fix = || Fix::document(["diagnoses"]);
    if context.diagnoses().is_empty() && !context.lines.is_empty() {
        pen.raise(At::CLAIM).fact("where", "the claim").fix(fix());
        return;
    }
    for line in &context.lines {
        if line.line.diagnosis_pointers.as_ref().is_some_and(alloc::vec::Vec::is_empty) {
            pen.raise(At::line(line.at)).fact("where", line.code()).fix(fix());
        }
    }
}
