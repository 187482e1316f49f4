//! How the lines of a claim and the lines that a needle procedure makes differ, and what would bring them together.

use alloc::vec::Vec;

use super::{Area, GUIDANCE, is_needle, of_code};
use crate::book::{Asked, Therapy};
use crate::claim::{Line, Units};
use crate::code::{Code, Modifier, code};
use crate::edit::modifier::bilateral_not_allowed::SIDES;
use crate::fix::Change;
use crate::pairs::DISTINCT;
use crate::places::Places;
use crate::run::{Context, LineView};
use crate::select::Part;
use crate::select::surgical;
use crate::source::Trust;
use crate::visit::{Service, What};

/// A line of the base codes and add-ons of toxin for limbs, which rank the limbs.
pub(crate) const LIMBS: [Code; 4] = [code!(b"64642"), code!(b"64643"), code!(b"64644"), code!(b"64645")];

/// Services whose lines this file compares.
pub(crate) const fn is_judged(service: &Service) -> bool {
    is_needle(service) || matches!(&service.what, What::ModerateSedation(_) | What::Drug(_))
}

/// A line as the visit's services make it.
#[derive(Clone, Copy)]
struct Wanted {
    part: Part,
    /// Two lines of a surgical center stand for both sides.
    side: Option<Modifier>,
}

/// The services of a line, with those that share lines with them.
fn cluster(context: &Context<'_>, line: &LineView<'_>) -> Places {
    let joined = |other: &LineView<'_>| !other.services.and(line.services).is_empty();
    let all = context.lines.iter().filter(|other| joined(other)).flat_map(|other| other.services.iter());
    all.chain(line.services.iter()).collect()
}

/// The parts that the services of a line make, each code and side once.
fn parts(context: &Context<'_>, services: Places) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let of = |at: usize| context.choices.get(at).into_iter().flat_map(|choice| choice.parts.iter());
    for part in services.iter().flat_map(of) {
        match parts.iter_mut().find(|it| (it.code, it.side, it.mark) == (part.code, part.side, part.mark)) {
            Some(it) if !super::counts_once(it.code) => it.units = it.units.saturating_add(part.units),
            Some(_) => {}
            None => parts.push(part),
        }
    }
    parts.retain(|part| part.units > 0);
    parts
}

/// The lines that the services of a line make.
fn wanted(context: &Context<'_>, line: &LineView<'_>) -> Vec<Wanted> {
    let mut all = Vec::new();
    for part in parts(context, cluster(context, line)) {
        let side = surgical::side_modifier(context.edition, part.code, part.side);
        if side == Some(Modifier::M50) && surgical::is_surgical_center(context.visit) {
            all.extend([Modifier::RT, Modifier::LT].map(|side| Wanted { part, side: Some(side) }));
        } else {
            all.push(Wanted { part, side });
        }
    }
    all
}

/// The line reports a needle procedure of the visit under a code that selection would not use for it.
pub(crate) fn is_mismatched(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let mut services = context.services_of(line).peekable();
    line.in_force
        && services.peek().is_some()
        && services.all(|(at, service)| {
            let choice = context.choices.get(at);
            is_judged(service) && choice.is_some_and(|it| it.code.is_some() && !it.parts.has(line.code()))
        })
}

/// The side that a line names; left and right on one line are both.
fn side_of(line: &LineView<'_>) -> Option<Modifier> {
    let (left, right) = (line.line.has(Modifier::LT), line.line.has(Modifier::RT));
    match (line.line.has(Modifier::M50) || (left && right), left, right) {
        (true, ..) => Some(Modifier::M50),
        (false, true, _) => Some(Modifier::LT),
        (false, _, true) => Some(Modifier::RT),
        _ => None,
    }
}

/// The changes that turn the lines of some services into those that selection would make: the same code and side first,
/// then the same code, then one in the place of another; what is missing is added, and what is left comes off.
pub(crate) fn realigned(context: &Context<'_>, line: &LineView<'_>) -> Vec<Change> {
    let mut left: Vec<Option<Wanted>> = wanted(context, line).into_iter().map(Some).collect();
    let services = cluster(context, line);
    let reports = |other: &&LineView<'_>| !other.services.and(services).is_empty();
    let lines: Vec<&LineView<'_>> = context.lines.iter().filter(reports).collect();
    let mut pairs: Vec<Option<Wanted>> = lines.iter().map(|_| None).collect();
    let alike: [fn(&LineView<'_>, &Wanted) -> bool; 3] = [
        |line, it| line.code() == it.part.code && side_of(line) == it.side && marks(line) == it.part.mark,
        |line, it| line.code() == it.part.code,
        |_, _| true,
    ];
    for is_alike in alike {
        for (line, pair) in lines.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
            let free = left.iter_mut().find(|it| it.as_ref().is_some_and(|it| is_alike(line, it)));
            *pair = free.and_then(Option::take);
        }
    }
    let mut changes = Vec::new();
    for (line, pair) in lines.iter().zip(pairs) {
        match pair {
            Some(it) => changes.extend(turned(context, line, it)),
            None => changes.push(Change::RemoveLine { line: line.place() }),
        }
    }
    changes.extend(left.into_iter().flatten().filter_map(|it| Some(Change::AddLine { new: new_line(it)? })));
    changes
}

