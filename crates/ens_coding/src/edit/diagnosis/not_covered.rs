use crate::code::{Code, code};
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::table::DiagnosisList;

rule! {
    /// No diagnosis of the claim is on the list of the policy that decides.
    "diagnosis/not-covered", Warn, since "0.1.0";
    says: "{code}: no diagnosis of the claim names a wound that the policy lists";
    cites: [NCD_270_1];
    denial: "CO-11";
    about: WOUND;
    check: check;
}

const WOUND: [Code; 2] = [code!(b"G0281"), code!(b"G0329")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    if !context.edition.national_coverage().is_some_and(|term| term.value) {
        return;
    }
    for line in context.lines.iter().filter(|line| WOUND.contains(&line.code())) {
        if context.edition.tables().diagnosis_lists().is_none() {
            pen.lacks(At::line(line.at), "table:diagnosis_lists");
        } else if !context.diagnoses().is_empty()
            && context.edition.listed(context.diagnoses(), DiagnosisList::Wound).is_none()
        {
            pen.raise(At::line(line.at)).fact("code", line.code()).fix(Fix::document(["diagnoses"]));
        }
    }
}
