//! Services that are one for coding: both sides of a block, the limbs and muscles of a day, the containers of a drug.

use alloc::vec::Vec;

use super::choice::{Choice, Counting, Part, Parts};
use crate::code::{Code, code};
use crate::visit::{Chemodenervation, Drug, Nerve, Service, Side, ToxinSite, Visit, What};

/// Services that may be one with another one.
const fn is_joined(what: &What) -> bool {
    matches!(
        what,
        What::NerveBlock(_)
            | What::NerveDestruction(_)
            | What::SacroiliacInjection(_)
            | What::TriggerPointInjection(_)
            | What::DryNeedling(_)
            | What::Chemodenervation(_)
            | What::Drug(_)
    )
}

/// The service to which each one belongs, and for those that stand for several what they are together.
pub(super) fn whole(visit: &Visit) -> Vec<(usize, Option<What>)> {
    let mut found: Vec<(usize, Option<What>)> = Vec::new();
    let may_join = visit.services.iter().filter(|service| is_joined(&service.what)).count() > 1;
    if !may_join {
        return found;
    }
    for (at, service) in visit.services.iter().enumerate() {
        let mut leader = at;
        if is_joined(&service.what) {
            for first in 0..at {
                let Some((own, what)) = found.get(first).filter(|(own, _)| *own == first) else { continue };
                let Some(earlier) = visit.services.get(*own) else { continue };
                if let Some(both) = united(what.as_ref().unwrap_or(&earlier.what), &service.what) {
                    leader = first;
                    if let Some(entry) = found.get_mut(first) {
                        entry.1 = Some(both);
                    }
                    break;
                }
            }
        }
        found.push((leader, None));
    }
    found
}

/// A drug with all services of the visit that gave the same product.
pub(crate) fn drug(visit: &Visit, at: usize) -> Option<Drug> {
    let of = |service: &Service| match &service.what {
        What::Drug(it) => Some(it.clone()),
        _ => None,
    };
    let mut all = visit
        .services
        .iter()
        .filter_map(of)
        .filter(|it| visit.services.get(at).and_then(of).is_some_and(|own| own.product == it.product));
    let first = all.next()?;
    Some(all.fold(first, |sum, it| together(&sum, &it)))
}

fn together(one: &Drug, other: &Drug) -> Drug {
    Drug {
        given: one.given.saturating_add(other.given),
        discarded: one.discarded.zip(other.discarded).map(|(one, other)| one.saturating_add(other)),
        containers: one.containers.iter().chain(&other.containers).copied().collect(),
        ..one.clone()
    }
}

/// Left and right.
const fn both_sides(one: Option<Side>, other: Option<Side>) -> bool {
    matches!((one, other), (Some(Side::Left), Some(Side::Right)) | (Some(Side::Right), Some(Side::Left)))
}

/// A nerve that has one name and two sides. Other peripheral nerves may be two.
fn is_one_nerve(nerve: Option<Nerve>) -> bool {
    nerve.is_some_and(|nerve| nerve != Nerve::OtherPeripheral)
}

