use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::table::DiagnosisList;

rule! {
    /// An unspecified code that invites denial.
    "diagnosis/vague", Warn, since "0.1.0";
    says: "{diagnosis} is too vague to support necessity: {why}; code the site and kind that the record names";
    cites: [GAWENDA, SOURCE_DOCUMENT_G];
    denial: "CO-11";
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(lists) = context.edition.tables().diagnosis_lists() else {
        if !context.diagnoses().is_empty() {
            pen.lacks(At::CLAIM, "table:diagnosis_lists");
        }
        return;
    };
    for (at, diagnosis) in context.diagnoses().iter().enumerate() {
        if let Some((_, row)) = context.edition.listed([diagnosis], DiagnosisList::Vague) {
            pen.raise(At::diagnosis(at))
                .fact("diagnosis", *diagnosis)
                .fact("why", row.value.why.clone())
                .fix(Fix::document(["diagnoses"]))
                .row(&lists.table, row);
        }
    }
}
