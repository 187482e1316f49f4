//! Which code describes a service, for this payer and on this date.

use alloc::vec::Vec;

use super::codes;
pub(crate) use super::parts::{Part, Parts};
use super::{drug, needle, reasons, reported, spine, stimulator, united};
use crate::book::Edition;
use crate::code::{Code, code};
use crate::rule::Rule;
use crate::visit::{Energy, Service, Visit, What};
use crate::wound::{self, Qualifies};

/// What selection makes of one service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    /// The code of the line.
    pub code: Option<Code>,
    /// The add-on that reports what follows the first unit.
    pub further: Option<Code>,
    /// The lines that it makes, where they are counted by parts.
    pub parts: Parts,
    /// How its units are counted.
    pub counting: Counting,
    /// Why.
    pub reason: &'static Rule,
    /// Codes under which a claim may report the same service, rightly or wrongly.
    pub alternates: &'static [Code],
}

/// How units are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counting {
    /// In 15-minute units, by the payer's method.
    Timed,
    /// Once a day.
    Once,
    /// In sets of acupuncture needles.
    Sets,
    /// As given.
    Given(u32),
    /// As its parts say.
    Parts,
}

impl Choice {
    pub(super) const fn new(code: Code, counting: Counting, reason: &'static Rule) -> Self {
        Self { code: Some(code), further: None, parts: Parts::NONE, counting, reason, alternates: &[] }
    }

    pub(super) const fn none(reason: &'static Rule) -> Self {
        Self { code: None, further: None, parts: Parts::NONE, counting: Counting::Once, reason, alternates: &[] }
    }

    pub(super) const fn or(self, alternates: &'static [Code]) -> Self {
        Self { alternates, ..self }
    }
}

/// A choice for each service of the visit.
pub(crate) fn choose_all(visit: &Visit, edition: &Edition<'_>) -> Vec<Choice> {
    let whole = united::whole(visit);
    let mut choices: Vec<Choice> = Vec::with_capacity(visit.services.len());
    for (at, service) in visit.services.iter().enumerate() {
        let choice = match whole.get(at) {
            Some((leader, _)) if *leader != at => choices.get(*leader).map(united::followed),
            Some((_, Some(what))) => {
                let joined = Service { what: what.clone(), ..service.clone() };
                Some(choose(visit, &joined, edition))
            }
            _ => None,
        };
        choices.push(choice.unwrap_or_else(|| choose(visit, service, edition)));
    }
    codes::number_acupuncture(visit, &mut choices);
    spine::number(visit, &mut choices);
    united::number(visit, &mut choices);
    united::guide_once(&mut choices);
    choices
}

