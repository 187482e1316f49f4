use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::ClaimForm;

rule! {
    /// Place of service, claim form and biller disagree.
    ///
    /// A private practice bills on the professional form; a hospital or facility on the institutional one, with its type
    /// of bill.
    "setting/claim-form-mismatch", Warn, since "0.1.0";
    says: "{why} (place of service {place})";
    cites: [CMS_100_04_CH5_40, SOURCE_DOCUMENT_U];
    denial: "CO-16";
    check: check;
}

/// Office and home: nobody bills these on the institutional form for their own premises.
const OFFICE: u8 = 11;
/// Off-campus and on-campus outpatient hospital.
const HOSPITAL_OUTPATIENT: [u8; 2] = [19, 22];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let setting = &context.visit.setting;
    let place = setting.place_of_service;
    let bill_type = context.claim.bill_type.or(setting.bill_type);
    let therapist = context.visit.performers.first().is_some_and(|it| it.kind.discipline().is_some());
    let why = match context.form() {
        ClaimForm::Institutional if place.number() == OFFICE => "an office does not bill on the institutional form",
        ClaimForm::Professional if bill_type.is_some() => "a professional claim has no type of bill",
        ClaimForm::Professional
            if HOSPITAL_OUTPATIENT.contains(&place.number())
                && therapist
                && context.therapy_lines().next().is_some() =>
        {
            "therapy for hospital outpatients is the hospital's to bill"
        }
        _ => return,
    };
    pen.raise(At::CLAIM).fact("why", why).fact("place", place).fix(Fix::document(["setting"]));
}
