//! Modifiers of procedures on drafted lines: sides, stages, what was stopped, and the physician's part.

use alloc::vec::Vec;

use super::modifiers::services_of;
use crate::authorization::SURGICAL_CENTER;
use crate::book::Edition;
use crate::claim::Line;
use crate::code::{Code, Modifier, code};
use crate::global;
use crate::pairs::is_evaluation_and_management;
use crate::stimulation;
use crate::table::Timing;
use crate::visit::{Discontinued, Nerve, Relation, Service, Side, Visit, What};

/// The modifiers of a line that the record supports, each with its reason.
pub(super) fn modifiers(visit: &Visit, edition: &Edition<'_>, line: &Line) -> Vec<(Modifier, &'static str)> {
    let practitioner = global::is_practitioners(visit, visit.setting.claim_form);
    let services = || services_of(visit, line);
    let stopped = services().find_map(|service| stopped(service, practitioner));
    let mut found = Vec::from_iter(stopped.map(|it| (it, "the procedure was stopped before its end")));
    let is_procedure = edition.code(line.code).is_some_and(|fact| fact.timing == Timing::Procedure);
    if !is_procedure {
        return found;
    }
    let Some(row) = edition.procedure(line.code) else { return found };
    if practitioner && let Some(running) = global::running(visit, edition) {
        if is_evaluation_and_management(line.code) {
            let unrelated = services().any(|service| service.relation == Some(Relation::Unrelated));
            found.extend(
                unrelated.then_some((Modifier::M24, "unrelated to the procedure whose global period is running")),
            );
        } else if global::days(row).is_some()
            && let Some(modifier) = global::relation(&running, line.code, services()).and_then(global::modifier)
        {
            found.push((
                modifier,
                "the global period of an earlier procedure is running, and the record says how they relate",
            ));
        }
    }
    if [code!(b"64454"), code!(b"64624")].contains(&line.code) && services().any(is_reduced) {
        found.push((Modifier::M52, "fewer than the three branches that the code stands for"));
    }
    if is_bilateral(edition, line.code, services()) {
        found.push((Modifier::M50, "both sides, under a code that the fee schedule pays for both"));
    }
    let facility = edition.tables().place().and_then(|it| it.table.on(&visit.setting.place_of_service, edition.date()));
    if practitioner && row.value.component.as_str() == "1" && facility.is_some_and(|it| it.value.facility) {
        found.push((Modifier::M26, "the facility owns the equipment; the practitioner bills the professional part"));
    }
    found
}

/// LT, RT or 50: of a code of which the fee schedule pays a side, or of which it says nothing.
pub(crate) fn side_modifier(edition: &Edition<'_>, code: Code, side: Option<Side>) -> Option<Modifier> {
    let side = side.filter(|_| takes_sides(edition, code))?;
    Some(match side {
        Side::Left => Modifier::LT,
        Side::Right => Modifier::RT,
        Side::Both => Modifier::M50,
    })
}

/// A code has two sides: by its bilateral indicator, and where the fee schedule has none.
pub(crate) fn takes_sides(edition: &Edition<'_>, code: Code) -> bool {
    let indicator = edition.procedure(code).map(|row| row.value.bilateral);
    indicator.is_none_or(|indicator| indicator.as_str() == "1") && code != code!(b"64999") || code == code!(b"G0260")
}

/// A surgical center bills for itself.
pub(crate) fn is_surgical_center(visit: &Visit) -> bool {
    visit.setting.place_of_service.number() == SURGICAL_CENTER
        && !global::is_practitioners(visit, visit.setting.claim_form)
}

/// Both sides were done, under a code that the fee schedule pays for both.
pub(crate) fn is_bilateral<'v>(
    edition: &Edition<'_>,
    code: Code,
    mut services: impl Iterator<Item = &'v Service>,
) -> bool {
    services.any(|service| stimulation::side(service) == Some(Side::Both))
        && edition.procedure(code).is_some_and(|row| row.value.bilateral.as_str() == "1")
}

/// Fewer branches of the genicular nerves than the code stands for.
pub(crate) fn is_reduced(service: &Service) -> bool {
    let genicular = |nerve, branches: Option<u8>| nerve == Some(Nerve::Genicular) && branches.is_some_and(|it| it < 3);
    match &service.what {
        What::NerveBlock(it) => genicular(it.nerve, it.branches),
        What::NerveDestruction(it) => genicular(it.nerve, it.branches),
        _ => false,
    }
}

/// The modifier of a procedure that was stopped.
pub(crate) const fn stopped(service: &Service, practitioner: bool) -> Option<Modifier> {
    match (service.discontinued, practitioner) {
        (Some(Discontinued::AfterAnesthesia), true) => Some(Modifier::M53),
        (Some(Discontinued::BeforeAnesthesia), false) => Some(Modifier::M73),
        (Some(Discontinued::AfterAnesthesia), false) => Some(Modifier::M74),
        _ => None,
    }
}
