use serde::{Deserialize, Serialize};

use crate::fact::Fact;

/// Stimulation of a wound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WoundStimulation {
    /// Electrical or electromagnetic.
    pub energy: Energy,
    /// The wound.
    #[serde(default)]
    pub wound: Wound,
}

/// The energy that treats a wound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Energy {
    /// Electrical current.
    Electrical,
    /// Pulsed electromagnetic field.
    Electromagnetic,
}

/// A wound and its course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Wound {
    /// Kind of wound; where missing, the diagnoses decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<WoundKind>,
    /// Stage of a pressure ulcer, 1 to 4; where missing, the diagnoses decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<u8>,
    /// Days of standard wound care before stimulation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard_care_days: Option<u16>,
    /// Measurable healing in the last 30 days: of standard care before the first stimulation, of stimulation later.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub healing: Fact,
    /// Stimulation of this wound began before the last 30 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stimulation_days: Option<u16>,
    /// Days since a physician evaluated the wound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub physician_evaluation_days: Option<u16>,
    /// The wound bed is fully epithelialised.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub epithelialised: Fact,
    /// The patient treats the wound at home without supervision.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub unsupervised: Fact,
}

/// Kinds of wounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WoundKind {
    /// Pressure ulcer.
    Pressure,
    /// Arterial ulcer.
    Arterial,
    /// Diabetic ulcer.
    Diabetic,
    /// Venous stasis ulcer.
    Venous,
    /// Any other wound.
    Other,
}
