//! The codes of nerve blocks and of the destruction of nerves.

use super::choice::{Choice, Part, Parts};
use super::needle::{in_force, is_with, is_without, of_parts, once, several, unlisted};
use super::reasons;
use super::reported_needles as reported;
use super::spine;
use crate::book::Edition;
use crate::code::{Code, code};
use crate::visit::{AblationMethod, Nerve, NerveBlock, NerveDestruction, Side};

/// The code of a block; `None` where the note names no nerve.
pub(super) fn block(it: NerveBlock, edition: &Edition<'_>) -> Option<Choice> {
    use Nerve as N;
    let catheter = it.catheter.is_yes();
    let by_date = |new: Code, old: Code| in_force(edition, new).unwrap_or(old);
    let pair = |single: Code, with_catheter: Code| if catheter { with_catheter } else { single };
    let other = code!(b"64450");
    let code = match it.nerve? {
        // No code has a catheter for what follows, but for those that `pair` or `plane` names.
        N::BrachialPlexus => pair(code!(b"64415"), code!(b"64416")),
        N::Sciatic => pair(code!(b"64445"), code!(b"64446")),
        N::Femoral | N::AdductorCanal => pair(code!(b"64447"), code!(b"64448")),
        N::Paravertebral if !catheter => return Some(levels(it, code!(b"64461"), code!(b"64462"), Some(1))),
        N::Paravertebral => code!(b"64463"),
        N::ThoracicFascialPlane => return Some(plane(it, edition, spine::CHEST_PLANE)),
        N::AbdominalFascialPlane => return Some(plane(it, edition, spine::ABDOMINAL_PLANE)),
        N::LegFascialPlane => match in_force(edition, pair(code!(b"64473"), code!(b"64474"))) {
            Some(code) => code,
            None => return Some(unlisted().or(reported::BLOCKS)),
        },
        N::LumbarPlexus if catheter => code!(b"64449"),
        _ if catheter => return Some(unlisted().or(reported::BLOCKS)),
        N::TrigeminalBranch | N::TrigeminalDivision => code!(b"64400"),
        N::GreaterOccipital => code!(b"64405"),
        N::Vagus => code!(b"64408"),
        N::Facial => return Some(old_or_unlisted(edition, code!(b"64402"), it.side)),
        N::Phrenic => return Some(old_or_unlisted(edition, code!(b"64410"), it.side)),
        N::CervicalPlexus => return Some(old_or_unlisted(edition, code!(b"64413"), it.side)),
        N::Axillary => code!(b"64417"),
        N::Suprascapular => code!(b"64418"),
        N::Intercostal => return Some(intercostal(it, edition)),
        N::Ilioinguinal => code!(b"64425"),
        N::Pudendal => code!(b"64430"),
        N::Paracervical => code!(b"64435"),
        N::Genicular => by_date(code!(b"64454"), other),
        N::Sacroiliac => by_date(code!(b"64451"), other),
        N::PlantarDigital => code!(b"64455"),
        N::LesserOccipital
        | N::ThirdOccipital
        | N::LateralFemoralCutaneous
        | N::Saphenous
        | N::Digital
        | N::OtherPeripheral => other,
        N::Sphenopalatine => code!(b"64505"),
        N::Stellate => code!(b"64510"),
        N::SuperiorHypogastric => code!(b"64517"),
        N::ThoracicSympathetic | N::LumbarSympathetic => code!(b"64520"),
        N::Celiac => code!(b"64530"),
        N::QuadratusLumborum | N::Ipack | N::Peng | N::GanglionImpar | N::LumbarPlexus => {
            return Some(unlisted().or(reported::BLOCKS));
        }
    };
    let count = if code == other || code == code!(b"64400") { it.count } else { None };
    Some(several(code, count, it.side).or(reported::BLOCKS))
}

fn old_or_unlisted(edition: &Edition<'_>, code: Code, side: Option<Side>) -> Choice {
    in_force(edition, code).map_or_else(unlisted, |code| once(code, side)).or(reported::BLOCKS)
}

/// One level under the first code, further ones under the add-on, of which there are at most so many units.
fn levels(it: NerveBlock, first: Code, further: Code, most: Option<u32>) -> Choice {
    let more = u32::from(it.count.unwrap_or(1).saturating_sub(1));
    let mut parts = Parts::from([Part::of(first, 1, it.side)]);
    parts.push(Part::of(further, most.map_or(more, |most| more.min(most)), it.side));
    of_parts(parts, &reasons::NEEDLE).or(reported::BLOCKS)
}

/// Until 2019 the second code stood alone for several levels; since 2020 it continues the first.
fn intercostal(it: NerveBlock, edition: &Edition<'_>) -> Choice {
    let add_on = crate::date::Date::new(2020, 1, 1).is_none_or(|day| edition.date() >= day);
    match it.count {
        Some(2..) if !add_on => once(code!(b"64421"), it.side).or(reported::BLOCKS),
        _ => levels(it, code!(b"64420"), code!(b"64421"), None),
    }
}

/// A fascial plane: codes for one side and for both, single and with a catheter.
fn plane(it: NerveBlock, edition: &Edition<'_>, codes: [Code; 4]) -> Choice {
    let [one, one_catheter, both, both_catheter] = codes;
    let (code, side) = match (it.side == Some(Side::Both), it.catheter.is_yes()) {
        (true, false) => (both, None),
        (true, true) => (both_catheter, None),
        (false, false) => (one, it.side),
        (false, true) => (one_catheter, it.side),
    };
    in_force(edition, code).map_or_else(unlisted, |code| once(code, side)).or(reported::BLOCKS)
}

pub(super) fn destruction(it: NerveDestruction, edition: &Edition<'_>) -> Option<Choice> {
    use Nerve as N;
    let nerve = it.nerve?;
    if it.method == Some(AblationMethod::Pulsed) {
        return Some(unlisted());
    }
    let other = code!(b"64640");
    let by_date = |new: Code| in_force(edition, new).unwrap_or(other);
    let code = match nerve {
        N::TrigeminalBranch => code!(b"64600"),
        N::TrigeminalDivision if is_with(it.imaging) => code!(b"64610"),
        N::TrigeminalDivision => code!(b"64605"),
        N::Intercostal => code!(b"64620"),
        N::Genicular => by_date(code!(b"64624")),
        N::Sacroiliac if is_without(it.imaging) => return Some(unlisted()),
        N::Sacroiliac => by_date(code!(b"64625")),
        N::Pudendal => code!(b"64630"),
        N::PlantarDigital => code!(b"64632"),
        N::Celiac => code!(b"64680"),
        N::SuperiorHypogastric => code!(b"64681"),
        N::GanglionImpar | N::Stellate | N::Sphenopalatine | N::LumbarSympathetic | N::ThoracicSympathetic => {
            return Some(unlisted());
        }
        _ => other,
    };
    let count = if code == other || code == code!(b"64620") { it.count } else { None };
    Some(several(code, count, it.side))
}
