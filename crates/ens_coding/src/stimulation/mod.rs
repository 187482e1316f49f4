//! Stimulators: which therapy a service or a code belongs to, and which part of it.

pub(crate) mod frequency;
pub(crate) mod mismatch;

use crate::book::Therapy;
use crate::code::{Code, code};
use crate::run::{Context, LineView};
use crate::visit::{Service, Side, Stage, StimulationTarget, StimulatorGenerator, System, Visit, What, Work};

/// What a code does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Places a lead.
    Lead,
    /// Moves or replaces a lead, or takes it out.
    LeadWork,
    /// Places or replaces a generator.
    Generator,
    /// Moves a generator, or takes it out.
    GeneratorWork,
    /// Places lead and generator.
    System,
    /// Revises lead and generator, or takes them out.
    SystemWork,
    /// Treats; nothing stays in the body.
    Session,
}

use Part::{Generator, GeneratorWork, Lead, LeadWork, Session, System as Whole, SystemWork};
use Therapy::{
    AuricularField, Brain, Cranial, Hypoglossal, Magnetic, PeripheralNerve, Sacral, SpinalCord, TibialImplant,
    TibialNeedle, Vagus,
};

/// The codes of stimulators, sorted, with the therapy that they stand for where no service says more.
static CODES: &[(Code, Therapy, Part)] = &[
    (code!(b"0587T"), TibialImplant, Whole),
    (code!(b"0588T"), TibialImplant, SystemWork),
    (code!(b"0720T"), AuricularField, Session),
    (code!(b"0766T"), Magnetic, Session),
    (code!(b"0767T"), Magnetic, Session),
    (code!(b"0784T"), SpinalCord, Whole),
    (code!(b"0785T"), SpinalCord, SystemWork),
    (code!(b"0786T"), Sacral, Whole),
    (code!(b"0787T"), Sacral, SystemWork),
    (code!(b"0816T"), TibialImplant, Whole),
    (code!(b"0817T"), TibialImplant, Whole),
    (code!(b"0818T"), TibialImplant, SystemWork),
    (code!(b"0819T"), TibialImplant, SystemWork),
    (code!(b"0908T"), Vagus, Whole),
    (code!(b"0909T"), Vagus, Whole),
    (code!(b"0910T"), Vagus, SystemWork),
    (code!(b"61850"), Brain, Lead),
    (code!(b"61860"), Brain, Lead),
    (code!(b"61863"), Brain, Lead),
    (code!(b"61864"), Brain, Lead),
    (code!(b"61867"), Brain, Lead),
    (code!(b"61868"), Brain, Lead),
    (code!(b"61880"), Brain, LeadWork),
    (code!(b"61885"), Brain, Generator),
    (code!(b"61886"), Brain, Generator),
    (code!(b"61888"), Brain, GeneratorWork),
    (code!(b"61889"), Brain, Generator),
    (code!(b"61891"), Brain, GeneratorWork),
    (code!(b"61892"), Brain, GeneratorWork),
    (code!(b"63650"), SpinalCord, Lead),
    (code!(b"63655"), SpinalCord, Lead),
    (code!(b"63661"), SpinalCord, LeadWork),
    (code!(b"63662"), SpinalCord, LeadWork),
    (code!(b"63663"), SpinalCord, LeadWork),
    (code!(b"63664"), SpinalCord, LeadWork),
    (code!(b"63685"), SpinalCord, Generator),
    (code!(b"63688"), SpinalCord, GeneratorWork),
    (code!(b"64553"), Cranial, Lead),
    (code!(b"64555"), PeripheralNerve, Lead),
    (code!(b"64561"), Sacral, Lead),
    (code!(b"64566"), TibialNeedle, Session),
    (code!(b"64567"), AuricularField, Session),
    (code!(b"64568"), Vagus, Whole),
    (code!(b"64569"), Vagus, LeadWork),
    (code!(b"64570"), Vagus, SystemWork),
    (code!(b"64575"), PeripheralNerve, Lead),
    (code!(b"64580"), PeripheralNerve, Lead),
    (code!(b"64581"), Sacral, Lead),
    (code!(b"64582"), Hypoglossal, Whole),
    (code!(b"64583"), Hypoglossal, LeadWork),
    (code!(b"64584"), Hypoglossal, SystemWork),
    (code!(b"64585"), PeripheralNerve, LeadWork),
    (code!(b"64590"), PeripheralNerve, Generator),
    (code!(b"64595"), PeripheralNerve, GeneratorWork),
    (code!(b"64596"), PeripheralNerve, Whole),
    (code!(b"64597"), PeripheralNerve, Whole),
    (code!(b"64598"), PeripheralNerve, SystemWork),
];

