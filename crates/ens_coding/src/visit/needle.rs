use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::needle_words::{
    AblationMethod, EpiduralApproach, JointSize, Limb, MuscleGuidance, Nerve, Purpose, SpineRegion, ToxinSite,
};
use super::stimulator::{Imaging, Side};
use crate::fact::Fact;
use crate::level::SpinalLevel;

/// An injection into the epidural space, or a catheter there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EpiduralInjection {
    /// How the space was reached.
    pub approach: EpiduralApproach,
    /// Region of the spine; of the levels where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<SpineRegion>,
    /// Levels, such as `L4-5` or `T12-L1`, or nerve roots, such as `L5`; one of the region where missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<SpinalLevel>,
    /// Side of the body, for the transforaminal approach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Imaging that guided the needle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imaging: Option<Imaging>,
    /// A catheter stays, for an infusion or repeated doses.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub catheter: Fact,
    /// What it was for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
}

/// A block of a nerve, a plexus, a ganglion or a fascial plane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NerveBlock {
    /// The nerve that the note names; missing where it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nerve: Option<Nerve>,
    /// Side of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Levels of an intercostal or paravertebral block, otherwise nerves that this word stands for; one where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u8>,
    /// Branches of a genicular block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branches: Option<u8>,
    /// A catheter stays, for an infusion.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub catheter: Fact,
    /// Imaging that guided the needle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imaging: Option<Imaging>,
    /// Images are saved, and a report describes the guidance.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub image_saved: Fact,
    /// What it was for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
}

/// Destruction of a nerve or a plexus, by heat, cold or a chemical. Nerves of facet joints are [`FacetAblation`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NerveDestruction {
    /// The nerve that the note names; missing where it names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nerve: Option<Nerve>,
    /// How it was destroyed; by heat where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<AblationMethod>,
    /// Side of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Nerves that this word stands for; one where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u8>,
    /// Branches of the genicular nerves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branches: Option<u8>,
    /// Imaging that guided the needle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imaging: Option<Imaging>,
    /// Images are saved, and a report describes the guidance.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub image_saved: Fact,
}

/// An injection into facet joints, or a block of the medial branches that supply them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FacetInjection {
    /// Region of the spine; of the levels where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<SpineRegion>,
    /// The joints, such as `L4-5` and `L5-S1`, not the nerves; one of the region where missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<SpinalLevel>,
    /// Side of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Imaging that guided the needle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imaging: Option<Imaging>,
    /// Diagnostic or therapeutic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
}

/// Destruction of the nerves of facet joints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FacetAblation {
    /// Region of the spine; of the levels where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<SpineRegion>,
    /// The joints, such as `L4-5`, not the nerves; one of the region where missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<SpinalLevel>,
    /// Side of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// How they were destroyed; by heat where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<AblationMethod>,
    /// Imaging that guided the needle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imaging: Option<Imaging>,
}

/// An injection into the sacroiliac joint. A block of its nerves is a [`NerveBlock`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SacroiliacInjection {
    /// Side of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Imaging that guided the needle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imaging: Option<Imaging>,
    /// Diagnostic or therapeutic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
}

/// Destruction of the basivertebral nerve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BasivertebralAblation {
    /// Vertebral bodies; up to two where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vertebrae: Option<u8>,
}

/// Trigger-point injections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TriggerPointInjection {
    /// Muscles injected, at least 1; not needle sticks.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub muscles: u8,
    /// Imaging that guided the needle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imaging: Option<Imaging>,
    /// Images are saved, and a report describes the guidance.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub image_saved: Fact,
}

/// A needle into a joint of the limbs, to inject or to draw fluid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JointInjection {
    /// Size of the joint.
    pub size: JointSize,
    /// Joints of this size; one where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u8>,
    /// Side of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Imaging that guided the needle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imaging: Option<Imaging>,
    /// Images are saved, and a report describes the guidance.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub image_saved: Fact,
}

/// An injection at a tendon or ligament.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TendonInjection {
    /// At the origin or insertion of the tendon (yes), or into its sheath or a ligament.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub origin: Fact,
    /// Tendons; one where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u8>,
    /// Side of the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
}

/// Toxin injected into muscles or glands; the drug is a service of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Chemodenervation {
    /// What was treated.
    pub site: ToxinSite,
    /// Side of the body, for sites that have two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// The limbs treated, each once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limbs: Vec<TreatedLimb>,
    /// Muscles of the trunk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub muscles: Option<u8>,
    /// How the muscles were found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guidance: Option<MuscleGuidance>,
    /// For looks alone.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub cosmetic: Fact,
}

/// A limb treated with toxin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TreatedLimb {
    /// The limb.
    pub limb: Limb,
    /// Muscles injected, at least 1; not needle sticks.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub muscles: u8,
}

/// A drug that was given, and what was left of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Drug {
    /// The product.
    pub product: Product,
    /// Units given: of a toxin its own units, of a drug named by its code the code's units.
    pub given: u32,
    /// Units that were discarded, in the same unit; missing where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discarded: Option<u32>,
    /// Units of each container that was opened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub containers: Vec<u32>,
    /// The containers are for several doses; toxins come in single-dose containers.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub multi_dose: Fact,
    /// The rest was given to another patient.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub rest_given_to_another: Fact,
}

/// The product of a drug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Product {
    /// Onabotulinumtoxin A (Botox).
    Onabotulinumtoxin,
    /// Abobotulinumtoxin A (Dysport).
    Abobotulinumtoxin,
    /// Rimabotulinumtoxin B (Myobloc).
    Rimabotulinumtoxin,
    /// Incobotulinumtoxin A (Xeomin).
    Incobotulinumtoxin,
    /// Daxibotulinumtoxin A (Daxxify).
    Daxibotulinumtoxin,
    /// Another drug, by its code.
    Code(crate::code::Code),
}

/// Moderate sedation; its minutes are those of the service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModerateSedation {
    /// Another clinician than the one who does the procedure gives it.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub by_another: Fact,
    /// The patient is younger than five years.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub under_five: Fact,
}
