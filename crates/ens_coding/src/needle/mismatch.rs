//! How the lines of a claim and the lines that a needle procedure makes differ, and what would bring them together.

use alloc::vec::Vec;

use super::{Area, GUIDANCE, is_needle, of_code};
use crate::book::Therapy;
use crate::claim::{Line, Units};
use crate::code::{Code, Modifier, code};
use crate::edit::modifier::bilateral_not_allowed::SIDES;
use crate::fix::Change;
use crate::pairs::DISTINCT;
use crate::run::{Context, LineView};
use crate::select::Part;
use crate::select::surgical;
use crate::source::Trust;
use crate::visit::{Service, What};

/// A line of the base codes and add-ons of toxin for limbs, which rank the limbs.
pub(crate) const LIMBS: [Code; 4] = [code!(b"64642"), code!(b"64643"), code!(b"64644"), code!(b"64645")];

/// Services whose lines this file compares.
pub(crate) const fn is_judged(service: &Service) -> bool {
    is_needle(service) || matches!(&service.what, What::ModerateSedation(_))
}

/// The lines that the services of a line make, each code and side once.
fn wanted(context: &Context<'_>, line: &LineView<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let of = |at: usize| context.choices.get(at).into_iter().flat_map(|choice| choice.parts.iter());
    for part in line.services.iter().flat_map(of) {
        match parts.iter_mut().find(|it| (it.code, it.side, it.mark) == (part.code, part.side, part.mark)) {
            Some(it) if !GUIDANCE.contains(&it.code) => it.units = it.units.saturating_add(part.units),
            Some(_) => {}
            None => parts.push(part),
        }
    }
    parts
}

/// The line reports a needle procedure of the visit under a code that selection would not use for it.
pub(crate) fn is_mismatched(context: &Context<'_>, line: &LineView<'_>) -> bool {
    line.in_force && is_misplaced(context, line)
}

fn is_misplaced(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let mut services = context.services_of(line).peekable();
    services.peek().is_some()
        && services.all(|(at, service)| {
            let choice = context.choices.get(at);
            is_judged(service) && choice.is_some_and(|it| it.code.is_some() && !it.parts.has(line.code()))
        })
}

/// The changes that put the lines that selection would make in the place of a mismatched one: the first line that is missing
/// takes its place, and further ones are added where no other mismatched line is left for them.
pub(crate) fn realigned(context: &Context<'_>, line: &LineView<'_>) -> Vec<Change> {
    let wanted = wanted(context, line);
    let on_claim = |part: &&Part| context.lines.iter().any(|other| other.code() == part.code);
    let missing: Vec<Part> = wanted.iter().filter(|part| !on_claim(part)).copied().collect();
    let same = |other: &&LineView<'_>| other.services == line.services && is_misplaced(context, other);
    let rank = context.lines.iter().take(line.at).filter(same).count();
    let others = context.lines.iter().filter(same).count();
    let place = line.place();
    let Some(own) = missing.get(rank) else { return Vec::from([Change::RemoveLine { line: place }]) };
    let mut changes = Vec::from([Change::ReplaceCode { line: place, code: own.code }]);
    if let Some(units) = Units::new(own.units).filter(|units| *units != line.line.units) {
        changes.push(Change::SetUnits { line: place, units });
    }
    let side = surgical::side_modifier(context.edition, own.code, own.side);
    let of_another_line =
        |modifier: &&Modifier| (SIDES.contains(modifier) && Some(**modifier) != side) || DISTINCT.contains(modifier);
    for modifier in line.line.modifiers.iter().filter(of_another_line) {
        changes.push(Change::RemoveModifier { line: place, modifier: *modifier });
    }
    changes.extend(
        side.filter(|side| !line.line.has(*side)).map(|modifier| Change::AddModifier { line: place, modifier }),
    );
    let last = rank.saturating_add(1) == others;
    let left = missing.iter().skip(rank.saturating_add(1)).filter(|_| last);
    changes.extend(left.filter_map(|part| Some(Change::AddLine { new: new_line(context, *part)? })));
    changes
}

/// The line of a part, with its side.
pub(crate) fn new_line(context: &Context<'_>, part: Part) -> Option<Line> {
    let mut line = Line::new(part.code, Units::new(part.units)?);
    line.modifiers.extend(surgical::side_modifier(context.edition, part.code, part.side));
    line.modifiers.extend(part.mark);
    Some(line)
}

/// The part of a visit's services that a line of the same code stands for.
pub(crate) fn part_of(context: &Context<'_>, line: &LineView<'_>) -> Option<Part> {
    let mut parts = wanted(context, line).into_iter().filter(|part| part.code == line.code());
    let first = parts.next()?;
    Some(parts.fold(first, |sum, part| Part { units: sum.units.saturating_add(part.units), ..sum }))
}

/// The base code that an add-on of the visit continues and the claim lacks, with the units that the add-on should have.
pub(crate) fn missing_base(context: &Context<'_>, line: &LineView<'_>) -> Option<Vec<Change>> {
    let wanted = wanted(context, line);
    let own = part_of(context, line)?;
    let base = wanted.first().filter(|base| base.code != line.code())?;
    if context.lines.iter().any(|other| other.code() == base.code) {
        return None;
    }
    let units = Units::new(own.units).filter(|units| *units != line.line.units);
    let set = units.map(|units| Change::SetUnits { line: line.place(), units });
    let new = new_line(context, *base)?;
    Some(core::iter::once(Change::AddLine { new }).chain(set).collect())
}

/// How the code of a mismatched line and what was done differ, and how far that is trusted.
pub(crate) fn why(context: &Context<'_>, line: &LineView<'_>) -> Option<(&'static str, Trust)> {
    if LIMBS.contains(&line.code()) || !is_mismatched(context, line) {
        return None; // `code/wrong-base-for-add-on` speaks of limbs
    }
    let chosen = wanted(context, line).first()?.code;
    let (own, other) = (of_code(line.code()), of_code(chosen));
    Some(match (own, other) {
        (Some((Therapy::Epidural, Some(area))), Some((Therapy::Epidural, Some(chosen_area)))) => {
            let why = match (area, chosen_area) {
                (Area::CervicalThoracic, Area::LumbarSacral) => {
                    "the level is lumbar or sacral, and the code is for neck and upper back"
                }
                (Area::LumbarSacral, Area::CervicalThoracic) => {
                    "the level belongs to neck and upper back, T12-L1 too, and the code is for the low back"
                }
                _ => "the approach, the imaging or the catheter was another one",
            };
            (why, Trust::Primary)
        }
        (Some((Therapy::TriggerPoint, _)), Some((Therapy::TriggerPoint, _))) => {
            ("the code goes by the number of muscles, not of injections", Trust::Secondary)
        }
        (_, None) if chosen == code!(b"64999") => {
            ("no code describes what was done, and this one stands for something else", Trust::Secondary)
        }
        (Some((Therapy::Sacroiliac | Therapy::FacetInjection, _)), Some((Therapy::TriggerPoint, _))) => {
            ("without fluoroscopy or CT the needle is an injection into the muscles by definition", Trust::Secondary)
        }
        _ => ("the code is for another nerve, level, side or technique than the record names", Trust::Secondary),
    })
}
