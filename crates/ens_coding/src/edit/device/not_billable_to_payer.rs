use crate::code::{Code, code};
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::Trust;
use crate::stimulation::mismatch;
use crate::table::Timing;
use crate::visit::ClaimForm;

rule! {
    /// An L code that this payer does not take from this biller.
    ///
    /// Medicare pays the contacts of a lead (L8680) with placing it: the unit edits of hospitals and suppliers are zero. The
    /// same holds for generators under L8685 to L8688 on hospital claims.
    "device/not-billable-to-payer", Deny, since "0.1.0";
    says: "{code} is not paid apart by this payer: the device is in the price of the procedure";
    cites: [CMS_MUE_2024Q2];
    denial: "CO-97" ["M15"];
    about: STIMULATOR | PROCEDURE;
    check: check;
}

const CONTACTS: Code = code!(b"L8680");

/// Whether this rule speaks about a line.
pub(crate) fn is_told(context: &Context<'_>, line: &LineView<'_>) -> bool {
    reason(context, line).is_some()
}

fn reason(context: &Context<'_>, line: &LineView<'_>) -> Option<Trust> {
    let applied = context.edition.fee_schedule_status().filter(|term| term.value)?;
    let hospital = context.form() == ClaimForm::Institutional;
    let generator = (code!(b"L8685")..=code!(b"L8688")).contains(&line.code());
    match (line.code() == CONTACTS, hospital) {
        (true, true) => Some(applied.trust),
        (true, false) => Some(applied.trust.max(Trust::Secondary)), // practitioners have no unit edit for it
        (false, true) if generator => Some(applied.trust),
        // C codes are those of the hospital's outpatient claim.
        (false, false) if is_c_code(line) && context.is_practitioners() => Some(applied.trust.max(Trust::Secondary)),
        _ => None,
    }
}

fn is_c_code(line: &LineView<'_>) -> bool {
    let material = line.fact.is_some_and(|fact| fact.timing == Timing::Material);
    material && (code!(b"C0001")..=code!(b"C9999")).contains(&line.code())
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        if line.code() == CONTACTS && context.edition.fee_schedule_status().is_none() {
            pen.lacks(At::line(line.at), "policy:fee_schedule_status");
        }
        if let Some(trust) = reason(context, line) {
            let raised = pen.raise(At::line(line.at)).fact("code", line.code()).trust(trust);
            // A line under a wrong code is first put under the right one.
            if !mismatch::is_replaced(context, line) {
                raised.fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
            }
        }
    }
}
