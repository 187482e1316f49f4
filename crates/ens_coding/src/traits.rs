//! What a claim has to do with, so that rules about other things are not asked.
//!
//! A rule that is not asked says nothing: neither a finding nor that it lacks something. So each trait of its `about:`
//! covers a condition without which the rule has nothing to say, and together they cover all of them; the test
//! `tests/laws/unasked.rs` asks the others too.

use core::ops::BitOr;

use crate::code::{Code, Modifier, code};
use crate::edit::coverage::frequency_exceeded::NEEDLES;
use crate::edit::coverage::not_improving::STIMULATION;
use crate::edit::documentation::unlisted_report_missing::UNLISTED;
use crate::edit::modifier::active_treatment_missing::MANIPULATIONS;
use crate::edit::modifier::bilateral_not_allowed::SIDES;
use crate::equipment;
use crate::needle;
use crate::pairs::is_evaluation_and_management;
use crate::run::{Context, LineView};
use crate::stimulation;
use crate::table::Timing;
use crate::threshold::Beyond;
use crate::visit::{ClaimForm, PerformerKind, Service, Visit, What};

/// A set of traits of a claim and its visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits(u64);

impl Traits {
    /// Every claim; a rule without a narrower set is always asked.
    pub const ANY: Self = Self(1 << 63);
    /// Devices and supplies, or codes that the table does not have.
    pub const EQUIPMENT: Self = Self(1);
    /// Acupuncture and dry needling.
    pub const NEEDLES: Self = Self(1 << 1);
    /// Stimulation of wounds.
    pub const WOUND: Self = Self(1 << 2);
    /// Manipulation of the spine.
    pub const MANIPULATION: Self = Self(1 << 3);
    /// Evaluation: and management, or of therapy.
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
    /// A code that is not in force, or not in the table.
    pub const LAPSED: Self = Self(1 << 11);
    /// A fee-schedule status that is not plainly active, or a claim for which the schedule is not loaded.
    pub const STATUS: Self = Self(1 << 12);
    /// A code that the payer replaces by another one.
    pub const SWAPPED: Self = Self(1 << 13);
    /// Two lines of one code, or of two codes with the same edits.
    pub const SHARED: Self = Self(1 << 14);
    /// Something was billed for the day already.
    pub const EARLIER: Self = Self(1 << 15);
    /// A line that no service of the visit accounts for.
    pub const UNREPORTED: Self = Self(1 << 16);
    /// A service without minutes.
    pub const NO_MINUTES: Self = Self(1 << 17);
    /// Attended stimulation.
    pub const ATTENDED: Self = Self(1 << 18);
    /// An unlisted procedure.
    pub const UNLISTED: Self = Self(1 << 19);
    /// A modifier for one side or both.
    pub const SIDES: Self = Self(1 << 20);
    /// A therapy line that is not known to stay below the yearly threshold.
    pub const BEYOND: Self = Self(1 << 21);
    /// Pairs of lines that could not all be looked up.
    pub const OPEN_PAIRS: Self = Self(1 << 22);
    /// A performer who may not bill everything, or none.
    pub const PERFORMER: Self = Self(1 << 23);
    /// A claim without a diagnosis, or a line that points at none.
    pub const NO_DIAGNOSIS: Self = Self(1 << 24);
    /// The implantation of a lead.
    pub const LEAD: Self = Self(1 << 25);
    /// Stimulation without a recorded improvement.
    pub const NOT_IMPROVING: Self = Self(1 << 26);
    /// A payer that excludes TENS for low back pain.
    pub const TENS_EXCLUDED: Self = Self(1 << 27);
    /// More than one unit of a code that does not count minutes.
    pub const SEVERAL: Self = Self(1 << 28);
    /// Stimulators: placed, worked on, programmed, and what goes with that.
    pub const STIMULATOR: Self = Self(1 << 29);
    /// Procedures and what they implant: anything that is neither therapy nor for use at home.
    pub const PROCEDURE: Self = Self(1 << 30);
    /// Modifiers of surgery: assistants, stages, stopped procedures.
    pub const SURGICAL: Self = Self(1 << 31);
    /// A procedure that was stopped, or relates to an earlier one.
    pub const COURSE: Self = Self(1 << 32);
    /// Needle procedures other than acupuncture and dry needling, their guidance and sedation.
    pub const NEEDLE_PROCEDURE: Self = Self(1 << 35);
    /// Drugs that were given.
    pub const DRUG: Self = Self(1 << 36);
    /// A whole practice; no claim has this, and `practice.rs` asks these rules.
    pub const PRACTICE: Self = Self(1 << 34);
    /// A representative of a manufacturer.
    pub const REPRESENTATIVE: Self = Self(1 << 33);

    /// The bits, for sets that are made at compile time.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The set of these bits.
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// Whether a rule about these is asked.
    pub const fn concern(self, wanted: Self) -> bool {
        self.0 & wanted.0 != 0
    }

    fn when(self, holds: bool) -> Self {
        if holds { self } else { Self::default() }
    }