/// What two services are together, where they are one for coding.
fn united(one: &What, other: &What) -> Option<What> {
    let both = Some(Side::Both);
    Some(match (one, other) {
        (What::NerveBlock(a), What::NerveBlock(b)) if both_sides(a.side, b.side) && is_one_nerve(a.nerve) => {
            let same = crate::visit::NerveBlock { side: a.side, ..*b } == *a;
            same.then_some(What::NerveBlock(crate::visit::NerveBlock { side: both, ..*a }))?
        }
        (What::NerveDestruction(a), What::NerveDestruction(b))
            if both_sides(a.side, b.side) && is_one_nerve(a.nerve) =>
        {
            let same = crate::visit::NerveDestruction { side: a.side, ..*b } == *a;
            same.then_some(What::NerveDestruction(crate::visit::NerveDestruction { side: both, ..*a }))?
        }
        (What::SacroiliacInjection(a), What::SacroiliacInjection(b)) if both_sides(a.side, b.side) => {
            let same = crate::visit::SacroiliacInjection { side: a.side, ..*b } == *a;
            same.then_some(What::SacroiliacInjection(crate::visit::SacroiliacInjection { side: both, ..*a }))?
        }
        (What::TriggerPointInjection(a), What::TriggerPointInjection(b)) => {
            let mut sum = *a;
            sum.muscles = a.muscles.saturating_add(b.muscles);
            What::TriggerPointInjection(sum)
        }
        (What::DryNeedling(a), What::DryNeedling(b)) => {
            let mut sum = *a;
            sum.muscles = a.muscles.saturating_add(b.muscles);
            What::DryNeedling(sum)
        }
        (What::Chemodenervation(a), What::Chemodenervation(b)) if a.site == b.site => {
            What::Chemodenervation(toxin(a, b)?)
        }
        (What::Drug(a), What::Drug(b)) if a.product == b.product => What::Drug(together(a, b)),
        _ => return None,
    })
}

/// Limbs and muscles of a day together; both sides of one site.
fn toxin(one: &Chemodenervation, other: &Chemodenervation) -> Option<Chemodenervation> {
    let mut sum = one.clone();
    sum.guidance = one.guidance.or(other.guidance);
    match one.site {
        ToxinSite::Limbs => {
            for treated in &other.limbs {
                match sum.limbs.iter_mut().find(|it| it.limb == treated.limb) {
                    Some(it) => it.muscles = it.muscles.saturating_add(treated.muscles),
                    None => sum.limbs.push(*treated),
                }
            }
        }
        ToxinSite::Trunk => {
            sum.muscles = one.muscles.zip(other.muscles).map(|(one, other)| one.saturating_add(other));
        }
        _ if both_sides(one.side, other.side) => sum.side = Some(Side::Both),
        _ => return None,
    }
    Some(sum)
}

/// The same lines without units, for a service that another one stands for.
pub(super) fn followed(leader: &Choice) -> Choice {
    let mut parts = Parts::default();
    for part in leader.parts.iter() {
        parts.add(Part { units: 0, ..part });
    }
    Choice { parts, ..*leader }
}

/// First codes, and the add-ons under which later services of the day continue them; the second one once at most.
const CONTINUED: [(Code, Code); 3] =
    [(code!(b"64420"), code!(b"64421")), (code!(b"64461"), code!(b"64462")), (code!(b"64628"), code!(b"64629"))];

/// One first code a day: later services have the add-on alone.
pub(super) fn number(visit: &Visit, choices: &mut [Choice]) {
    for (first, further) in CONTINUED {
        let add_on = first != code!(b"64420") || visit.date_of_service.year() >= 2020;
        let mut seen = false;
        for choice in choices.iter_mut().filter(|it| add_on && it.counting == Counting::Parts && it.code == Some(first))
        {
            let own = choice.parts.iter().any(|part| part.code == first && part.units > 0);
            if !own || !core::mem::replace(&mut seen, true) {
                continue;
            }
            let mut parts = Parts::default();
            for part in choice.parts.iter() {
                let code = if part.code == first { further } else { part.code };
                parts.add(Part { code, ..part });
            }
            choice.parts = parts;
            choice.code = Some(further);
        }
    }
}

/// Muscles are found by stimulation or by recording, never billed both: the recording is the paid one of the pair.
pub(super) fn guide_once(choices: &mut [Choice]) {
    let (stimulation, recording) = (code!(b"95873"), code!(b"95874"));
    if !choices.iter().any(|choice| choice.parts.has(recording)) {
        return;
    }
    for choice in choices.iter_mut().filter(|choice| choice.parts.has(stimulation)) {
        let mut parts = Parts::default();
        choice.parts.iter().filter(|part| part.code != stimulation).for_each(|part| parts.add(part));
        choice.parts = parts;
    }
}
