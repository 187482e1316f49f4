use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::device::{Device, Supply};
use super::documentation::Note;
use super::needle::{
    BasivertebralAblation, Chemodenervation, Drug, EpiduralInjection, FacetAblation, FacetInjection, JointInjection,
    ModerateSedation, NerveBlock, NerveDestruction, SacroiliacInjection, TendonInjection, TriggerPointInjection,
};
use super::people::Discipline;
use super::stimulator::{
    Discontinued, ImagingGuidance, IntegratedStimulator, IntraoperativeMonitoring, NeedleStimulation, NerveCount,
    Relation, StimulatorGenerator, StimulatorLead, StimulatorProgramming, TibialNeedleStimulation,
};
use super::wound::WoundStimulation;
use crate::code::Code;
use crate::fact::Fact;
use crate::money::Cents;

/// One service of the visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// What was done.
    pub what: What,
    /// A name for other services to refer to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Id of the performer; the first performer of the visit where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performer: Option<String>,
    /// Minutes of the service. For an attended code: of direct one-on-one contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// Those of the minutes that an assistant furnished apart from the therapist; joint minutes are the therapist's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assistant_minutes: Option<Minutes>,
    /// Body area in the practice's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Ids of services that used the same minutes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub concurrent_with: Vec<String>,
    /// The payer's allowed amount of the service, where the practice knows it. It never changes a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_cents: Option<Cents>,
    /// The procedure was stopped before its end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discontinued: Option<Discontinued>,
    /// How it relates to an earlier procedure whose global period is running.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// The session note of this service.
    #[serde(default)]
    pub note: Note,
}

impl Service {
    /// A service of which nothing else is stated; the first performer of the visit furnished it.
    pub fn new(what: What) -> Self {
        Self {
            what,
            id: None,
            performer: None,
            minutes: None,
            assistant_minutes: None,
            area: None,
            concurrent_with: Vec::new(),
            allowed_cents: None,
            discontinued: None,
            relation: None,
            note: Note::default(),
        }
    }
}

/// Minutes of one service, 0 to 1,440.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Minutes(#[cfg_attr(feature = "schema", schemars(range(max = 1440)))] u16);

impl Minutes {
    /// The minutes, or `None` above a whole day.
    pub const fn new(minutes: u16) -> Option<Self> {
        if minutes <= 1440 { Some(Self(minutes)) } else { None }
    }

    /// The number of minutes.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u16::deserialize(deserializer)?)
            .ok_or_else(|| serde::de::Error::custom(crate::error::Malformed::Range))
    }
}

