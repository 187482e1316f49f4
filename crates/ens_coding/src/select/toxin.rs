//! The codes of chemodenervation.

use alloc::vec::Vec;

use super::choice::{Choice, Part, Parts};
use super::guided::with_guidance;
use super::needle::{of_parts, once};
use super::reasons;
use super::reported_needles as reported;
use crate::book::Edition;
use crate::code::code;
use crate::order;
use crate::visit::{Chemodenervation, MuscleGuidance, ToxinSite, TreatedLimb};

pub(super) fn choose(it: &Chemodenervation, edition: &Edition<'_>) -> Choice {
    let choice = match it.site {
        ToxinSite::SalivaryGlands => once(code!(b"64611"), None),
        ToxinSite::Facial => once(code!(b"64612"), it.side),
        ToxinSite::ChronicMigraine => once(code!(b"64615"), None),
        ToxinSite::Neck => once(code!(b"64616"), it.side),
        ToxinSite::Larynx => once(code!(b"64617"), it.side),
        ToxinSite::Limbs => limbs(&it.limbs),
        ToxinSite::Trunk if it.muscles.is_some_and(|muscles| muscles > 5) => once(code!(b"64647"), None),
        ToxinSite::Trunk => once(code!(b"64646"), None),
        ToxinSite::Axillae => once(code!(b"64650"), None),
        ToxinSite::OtherSweatGlands => once(code!(b"64653"), None),
        ToxinSite::Bladder => once(code!(b"52287"), None),
        ToxinSite::EyeMuscle => once(code!(b"67345"), it.side),
        ToxinSite::Esophagus => once(code!(b"43201"), None),
    };
    let alternates = if it.site == ToxinSite::Limbs { reported::LIMBS } else { reported::TOXIN_SITES };
    let finding = match it.guidance {
        Some(MuscleGuidance::ElectricalStimulation) => Some(code!(b"95873")),
        Some(MuscleGuidance::Electromyography) => Some(code!(b"95874")),
        _ => None,
    };
    with_guidance(choice.or(alternates), edition, finding.as_slice())
}

/// One base code a day, for the limb with the most muscles; every other limb has an add-on of its own size.
fn limbs(limbs: &[TreatedLimb]) -> Choice {
    let mut sizes: Vec<u8> = limbs.iter().map(|limb| limb.muscles).collect();
    order::sort(&mut sizes, |one, other| one > other);
    let Some((first, rest)) = sizes.split_first() else { return Choice::none(&reasons::NO_CODE) };
    let large = rest.iter().filter(|muscles| **muscles >= 5).count();
    let small = rest.len().saturating_sub(large);
    let units = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let base = if *first >= 5 { code!(b"64644") } else { code!(b"64642") };
    let mut parts = Parts::from([Part::of(base, 1, None)]);
    parts.push(Part::of(code!(b"64645"), units(large), None));
    parts.push(Part::of(code!(b"64643"), units(small), None));
    of_parts(parts, &reasons::LIMBS)
}