fn choose(visit: &Visit, service: &Service, edition: &Edition<'_>) -> Choice {
    match &service.what {
        What::ElectricalStimulation(stimulation) => {
            let unattended = edition.unattended_stimulation().map_or(code!(b"97014"), |term| term.value);
            if stimulation.through_acupuncture_needles.is_yes() {
                Choice::none(&reasons::THROUGH_NEEDLES)
            } else if !stimulation.attended.is_yes() {
                Choice::new(unattended, Counting::Once, &reasons::UNATTENDED)
            } else if visit.note_of(service).attendance.is_no() {
                Choice::new(unattended, Counting::Once, &reasons::ATTENDANCE_CONTRADICTED)
            } else {
                Choice::new(code!(b"97032"), Counting::Timed, &reasons::ATTENDED)
            }
            .or(codes::SURFACE)
        }
        What::WoundStimulation(it) => {
            let qualifies = wound::qualifies(visit, &it.wound, edition);
            let (code, reason) = match (it.energy, qualifies) {
                (Energy::Electrical, Qualifies::No(_)) => (code!(b"G0282"), &reasons::WOUND_OTHER),
                (Energy::Electrical, _) => (code!(b"G0281"), &reasons::WOUND_QUALIFYING),
                (Energy::Electromagnetic, Qualifies::No(_)) => (code!(b"G0295"), &reasons::WOUND_OTHER),
                (Energy::Electromagnetic, _) => (code!(b"G0329"), &reasons::WOUND_QUALIFYING),
            };
            Choice::new(code, Counting::Once, reason).or(match it.energy {
                Energy::Electrical => codes::WOUND_ELECTRICAL,
                Energy::Electromagnetic => codes::WOUND_ELECTROMAGNETIC,
            })
        }
        What::AuricularFieldStimulation => by_date(edition, &[code!(b"64567"), code!(b"0720T")]).or(reported::EAR),
        What::TranscutaneousAuricularStimulation(_) => by_date(edition, &[code!(b"0783T")]).or(reported::EAR),
        What::ScramblerTherapy => by_date(edition, &[code!(b"0278T")]),
        What::TensApplication => match by_date(edition, &[code!(b"64550")]) {
            choice if choice.code.is_some() => choice,
            _ => Choice::new(code!(b"97032"), Counting::Timed, &reasons::TENS_INSTRUCTION),
        }
        .or(codes::TENS_APPLICATION),
        What::Acupuncture(it) => {
            let (first, further) = codes::acupuncture(it.electrical);
            Choice { further: Some(further), ..Choice::new(first, Counting::Sets, &reasons::ACUPUNCTURE) }
                .or(codes::ACUPUNCTURE)
        }
        What::Device(it) => Choice::new(codes::device(it.item), Counting::Once, &reasons::PROCEDURE).or(codes::TENS),
        What::Supply(it) => match edition.stimulator_supplies_as() {
            Some(term) if codes::STIMULATOR_SUPPLIES.contains(&it.code) => {
                Choice::new(term.value, codes::supply_units(visit, *it, term.value), &reasons::SUPPLIES_AS)
                    .or(codes::STIMULATOR_SUPPLIES)
            }
            _ => Choice::new(it.code, codes::supply_units(visit, *it, it.code), &reasons::GIVEN),
        },
        What::EvaluationAndManagement(it) => Choice::new(it.code, Counting::Once, &reasons::GIVEN),
        // A timed code with its minutes is counted like any other; only without them the host's units stand.
        What::Coded(it) if service.minutes.is_some() && edition.is_timed(it.code) => {
            Choice::new(it.code, Counting::Timed, &reasons::GIVEN)
        }
        What::Coded(it) => {
            Choice::new(it.code, Counting::Given(it.units.map_or(1, crate::claim::Units::get)), &reasons::GIVEN)
        }
        What::Drug(it) => drug::choose(it, edition),
        What::CognitiveIntervention => Choice {
            further: Some(code!(b"97130")),
            ..Choice::new(code!(b"97129"), Counting::Timed, &reasons::PROCEDURE)
        },
        What::TherapyEvaluation(it) => match codes::evaluation(*it) {
            Some((code, alternates)) => Choice::new(code, Counting::Once, &reasons::PROCEDURE).or(alternates),
            None => Choice::none(&reasons::NO_CODE),
        },
        other => match codes::procedure(other) {
            Some((code, counting)) => Choice::new(code, counting, &reasons::PROCEDURE).or(codes::neighbours(code)),
            None => stimulator::choose(visit, service, edition)
                .or_else(|| needle::choose(visit, service, edition))
                .unwrap_or(Choice::none(&reasons::NO_CODE)),
        },
    }
}

/// The first of these codes that is in force on the date.
pub(super) fn by_date(edition: &Edition<'_>, candidates: &[Code]) -> Choice {
    let in_force = |code: &&Code| match edition.tables().codes() {
        Some(codes) => codes.table.on(code, edition.date()).is_some(),
        None => true, // without the table the newest code stands, and `code/not-in-force` says what is missing
    };
    candidates
        .iter()
        .find(in_force)
        .map_or(Choice::none(&reasons::NO_CODE), |code| Choice::new(*code, Counting::Once, &reasons::BY_DATE))
}
