//! Drugs: units of the code, what was discarded, and the modifiers that say so.

use super::choice::{Choice, Part, Parts};
use super::needle::of_parts;
use super::reasons;
use crate::book::Edition;
use crate::code::{Code, Modifier, code};
use crate::needle::TOXINS;
use crate::visit::{Drug, Product};

/// Code of a product, and how many of its units one unit of the code is.
pub(crate) const fn code_of(product: Product) -> (Code, u32) {
    match product {
        Product::Onabotulinumtoxin => (code!(b"J0585"), 1),
        Product::Abobotulinumtoxin => (code!(b"J0586"), 5),
        Product::Rimabotulinumtoxin => (code!(b"J0587"), 100),
        Product::Incobotulinumtoxin => (code!(b"J0588"), 1),
        Product::Daxibotulinumtoxin => (code!(b"J0589"), 1),
        Product::Code(code) => (code, 1),
    }
}

/// A drug without a code of its own.
pub(crate) const UNCLASSIFIED: Code = code!(b"J3590");

/// Units of the code for what was given and for what was discarded: a unit that was begun is whole, and what it covers is
/// not discarded.
pub(crate) fn units(it: &Drug) -> (u32, u32) {
    let (_, per_unit) = code_of(it.product);
    let given = it.given.div_ceil(per_unit);
    let opened = it.given.saturating_add(discarded(it).unwrap_or(0));
    (given, opened.checked_div(per_unit).unwrap_or(0).saturating_sub(given))
}

/// Units that were discarded: as the visit says, and none where as much was given as was opened.
pub(crate) fn discarded(it: &Drug) -> Option<u32> {
    it.discarded.or_else(|| (opened(it) == Some(it.given)).then_some(0))
}

/// Units that were opened, where the visit names the containers.
pub(crate) fn opened(it: &Drug) -> Option<u32> {
    (!it.containers.is_empty()).then(|| it.containers.iter().copied().fold(0, u32::saturating_add))
}

/// The containers hold one dose: as the visit says, and for toxins, which come so.
pub(crate) const fn is_single_dose(it: &Drug) -> bool {
    it.multi_dose.is_no() || (it.multi_dose.is_not_stated() && !matches!(it.product, Product::Code(_)))
}

/// What a single-dose container asks for on this date, where the payer takes the modifiers.
pub(crate) fn discard_modifier(it: &Drug, edition: &Edition<'_>) -> Option<Modifier> {
    if !is_single_dose(it) || it.rest_given_to_another.is_yes() || !takes(edition) {
        return None;
    }
    let (_, units) = units(it);
    match discarded(it) {
        Some(_) if units > 0 => Some(Modifier::JW),
        Some(_) if edition.no_waste_modifier().is_some_and(|term| term.value) => Some(Modifier::JZ),
        _ => None,
    }
}

fn takes(edition: &Edition<'_>) -> bool {
    edition.waste_modifier().is_some_and(|term| term.value)
}

/// The lines of a drug.
pub(super) fn choose(it: &Drug, edition: &Edition<'_>) -> Choice {
    let (code, _) = code_of(it.product);
    let in_force = match edition.tables().codes() {
        Some(codes) => codes.table.all(&code).is_empty() || codes.table.on(&code, edition.date()).is_some(),
        None => true,
    };
    if !in_force {
        // Units of such a code say nothing, so that what was discarded has none either.
        let mark = discard_modifier(it, edition).filter(|mark| *mark == Modifier::JZ);
        let own = Part { mark, ..Part::of(UNCLASSIFIED, 1, None) };
        return of_parts(Parts::from([own]), &reasons::UNCLASSIFIED_DRUG).or(&TOXINS);
    }
    let (given, discarded) = units(it);
    let mark = discard_modifier(it, edition);
    let own = Part { mark: mark.filter(|mark| *mark == Modifier::JZ), ..Part::of(code, given, None) };
    let mut parts = Parts::from([own]);
    if mark == Some(Modifier::JW) {
        parts.push(Part { mark, ..Part::of(code, discarded, None) });
    }
    let toxin = !matches!(it.product, Product::Code(_));
    of_parts(parts, &reasons::DRUG).or(if toxin { &TOXINS } else { &[] })
}
