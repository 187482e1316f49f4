//! How the code of a line and a stimulator service differ.

use crate::code::code;
use crate::needle;
use crate::run::{Context, LineView};
use crate::source::Trust;
use crate::stimulation::{self, Part};
use crate::visit::{Service, Stage, StimulationTarget, What, Work};

/// Why the code does not describe the service, and how far that is trusted. A lapsed code is another rule's.
pub(crate) fn of(
    context: &Context<'_>,
    line: &LineView<'_>,
    at: usize,
    service: &Service,
) -> Option<(&'static str, Trust)> {
    let choice = context.choices.get(at)?;
    let code = line.code();
    if !line.in_force || choice.code == Some(code) || choice.further == Some(code) {
        return None;
    }
    let part = stimulation::of_code(code).map(|(_, part)| part);
    let implant = part.is_some_and(|part| part != Part::Session) || (code!(b"L8678")..=code!(b"L8695")).contains(&code);
    match &service.what {
        What::StimulatorLead(it) if it.target == StimulationTarget::SubcutaneousField => Some((
            "the lead lies in the painful area and not at a named nerve, which no code describes",
            Trust::Secondary,
        )),
        // A generator beside leads that stay may have been placed all the same.
        What::StimulatorLead(it) if part == Some(Part::Generator) => (it.stage == Some(Stage::Trial))
            .then_some(("the generator of a trial stays outside of the body; nothing was implanted", Trust::Secondary)),
        What::StimulatorLead(it) => {
            let placed = matches!(it.action, None | Some(Work::Placed));
            let why = if placed {
                "the lead was placed in another way or at another place"
            } else {
                "work on a lead at its level is one code, and not that of taking it out and placing a new one"
            };
            choice.code.map(|_| (why, Trust::Secondary))
        }
        What::StimulatorGenerator(it) if it.external.is_yes() => Some((
            "the generator stays outside of the body; nothing was implanted and no pocket made",
            Trust::Secondary,
        )),
        What::StimulatorGenerator(it)
            if (it.reused.is_yes() || it.action == Some(Work::Revised)) && part == Some(Part::Generator) =>
        {
            Some(("the same unit was put back, and the code needs a new one", Trust::Primary))
        }
        What::StimulatorGenerator(it) if it.detachable.is_no() && implant => {
            Some(("lead and generator are one piece, which has codes of its own", Trust::Primary))
        }
        What::StimulatorGenerator(_) => {
            choice.code.map(|_| ("another work was done on the generator", Trust::Secondary))
        }
        What::IntegratedStimulator(_) => choice
            .code
            .filter(|_| implant)
            .map(|_| ("lead and generator are one piece, which has codes of its own", Trust::Primary)),
        What::StimulatorProgramming(it) => {
            it.parameters_changed?;
            choice
                .code
                .map(|_| ("the number of parameters changed, or what was programmed, is another one", Trust::Secondary))
        }
        What::NeedleStimulation(it) if implant && !it.left_in_place.is_yes() => Some((
            "the needles leave with the session and nothing is implanted; some guides use the implant code all the same",
            Trust::Primary,
        )),
        What::NeedleStimulation(_) => {
            Some(("the needles stimulate a nerve; the code is for something else", Trust::Secondary))
        }
        What::TibialNeedleStimulation(_) => {
            Some(("a needle stimulates for one session, and nothing is implanted", Trust::Secondary))
        }
        What::AuricularElectroacupuncture | What::AuricularFieldStimulation if implant => {
            Some(("the device is worn at the ear, and the code is for an implant", Trust::Primary))
        }
        What::AuricularFieldStimulation if code == code!(b"64999") => {
            choice.code.map(|_| ("the service has a code of its own", Trust::Secondary))
        }
        What::AuricularElectroacupuncture | What::TranscutaneousAuricularStimulation(_) => {
            Some(("another service was furnished at the ear", Trust::Secondary))
        }
        _ => None,
    }
}

/// A line whose code, in force or not, may be meant for a stimulator of the visit.
pub(crate) fn may_report(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let services = context.visit.services.iter().zip(context.choices);
    services.filter(|(service, _)| is_stimulators(service)).any(|(_, it)| it.alternates.contains(&line.code()))
}

/// The service of a stimulator that a line without a service of its own seems to report too, and how they differ.
pub(crate) fn also_reported<'a>(
    context: &Context<'a>,
    line: &LineView<'_>,
) -> Option<(&'a Service, (&'static str, Trust))> {
    context.visit.services.iter().enumerate().filter(|(_, service)| is_stimulators(service)).find_map(
        |(at, service)| {
            let reports = context.choices.get(at)?.alternates.contains(&line.code());
            Some((service, of(context, line, at, service).filter(|_| reports)?))
        },
    )
}

/// Services that this file judges.
pub(crate) const fn is_stimulators(service: &Service) -> bool {
    matches!(
        &service.what,
        What::StimulatorLead(_)
            | What::StimulatorGenerator(_)
            | What::IntegratedStimulator(_)
            | What::StimulatorProgramming(_)
            | What::NeedleStimulation(_)
            | What::TibialNeedleStimulation(_)
            | What::AuricularElectroacupuncture
            | What::AuricularFieldStimulation
            | What::TranscutaneousAuricularStimulation(_)
    )
}

/// A line whose code another rule replaces, so that it should not be taken off.
pub(crate) fn is_replaced(context: &Context<'_>, line: &LineView<'_>) -> bool {
    context.services_of(line).any(|(at, service)| {
        let chosen = context.choices.get(at).and_then(|choice| choice.code);
        is_stimulators(service) && chosen.is_some() && of(context, line, at, service).is_some()
    })
}

/// A line that a service of the visit accounts for, under the code that selection would bill.
fn is_accounted(context: &Context<'_>, line: &LineView<'_>) -> bool {
    context.services_of(line).any(|(at, _)| {
        let choice = context.choices.get(at);
        choice.is_some_and(|it| {
            it.code == Some(line.code()) || it.further == Some(line.code()) || it.parts.has(line.code())
        })
    })
}

/// Which line of a pair of stimulators or needle procedures goes: the one that is denied, unless the visit accounts for it and not for the
/// other one. `None` while one of them is still to be put under its right code.
pub(crate) fn surplus<'c, 'a>(
    context: &Context<'_>,
    one: &'c LineView<'a>,
    two: &'c LineView<'a>,
) -> Option<&'c LineView<'a>> {
    if is_replaced(context, two) {
        return None;
    }
    let known = |line: &LineView<'_>| {
        stimulation::concerns_code(line.code()) || needle::of_line(line).is_some() || line.is_therapy
    };
    let needles = needle::of_line(one).is_some() || needle::of_line(two).is_some();
    let stimulators = stimulation::concerns_code(one.code()) && stimulation::concerns_code(two.code());
    let concerned = stimulators || (needles && known(one) && known(two));
    if !concerned || !context.has_services() || is_accounted(context, one) || !is_accounted(context, two) {
        return Some(two);
    }
    if is_replaced(context, one) { None } else { Some(one) }
}
