//! What a claim has to do with, so that rules about other things are not asked.

use core::ops::BitOr;

use crate::code::{Code, Modifier, code};
use crate::edit::coverage::frequency_exceeded::NEEDLES;
use crate::edit::modifier::active_treatment_missing::MANIPULATIONS;
use crate::pairs::is_evaluation_and_management;
use crate::run::{Context, LineView};
use crate::table::Timing;
use crate::visit::{ClaimForm, What};

/// A set of traits of a claim and its visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits(u16);

impl Traits {
    /// Every claim; a rule without a narrower set is always asked.
    pub const ANY: Self = Self(u16::MAX);
    /// Devices and supplies, or codes that the table does not have.
    pub const EQUIPMENT: Self = Self(1);
    /// Acupuncture and dry needling.
    pub const NEEDLES: Self = Self(1 << 1);
    /// Stimulation of wounds.
    pub const WOUND: Self = Self(1 << 2);
    /// Manipulation of the spine.
    pub const MANIPULATION: Self = Self(1 << 3);
    /// Evaluation and management.
    pub const EVALUATION: Self = Self(1 << 4);
    /// An assistant's part, or a modifier for it.
    pub const ASSISTANT: Self = Self(1 << 5);
    /// KX on a line.
    pub const KX: Self = Self(1 << 6);
    /// Lines that form an active pair.
    pub const PAIRS: Self = Self(1 << 7);
    /// The institutional form.
    pub const INSTITUTIONAL: Self = Self(1 << 8);
    /// Services that name others of the same minutes.
    pub const CONCURRENT: Self = Self(1 << 9);
    /// Services whose code the host has chosen.
    pub const CODED: Self = Self(1 << 10);

    /// The bits, for sets that are made at compile time.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// The set of these bits.
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    const fn includes(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether a rule about these is asked.
    pub const fn concern(self, wanted: Self) -> bool {
        wanted.0 == Self::ANY.0 || self.includes(wanted)
    }

    fn when(self, holds: bool) -> Self {
        if holds { self } else { Self::default() }
    }

    /// The traits of a claim.
    pub fn of(context: &Context<'_>) -> Self {
        let visit = context.visit;
        let lines = context.lines.iter().map(of_line).fold(Self::default(), BitOr::bitor);
        let services = visit.services.iter().map(|service| of_service(&service.what)).fold(lines, BitOr::bitor);
        let assistants = visit.performers.iter().any(|it| it.kind.is_assistant())
            || visit.services.iter().any(|service| service.assistant_minutes.is_some())
            || visit.services.is_empty();
        services
            | Self::ASSISTANT.when(assistants)
            | Self::PAIRS.when(!context.pairs.is_empty())
            | Self::INSTITUTIONAL.when(context.form() == ClaimForm::Institutional)
            | Self::CONCURRENT.when(visit.services.iter().any(|service| !service.concurrent_with.is_empty()))
    }
}

impl BitOr for Traits {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const WOUND: [Code; 4] = [code!(b"G0281"), code!(b"G0282"), code!(b"G0295"), code!(b"G0329")];

fn of_line(line: &LineView<'_>) -> Traits {
    let code = line.code();
    let modifiers = Traits::KX.when(line.line.has(Modifier::KX))
        | Traits::ASSISTANT.when(line.line.has_any(&[Modifier::CQ, Modifier::CO]));
    // A therapy code has none of the other traits.
    if line.is_timed {
        return modifiers;
    }
    modifiers
        | Traits::EQUIPMENT.when(line.fact.is_none_or(|fact| matches!(fact.timing, Timing::Item | Timing::Supply)))
        | Traits::NEEDLES.when(NEEDLES.contains(&code))
        | Traits::WOUND.when(WOUND.contains(&code))
        | Traits::MANIPULATION.when(MANIPULATIONS.contains(&code))
        | Traits::EVALUATION.when(is_evaluation_and_management(code))
}

fn of_service(what: &What) -> Traits {
    match what {
        What::WoundStimulation(_) => Traits::WOUND,
        What::Acupuncture(_) | What::DryNeedling(_) => Traits::NEEDLES,
        What::Device(_) | What::Supply(_) => Traits::EQUIPMENT,
        What::Coded(_) => Traits::CODED,
        _ => Traits::default(),
    }
}
