//! The codes of services that have one code whatever the payer.

use super::choice::{Choice, Counting};
use crate::code::{Code, code};
use crate::visit::{DeviceItem, Discipline, Evaluation, EvaluationKind, Supply, Visit, What};

/// Codes under which surface stimulation is reported, rightly or wrongly.
pub(super) const SURFACE: &[Code] = &[
    code!(b"97014"),
    code!(b"G0283"),
    code!(b"97032"),
    code!(b"S8130"),
    code!(b"S8131"),
    code!(b"64550"),
    code!(b"G0281"),
    code!(b"G0282"),
    code!(b"64555"),
];
pub(super) const WOUND_ELECTRICAL: &[Code] =
    &[code!(b"G0281"), code!(b"G0282"), code!(b"G0283"), code!(b"97014"), code!(b"97032"), code!(b"G0329")];
pub(super) const WOUND_ELECTROMAGNETIC: &[Code] =
    &[code!(b"G0329"), code!(b"G0295"), code!(b"G0281"), code!(b"G0282"), code!(b"G0283"), code!(b"97024")];
pub(super) const TENS_APPLICATION: &[Code] = &[code!(b"64550"), code!(b"97032"), code!(b"G0283"), code!(b"97014")];
pub(super) const ACUPUNCTURE: &[Code] = &[code!(b"97810"), code!(b"97811"), code!(b"97813"), code!(b"97814")];
pub(super) const TENS: &[Code] = &[code!(b"E0720"), code!(b"E0730")];
pub(crate) const STIMULATOR_SUPPLIES: &[Code] =
    &[code!(b"A4595"), code!(b"A4556"), code!(b"A4557"), code!(b"A4558"), code!(b"A4630")];
const PT_EVALUATIONS: &[Code] = &[code!(b"97161"), code!(b"97162"), code!(b"97163"), code!(b"97164")];
const OT_EVALUATIONS: &[Code] = &[code!(b"97165"), code!(b"97166"), code!(b"97167"), code!(b"97168")];
const MANIPULATIONS: &[Code] = &[code!(b"98940"), code!(b"98941"), code!(b"98942")];
const DRY_NEEDLING: &[Code] = &[code!(b"20560"), code!(b"20561"), code!(b"20552"), code!(b"20553")];
const ORTHOTIC_FOLLOW_UP: &[Code] = &[code!(b"97762")];

/// First and further code of acupuncture.
pub(crate) const fn acupuncture(electrical: bool) -> (Code, Code) {
    if electrical { (code!(b"97813"), code!(b"97814")) } else { (code!(b"97810"), code!(b"97811")) }
}

/// One initial acupuncture code a day, for the first service that has a whole set: later ones have the add-on alone.
pub(super) fn number_acupuncture(visit: &Visit, choices: &mut [Choice]) {
    let mut sets = visit
        .services
        .iter()
        .zip(choices)
        .filter(|(service, _)| matches!(service.what, What::Acupuncture(_)) && super::units::sets(service) > 0);
    sets.next();
    for (_, choice) in sets {
        choice.code = choice.further;
    }
}

/// All devices that have a code of their own.
pub(crate) const DEVICES: [DeviceItem; 9] = [
    DeviceItem::TensTwoLeads,
    DeviceItem::TensFourLeads,
    DeviceItem::ConductiveGarment,
    DeviceItem::NeuromuscularStimulator,
    DeviceItem::ScoliosisStimulator,
    DeviceItem::KneeOsteoarthritisStimulator,
    DeviceItem::WalkingStimulator,
    DeviceItem::WoundStimulator,
    DeviceItem::OtherFunctionalStimulator,
];

pub(crate) const fn device(item: DeviceItem) -> Code {
    match item {
        DeviceItem::TensTwoLeads => code!(b"E0720"),
        DeviceItem::TensFourLeads => code!(b"E0730"),
        DeviceItem::ConductiveGarment => code!(b"E0731"),
        DeviceItem::NeuromuscularStimulator => code!(b"E0745"),
        DeviceItem::ScoliosisStimulator => code!(b"E0744"),
        DeviceItem::KneeOsteoarthritisStimulator => code!(b"E0762"),
        DeviceItem::WalkingStimulator => code!(b"E0764"),
        DeviceItem::WoundStimulator => code!(b"E0769"),
        DeviceItem::OtherFunctionalStimulator => code!(b"E0770"),
    }
}

/// Leads of the patient's TENS: of a device of this visit, else as recorded.
pub(crate) fn leads(visit: &Visit) -> Option<u8> {
    let of_visit = visit.services.iter().find_map(|service| match &service.what {
        What::Device(it) if it.item == DeviceItem::TensTwoLeads => Some(2),
        What::Device(it) if it.item == DeviceItem::TensFourLeads => Some(4),
        _ => None,
    });
    of_visit.or(visit.documentation.device.leads)
}

