//! The codes of needle procedures: which ones, how often, and on which side.

use super::choice::{Choice, Counting, Part, Parts};
use super::guided::guided;
use super::reported_needles as reported;
use super::{nerve, reasons, spine, toxin};
use crate::book::{Asked, Edition, Therapy};
use crate::code::{Code, code};
use crate::needle::Area;
use crate::rule::Rule;
use crate::visit::{
    AblationMethod, BasivertebralAblation, Biller, ClaimForm, EpiduralApproach, EpiduralInjection, FacetInjection,
    Imaging, JointInjection, JointSize, Minutes, ModerateSedation, Purpose, SacroiliacInjection, Service, Side,
    TendonInjection, TriggerPointInjection, Visit, What,
};

/// A choice of these parts, the first of which is the service itself.
pub(super) fn of_parts(parts: Parts, reason: &'static Rule) -> Choice {
    let code = parts.first().map(|part| part.code);
    Choice { parts, ..Choice { code, ..Choice::new(code!(b"64999"), Counting::Parts, reason) } }
}

pub(super) fn once(code: Code, side: Option<Side>) -> Choice {
    of_parts(Parts::from([Part::of(code, 1, side)]), &reasons::NEEDLE)
}

pub(super) fn unlisted() -> Choice {
    of_parts(Parts::from([Part::of(code!(b"64999"), 1, None)]), &reasons::UNLISTED)
}

/// The choice for a needle procedure; `None` where the service is something else.
pub(super) fn choose(visit: &Visit, service: &Service, edition: &Edition<'_>) -> Option<Choice> {
    Some(match &service.what {
        What::EpiduralInjection(it) => epidural(it, edition).or(reported::EPIDURALS),
        What::NerveBlock(it) if it.purpose == Some(Purpose::Anesthesia) => {
            let alternates = nerve::block(*it, edition).map_or(reported::BLOCKS, |choice| choice.alternates);
            Choice::none(&reasons::SURGICAL_PACKAGE).or(alternates)
        }
        What::NerveBlock(it) => match nerve::block(*it, edition) {
            Some(choice) => guided(choice, edition, it.imaging, it.image_saved),
            None => Choice::none(&reasons::NO_CODE).or(reported::BLOCKS),
        },
        What::NerveDestruction(it) => match nerve::destruction(*it, edition) {
            Some(choice) => guided(choice.or(reported::DESTRUCTIONS), edition, it.imaging, it.image_saved),
            None => Choice::none(&reasons::NO_CODE).or(reported::DESTRUCTIONS),
        },
        What::FacetInjection(it) => facet_injection(it).or(reported::FACET_INJECTIONS),
        What::FacetAblation(it) => {
            let thermal = matches!(it.method, None | Some(AblationMethod::Thermal));
            match spine::area(it.region, &it.levels) {
                _ if !thermal || is_without(it.imaging) => unlisted(),
                Some(area) => spine::levels(area, spine::ABLATION),
                None => Choice::none(&reasons::NO_CODE),
            }
            .or(reported::FACET_ABLATIONS)
        }
        What::SacroiliacInjection(it) => sacroiliac(visit, *it).or(reported::SACROILIAC),
        What::BasivertebralAblation(it) => basivertebral(*it, edition),
        What::TriggerPointInjection(it) => trigger_points(*it, edition),
        What::JointInjection(it) => guided(joint(*it), edition, it.imaging, it.image_saved),
        What::TendonInjection(it) => tendon(*it),
        What::Chemodenervation(it) => toxin::choose(it, edition),
        What::ModerateSedation(it) => sedation(service, *it),
        _ => return None,
    })
}

/// The needle went in without the fluoroscopy or CT that a definition asks for.
pub(super) const fn is_without(imaging: Option<Imaging>) -> bool {
    matches!(imaging, Some(Imaging::None | Imaging::Ultrasound | Imaging::Mri))
}

/// Fluoroscopy or CT is recorded.
pub(super) const fn is_with(imaging: Option<Imaging>) -> bool {
    matches!(imaging, Some(Imaging::Fluoroscopy | Imaging::Ct))
}

fn epidural(it: &EpiduralInjection, edition: &Edition<'_>) -> Choice {
    use Area::{CervicalThoracic as Upper, LumbarSacral as Lower};
    let area = match it.approach {
        EpiduralApproach::Caudal => Some(Lower),
        _ => spine::area(it.region, &it.levels),
    };
    let Some(area) = area else { return Choice::none(&reasons::NO_CODE) };
    if it.approach == EpiduralApproach::Transforaminal {
        return match it.imaging {
            // The codes for ultrasound ended on 2020-12-31.
            Some(Imaging::Ultrasound) if in_force(edition, code!(b"0228T")).is_some() => {
                spine::levels(area, spine::ROOT_ULTRASOUND)
            }
            imaging if is_without(imaging) => unlisted(),
            _ => spine::levels(area, spine::ROOT),
        };
    }
    let code = match (area, it.catheter.is_yes(), is_with(it.imaging)) {
        (Upper, false, false) => code!(b"62320"),
        (Upper, false, true) => code!(b"62321"),
        (Lower, false, false) => code!(b"62322"),
        (Lower, false, true) => code!(b"62323"),
        (Upper, true, false) => code!(b"62324"),
        (Upper, true, true) => code!(b"62325"),
        (Lower, true, false) => code!(b"62326"),
        (Lower, true, true) => code!(b"62327"),
    };
    once(code, None)
}

