use crate::book::{Asked, Edition, Therapy};
use crate::finding::At;
use crate::practice::Practice;
use crate::rule::rule;
use crate::run::Pen;

rule! {
    /// Programming far above the policy's rate.
    ///
    /// Counted over all patients of the clinician in the period: more sessions than one for every 30 days and one more, which
    /// leaves room for the first month after an implant.
    "practice/programming-rate", Warn, since "0.1.0";
    says: "{sessions} programming sessions of {patients} patients in {days} days; the payer allows one in {limit} days, which is {most} with one more for each patient";
    cites: [A56876];
    about: PRACTICE;
    check: crate::practice::of_no_claim;
}

pub(crate) fn judge(practice: &Practice, edition: &Edition<'_>, pen: &mut Pen<'_>) {
    let Some(criterion) = edition.asks(Asked::ProgrammingDays, Therapy::SpinalCord) else {
        return;
    };
    for (at, clinician) in practice.clinicians.iter().enumerate() {
        let Some(sessions) = clinician.programming_sessions.filter(|sessions| *sessions > 0) else { continue };
        let Some(patients) = clinician.programmed_patients else {
            pen.lacks(At::clinician(at), "clinicians.programmed_patients");
            continue;
        };
        let each = practice.days().checked_div(criterion.value).unwrap_or_default().saturating_add(1);
        let most = patients.saturating_mul(each);
        if sessions > most {
            pen.raise(At::clinician(at))
                .fact("sessions", sessions)
                .fact("patients", patients)
                .fact("days", practice.days())
                .fact("limit", criterion.value)
                .fact("most", most)
                .cite(edition.cite(&criterion.source, criterion.trust));
        }
    }
}
