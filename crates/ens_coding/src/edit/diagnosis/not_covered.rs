use crate::code::{Code, Modifier, code};
use crate::edit::coverage::excluded_cause::ACUPUNCTURE_FROM;
use crate::edit::coverage::frequency_exceeded::NEEDLES;
use crate::edit::performer::not_eligible;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::liability;
use crate::needle::record;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::{NCD_30_3_3, NCD_270_1, Trust};
use crate::table::DiagnosisList;

rule! {
    /// No diagnosis of the claim is on the list of the policy that decides.
    ///
    /// Wounds that stimulation may treat; low back pain for acupuncture and dry needling, and nothing else; for epidurals not
    /// pain of the axis alone. Loaded articles of a contractor are asked where they speak of the code.
    "diagnosis/not-covered", Deny, since "0.1.0";
    says: "{code}: no diagnosis of the claim is one that the policy covers ({why})";
    cites: [NCD_270_1, NCD_30_3_3, L33906];
    denial: "CO-11";
    about: WOUND | NEEDLES | NEEDLE_PROCEDURE;
    check: check;
}

const WOUND: [Code; 2] = [code!(b"G0281"), code!(b"G0329")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    needles(context, pen);
    let Some(national) = context.edition.national_coverage().filter(|term| term.value) else { return };
    acupuncture(context, pen, national.trust);
    for line in context.lines.iter().filter(|line| WOUND.contains(&line.code())) {
        if context.edition.tables().diagnosis_lists().is_none() {
            pen.lacks(At::line(line.at), "table:diagnosis_lists");
        } else if !context.diagnoses().is_empty()
            && context.edition.listed(context.diagnoses(), DiagnosisList::Wound).is_none()
        {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", "wounds that it lists")
                .cite_only(&NCD_270_1)
                .at_most(Severity::Warn)
                .fix(Fix::document(["diagnoses"]));
        }
    }
}

/// Acupuncture and dry needling: low back pain, nothing else.
fn acupuncture(context: &Context<'_>, pen: &mut Pen<'_>, trust: Trust) {
    if ACUPUNCTURE_FROM.is_some_and(|from| context.edition.date() < from) || context.diagnoses().is_empty() {
        return;
    }
    for line in context.lines.iter().filter(|line| NEEDLES.contains(&line.code())) {
        if crate::stimulation::mismatch::is_replaced(context, line) {
            continue;
        }
        if context.edition.tables().diagnosis_lists().is_none() {
            pen.lacks(At::line(line.at), "table:diagnosis_lists");
        } else if context.edition.listed(context.diagnoses(), DiagnosisList::LowBack).is_none() {
            let raised = pen
                .raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", "chronic low back pain, and nothing else")
                .cite_only(&NCD_30_3_3)
                .trust(trust);
            // Whether the policy lists it, nobody has seen.
            if context.edition.listed(context.diagnoses(), DiagnosisList::LowBackOpen).is_some() {
                raised.at_most(Severity::Warn).fix(Fix::document(["diagnoses"]));
                continue;
            }
            // GY is then the other rule's.
            if not_eligible::is_excluded(context, line) {
                raised.at_most(if liability::expects_denial(line) { Severity::Info } else { Severity::Deny });
                continue;
            }
            // The policy refuses on the ground of necessity, and GY speaks of another.
            if line.line.has(Modifier::GY) && context.edition.waiver_modifiers().is_some_and(|term| term.value) {
                let mut fix = liability::told(context, line, trust);
                fix.changes.insert(0, Change::RemoveModifier { line: line.place(), modifier: Modifier::GY });
                raised.fix(fix);
            } else if liability::expects_denial(line) {
                raised.at_most(Severity::Info);
            } else {
                raised.fix(liability::told(context, line, trust));
            }
        }
    }
}

/// Needle procedures of which a policy excludes every diagnosis of the claim: epidurals for pain of the axis alone, toxin for
/// pain of the back, blocks for neuropathies of metabolic diseases.
fn needles(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in record::judged(context) {
        let Some(position) = context.edition.excludes(it.therapy, context.diagnoses()) else { continue };
        let raised = pen
            .raise(At::line(it.line.at))
            .fact("code", it.line.code())
            .fact("why", "all of them are ones that the policy excludes")
            .only_entry(context.edition.cite(&position.source, position.trust))
            .trust(position.trust);
        record::consequence(raised, context, it.line, "diagnoses");
    }
}
