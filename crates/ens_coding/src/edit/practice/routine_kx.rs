use crate::book::{Asked, Edition};
use crate::practice::Practice;
use crate::practice::routine::{self, Routine};
use crate::rule::rule;
use crate::run::Pen;

rule! {
    /// KX stands on therapy claims as a matter of course.
    ///
    /// It says that therapy beyond the year's threshold is necessary, and is not for routine use below. No published text names
    /// a share. A payer's policy can (`kx_percent`); without one, only KX on each of several claims is told, and
    /// only for information.
    "practice/routine-kx", Warn, since "0.1.0";
    says: "{part} of {whole} claims with therapy carry KX, {percent} %; {limit}; it belongs on therapy beyond the year's threshold alone";
    cites: [NGS_KX, NORIDIAN_JE_THERAPY];
    about: PRACTICE;
    check: crate::practice::of_no_claim;
}

const ROUTINE: Routine = Routine {
    asked: Asked::KxPercent,
    part: (|it| it.kx_claims, "clinicians.kx_claims"),
    whole: (|it| it.therapy_claims, "clinicians.therapy_claims"),
    open: |_| None,
};

pub(crate) fn judge(practice: &Practice, edition: &Edition<'_>, pen: &mut Pen<'_>) {
    routine::judge(&ROUTINE, practice, edition, pen);
}
