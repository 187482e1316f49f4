use crate::book::{Asked, Edition};
use crate::practice::Practice;
use crate::practice::routine::{self, Routine};
use crate::rule::rule;
use crate::run::Pen;

rule! {
    /// 59 or an X modifier stands on claims as a matter of course.
    ///
    /// It is for services that were distinct, which the record of each day shows; on claim after claim with a pair for it, it is
    /// a pattern that draws review. No published text names a share. A payer's policy can (`distinct_percent`); without one,
    /// only a modifier on each of several claims is told, and only for information.
    "practice/routine-distinct-modifier", Warn, since "0.1.0";
    says: "{part} of {whole} claims with a pair for it carry 59 or an X modifier, {percent} %; {limit}; the record of each claim has to show why";
    cites: [MLN1783722];
    about: PRACTICE;
    check: crate::practice::of_no_claim;
}

const ROUTINE: Routine = Routine {
    asked: Asked::DistinctPercent,
    part: (|it| it.distinct_claims, "clinicians.distinct_claims"),
    whole: (|it| it.paired_claims, "clinicians.paired_claims"),
    open: |it| it.open_pair_claims,
};

pub(crate) fn judge(practice: &Practice, edition: &Edition<'_>, pen: &mut Pen<'_>) {
    routine::judge(&ROUTINE, practice, edition, pen);
}
