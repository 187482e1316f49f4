//! Levels of the spine: one code for the first, others for those that follow, whatever services name them.

use alloc::vec::Vec;

use super::choice::{Choice, Part, Parts};
use super::needle::of_parts;
use super::reasons;
use crate::code::{Code, code};
use crate::level::SpinalLevel;
use crate::needle::Area;
use crate::order;
use crate::visit::{EpiduralApproach, Service, Side, SpineRegion, Visit, What};

/// The codes of first, second and further levels, of neck and upper back and of the low back.
pub(super) type Levels = ([Code; 3], [Code; 3]);

const fn add_on(first: Code, further: Code) -> [Code; 3] {
    [first, further, further]
}

pub(super) const ROOT: Levels = (add_on(code!(b"64479"), code!(b"64480")), add_on(code!(b"64483"), code!(b"64484")));
pub(super) const ROOT_ULTRASOUND: Levels =
    (add_on(code!(b"0228T"), code!(b"0229T")), add_on(code!(b"0230T"), code!(b"0231T")));
pub(super) const FACET: Levels =
    ([code!(b"64490"), code!(b"64491"), code!(b"64492")], [code!(b"64493"), code!(b"64494"), code!(b"64495")]);
pub(super) const FACET_ULTRASOUND: Levels =
    ([code!(b"0213T"), code!(b"0214T"), code!(b"0215T")], [code!(b"0216T"), code!(b"0217T"), code!(b"0218T")]);
pub(super) const ABLATION: Levels =
    (add_on(code!(b"64633"), code!(b"64634")), add_on(code!(b"64635"), code!(b"64636")));

/// One side single and with a catheter, both sides single and with a catheter.
pub(super) const CHEST_PLANE: [Code; 4] = [code!(b"64466"), code!(b"64467"), code!(b"64468"), code!(b"64469")];
pub(super) const ABDOMINAL_PLANE: [Code; 4] = [code!(b"64486"), code!(b"64487"), code!(b"64488"), code!(b"64489")];

/// The area of some levels, or of a region without levels.
pub(super) fn area(region: Option<SpineRegion>, levels: &[SpinalLevel]) -> Option<Area> {
    levels.first().map(|level| level.region()).or(region).map(Area::of)
}

/// A choice whose levels [`number`] will count.
pub(super) fn levels(area: Area, (upper, lower): Levels) -> Choice {
    let [code, ..] = if area == Area::CervicalThoracic { upper } else { lower };
    of_parts(Parts::from([Part::of(code, 1, None)]), &reasons::LEVELS)
}

const FAMILIES: [Levels; 5] = [ROOT, ROOT_ULTRASOUND, FACET, FACET_ULTRASOUND, ABLATION];

/// Levels and side of a service that counts levels.
fn named(service: &Service) -> Option<(&[SpinalLevel], Option<Side>)> {
    Some(match &service.what {
        What::EpiduralInjection(it) => (&it.levels, it.side),
        What::FacetInjection(it) => (&it.levels, it.side),
        What::FacetAblation(it) => (&it.levels, it.side),
        _ => return None,
    })
}

/// A service whose levels policies count, and of which the visit names none. A caudal injection has one.
pub(crate) fn is_untold(service: &Service) -> bool {
    let caudal = matches!(&service.what, What::EpiduralInjection(it) if it.approach == EpiduralApproach::Caudal);
    !caudal && named(service).is_some_and(|(levels, _)| levels.is_empty())
}

/// A level of the visit: where it was first named, which it is, and its side.
struct Treated {
    service: usize,
    level: Option<SpinalLevel>,
    side: Option<Side>,
}