/// A4595 is a month's supplies of two leads; other supplies are counted as given.
pub(super) fn supply_units(visit: &Visit, supply: Supply, billed: Code) -> Counting {
    let quantity = u32::from(supply.quantity.unwrap_or(1)).max(1);
    let pairs_of_leads = match leads(visit) {
        Some(leads) if billed == code!(b"A4595") && leads > 2 => 2,
        _ => 1,
    };
    let months = if billed == supply.code { quantity } else { 1 };
    Counting::Given(months.saturating_mul(pairs_of_leads))
}

pub(crate) const fn evaluation(it: Evaluation) -> Option<(Code, &'static [Code])> {
    let (codes, alternates): ([Code; 4], _) = match it.discipline {
        Discipline::Pt => ([code!(b"97161"), code!(b"97162"), code!(b"97163"), code!(b"97164")], PT_EVALUATIONS),
        Discipline::Ot => ([code!(b"97165"), code!(b"97166"), code!(b"97167"), code!(b"97168")], OT_EVALUATIONS),
        Discipline::Slp => return None,
    };
    let [low, moderate, high, again] = codes;
    let code = match it.kind {
        EvaluationKind::Low => low,
        EvaluationKind::Moderate => moderate,
        EvaluationKind::High => high,
        EvaluationKind::ReEvaluation => again,
    };
    Some((code, alternates))
}

/// The code of a service with one code whatever the payer.
pub(crate) const fn procedure(what: &What) -> Option<(Code, Counting)> {
    use Counting::{Once, Timed};
    Some(match what {
        What::HotColdPack => (code!(b"97010"), Once),
        What::MechanicalTraction => (code!(b"97012"), Once),
        What::VasopneumaticDevice => (code!(b"97016"), Once),
        What::ParaffinBath => (code!(b"97018"), Once),
        What::Whirlpool => (code!(b"97022"), Once),
        What::Diathermy => (code!(b"97024"), Once),
        What::Infrared => (code!(b"97026"), Once),
        What::Ultraviolet => (code!(b"97028"), Once),
        What::Iontophoresis => (code!(b"97033"), Timed),
        What::ContrastBath => (code!(b"97034"), Timed),
        What::Ultrasound => (code!(b"97035"), Timed),
        What::HubbardTank => (code!(b"97036"), Timed),
        What::LowLevelLaser => (code!(b"97037"), Once),
        What::UnlistedModality => (code!(b"97039"), Once),
        What::TherapeuticExercise => (code!(b"97110"), Timed),
        What::NeuromuscularReeducation => (code!(b"97112"), Timed),
        What::AquaticTherapy => (code!(b"97113"), Timed),
        What::GaitTraining => (code!(b"97116"), Timed),
        What::Massage => (code!(b"97124"), Timed),
        What::ManualTherapy => (code!(b"97140"), Timed),
        What::GroupTherapy => (code!(b"97150"), Once),
        What::TherapeuticActivities => (code!(b"97530"), Timed),
        What::SensoryIntegration => (code!(b"97533"), Timed),
        What::SelfCareTraining => (code!(b"97535"), Timed),
        What::CommunityReintegration => (code!(b"97537"), Timed),
        What::WheelchairManagement => (code!(b"97542"), Timed),
        What::PerformanceTest => (code!(b"97750"), Timed),
        What::AssistiveTechnologyAssessment => (code!(b"97755"), Timed),
        What::OrthoticTraining => (code!(b"97760"), Timed),
        What::ProstheticTraining => (code!(b"97761"), Timed),
        What::OrthoticProstheticFollowUp => (code!(b"97763"), Timed),
        What::SpinalManipulation(it) => match it.regions {
            0..=2 => (code!(b"98940"), Once),
            3..=4 => (code!(b"98941"), Once),
            _ => (code!(b"98942"), Once),
        },
        What::ExtraspinalManipulation => (code!(b"98943"), Once),
        What::DryNeedling(it) if it.muscles <= 2 => (code!(b"20560"), Once),
        What::DryNeedling(_) => (code!(b"20561"), Once),
        _ => return None,
    })
}

/// Codes that are reported in the place of another one.
pub(super) fn neighbours(code: Code) -> &'static [Code] {
    [MANIPULATIONS, DRY_NEEDLING]
        .into_iter()
        .find(|family| family.contains(&code))
        .unwrap_or(if code == code!(b"97763") { ORTHOTIC_FOLLOW_UP } else { &[] })
}