/// What a code of a stimulator stands for.
pub(crate) fn of_code(code: Code) -> Option<(Therapy, Part)> {
    let at = CODES.binary_search_by(|(known, ..)| known.cmp(&code)).ok()?;
    CODES.get(at).map(|(_, therapy, part)| (*therapy, *part))
}

/// Programming and interrogation.
pub(crate) const PROGRAMMING: [Code; 14] = [
    code!(b"0589T"),
    code!(b"0590T"),
    code!(b"0788T"),
    code!(b"0789T"),
    code!(b"95970"),
    code!(b"95971"),
    code!(b"95972"),
    code!(b"95976"),
    code!(b"95977"),
    code!(b"95980"),
    code!(b"95981"),
    code!(b"95982"),
    code!(b"95983"),
    code!(b"95984"),
];

/// Monitoring of nerve function during an operation.
pub(crate) const MONITORING: [Code; 3] = [code!(b"95940"), code!(b"95941"), code!(b"G0453")];

/// Fluoroscopy, and guidance by it.
pub(crate) const FLUOROSCOPY: [Code; 3] = [code!(b"76000"), code!(b"77002"), code!(b"77003")];

/// Anything that the rules about stimulators may speak of.
pub(crate) fn concerns_code(code: Code) -> bool {
    of_code(code).is_some()
        || PROGRAMMING.contains(&code)
        || MONITORING.contains(&code)
        || FLUOROSCOPY.contains(&code)
        || [code!(b"64999"), code!(b"76942"), code!(b"A4290")].contains(&code)
        || (code!(b"L8678")..=code!(b"L8695")).contains(&code)
}

/// The therapy of a target.
pub(crate) const fn of_target(target: StimulationTarget) -> Option<Therapy> {
    Some(match target {
        StimulationTarget::SpinalCord | StimulationTarget::DorsalRootGanglion => SpinalCord,
        StimulationTarget::PeripheralNerve | StimulationTarget::Muscle => PeripheralNerve,
        StimulationTarget::Multifidus => Therapy::Restorative,
        StimulationTarget::SubcutaneousField => Therapy::PeripheralField,
        StimulationTarget::SacralNerve => Sacral,
        StimulationTarget::TibialNerve => TibialImplant,
        StimulationTarget::CranialNerve => Cranial,
        StimulationTarget::VagusNerve => Vagus,
        StimulationTarget::HypoglossalNerve => Hypoglossal,
        StimulationTarget::Brain => Brain,
        StimulationTarget::Stomach => return None,
    })
}

/// The therapy of a service; `None` where it has nothing to do with stimulators, or only programs one.
pub(crate) const fn of_service(service: &Service) -> Option<Therapy> {
    match &service.what {
        What::StimulatorLead(it) => of_target(it.target),
        What::StimulatorGenerator(it) => of_target(it.target),
        What::IntegratedStimulator(it) => of_target(it.target),
        What::NeedleStimulation(_) => Some(Therapy::NeedleStimulation),
        What::AuricularFieldStimulation => Some(AuricularField),
        What::AuricularElectroacupuncture => Some(Therapy::AuricularElectroacupuncture),
        What::TibialNeedleStimulation(_) => Some(TibialNeedle),
        What::MagneticNerveStimulation(_) => Some(Magnetic),
        _ => None,
    }
}

/// The therapy of a line: of its services, else of its code.
pub(crate) fn of_line(context: &Context<'_>, line: &LineView<'_>) -> Option<Therapy> {
    let own = context.services_of(line).find_map(|(_, service)| of_service(service));
    own.or_else(|| of_code(line.code()).map(|(therapy, _)| therapy))
}

/// What was done with the part that a service is about; placed where the visit does not say.
pub(crate) const fn work(service: &Service) -> Option<Work> {
    let action = match &service.what {
        What::StimulatorLead(it) => it.action,
        What::StimulatorGenerator(it) => it.action,
        What::IntegratedStimulator(it) => it.action,
        _ => return None,
    };
    Some(match action {
        Some(action) => action,
        None => Work::Placed,
    })
}

