use crate::book::{Asked, Edition, Therapy};
use crate::finding::At;
use crate::practice::Practice;
use crate::rule::rule;
use crate::run::Pen;

rule! {
    /// Fewer than half of the trials led to an implant.
    ///
    /// Policies of Medicare's contractors are said to threaten review after payment then. No claim is wrong by itself. The
    /// passage itself was not read, and the ratio of the whole country has been below and above a half.
    "practice/trial-to-permanent-ratio", Warn, since "0.1.0";
    says: "{permanent} permanent implants after {trials} trials are {percent} %; below {limit} % review after payment is said to follow";
    cites: [LCD_RATIO];
    about: PRACTICE;
    check: crate::practice::of_no_claim;
}

pub(crate) fn judge(practice: &Practice, edition: &Edition<'_>, pen: &mut Pen<'_>) {
    let Some(criterion) = edition.asks(Asked::TrialRatioPercent, Therapy::SpinalCord) else {
        return;
    };
    for (at, clinician) in practice.clinicians.iter().enumerate() {
        let Some((trials, permanent)) = clinician.trials.zip(clinician.permanent_implants) else {
            if clinician.trials.or(clinician.permanent_implants).is_some() {
                pen.lacks(At::clinician(at), "clinicians.trials, clinicians.permanent_implants");
            }
            continue;
        };
        let share = u64::from(permanent).saturating_mul(100).checked_div(trials.into());
        let Some(share) = share.filter(|_| {
            u64::from(permanent).saturating_mul(100) < u64::from(trials).saturating_mul(criterion.value.into())
        }) else {
            continue;
        };
        pen.raise(At::clinician(at))
            .fact("permanent", permanent)
            .fact("trials", trials)
            .fact("percent", u32::try_from(share).unwrap_or(u32::MAX))
            .fact("limit", criterion.value)
            .cite(edition.cite(&criterion.source, criterion.trust));
    }
}