    /// The traits of a claim.
    pub fn of(context: &Context<'_>) -> Self {
        let visit = context.visit;
        let lines = context.lines.iter().map(of_line).fold(Self::default(), BitOr::bitor);
        let services = visit.services.iter().map(of_service).fold(lines, BitOr::bitor);
        let edition = context.edition;
        let earlier = || visit.history.services.iter().flatten().any(|it| it.date == edition.date());
        let stimulated = || context.lines.iter().any(|line| STIMULATION.contains(&line.code()));
        Self::ANY
            | of_people(visit)
            | services
            | Self::PAIRS.when(!context.pairs.is_empty())
            | Self::OPEN_PAIRS.when(!context.knows_pairs)
            | Self::INSTITUTIONAL.when(context.form() == ClaimForm::Institutional)
            | Self::STATUS.when(edition.tables().status().is_none())
            | Self::SHARED.when(context.has_shared_codes)
            | Self::EARLIER.when(earlier())
            | Self::BEYOND.when(context.threshold.iter().any(|line| line.beyond != Beyond::No))
            | Self::NO_DIAGNOSIS.when(context.diagnoses().is_empty())
            | Self::NOT_IMPROVING.when(!visit.documentation.improving.is_yes() && stimulated())
            | Self::TENS_EXCLUDED.when(edition.tens_low_back_excluded().is_some_and(|term| term.value))
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
    line.line.modifiers.iter().map(|modifier| of_modifier(*modifier)).fold(of_code(line.code()), BitOr::bitor)
        | Traits::PROCEDURE.when(line.is_procedure())
        | Traits::EQUIPMENT.when(line.fact.is_none_or(|fact| matches!(fact.timing, Timing::Item | Timing::Supply)))
        | Traits::LAPSED.when(!line.in_force)
        | Traits::STATUS.when(line.status.is_some_and(|row| row.value != 'A'))
        | Traits::SWAPPED.when(line.swap.is_some())
        | Traits::UNREPORTED.when(line.services.is_empty())
        | Traits::SEVERAL.when(!line.is_timed && line.line.units.get() > 1)
        | Traits::NO_DIAGNOSIS.when(line.line.diagnosis_pointers.as_ref().is_some_and(alloc::vec::Vec::is_empty))
}

fn of_modifier(modifier: Modifier) -> Traits {
    match modifier {
        Modifier::KX => Traits::KX,
        Modifier::CQ | Modifier::CO => Traits::ASSISTANT,
        Modifier::M58 | Modifier::M78 | Modifier::M79 | Modifier::M53 | Modifier::M73 | Modifier::M74 => {
            Traits::SURGICAL
        }
        Modifier::M80 | Modifier::M81 | Modifier::M82 | Modifier::AS | Modifier::FB | Modifier::FC => Traits::SURGICAL,
        _ => Traits::SIDES.when(SIDES.contains(&modifier)),
    }
}

/// What a code says by itself, whatever the tables make of it.
fn of_code(code: Code) -> Traits {
    if code.is_level_two() {
        return Traits::STIMULATOR.when(stimulation::concerns_code(code))
            | Traits::NEEDLE_PROCEDURE.when(needle::is_procedure(code))
            | Traits::DRUG.when(is_drug(code))
            | Traits::EVALUATION.when(is_evaluation_and_management(code))
            | Traits::EQUIPMENT.when(equipment::is_equipment(code))
            | Traits::WOUND.when(WOUND.contains(&code));
    }
    Traits::NEEDLES.when(NEEDLES.contains(&code))
        | Traits::MANIPULATION.when(MANIPULATIONS.contains(&code))
        | Traits::EVALUATION.when(is_evaluation_and_management(code))
        | Traits::UNLISTED.when(UNLISTED.contains(&code))
        | Traits::ATTENDED.when(code == code!(b"97032"))
        | Traits::LEAD.when(code == code!(b"64555"))
        | Traits::STIMULATOR.when(stimulation::concerns_code(code))
        | Traits::NEEDLE_PROCEDURE
            .when(needle::is_procedure(code) || needle::GUIDANCE.contains(&code) || needle::SEDATION.contains(&code))
}

/// Codes of drugs begin with J.
pub(crate) fn is_drug(code: Code) -> bool {
    (code!(b"J0000")..=code!(b"J9999")).contains(&code)
}

fn of_service(service: &Service) -> Traits {
    let what = match &service.what {
        What::WoundStimulation(_) => Traits::WOUND,
        What::Acupuncture(_) | What::DryNeedling(_) => Traits::NEEDLES,
        What::SpinalManipulation(_) => Traits::MANIPULATION,
        What::TherapyEvaluation(_) => Traits::EVALUATION,
        What::Device(_) | What::Supply(_) => Traits::EQUIPMENT,
        What::Coded(_) => Traits::CODED,
        What::MagneticNerveStimulation(_)
        | What::NerveRepairStimulation(_)
        | What::IntraoperativeMonitoring(_)
        | What::ImagingGuidance(_) => Traits::STIMULATOR,
        What::Drug(_) => Traits::DRUG,
        _ if stimulation::mismatch::is_stimulators(service) => Traits::STIMULATOR,
        _ if needle::mismatch::is_judged(service) => Traits::NEEDLE_PROCEDURE,
        _ => Traits::default(),
    };
    what | Traits::NO_MINUTES.when(service.minutes.is_none())
        | Traits::ASSISTANT.when(service.assistant_minutes.is_some())
        | Traits::COURSE.when(service.discontinued.is_some() || service.relation.is_some())
        | Traits::CONCURRENT.when(!service.concurrent_with.is_empty())
}

/// What the performers say; without services nobody knows who furnished them.
fn of_people(visit: &Visit) -> Traits {
    let of = |kind: PerformerKind| match kind {
        PerformerKind::Chiropractor | PerformerKind::Acupuncturist | PerformerKind::Aide => Traits::PERFORMER,
        PerformerKind::ManufacturerRepresentative => Traits::REPRESENTATIVE,
        _ if kind.is_assistant() => Traits::PERFORMER | Traits::ASSISTANT,
        _ => Traits::default(),
    };
    let nobody =
        Traits::PERFORMER.when(visit.performers.is_empty()) | Traits::ASSISTANT.when(visit.services.is_empty());
    visit.performers.iter().map(|performer| of(performer.kind)).fold(nobody, BitOr::bitor)
}
