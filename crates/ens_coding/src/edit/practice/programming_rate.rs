use crate::book::{Asked, Edition, Therapy};
use crate::finding::At;
use crate::practice::Practice;
use crate::rule::rule;
use crate::run::Pen;

rule! {
    /// Programming far above the policy's rate.
    ///
    /// Counted over all patients of the clinician in the period: more sessions than one for every 30 days begun, and one more
    /// for each patient. The first month after an implant is exempt, and counts do not show whose it was: a period of 30 days
    /// or less can be all of it, and is not judged.
    "practice/programming-rate", Warn, since "0.1.0";
    says: "{sessions} programming sessions of {patients} patients in {days} days; the payer allows one in {limit} days, which is {most} with one more for each patient; those of the first month after an implant are exempt";
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
        let days = practice.days();
        if days <= criterion.value {
            if sessions > patients {
                pen.lacks(At::clinician(at), "from, to");
            }
            continue;
        }
        let each = days.saturating_sub(1).checked_div(criterion.value).unwrap_or_default().saturating_add(2);
        let most = patients.saturating_mul(each);
        if sessions > most {
            pen.raise(At::clinician(at))
                .fact("sessions", sessions)
                .fact("patients", patients)
                .fact("days", days)
                .fact("limit", criterion.value)
                .fact("most", most)
                .cite(edition.cite(&criterion.source, criterion.trust));
        }
    }
}