fn facet_injection(it: &FacetInjection) -> Choice {
    let Some(area) = spine::area(it.region, &it.levels) else { return Choice::none(&reasons::NO_CODE) };
    match it.imaging {
        Some(Imaging::Ultrasound) => spine::levels(area, spine::FACET_ULTRASOUND),
        // By definition a needle without imaging is an injection into the muscles.
        imaging if is_without(imaging) => once(code!(b"20552"), None),
        _ => spine::levels(area, spine::FACET),
    }
}

fn sacroiliac(visit: &Visit, it: SacroiliacInjection) -> Choice {
    let facility = match visit.setting.biller {
        Some(biller) => biller == Biller::Facility,
        None => visit.setting.claim_form == ClaimForm::Institutional,
    };
    match it.imaging {
        imaging if is_without(imaging) => once(code!(b"20552"), None),
        _ if facility => once(code!(b"G0260"), it.side),
        _ => once(code!(b"27096"), it.side),
    }
}

fn basivertebral(it: BasivertebralAblation, edition: &Edition<'_>) -> Choice {
    let Some(code) = in_force(edition, code!(b"64628")) else { return unlisted().or(reported::BASIVERTEBRAL) };
    let further = u32::from(it.vertebrae.unwrap_or(2).saturating_sub(2));
    let mut parts = Parts::from([Part::of(code, 1, None)]);
    parts.push(Part::of(code!(b"64629"), further, None));
    of_parts(parts, &reasons::NEEDLE).or(reported::BASIVERTEBRAL)
}

fn trigger_points(it: TriggerPointInjection, edition: &Edition<'_>) -> Choice {
    let code = if it.muscles <= 2 { code!(b"20552") } else { code!(b"20553") };
    let choice = once(code, None).or(reported::TRIGGER_POINTS);
    if edition.asks(Asked::NoGuidance, Therapy::TriggerPoint).is_some() {
        return choice;
    }
    guided(choice, edition, it.imaging, it.image_saved)
}

fn joint(it: JointInjection) -> Choice {
    let with = it.imaging == Some(Imaging::Ultrasound) && it.image_saved.is_yes();
    let code = match (it.size, with) {
        (JointSize::Small, false) => code!(b"20600"),
        (JointSize::Small, true) => code!(b"20604"),
        (JointSize::Medium, false) => code!(b"20605"),
        (JointSize::Medium, true) => code!(b"20606"),
        (JointSize::Large, false) => code!(b"20610"),
        (JointSize::Large, true) => code!(b"20611"),
    };
    several(code, it.count, it.side).or(reported::JOINTS)
}

fn tendon(it: TendonInjection) -> Choice {
    let code = if it.origin.is_yes() { code!(b"20551") } else { code!(b"20550") };
    several(code, it.count, it.side).or(reported::TENDONS)
}

/// As many units as nerves, joints or tendons.
pub(super) fn several(code: Code, count: Option<u8>, side: Option<Side>) -> Choice {
    let units = u32::from(count.unwrap_or(1).max(1));
    of_parts(Parts::from([Part::of(code, units, side)]), &reasons::NEEDLE)
}

pub(super) fn in_force(edition: &Edition<'_>, code: Code) -> Option<Code> {
    match edition.tables().codes() {
        Some(codes) => codes.table.on(&code, edition.date()).map(|_| code),
        None => Some(code),
    }
}

/// The first quarter of an hour from ten minutes on, further ones past their middle.
fn sedation(service: &Service, it: ModerateSedation) -> Choice {
    let (first, further) = match (it.by_another.is_yes(), it.under_five.is_yes()) {
        (false, true) => (code!(b"99151"), code!(b"99153")),
        (false, false) => (code!(b"99152"), code!(b"99153")),
        (true, true) => (code!(b"99155"), code!(b"99157")),
        (true, false) => (code!(b"99156"), code!(b"99157")),
    };
    let minutes = service.minutes.map_or(15, Minutes::get);
    if minutes < 10 {
        return Choice::none(&reasons::SEDATION_SHORT).or(reported::SEDATION);
    }
    let more = crate::count::units_of(u32::from(minutes.saturating_sub(15)));
    let mut parts = Parts::from([Part::of(first, 1, None)]);
    parts.push(Part::of(further, more, None));
    of_parts(parts, &reasons::NEEDLE).or(reported::SEDATION)
}
