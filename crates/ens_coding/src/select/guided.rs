//! Guidance beside a needle procedure, where it can be reported apart.

use super::choice::{Choice, Part};
use super::needle::{choose, once};
use super::reasons;
use crate::book::Edition;
use crate::code::{Code, code};
use crate::fact::Fact;
use crate::needle;
use crate::table::Guidance;
use crate::visit::{Imaging, ImagingGuidance, Visit};

/// Imaging that the visit names as a service of its own: apart where it guides a procedure for which it can be reported.
pub(super) fn guidance(visit: &Visit, it: ImagingGuidance, edition: &Edition<'_>) -> Option<Choice> {
    let codes = guiding(Some(it.kind), it.recorded);
    let procedures = || {
        let needles = visit.services.iter().filter(|service| needle::is_needle(service));
        needles.filter_map(|service| choose(visit, service, edition)?.code)
    };
    procedures().next()?;
    let separate = |code: &&Code| {
        procedures()
            .any(|own| needle::guidance(edition, own, **code).is_some_and(|row| row.value == Guidance::Separate))
    };
    Some(match codes.iter().find(separate) {
        Some(code) => once(*code, None),
        None => Choice::none(&reasons::IMAGING_INCLUDED),
    })
}

/// The same with the code of its imaging, where that can be reported apart.
pub(super) fn guided(choice: Choice, edition: &Edition<'_>, imaging: Option<Imaging>, saved: Fact) -> Choice {
    with_guidance(choice, edition, guiding(imaging, saved))
}

/// The codes of a kind of imaging. Ultrasound needs its images saved; without them nothing is reported.
const fn guiding(imaging: Option<Imaging>, saved: Fact) -> &'static [Code] {
    match imaging {
        _ if saved.is_no() => &[],
        Some(Imaging::Ultrasound) if saved.is_yes() => &[code!(b"76942")],
        Some(Imaging::Fluoroscopy) => &[code!(b"77002"), code!(b"77003")],
        Some(Imaging::Ct) => &[code!(b"77012")],
        Some(Imaging::Mri) => &[code!(b"77021")],
        _ => &[],
    }
}

/// The same with the first of these codes that can be reported beside it.
pub(super) fn with_guidance(mut choice: Choice, edition: &Edition<'_>, codes: &[Code]) -> Choice {
    let Some(code) = choice.code else { return choice };
    let separate = |guidance: &&Code| {
        needle::guidance(edition, code, **guidance).is_some_and(|row| row.value == Guidance::Separate)
    };
    if let Some(guidance) = codes.iter().find(separate) {
        choice.parts.push(Part::of(*guidance, 1, None));
    }
    choice
}
