//! The codes of stimulators and of what belongs to them.

use super::choice::{Choice, Counting};
use super::reasons;
use super::reported::{
    BRAIN_LEADS, CRANIAL, EAR, FLUOROSCOPY, INTEGRATED, MONITORING, NEEDLES, OTHER_GENERATORS, OTHER_LEADS,
    PROGRAMMING, SPINAL_GENERATORS, SPINAL_LEADS, TIBIAL, ULTRASOUND,
};
use crate::book::Edition;
use crate::code::{Code, code};
use crate::count::units_of;
use crate::stimulation;
use crate::visit::{
    Approach, Imaging, ImagingGuidance, IntegratedStimulator, Minutes, NerveCount, Separation, Service, Side, Stage,
    StimulationTarget, StimulatorGenerator, StimulatorLead, StimulatorProgramming, System, Visit, What, Work,
};

/// The choice for a service of a stimulator; `None` where the service is something else.
pub(super) fn choose(visit: &Visit, service: &Service, edition: &Edition<'_>) -> Option<Choice> {
    Some(match &service.what {
        What::StimulatorLead(it) => lead(visit, it, edition),
        What::StimulatorGenerator(it) => generator(visit, it, edition),
        What::IntegratedStimulator(it) => integrated(*it, edition),
        What::StimulatorProgramming(it) => programming(visit, service, *it, edition),
        What::NeedleStimulation(it) if it.left_in_place.is_yes() => {
            once(code!(b"64555"), &reasons::STIMULATOR).or(NEEDLES)
        }
        What::NeedleStimulation(_) => once(code!(b"64999"), &reasons::UNLISTED).or(NEEDLES),
        What::TibialNeedleStimulation(_) => once(code!(b"64566"), &reasons::STIMULATOR).or(TIBIAL),
        What::AuricularElectroacupuncture => once(code!(b"64999"), &reasons::UNLISTED).or(EAR),
        What::MagneticNerveStimulation(it) => each(*it, code!(b"0766T"), code!(b"0767T")),
        What::NerveRepairStimulation(it) => each(*it, code!(b"0882T"), code!(b"0883T")),
        What::IntraoperativeMonitoring(it) => {
            let medicare = edition.fee_schedule_status().is_some_and(|term| term.value);
            let code = match (it.remote.is_yes(), medicare) {
                (false, _) => code!(b"95940"),
                (true, true) => code!(b"G0453"),
                (true, false) => code!(b"95941"),
            };
            let units = units_of(service.minutes.map_or(15, Minutes::get).into()).max(1);
            Choice::new(code, Counting::Given(units), &reasons::STIMULATOR).or(MONITORING)
        }
        What::ImagingGuidance(it) => imaging(visit, *it, edition)?,
        _ => return None,
    })
}

const fn once(code: Code, reason: &'static crate::rule::Rule) -> Choice {
    Choice::new(code, Counting::Once, reason)
}

/// The first nerve, and each further one under its add-on.
fn each(it: NerveCount, first: Code, further: Code) -> Choice {
    let counting = Counting::Given(it.nerves.unwrap_or(1).max(1).into());
    Choice { further: Some(further), ..Choice::new(first, counting, &reasons::STIMULATOR) }
}

fn count(leads: Option<u8>) -> Counting {
    Counting::Given(leads.unwrap_or(1).max(1).into())
}

fn placed(action: Option<Work>) -> bool {
    matches!(action, None | Some(Work::Placed))
}