/// Counts the levels of the visit: both sides of a level are one, and one code is the first of the day in each area.
pub(super) fn number(visit: &Visit, choices: &mut [Choice]) {
    let counts = |choice: &Choice| choice.reason.id == reasons::LEVELS.id;
    if !choices.iter().any(counts) {
        return;
    }
    for (upper, lower) in FAMILIES {
        let of_family = |choice: &Choice| choice.code == Some(upper[0]) || choice.code == Some(lower[0]);
        let services: Vec<(usize, Area)> = choices
            .iter()
            .enumerate()
            .filter(|(_, choice)| counts(choice) && of_family(choice))
            .map(|(at, choice)| {
                (at, if choice.code == Some(upper[0]) { Area::CervicalThoracic } else { Area::LumbarSacral })
            })
            .collect();
        for (at, _) in &services {
            if let Some(choice) = choices.get_mut(*at) {
                choice.parts = Parts::default();
            }
        }
        for (area, codes) in [(Area::CervicalThoracic, upper), (Area::LumbarSacral, lower)] {
            let treated = treated(visit, &services, area);
            for (rank, it) in treated.iter().enumerate() {
                let Some(choice) = choices.get_mut(it.service) else { continue };
                let [first, second, third] = codes;
                let code = match rank {
                    0 => first,
                    1 => second,
                    _ => third,
                };
                // The third code stands once for all levels from the third on.
                let once = code == third && third != second;
                let units = u32::from(!once || rank == 2);
                choice.parts.add(Part::of(code, units, it.side));
            }
        }
        for (at, _) in services {
            let Some(choice) = choices.get_mut(at) else { continue };
            // A service whose levels another one has named already adds nothing of its own.
            if let (None, Some(code)) = (choice.parts.first(), choice.code) {
                choice.parts.add(Part::of(code, 0, None));
            }
            choice.code = choice.parts.first().map(|part| part.code);
        }
    }
}

/// The levels that some services treat in an area, from the neck down; which service names them first does not count.
fn treated(visit: &Visit, services: &[(usize, Area)], area: Area) -> Vec<Treated> {
    let mut treated: Vec<Treated> = Vec::new();
    for (at, of_service) in services {
        let Some((levels, side)) = visit.services.get(*at).and_then(named) else { continue };
        let mut own: Vec<Option<SpinalLevel>> = joints(visit.services.get(*at), levels)
            .into_iter()
            .filter(|level| Area::of(level.region()) == area)
            .map(Some)
            .collect();
        if levels.is_empty() && *of_service == area {
            own.push(None);
        }
        for level in own {
            match treated.iter_mut().find(|it| it.level == level && level.is_some()) {
                Some(it) => it.side = merged(it.side, side),
                None => treated.push(Treated { service: *at, level, side }),
            }
        }
    }
    // A level without a name stands last.
    let key = |it: &Treated| (it.level.is_none(), it.level, it.side.map_or(3, |side| side as u8));
    order::sort(&mut treated, |one, other| key(one) < key(other));
    treated
}

/// The levels that count. Of facet joints single vertebrae are nerves, of which two supply a joint.
fn joints(service: Option<&Service>, levels: &[SpinalLevel]) -> Vec<SpinalLevel> {
    let facets = service.is_some_and(|it| matches!(&it.what, What::FacetInjection(_) | What::FacetAblation(_)));
    let nerves = facets && levels.iter().all(|level| level.is_single());
    let count = if nerves { levels.len().saturating_sub(1).max(1) } else { levels.len() };
    levels.iter().copied().take(count).collect()
}

/// A service that names nerves where joints count.
pub(crate) fn names_nerves(service: &Service) -> bool {
    let facets = matches!(&service.what, What::FacetInjection(_) | What::FacetAblation(_));
    facets && named(service).is_some_and(|(levels, _)| !levels.is_empty() && levels.iter().all(|it| it.is_single()))
}

/// Left and right are both.
fn merged(one: Option<Side>, other: Option<Side>) -> Option<Side> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => Some(Side::Both),
        (one, other) => one.or(other),
    }
}

/// Levels that a line's services treat, by the area of its code.
pub(crate) fn count<'v>(services: impl Iterator<Item = &'v Service>, area: Area) -> usize {
    let mut seen: Vec<SpinalLevel> = Vec::new();
    let mut unnamed = 0_usize;
    for service in services {
        let Some((levels, _)) = named(service) else { continue };
        if levels.is_empty() {
            unnamed = unnamed.saturating_add(1);
        }
        for level in levels.iter().filter(|level| Area::of(level.region()) == area) {
            if !seen.contains(level) {
                seen.push(*level);
            }
        }
    }
    seen.len().saturating_add(unnamed)
}
