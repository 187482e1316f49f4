//! Sets of acupuncture needles: the lines that the visit's sets make, and what brings a claim to them.

use alloc::vec::Vec;

use crate::claim::{Line, Units};
use crate::code::{Code, code};
use crate::edit::modifier::bilateral_not_allowed::SIDES;
use crate::fix::Change;
use crate::pairs::DISTINCT;
use crate::run::{Context, LineView};
use crate::select::codes::acupuncture;
use crate::select::units::sets;
use crate::visit::{Service, Visit, What};

/// The codes of acupuncture.
pub(crate) const CODES: [Code; 4] = [code!(b"97810"), code!(b"97811"), code!(b"97813"), code!(b"97814")];

/// Those of them that stand once a day.
pub(crate) const INITIAL: [Code; 2] = [code!(b"97810"), code!(b"97813")];

/// The acupuncture services of a visit; `None` where there is none, or minutes are missing.
fn services(visit: &Visit) -> Option<Vec<(&Service, bool)>> {
    let mut all: Vec<(&Service, bool)> = Vec::new();
    for service in &visit.services {
        if let What::Acupuncture(it) = &service.what {
            all.push((service, it.electrical));
        }
    }
    let known = !all.is_empty() && all.iter().all(|(service, _)| service.minutes.is_some());
    known.then_some(all)
}

/// The lines that the visit's sets make: one initial code, and an add-on for each further set by its own kind.
pub(crate) fn wanted(visit: &Visit) -> Option<Vec<(Code, u32)>> {
    let mut lines: Vec<(Code, u32)> = Vec::new();
    for (service, electrical) in services(visit)? {
        let (first, further) = acupuncture(electrical);
        let count = sets(service);
        let begun = !lines.is_empty();
        if !begun && count > 0 {
            lines.push((first, 1));
        }
        let more = count.saturating_sub(u32::from(!begun));
        match lines.iter_mut().find(|(code, _)| *code == further) {
            Some((_, units)) => *units = units.saturating_add(more),
            None if more > 0 => lines.push((further, more)),
            None => {}
        }
    }
    Some(lines)
}

/// The changes that bring the acupuncture lines of a claim to those that the visit's sets make.
pub(crate) fn realigned(context: &Context<'_>) -> Option<Vec<Change>> {
    let mut left: Vec<Option<(Code, u32)>> = wanted(context.visit)?.into_iter().map(Some).collect();
    let lines: Vec<&LineView<'_>> = context.lines.iter().filter(|line| CODES.contains(&line.code())).collect();
    let mut pairs: Vec<Option<(Code, u32)>> = lines.iter().map(|_| None).collect();
    for any in [false, true] {
        for (line, pair) in lines.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
            let fits = |it: &&mut Option<(Code, u32)>| it.is_some_and(|(code, _)| any || code == line.code());
            *pair = left.iter_mut().find(fits).and_then(Option::take);
        }
    }
    let mut changes = Vec::new();
    for (line, pair) in lines.iter().zip(pairs) {
        let place = line.place();
        let Some((code, units)) = pair else {
            changes.push(Change::RemoveLine { line: place });
            continue;
        };
        let other = code != line.code();
        changes.extend(other.then_some(Change::ReplaceCode { line: place, code }));
        let set = Units::new(units).filter(|units| *units != line.line.units);
        changes.extend(set.map(|units| Change::SetUnits { line: place, units }));
        let untrue = |it: &&crate::code::Modifier| SIDES.contains(it) || (other && DISTINCT.contains(it));
        let untrue = line.line.modifiers.iter().filter(untrue);
        changes.extend(untrue.map(|modifier| Change::RemoveModifier { line: place, modifier: *modifier }));
    }
    let new = |(code, units)| Some(Change::AddLine { new: Line::new(code, Units::new(units)?) });
    changes.extend(left.into_iter().flatten().filter_map(new));
    Some(changes)
}
