use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::fact::Fact;
use crate::text::words;

/// Work on the leads of a stimulator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StimulatorLead {
    /// What the lead stimulates.
    pub target: StimulationTarget,
    /// What was done with it; placed where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Work>,
    /// Trial, temporary or permanent: of the lead that is placed, or of the one that is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// How it was reached; percutaneous where missing, stereotactic in the brain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approach: Option<Approach>,
    /// Leads (arrays); one where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads: Option<u8>,
    /// Contacts of each lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contacts: Option<u8>,
    /// Side of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Region of the spine, such as `cervical` or `thoracolumbar`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Name of the nerve.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nerve: Option<String>,
    /// Something had to be cut to reach the lead; no for a lead that is pulled.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub incision: Fact,
    /// The work was at the level of an earlier lead.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub same_level: Fact,
    /// The brain lead was placed with microelectrode recording.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub recording: Fact,
}

/// Work on a generator apart from its leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StimulatorGenerator {
    /// What it stimulates.
    pub target: StimulationTarget,
    /// What was done with it; placed where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Work>,
    /// The generator is worn outside of the body, such as a trial stimulator.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub external: Fact,
    /// The unit that was taken out was put back.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub reused: Fact,
    /// A pocket was created or opened.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub pocket: Fact,
    /// Generator and lead are joined by a detachable connection (yes) or are one piece (no).
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub detachable: Fact,
    /// Leads (arrays) joined to it; one where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads: Option<u8>,
    /// It sits in the skull.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub skull_mounted: Fact,
    /// Side of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// What the manufacturer credited for it, in percent of its cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_percent: Option<u8>,
    /// Why the manufacturer credited it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_reason: Option<CreditReason>,
}

/// Work on a stimulator whose lead and generator are one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IntegratedStimulator {
    /// What it stimulates.
    pub target: StimulationTarget,
    /// What was done with it; placed where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Work>,
    /// How it was reached; percutaneous where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approach: Option<Approach>,
    /// Leads (arrays); one where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads: Option<u8>,
}

/// Programming or interrogation of a stimulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StimulatorProgramming {
    /// What the stimulator acts on.
    pub target: StimulationTarget,
    /// The stimulator that was programmed; a generator with leads where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<System>,
    /// How many parameters were changed; 0 for an interrogation. Switching on or off and impedance checks are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters_changed: Option<u8>,
    /// It took place during the operation that placed the stimulator.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub during_operation: Fact,
}

/// Stimulation through needles that leave with the session: percutaneous electrical nerve stimulation (PENS) and
/// neuromodulation therapy (PNT).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NeedleStimulation {
    /// Needles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needles: Option<u8>,
    /// The electrodes stayed in place after the session.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub left_in_place: Fact,
    /// It tests whether a stimulator should be implanted (yes), or treats (no).
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub suitability_test: Fact,
    /// Days since the first session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course_days: Option<u16>,
}

/// Stimulation of the tibial nerve with a needle at the ankle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TibialNeedleStimulation {
    /// Place of the session in its course, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<u16>,
}

/// Stimulation of nerves one by one, first and further ones with codes of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NerveCount {
    /// Nerves; one where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nerves: Option<u8>,
}

/// Monitoring of nerve function during an operation; its minutes are those of the service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IntraoperativeMonitoring {
    /// From outside of the operating room, or of several patients at once.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub remote: Fact,
}

/// Imaging that guides a procedure of the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ImagingGuidance {
    /// Kind of imaging.
    pub kind: Imaging,
    /// Images are saved, and a report describes the guidance.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub recorded: Fact,
}

words! {
    /// What a stimulator acts on.
    StimulationTarget {
        /// Spinal cord, through the epidural space.
        SpinalCord,
        /// Dorsal root ganglion; coded as the spinal cord.
        DorsalRootGanglion,
        /// A named peripheral nerve.
        PeripheralNerve,
        /// The medial branches at L2, for restorative stimulation of the multifidus muscle.
        Multifidus,
        /// The painful area under the skin, not a named nerve (field stimulation).
        SubcutaneousField,
        /// Sacral nerve.
        SacralNerve,
        /// Tibial nerve, for the bladder.
        TibialNerve,
        /// A muscle (neuromuscular).
        Muscle,
        /// A cranial nerve other than vagus and hypoglossal nerve.
        CranialNerve,
        /// Vagus nerve.
        VagusNerve,
        /// Hypoglossal nerve, for sleep apnea.
        HypoglossalNerve,
        /// Brain.
        Brain,
        /// Stomach.
        Stomach,
    }

    /// What was done with a part of a stimulator.
    Work {
        /// Placed for the first time.
        Placed,
        /// Replaced by a new one.
        Replaced,
        /// Moved, repaired or put back; the part stays the same.
        Revised,
        /// Taken out.
        Removed,
    }

    /// The stage of a stimulator.
    Stage {
        /// For a trial, with a generator outside of the body.
        Trial,
        /// For treatment of some weeks, to be pulled.
        Temporary,
        /// To stay.
        Permanent,
    }

    /// How a part of a stimulator was reached.
    Approach {
        /// Through a needle.
        Percutaneous,
        /// Open; at the spine a paddle through opened bone.
        Open,
        /// Open, above the fascia.
        OpenSubcutaneous,
        /// Open, below the fascia.
        OpenSubfascial,
        /// Brain: through a burr hole, onto the cortex.
        BurrHole,
        /// Brain: through a craniotomy, onto the cortex.
        Craniotomy,
        /// Brain: stereotactic, into the depth.
        Stereotactic,
    }

    /// Side of the body.
    Side {
        /// Left.
        Left,
        /// Right.
        Right,
        /// Both.
        Both,
    }

    /// How a stimulator is built.
    System {
        /// An implanted generator with leads.
        Implanted,
        /// Lead and generator in one piece.
        Integrated,
        /// A generator outside of the body, as in a trial.
        External,
    }

    /// Why a manufacturer credits a device.
    CreditReason {
        /// Replaced early, under warranty.
        EarlyReplacement,
        /// Recalled.
        Recall,
        /// First placed in a trial or as a free sample.
        Sample,
    }

    /// Kinds of imaging.
    Imaging {
        /// Fluoroscopy.
        Fluoroscopy,
        /// Ultrasound.
        Ultrasound,
        /// Computed tomography.
        Ct,
        /// Magnetic resonance.
        Mri,
        /// None was used.
        None,
    }

    /// How a procedure was stopped before its end.
    Discontinued {
        /// Before anesthesia, after the patient was prepared.
        BeforeAnesthesia,
        /// After anesthesia or after the start.
        AfterAnesthesia,
    }

    /// How a service relates to an earlier procedure whose global period is running.
    Relation {
        /// Planned from the beginning, or more extensive than the earlier one.
        Staged,
        /// An unplanned return to the operating room for a related problem.
        UnplannedReturn,
        /// Nothing to do with it.
        Unrelated,
        /// Care that belongs to the earlier one, such as a check of the wound.
        FollowUp,
    }
}