/// What was done, as a tagged union: a name, or an object with the name as its only key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Stimulation through the skin with electrodes, not for a wound.
    ElectricalStimulation(Stimulation),
    /// Electrical or electromagnetic treatment of a wound.
    WoundStimulation(WoundStimulation),
    /// Percutaneous stimulation of cranial nerve branches by an ear device.
    AuricularFieldStimulation,
    /// Stimulation of the ear through the skin.
    TranscutaneousAuricularStimulation(AuricularStimulation),
    /// Pain-signal reprocessing through surface electrodes.
    ScramblerTherapy,
    /// Application and instruction of a TENS unit.
    TensApplication,
    /// Hot or cold packs.
    HotColdPack,
    /// Mechanical traction.
    MechanicalTraction,
    /// Vasopneumatic device.
    VasopneumaticDevice,
    /// Paraffin bath.
    ParaffinBath,
    /// Whirlpool.
    Whirlpool,
    /// Diathermy.
    Diathermy,
    /// Infrared.
    Infrared,
    /// Ultraviolet.
    Ultraviolet,
    /// Iontophoresis.
    Iontophoresis,
    /// Contrast bath.
    ContrastBath,
    /// Ultrasound.
    Ultrasound,
    /// Hubbard tank.
    HubbardTank,
    /// Low-level laser for pain after surgery.
    LowLevelLaser,
    /// A modality without a code of its own.
    UnlistedModality,
    /// Therapeutic exercise.
    TherapeuticExercise,
    /// Neuromuscular re-education.
    NeuromuscularReeducation,
    /// Aquatic therapy.
    AquaticTherapy,
    /// Gait training.
    GaitTraining,
    /// Massage.
    Massage,
    /// Manual therapy.
    ManualTherapy,
    /// Cognitive intervention.
    CognitiveIntervention,
    /// Group therapy.
    GroupTherapy,
    /// Therapeutic activities.
    TherapeuticActivities,
    /// Sensory integration.
    SensoryIntegration,
    /// Self-care and home management training.
    SelfCareTraining,
    /// Community and work reintegration.
    CommunityReintegration,
    /// Wheelchair management.
    WheelchairManagement,
    /// Physical performance test.
    PerformanceTest,
    /// Assistive technology assessment.
    AssistiveTechnologyAssessment,
    /// Orthotic training, first encounter.
    OrthoticTraining,
    /// Prosthetic training, first encounter.
    ProstheticTraining,
    /// Orthotic or prosthetic training, later encounter.
    OrthoticProstheticFollowUp,
    /// Therapy evaluation or re-evaluation.
    TherapyEvaluation(Evaluation),
    /// Evaluation and management by a physician or practitioner; the visit names its level.
    EvaluationAndManagement(OfficeVisit),
    /// Manipulation of the spine.
    SpinalManipulation(Manipulation),
    /// Manipulation outside of the spine.
    ExtraspinalManipulation,
    /// Acupuncture: one set of needles, or several.
    Acupuncture(Acupuncture),
    /// Needle insertion without injection.
    DryNeedling(DryNeedling),
    /// Leads of a stimulator, placed, replaced, revised or removed.
    StimulatorLead(StimulatorLead),
    /// Generator of a stimulator, placed, replaced, revised or removed.
    StimulatorGenerator(StimulatorGenerator),
    /// A stimulator whose lead and generator are one piece.
    IntegratedStimulator(IntegratedStimulator),
    /// Programming or interrogation of a stimulator.
    StimulatorProgramming(StimulatorProgramming),
    /// Stimulation through needles that leave with the session (PENS, PNT).
    NeedleStimulation(NeedleStimulation),
    /// Stimulation of the tibial nerve with a needle (PTNS).
    TibialNeedleStimulation(TibialNeedleStimulation),
    /// An ear device sold as electro-acupuncture, worn for some days.
    AuricularElectroacupuncture,
    /// Focused magnetic stimulation of peripheral nerves.
    MagneticNerveStimulation(NerveCount),
    /// Stimulation of a repaired nerve during the repair, so that it regrows.
    NerveRepairStimulation(NerveCount),
    /// Monitoring of nerve function during an operation.
    IntraoperativeMonitoring(IntraoperativeMonitoring),
    /// Imaging that guides a procedure of the visit.
    ImagingGuidance(ImagingGuidance),
    /// An injection into the epidural space, or a catheter there.
    EpiduralInjection(EpiduralInjection),
    /// A block of a nerve, a plexus, a ganglion or a fascial plane.
    NerveBlock(NerveBlock),
    /// Destruction of a nerve or a plexus.
    NerveDestruction(NerveDestruction),
    /// An injection into facet joints, or a block of their nerves.
    FacetInjection(FacetInjection),
    /// Destruction of the nerves of facet joints.
    FacetAblation(FacetAblation),
    /// An injection into the sacroiliac joint.
    SacroiliacInjection(SacroiliacInjection),
    /// Destruction of the basivertebral nerve.
    BasivertebralAblation(BasivertebralAblation),
    /// Trigger-point injections.
    TriggerPointInjection(TriggerPointInjection),
    /// A needle into a joint of the limbs.
    JointInjection(JointInjection),
    /// An injection at a tendon or ligament.
    TendonInjection(TendonInjection),
    /// Toxin injected into muscles or glands.
    Chemodenervation(Chemodenervation),
    /// A drug that was given.
    Drug(Drug),
    /// Moderate sedation.
    ModerateSedation(ModerateSedation),
    /// A stimulator for use at home.
    Device(Device),
    /// Supplies of a stimulator, and devices that a procedure implants.
    Supply(Supply),
    /// A service whose code the host has chosen; it is checked, not selected.
    Coded(Coded),
}

/// Surface stimulation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stimulation {
    /// A qualified person was in direct one-on-one contact for the whole counted time. Presence for safety is not.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub attended: Fact,
    /// Kind of current.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waveform: Option<Waveform>,
    /// The current went through the needles of an acupuncture treatment of this visit.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub through_acupuncture_needles: Fact,
}

/// Kinds of current that records name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Waveform {
    /// Interferential.
    Interferential,
    /// TENS-type.
    Tens,
    /// High-voltage pulsed.
    HighVoltage,
    /// Neuromuscular.
    Neuromuscular,
    /// Functional, during a task.
    Functional,
    /// Russian.
    Russian,
    /// Microcurrent.
    Microcurrent,
    /// Another kind.
    Other,
}

/// Transcutaneous stimulation of the ear.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AuricularStimulation {
    /// Set-up, calibration and instruction of the device took place.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub setup_and_instruction: Fact,
}

/// A therapy evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Physical or occupational therapy.
    pub discipline: Discipline,
    /// Complexity, or re-evaluation.
    pub kind: EvaluationKind,
}

/// Complexity of an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EvaluationKind {
    /// Low complexity.
    Low,
    /// Moderate complexity.
    Moderate,
    /// High complexity.
    High,
    /// Re-evaluation.
    ReEvaluation,
}

/// An evaluation and management service whose level the host has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfficeVisit {
    /// The code of its level.
    pub code: Code,
}

/// Manipulation of the spine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Manipulation {
    /// Spinal regions, 1 to 5.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 5)))]
    pub regions: u8,
}

/// Acupuncture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Acupuncture {
    /// The needles carried current.
    #[serde(default)]
    pub electrical: bool,
    /// Needles were inserted anew for each further set.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub reinserted: Fact,
}

/// Dry needling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DryNeedling {
    /// Muscles needled, at least 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub muscles: u8,
}

/// A service whose code the host has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Coded {
    /// The code.
    pub code: Code,
    /// Its units; one where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<crate::claim::Units>,
}
