use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// The progress report after ten treatment days is not there.
    "documentation/progress-report-due", Warn, since "0.1.0";
    says: "{days} treatment days since the last progress report; the therapist writes one at least every ten";
    cites: [CMS_100_02_CH15_220_3];
    denial: "CO-50" ["N115"];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let wanted = context.edition.certified_plan().is_some_and(|term| term.value);
    if !wanted || context.therapy_lines().next().is_none() {
        return;
    }
    match context.visit.documentation.treatment_days_since_progress_report {
        None => pen.lacks(At::CLAIM, "documentation.treatment_days_since_progress_report"),
        Some(days) if days > 10 => {
            let fix = Fix::document(["documentation.treatment_days_since_progress_report"]);
            pen.raise(At::CLAIM).fact("days", days).fix(fix);
        }
        Some(_) => {}
    }
}
