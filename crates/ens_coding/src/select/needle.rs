//! The codes of needle procedures: which ones, how often, and on which side.

use alloc::vec::Vec;

use super::choice::{Choice, Counting, Part, Parts};
use super::reasons;
use super::reported_needles as reported;
use super::spine;
use crate::book::{Asked, Edition, Therapy};
use crate::code::{Code, code};
use crate::fact::Fact;
use crate::needle::{self, Area};
use crate::order;
use crate::rule::Rule;
use crate::table::Guidance;
use crate::visit::{
    AblationMethod, BasivertebralAblation, Biller, Chemodenervation, ClaimForm, EpiduralApproach, EpiduralInjection,
    FacetInjection, Imaging, ImagingGuidance, JointInjection, JointSize, Minutes, ModerateSedation, MuscleGuidance,
    Nerve, NerveBlock, NerveDestruction, Purpose, SacroiliacInjection, Service, Side, TendonInjection, ToxinSite,
    TreatedLimb, TriggerPointInjection, Visit, What,
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
            let alternates = block(*it, edition).map_or(reported::BLOCKS, |choice| choice.alternates);
            Choice::none(&reasons::SURGICAL_PACKAGE).or(alternates)
        }
        What::NerveBlock(it) => match block(*it, edition) {
            Some(choice) => guided(choice, edition, it.imaging, it.image_saved),
            None => Choice::none(&reasons::NO_CODE).or(reported::BLOCKS),
        },
        What::NerveDestruction(it) => match destruction(*it, edition) {
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
        What::Chemodenervation(it) => toxin(it, edition),
        What::ModerateSedation(it) => sedation(service, *it),
        _ => return None,
    })
}

/// The needle went in without the fluoroscopy or CT that a definition asks for.
pub(super) const fn is_without(imaging: Option<Imaging>) -> bool {
    matches!(imaging, Some(Imaging::None | Imaging::Ultrasound | Imaging::Mri))
}