/// The side on which a lead or a generator was worked on.
pub(crate) const fn side(service: &Service) -> Option<Side> {
    match &service.what {
        What::StimulatorLead(it) => it.side,
        What::StimulatorGenerator(it) => it.side,
        _ => None,
    }
}

/// A generator that goes into the body, for the first time or for another one; placed where the visit does not say.
pub(crate) const fn is_put_in(it: &StimulatorGenerator) -> bool {
    matches!(it.action, None | Some(Work::Placed | Work::Replaced)) && !it.external.is_yes()
}

/// The stage at which a service places a part of a stimulator. A generator in the body is permanent.
pub(crate) fn stage(service: &Service) -> Option<Stage> {
    if !matches!(work(service)?, Work::Placed | Work::Replaced) {
        return None;
    }
    match &service.what {
        What::StimulatorLead(it) if is_never_tried(it.target) => Some(Stage::Permanent),
        What::StimulatorLead(it) => it.stage,
        What::StimulatorGenerator(it) if it.external.is_yes() => None,
        _ => Some(Stage::Permanent),
    }
}

/// Leads that are placed to stay, whatever the visit says of a stage.
const fn is_never_tried(target: StimulationTarget) -> bool {
    use StimulationTarget as To;
    matches!(target, To::Brain | To::VagusNerve | To::HypoglossalNerve | To::CranialNerve)
}

/// A lead was placed or taken out, and the visit does not say whether it is one of those that stay.
pub(crate) fn is_stage_open(service: &Service) -> bool {
    let What::StimulatorLead(it) = &service.what else { return false };
    let open = it.stage.is_none() && !is_never_tried(it.target) && it.target != StimulationTarget::SubcutaneousField;
    match work(service) {
        Some(Work::Placed | Work::Replaced) => open,
        Some(Work::Removed) => open && it.incision.is_not_stated(),
        _ => false,
    }
}

/// The visit does not say which system was programmed, nor that one is in the body.
pub(crate) fn is_system_open(visit: &Visit, service: &Service) -> bool {
    let What::StimulatorProgramming(it) = &service.what else { return false };
    let implanted = visit.history.implanted_on.is_some()
        || visit.services.iter().any(|other| stage(other) == Some(Stage::Permanent));
    it.system.is_none() && !implanted && !programs_external(visit, service)
}

/// A service that puts a stimulator into the body to stay, for the first time.
pub(crate) fn is_permanent_implant(service: &Service) -> bool {
    work(service) == Some(Work::Placed) && stage(service) == Some(Stage::Permanent)
}

/// A service that the audit of a practice counts.
pub(crate) const fn is_counted(service: &Service) -> bool {
    matches!(
        &service.what,
        What::StimulatorLead(_)
            | What::StimulatorGenerator(_)
            | What::IntegratedStimulator(_)
            | What::StimulatorProgramming(_)
    )
}

/// The programming of a stimulator outside of the body: as the visit says, else where it places a trial and nothing that stays.
pub(crate) fn programs_external(visit: &Visit, service: &Service) -> bool {
    let What::StimulatorProgramming(it) = &service.what else { return false };
    let places = |wanted: Stage| visit.services.iter().any(|other| stage(other) == Some(wanted));
    match it.system {
        Some(system) => system == System::External,
        None => places(Stage::Trial) && !places(Stage::Permanent),
    }
}

/// The stages and parts that a line stands for: of its services, else of the claim's codes.
pub(crate) fn line_is_permanent_implant(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let mut services = context.services_of(line).map(|(_, service)| service).peekable();
    if services.peek().is_some() {
        return services.any(is_permanent_implant);
    }
    // A claim that comes without its services: leads beside a generator stay.
    let generator =
        || context.lines.iter().any(|other| of_code(other.code()).is_some_and(|(_, part)| part == Generator));
    !context.has_services()
        && match of_code(line.code()) {
            Some((_, Whole | Generator)) => true,
            Some((_, Lead)) => generator(),
            _ => false,
        }
}

/// A service that places or works on a lead.
pub(crate) const fn is_lead(service: &Service) -> bool {
    matches!(&service.what, What::StimulatorLead(_))
}