fn lead(visit: &Visit, it: &StimulatorLead, edition: &Edition<'_>) -> Choice {
    use StimulationTarget::{
        Brain, CranialNerve, DorsalRootGanglion, HypoglossalNerve, Multifidus, Muscle, PeripheralNerve, SacralNerve,
        SpinalCord, Stomach, SubcutaneousField, TibialNerve, VagusNerve,
    };
    let open = it.approach.is_some_and(|approach| approach != Approach::Percutaneous);
    let pulled = it.action == Some(Work::Removed)
        && !open
        && !it.incision.is_yes()
        && (matches!(it.stage, Some(Stage::Trial | Stage::Temporary)) || it.incision.is_no());
    let leads = |code, counting| Choice::new(code, counting, &reasons::STIMULATOR);
    let work = it.action.unwrap_or(Work::Placed);
    let alternates = match it.target {
        SpinalCord | DorsalRootGanglion => SPINAL_LEADS,
        Brain => BRAIN_LEADS,
        CranialNerve | VagusNerve | HypoglossalNerve => CRANIAL,
        _ => OTHER_LEADS,
    };
    if pulled {
        return Choice::none(&reasons::LEAD_PULLED).or(alternates);
    }
    if placed(it.action) && is_one_piece(visit, it.target, edition) {
        return Choice::none(&reasons::WITH_GENERATOR).or(alternates);
    }
    // Both sides are two leads where the code takes no 50.
    let all = count(it.leads.or((it.side == Some(Side::Both)).then_some(2)));
    let one = Counting::Once;
    match (it.target, work) {
        (SpinalCord, Work::Placed) if it.approach == Some(Approach::Stereotactic) => leads(code!(b"63610"), one),
        (SpinalCord | DorsalRootGanglion, Work::Placed) if open => leads(code!(b"63655"), all),
        (SpinalCord | DorsalRootGanglion, Work::Placed) => leads(code!(b"63650"), all),
        (SpinalCord | DorsalRootGanglion, Work::Removed) if open => leads(code!(b"63662"), one),
        (SpinalCord | DorsalRootGanglion, Work::Removed) => leads(code!(b"63661"), one),
        (SpinalCord | DorsalRootGanglion, _) if open => leads(code!(b"63664"), one),
        (SpinalCord | DorsalRootGanglion, _) => leads(code!(b"63663"), one),
        (SubcutaneousField, _) => return once(code!(b"64999"), &reasons::UNLISTED).or(OTHER_LEADS),
        (PeripheralNerve | Multifidus | TibialNerve | SacralNerve | Muscle, Work::Revised | Work::Removed) => {
            leads(code!(b"64585"), all)
        }
        (PeripheralNerve | Multifidus | TibialNerve, _) if open => leads(code!(b"64575"), all),
        (PeripheralNerve | Multifidus | TibialNerve, _) => leads(code!(b"64555"), all),
        (SacralNerve, _) if open => leads(code!(b"64581"), all),
        (SacralNerve, _) => leads(code!(b"64561"), one),
        (Muscle, _) if open => leads(code!(b"64580"), all),
        (CranialNerve, Work::Placed) if !open => leads(code!(b"64553"), all),
        (CranialNerve | VagusNerve, Work::Placed) => leads(code!(b"64568"), one),
        (CranialNerve | VagusNerve, Work::Removed) => leads(code!(b"64570"), one),
        (CranialNerve | VagusNerve, _) => leads(code!(b"64569"), one),
        (HypoglossalNerve, Work::Placed) => by_date(edition, &[code!(b"64582")], one),
        (HypoglossalNerve, Work::Removed) => by_date(edition, &[code!(b"64584")], one),
        (HypoglossalNerve, _) => by_date(edition, &[code!(b"64583")], one),
        (Brain, Work::Placed | Work::Replaced) => match it.approach {
            Some(Approach::BurrHole) => leads(code!(b"61850"), one),
            Some(Approach::Craniotomy) => leads(code!(b"61860"), one),
            _ if it.recording.is_yes() => Choice { further: Some(code!(b"61868")), ..leads(code!(b"61867"), all) },
            _ => Choice { further: Some(code!(b"61864")), ..leads(code!(b"61863"), all) },
        },
        (Brain, _) => leads(code!(b"61880"), one),
        (Muscle | Stomach, _) => Choice::none(&reasons::NO_CODE),
    }
    .or(alternates)
}

/// The visit places a generator that is one piece with its lead, and a code for that is in force.
fn is_one_piece(visit: &Visit, target: StimulationTarget, edition: &Edition<'_>) -> bool {
    use StimulationTarget::{DorsalRootGanglion, Multifidus, PeripheralNerve, SacralNerve, SpinalCord};
    let coded = matches!(target, SpinalCord | DorsalRootGanglion | SacralNerve | PeripheralNerve | Multifidus);
    let in_force = || super::choice::by_date(edition, &[code!(b"64596")]).code.is_some(); // as its like are
    let one_piece = |service: &Service| match &service.what {
        What::StimulatorGenerator(it) => it.target == target && it.detachable.is_no() && !it.external.is_yes(),
        _ => false,
    };
    coded && visit.services.iter().any(one_piece) && in_force()
}