/// Fluoroscopy or CT is recorded.
const fn is_with(imaging: Option<Imaging>) -> bool {
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
fn several(code: Code, count: Option<u8>, side: Option<Side>) -> Choice {
    let units = u32::from(count.unwrap_or(1).max(1));
    of_parts(Parts::from([Part::of(code, units, side)]), &reasons::NEEDLE)
}

fn in_force(edition: &Edition<'_>, code: Code) -> Option<Code> {
    match edition.tables().codes() {
        Some(codes) => codes.table.on(&code, edition.date()).map(|_| code),
        None => Some(code),
    }
}

/// The code of a block; `None` where the note names no nerve.
fn block(it: NerveBlock, edition: &Edition<'_>) -> Option<Choice> {
    use Nerve as N;
    let catheter = it.catheter.is_yes();
    let by_date = |new: Code, old: Code| in_force(edition, new).unwrap_or(old);
    let pair = |single: Code, with_catheter: Code| if catheter { with_catheter } else { single };
    let other = code!(b"64450");
    let code = match it.nerve? {
        // No code has a catheter for what follows, but for those that `pair` or `plane` names.
        N::BrachialPlexus => pair(code!(b"64415"), code!(b"64416")),
        N::Sciatic => pair(code!(b"64445"), code!(b"64446")),
        N::Femoral | N::AdductorCanal => pair(code!(b"64447"), code!(b"64448")),
        N::Paravertebral if !catheter => return Some(levels(it, code!(b"64461"), code!(b"64462"), Some(1))),
        N::Paravertebral => code!(b"64463"),
        N::ThoracicFascialPlane => return Some(plane(it, edition, spine::CHEST_PLANE)),
        N::AbdominalFascialPlane => return Some(plane(it, edition, spine::ABDOMINAL_PLANE)),
        N::LegFascialPlane => match in_force(edition, pair(code!(b"64473"), code!(b"64474"))) {
            Some(code) => code,
            None => return Some(unlisted().or(reported::BLOCKS)),
        },
        N::LumbarPlexus if catheter => code!(b"64449"),
        _ if catheter => return Some(unlisted().or(reported::BLOCKS)),
        N::TrigeminalBranch | N::TrigeminalDivision => code!(b"64400"),
        N::GreaterOccipital => code!(b"64405"),
        N::Vagus => code!(b"64408"),
        N::Facial => return Some(old_or_unlisted(edition, code!(b"64402"), it.side)),
        N::Phrenic => return Some(old_or_unlisted(edition, code!(b"64410"), it.side)),
        N::CervicalPlexus => return Some(old_or_unlisted(edition, code!(b"64413"), it.side)),
        N::Axillary => code!(b"64417"),
        N::Suprascapular => code!(b"64418"),
        N::Intercostal => return Some(intercostal(it, edition)),
        N::Ilioinguinal => code!(b"64425"),
        N::Pudendal => code!(b"64430"),
        N::Paracervical => code!(b"64435"),
        N::Genicular => by_date(code!(b"64454"), other),
        N::Sacroiliac => by_date(code!(b"64451"), other),
        N::PlantarDigital => code!(b"64455"),
        N::LesserOccipital
        | N::ThirdOccipital
        | N::LateralFemoralCutaneous
        | N::Saphenous
        | N::Digital
        | N::OtherPeripheral => other,
        N::Sphenopalatine => code!(b"64505"),
        N::Stellate => code!(b"64510"),
        N::SuperiorHypogastric => code!(b"64517"),
        N::ThoracicSympathetic | N::LumbarSympathetic => code!(b"64520"),
        N::Celiac => code!(b"64530"),
        N::QuadratusLumborum | N::Ipack | N::Peng | N::GanglionImpar | N::LumbarPlexus => {
            return Some(unlisted().or(reported::BLOCKS));
        }
    };
    let count = if code == other || code == code!(b"64400") { it.count } else { None };
    Some(several(code, count, it.side).or(reported::BLOCKS))
}

fn old_or_unlisted(edition: &Edition<'_>, code: Code, side: Option<Side>) -> Choice {
    in_force(edition, code).map_or_else(unlisted, |code| once(code, side)).or(reported::BLOCKS)
}

/// One level under the first code, further ones under the add-on, of which there are at most so many units.
fn levels(it: NerveBlock, first: Code, further: Code, most: Option<u32>) -> Choice {
    let more = u32::from(it.count.unwrap_or(1).saturating_sub(1));
    let mut parts = Parts::from([Part::of(first, 1, it.side)]);
    parts.push(Part::of(further, most.map_or(more, |most| more.min(most)), it.side));
    of_parts(parts, &reasons::NEEDLE).or(reported::BLOCKS)
}

/// Until 2019 the second code stood alone for several levels; since 2020 it continues the first.
fn intercostal(it: NerveBlock, edition: &Edition<'_>) -> Choice {
    let add_on = crate::date::Date::new(2020, 1, 1).is_none_or(|day| edition.date() >= day);
    match it.count {
        Some(2..) if !add_on => once(code!(b"64421"), it.side).or(reported::BLOCKS),
        _ => levels(it, code!(b"64420"), code!(b"64421"), None),
    }
}

/// A fascial plane: codes for one side and for both, single and with a catheter.
fn plane(it: NerveBlock, edition: &Edition<'_>, codes: [Code; 4]) -> Choice {
    let [one, one_catheter, both, both_catheter] = codes;
    let (code, side) = match (it.side == Some(Side::Both), it.catheter.is_yes()) {
        (true, false) => (both, None),
        (true, true) => (both_catheter, None),
        (false, false) => (one, it.side),
        (false, true) => (one_catheter, it.side),
    };
    in_force(edition, code).map_or_else(unlisted, |code| once(code, side)).or(reported::BLOCKS)
}

fn destruction(it: NerveDestruction, edition: &Edition<'_>) -> Option<Choice> {
    use Nerve as N;
    let nerve = it.nerve?;
    if it.method == Some(AblationMethod::Pulsed) {
        return Some(unlisted());
    }
    let other = code!(b"64640");
    let by_date = |new: Code| in_force(edition, new).unwrap_or(other);
    let code = match nerve {
        N::TrigeminalBranch => code!(b"64600"),
        N::TrigeminalDivision if is_with(it.imaging) => code!(b"64610"),
        N::TrigeminalDivision => code!(b"64605"),
        N::Intercostal => code!(b"64620"),
        N::Genicular => by_date(code!(b"64624")),
        N::Sacroiliac if is_without(it.imaging) => return Some(unlisted()),
        N::Sacroiliac => by_date(code!(b"64625")),
        N::Pudendal => code!(b"64630"),
        N::PlantarDigital => code!(b"64632"),
        N::Celiac => code!(b"64680"),
        N::SuperiorHypogastric => code!(b"64681"),
        N::GanglionImpar | N::Stellate | N::Sphenopalatine | N::LumbarSympathetic | N::ThoracicSympathetic => {
            return Some(unlisted());
        }
        _ => other,
    };
    let count = if code == other || code == code!(b"64620") { it.count } else { None };
    Some(several(code, count, it.side))
}

fn toxin(it: &Chemodenervation, edition: &Edition<'_>) -> Choice {
    let choice = match it.site {
        ToxinSite::SalivaryGlands => once(code!(b"64611"), None),
        ToxinSite::Facial => once(code!(b"64612"), it.side),
        ToxinSite::ChronicMigraine => once(code!(b"64615"), None),
        ToxinSite::Neck => once(code!(b"64616"), it.side),
        ToxinSite::Larynx => once(code!(b"64617"), it.side),
        ToxinSite::Limbs => limbs(&it.limbs),
        ToxinSite::Trunk if it.muscles.is_some_and(|muscles| muscles > 5) => once(code!(b"64647"), None),
        ToxinSite::Trunk => once(code!(b"64646"), None),
        ToxinSite::Axillae => once(code!(b"64650"), None),
        ToxinSite::OtherSweatGlands => once(code!(b"64653"), None),
        ToxinSite::Bladder => once(code!(b"52287"), None),
        ToxinSite::EyeMuscle => once(code!(b"67345"), it.side),
        ToxinSite::Esophagus => once(code!(b"43201"), None),
    };
    let alternates = if it.site == ToxinSite::Limbs { reported::LIMBS } else { reported::TOXIN_SITES };
    let finding = match it.guidance {
        Some(MuscleGuidance::ElectricalStimulation) => Some(code!(b"95873")),
        Some(MuscleGuidance::Electromyography) => Some(code!(b"95874")),
        _ => None,
    };
    with_guidance(choice.or(alternates), edition, finding.as_slice())
}

/// One base code a day, for the limb with the most muscles; every other limb has an add-on of its own size.
fn limbs(limbs: &[TreatedLimb]) -> Choice {
    let mut sizes: Vec<u8> = limbs.iter().map(|limb| limb.muscles).collect();
    order::sort(&mut sizes, |one, other| one > other);
    let Some((first, rest)) = sizes.split_first() else { return Choice::none(&reasons::NO_CODE) };
    let large = rest.iter().filter(|muscles| **muscles >= 5).count();
    let small = rest.len().saturating_sub(large);
    let units = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let base = if *first >= 5 { code!(b"64644") } else { code!(b"64642") };
    let mut parts = Parts::from([Part::of(base, 1, None)]);
    parts.push(Part::of(code!(b"64645"), units(large), None));
    parts.push(Part::of(code!(b"64643"), units(small), None));
    of_parts(parts, &reasons::LIMBS)
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
fn guided(choice: Choice, edition: &Edition<'_>, imaging: Option<Imaging>, saved: Fact) -> Choice {
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

fn with_guidance(mut choice: Choice, edition: &Edition<'_>, codes: &[Code]) -> Choice {
    let Some(code) = choice.code else { return choice };
    let separate = |guidance: &&Code| {
        needle::guidance(edition, code, **guidance).is_some_and(|row| row.value == Guidance::Separate)
    };
    if let Some(guidance) = codes.iter().find(separate) {
        choice.parts.push(Part::of(*guidance, 1, None));
    }
    choice
}
