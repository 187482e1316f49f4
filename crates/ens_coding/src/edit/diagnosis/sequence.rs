use crate::criteria::{is_for_pain, placed};
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// The order of the diagnoses breaks a guideline.
    ///
    /// Where a stimulator is first placed to control pain, the pain code (G89) stands first and its cause second. This does
    /// not hold for revisions, replacements and restorative stimulation.
    "diagnosis/sequence", Warn, since "0.1.0";
    says: "{code} is placed for pain control, and the first diagnosis is {diagnosis}, not a code of pain (G89)";
    cites: [ICD10CM_GUIDELINES];
    denial: "CO-11";
    about: STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(first) = context.diagnoses().first().filter(|it| !it.starts_with("G89")) else { return };
    if let Some(it) = placed(context).into_iter().find(|it| is_for_pain(it.therapy)) {
        pen.raise(At::diagnosis(0))
            .fact("code", it.line.code())
            .fact("diagnosis", *first)
            .fix(Fix::document(["diagnoses"]));
    }
}
