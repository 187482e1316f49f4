use serde::{Deserialize, Serialize};

use crate::fact::Fact;

/// What the record says to support an implanted stimulator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ImplantRecord {
    /// Simpler treatment failed or is unsuitable: drugs, physical therapy, injections, surgery.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub conservative_care_failed: Fact,
    /// How long simpler treatment was tried, in whole months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conservative_care_months: Option<u16>,
    /// A qualified person evaluated the patient psychologically.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub psychological_evaluation: Fact,
    /// A physical examination is recorded.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub physical_evaluation: Fact,
    /// The patient was screened, and there is no active substance abuse.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub substance_use_screen: Fact,
    /// The effect on activities of daily living is recorded.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub daily_living_impact: Fact,
    /// The patient was educated and agreed.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub education: Fact,
    /// How long the pain has lasted, in whole months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain_months: Option<u16>,
    /// The cause of the pain was shown objectively.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub objective_pathology: Fact,
    /// Sterility, staff, equipment and privileges for a trial in the office.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub office_ready: Fact,
    /// Bladder or bowel symptoms resist simpler treatment.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub refractory: Fact,
    /// Tests show that the multifidus muscle does not work.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub multifidus_dysfunction: Fact,
    /// The stimulated muscle was seen or felt to contract.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub muscle_contraction: Fact,
    /// Spine surgery is an option for the patient.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub surgery_candidate: Fact,
    /// The strict criteria of the national policy for the therapy are met (brain, vagus nerve).
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub national_criteria_met: Fact,
    /// The patient is enrolled in a study that the payer approved.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub approved_study: Fact,
    /// The trial that the implantation rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial: Option<TrialRecord>,
    /// Why a trial is repeated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat_reason: Option<RepeatReason>,
}

/// What a trial showed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrialRecord {
    /// A trial took place.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub done: Fact,
    /// How long it lasted, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// Relief of the target pain, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pain_relief_percent: Option<u8>,
    /// Reduction of analgesics, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub analgesic_reduction_percent: Option<u8>,
    /// Improvement of bladder or bowel symptoms, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symptom_improvement_percent: Option<u8>,
    /// A diary shows that improvement.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub diary: Fact,
    /// Function improved.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub function_improved: Fact,
    /// The clinician's judgement for or against the implant, with reasons, is recorded.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub clinical_judgement: Fact,
}

/// Why a trial is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RepeatReason {
    /// A technical problem ended the earlier one, such as a lead that moved.
    Technical,
    /// Another kind of stimulation is tried.
    NewModality,
    /// The record gives none.
    None,
}

/// An earlier trial of stimulation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EarlierTrial {
    /// Day on which its leads were placed.
    pub date: crate::date::Date,
    /// Region of the spine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<alloc::string::String>,
    /// Leads that were placed and billed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leads: Option<u8>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<TrialOutcome>,
    /// Where its leads were placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_of_service: Option<crate::code::PlaceOfService>,
}

/// How a trial ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrialOutcome {
    /// Enough relief.
    Success,
    /// Not enough relief.
    Failed,
    /// Ended by a technical problem.
    Technical,
}

/// What an authorization was decided to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Affirmed.
    Affirmed,
    /// Not affirmed.
    NotAffirmed,
    /// Not decided yet.
    Pending,
}