/// The generator that was taken out made room for a new one: nothing says that it was at another site.
fn makes_room(visit: &Visit, out: &StimulatorGenerator) -> bool {
    let apart = |service: &Service| visit.note_of(service).separation.is_some_and(|it| it != Separation::None);
    visit.services.iter().any(|service| match &service.what {
        What::StimulatorGenerator(it) => {
            let same_side = it.side.zip(out.side).is_none_or(|(one, other)| one == other);
            stimulation::is_put_in(it) && it.target == out.target && same_side && !apart(service)
        }
        _ => false,
    })
}

fn generator(visit: &Visit, it: &StimulatorGenerator, edition: &Edition<'_>) -> Choice {
    use StimulationTarget::{
        Brain, CranialNerve, DorsalRootGanglion, HypoglossalNerve, SpinalCord, SubcutaneousField, VagusNerve,
    };
    let alternates = match it.target {
        SpinalCord | DorsalRootGanglion => SPINAL_GENERATORS,
        Brain | CranialNerve | VagusNerve | HypoglossalNerve => CRANIAL,
        _ => OTHER_GENERATORS,
    };
    if it.external.is_yes() {
        return Choice::none(&reasons::EXTERNAL_GENERATOR).or(alternates);
    }
    if it.action == Some(Work::Removed) && makes_room(visit, it) {
        return Choice::none(&reasons::MAKES_ROOM).or(alternates);
    }
    if it.detachable.is_no() && placed(it.action) && is_one_piece(visit, it.target, edition) {
        let whole = IntegratedStimulator { target: it.target, action: it.action, approach: None, leads: it.leads };
        return integrated(whole, edition);
    }
    // A unit that goes back in is revised, whatever the record calls it.
    let revised = it.reused.is_yes() || matches!(it.action, Some(Work::Revised | Work::Removed));
    let with_lead = visit.services.iter().any(|service| match &service.what {
        What::StimulatorLead(lead) => lead.target == it.target && lead.action == it.action,
        _ => false,
    });
    let code = match it.target {
        SpinalCord | DorsalRootGanglion if revised => code!(b"63688"),
        SpinalCord | DorsalRootGanglion => code!(b"63685"),
        SubcutaneousField => return once(code!(b"64999"), &reasons::UNLISTED).or(alternates),
        // Placing or taking out a vagus or hypoglossal stimulator is one code with its lead.
        VagusNerve | CranialNerve | HypoglossalNerve if with_lead => {
            return Choice::none(&reasons::WITH_LEAD).or(alternates);
        }
        HypoglossalNerve => return Choice::none(&reasons::NO_CODE).or(alternates),
        Brain | CranialNerve if it.skull_mounted.is_yes() => {
            let code = match it.action {
                None | Some(Work::Placed) => code!(b"61889"),
                Some(Work::Removed) => code!(b"61892"),
                Some(_) => code!(b"61891"),
            };
            return by_date(edition, &[code], Counting::Once).or(alternates);
        }
        Brain | CranialNerve | VagusNerve if revised => code!(b"61888"),
        Brain | CranialNerve | VagusNerve if it.leads.is_some_and(|leads| leads > 1) => code!(b"61886"),
        Brain | CranialNerve | VagusNerve => code!(b"61885"),
        _ if revised => code!(b"64595"),
        _ => code!(b"64590"),
    };
    once(code, &reasons::STIMULATOR).or(alternates)
}

fn integrated(it: IntegratedStimulator, edition: &Edition<'_>) -> Choice {
    use StimulationTarget::{
        DorsalRootGanglion, Multifidus, PeripheralNerve, SacralNerve, SpinalCord, TibialNerve, VagusNerve,
    };
    let new = matches!(it.action, None | Some(Work::Placed | Work::Replaced));
    let pick = |placed, worked| if new { placed } else { worked };
    let one = Counting::Once;
    match it.target {
        SpinalCord | DorsalRootGanglion => by_date(edition, &[pick(code!(b"0784T"), code!(b"0785T"))], one),
        SacralNerve => by_date(edition, &[pick(code!(b"0786T"), code!(b"0787T"))], one),
        TibialNerve => {
            let code = match it.approach {
                Some(Approach::OpenSubcutaneous | Approach::Open) => pick(code!(b"0816T"), code!(b"0818T")),
                Some(Approach::OpenSubfascial) => pick(code!(b"0817T"), code!(b"0819T")),
                _ => pick(code!(b"0587T"), code!(b"0588T")),
            };
            by_date(edition, &[code], one)
        }
        // Before there was a code for the whole, the lead was reported.
        PeripheralNerve | Multifidus if new => {
            let choice = by_date(edition, &[code!(b"64596"), code!(b"64555")], count(it.leads));
            let further = (choice.code == Some(code!(b"64596"))).then_some(code!(b"64597"));
            Choice { further, ..choice }
        }
        PeripheralNerve | Multifidus => by_date(edition, &[code!(b"64598")], one),
        VagusNerve if it.action == Some(Work::Removed) => by_date(edition, &[code!(b"0910T")], one),
        VagusNerve if placed(it.action) => by_date(edition, &[code!(b"0908T")], one),
        VagusNerve => by_date(edition, &[code!(b"0909T")], one),
        _ => Choice::none(&reasons::NO_CODE),
    }
    .or(INTEGRATED)
}