/// What the line says of the units of a drug.
fn marks(line: &LineView<'_>) -> Option<Modifier> {
    DISCARDED.into_iter().find(|mark| line.line.has(*mark))
}

/// What became of the units of a drug.
const DISCARDED: [Modifier; 2] = [Modifier::JW, Modifier::JZ];

/// The changes that turn a line into a wanted one.
fn turned(context: &Context<'_>, line: &LineView<'_>, it: Wanted) -> Vec<Change> {
    let place = line.place();
    let mut changes = Vec::new();
    let other = it.part.code != line.code();
    if other {
        changes.push(Change::ReplaceCode { line: place, code: it.part.code });
    }
    changes.extend(
        Units::new(it.part.units)
            .filter(|units| *units != line.line.units)
            .map(|units| Change::SetUnits { line: place, units }),
    );
    let diagnostic = of_code(it.part.code)
        .is_some_and(|(therapy, _)| context.edition.asks(Asked::DiagnosticModifier, therapy).is_some());
    let untrue = |modifier: &&Modifier| {
        (SIDES.contains(modifier) && Some(**modifier) != it.side)
            || (DISCARDED.contains(modifier) && Some(**modifier) != it.part.mark)
            || (other && DISTINCT.contains(modifier))
            || (other && **modifier == Modifier::KX && !diagnostic)
    };
    for modifier in line.line.modifiers.iter().filter(untrue) {
        changes.push(Change::RemoveModifier { line: place, modifier: *modifier });
    }
    let missing = it.side.into_iter().chain(it.part.mark).filter(|modifier| !line.line.has(*modifier));
    changes.extend(missing.map(|modifier| Change::AddModifier { line: place, modifier }));
    changes
}

/// The line of a part, with its side.
fn new_line(it: Wanted) -> Option<Line> {
    let mut line = Line::new(it.part.code, Units::new(it.part.units)?);
    line.modifiers.extend(it.side);
    line.modifiers.extend(it.part.mark);
    Some(line)
}

/// The changes that take a line off, with the add-ons that continue it and would stand alone. Guidance gives way to the
/// guidance that the claim lacks.
pub(crate) fn removed(context: &Context<'_>, line: &LineView<'_>) -> Vec<Change> {
    if let Some(code) = missing_guidance(context).filter(|_| GUIDANCE.contains(&line.code())) {
        return Vec::from([Change::ReplaceCode { line: line.place(), code }]);
    }
    let kind = super::of_line(line);
    let continues = |other: &&LineView<'_>| {
        let rows = context.edition.tables().add_on().map_or(&[][..], |it| it.table.all(&other.code()));
        other.at != line.at
            && kind.is_some()
            && super::of_line(other) == kind
            && rows.iter().any(|row| row.holds_on(context.edition.date()) && row.value.primary == Some(line.code()))
    };
    let alone = !context.lines.iter().any(|other| other.at != line.at && other.code() == line.code());
    let add_ons = context.lines.iter().filter(continues).filter(|_| alone);
    core::iter::once(line).chain(add_ons).map(|line| Change::RemoveLine { line: line.place() }).collect()
}

/// Units of a code that the services of the visit make, and on how many lines.
pub(crate) fn made(context: &Context<'_>, line: &LineView<'_>) -> Option<(u32, usize)> {
    let all = wanted(context, line);
    let own = || all.iter().filter(|it| it.part.code == line.code());
    let units = own().map(|it| it.part.units).reduce(u32::saturating_add);
    // A line under a wrong code is held against what was done all the same.
    Some((units.or_else(|| all.first().map(|it| it.part.units))?, own().count()))
}

/// The same without what was discarded of a drug.
pub(crate) fn given(context: &Context<'_>, line: &LineView<'_>) -> Option<u32> {
    let own = wanted(context, line).into_iter().filter(|it| it.part.code == line.code());
    let discarded = own.filter(|it| it.part.mark == Some(Modifier::JW)).map(|it| it.part.units);
    Some(made(context, line)?.0.saturating_sub(discarded.fold(0, u32::saturating_add)))
}

/// The line reports services whose lines this file knows.
pub(crate) fn is_reported(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let mut services = context.services_of(line).peekable();
    services.peek().is_some() && services.all(|(_, service)| is_judged(service))
}

/// How the sides that the claim names for a code and those that the record names differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sides {
    /// More than was done.
    More,
    /// Another one.
    Other,
    /// Both sides were done, and the claim does not say so in the way that the payer takes.
    Less,
}

