//! What an estimate takes for granted, and what it does not look at.

use alloc::vec::Vec;

use ens_coding::Modifier;

use crate::terms::Terms;
use crate::words::{Assumption, NotConsidered};
use crate::work::{Performer, Work};
use crate::{area, schedule};

/// What these lines take for granted.
pub(crate) fn assumed(lines: &[Work<'_>], terms: &Terms<'_>) -> Vec<Assumption> {
    let any = |holds: &dyn Fn(&Work<'_>) -> bool| {
        lines.iter().any(|it| it.refused.is_none() && it.fee.is_some() && holds(it))
    };
    let is_national = terms.area.as_ref().is_ok_and(|area| area.locality.is_none());
    let is_near = !is_national && !area::covers_date(terms.request, terms.edition);
    let has_two = terms.edition.tables().conversion_factor().is_some_and(|it| schedule::has_two(it, terms.date()));
    let sides = [Modifier::M50, Modifier::RT, Modifier::LT];
    let may_be_sides =
        |it: &Work<'_>| it.units() > 1 && it.one_of(&sides).is_none() && it.indicator(|fee| &fee.bilateral) == "1";
    let all = [
        (Assumption::National, is_national && any(&|_| true)),
        (
            Assumption::NotAQualifyingParticipant,
            has_two && terms.request.qualifying_participant.is_none() && any(&|_| true),
        ),
        (Assumption::NearestRelease, any(&|it| it.fee.as_ref().is_some_and(|fee| !fee.covers_date))),
        (Assumption::NearestArea, is_near && any(&|_| true)),
        (Assumption::UnitsAreSeparate, any(&may_be_sides)),
        (Assumption::FullRate, terms.practitioner && any(&|it| it.performer == Performer::Unknown)),
    ];
    all.into_iter().filter_map(|(assumption, holds)| holds.then_some(assumption)).collect()
}

/// What the estimate of these lines does not look at.
pub(crate) fn not_considered(lines: &[Work<'_>]) -> Vec<NotConsidered> {
    let mut all = Vec::from([
        NotConsidered::CoverageAndEdits,
        NotConsidered::Deductible,
        NotConsidered::ActualCharge,
        NotConsidered::OtherClaims,
        NotConsidered::NonParticipation,
        NotConsidered::IncentivePrograms,
        NotConsidered::OtherInsurance,
    ]);
    // Diagnostic services with a technical part, unless the line is for the other one alone.
    let may_be_capped = |it: &Work<'_>| {
        it.refused.is_none() && it.indicator(|fee| &fee.component) == "1" && !it.line.has(Modifier::M26)
    };
    if lines.iter().any(may_be_capped) {
        all.push(NotConsidered::ImagingCap);
    }
    all
}