fn programming(visit: &Visit, service: &Service, it: StimulatorProgramming, edition: &Edition<'_>) -> Choice {
    use StimulationTarget::{Brain, CranialNerve, HypoglossalNerve, SacralNerve, Stomach, TibialNerve, VagusNerve};
    if stimulation::programs_external(visit, service) {
        return Choice::none(&reasons::TRIAL_PROGRAMMING).or(PROGRAMMING);
    }
    // A stimulator in one piece that this visit places is programmed as part of that.
    let placed_here = visit
        .services
        .iter()
        .any(|other| matches!(&other.what, What::IntegratedStimulator(one) if one.target == it.target));
    if placed_here && it.system != Some(System::Implanted) {
        return Choice::none(&reasons::PROGRAMMING_INCLUDED).or(PROGRAMMING);
    }
    let integrated = it.system == Some(System::Integrated);
    // What the record does not count is an interrogation: never more than what is known.
    let changed = it.parameters_changed.unwrap_or(0);
    let level = |none, simple, complex| match changed {
        0 => none,
        1..=3 => simple,
        _ => complex,
    };
    let read = code!(b"95970");
    let one = Counting::Once;
    match it.target {
        TibialNerve if integrated => by_date(edition, &[level(read, code!(b"0589T"), code!(b"0590T"))], one),
        StimulationTarget::SpinalCord | StimulationTarget::DorsalRootGanglion | SacralNerve if integrated => {
            by_date(edition, &[level(read, code!(b"0788T"), code!(b"0789T"))], one)
        }
        CranialNerve | VagusNerve | HypoglossalNerve => {
            by_date(edition, &[level(read, code!(b"95976"), code!(b"95977"))], one)
        }
        Brain if changed > 0 => {
            let units = units_of(service.minutes.map_or(15, Minutes::get).into()).max(1);
            let choice = by_date(edition, &[code!(b"95983")], Counting::Given(units));
            Choice { further: Some(code!(b"95984")), ..choice }
        }
        Stomach if it.during_operation.is_yes() => once(code!(b"95980"), &reasons::PROGRAMMED),
        Stomach if changed == 0 => once(code!(b"95981"), &reasons::PROGRAMMED),
        Stomach => once(code!(b"95982"), &reasons::PROGRAMMED),
        _ => once(level(read, code!(b"95971"), code!(b"95972")), &reasons::PROGRAMMED),
    }
    .or(PROGRAMMING)
}

/// Guidance of stimulators: fluoroscopy is part of all of them, ultrasound of those that include imaging.
fn imaging(visit: &Visit, it: ImagingGuidance, edition: &Edition<'_>) -> Option<Choice> {
    let implants = || visit.services.iter().filter(|service| stimulation::work(service).is_some());
    if implants().next().is_none() {
        return super::guided::guidance(visit, it, edition);
    }
    let apart = it.kind == Imaging::Ultrasound
        && implants().any(|service| match &service.what {
            What::StimulatorLead(lead) => lead.target == StimulationTarget::PeripheralNerve && placed(lead.action),
            _ => false,
        });
    Some(match it.kind {
        Imaging::Ultrasound if apart => once(code!(b"76942"), &reasons::STIMULATOR).or(ULTRASOUND),
        Imaging::Ultrasound => Choice::none(&reasons::IMAGING_INCLUDED).or(ULTRASOUND),
        _ => Choice::none(&reasons::IMAGING_INCLUDED).or(FLUOROSCOPY),
    })
}

/// The first of these codes that is in force on the date.
fn by_date(edition: &Edition<'_>, candidates: &[Code], counting: Counting) -> Choice {
    Choice { counting, ..super::choice::by_date(edition, candidates) }
}