/// How the sides of a code's lines differ from the record, for a code that has sides; `None` where they agree, or where the
/// claim names none and the record one.
pub(crate) fn sides(context: &Context<'_>, line: &LineView<'_>) -> Option<Sides> {
    if is_mismatched(context, line) || !surgical::takes_sides(context.edition, line.code()) {
        return None;
    }
    let mut recorded: Vec<Modifier> = Vec::new();
    for it in wanted(context, line).iter().filter(|it| it.part.code == line.code()) {
        recorded.push(it.side?);
    }
    let alike: Vec<&LineView<'_>> = context.lines.iter().filter(|other| other.code() == line.code()).collect();
    if recorded.is_empty() || alike.iter().any(|other| other.services.is_empty()) {
        return None;
    }
    let billed: Vec<Option<Modifier>> = alike.iter().map(|other| side_of(other)).collect();
    let names = |side| billed.contains(&Some(side));
    let both = names(Modifier::M50) || (names(Modifier::LT) && names(Modifier::RT));
    let wants_both = recorded.contains(&Modifier::M50) || recorded.len() > 1;
    let any = billed.iter().any(Option::is_some);
    match (wants_both, both) {
        (false, true) => Some(Sides::More),
        (false, false) => (any && !recorded.iter().any(|side| names(*side))).then_some(Sides::Other),
        (true, true) if recorded.contains(&Modifier::M50) => (!names(Modifier::M50)).then_some(Sides::Less),
        (true, true) => names(Modifier::M50).then_some(Sides::Less),
        (true, false) => Some(Sides::Less),
    }
}

/// The side that the record names for a line that names none.
pub(crate) fn side_recorded(context: &Context<'_>, line: &LineView<'_>) -> Option<Modifier> {
    let mut sides = wanted(context, line).into_iter().filter(|it| it.part.code == line.code()).map(|it| it.side);
    sides.next().flatten().filter(|side| *side != Modifier::M50)
}

/// The base code that an add-on of the visit continues, where the claim lacks it.
pub(crate) fn lacks_base(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let wanted = wanted(context, line);
    let base = wanted.first().map(|base| base.part.code);
    wanted.iter().any(|it| it.part.code == line.code())
        && base.is_some_and(|base| base != line.code() && context.lines.iter().all(|other| other.code() != base))
}

/// A guidance code that the services of a line make and the claim lacks.
fn missing_guidance(context: &Context<'_>) -> Option<Code> {
    let made = context.choices.iter().flat_map(|choice| choice.parts.iter()).map(|part| part.code);
    let on_claim = |code: Code| context.lines.iter().any(|line| line.code() == code);
    made.filter(|code| GUIDANCE.contains(code)).find(|code| !on_claim(*code))
}

/// The codes of one injection for practitioners and for facilities.
fn is_facilitys(own: Code, chosen: Code) -> bool {
    (own, chosen) == (code!(b"27096"), code!(b"G0260"))
}

/// The code that facilities bill in place of a practitioner's.
pub(crate) fn facility_code(context: &Context<'_>, line: &LineView<'_>) -> Option<Code> {
    let chosen = is_mismatched(context, line).then(|| wanted(context, line).first().map(|it| it.part.code))??;
    is_facilitys(line.code(), chosen).then_some(chosen)
}

/// How the code of a mismatched line and what was done differ, and how far that is trusted.
pub(crate) fn why(context: &Context<'_>, line: &LineView<'_>) -> Option<(&'static str, Trust)> {
    if LIMBS.contains(&line.code()) || !is_mismatched(context, line) {
        return None; // `code/wrong-base-for-add-on` speaks of limbs
    }
    let chosen = wanted(context, line).first()?.part.code;
    if is_facilitys(line.code(), chosen) {
        return None; // `code/not-accepted-by-payer` speaks of who takes which
    }
    let adductor =
        |what: &What| matches!(what, What::NerveBlock(it) if it.nerve == Some(crate::visit::Nerve::AdductorCanal));
    if context.services_of(line).any(|(_, service)| adductor(&service.what)) {
        return Some(("sources disagree on the code of a block in the adductor canal", Trust::Unverified));
    }
    let (own, other) = (of_code(line.code()), of_code(chosen));
    if GUIDANCE.contains(&line.code()) {
        return Some(("the record names another guidance", Trust::Secondary));
    }
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
            ("the code goes by the number of muscles, not of injections", Trust::Primary)
        }
        (_, None) if chosen == code!(b"64999") => {
            ("no code describes what was done, and this one stands for something else", Trust::Secondary)
        }
        (Some((Therapy::Sacroiliac | Therapy::FacetInjection, _)), Some((Therapy::TriggerPoint, _))) => {
            ("without fluoroscopy or CT the needle is an injection into the muscles by definition", Trust::Secondary)
        }
        _ => ("the record names another nerve, level, site, size, technique or drug than the code", Trust::Primary),
    })
}
