use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::fact::Fact;

/// What the record says in support of an injection, a block, an ablation or toxin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProcedureRecord {
    /// Days of simpler treatment that failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conservative_care_days: Option<u16>,
    /// Pain or function was measured on a scale, the same one each time.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub baseline_scale: Fact,
    /// Contrast showed where the drug went.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub contrast: Fact,
    /// Contrast, or x-ray at all, was contraindicated: an allergy or a pregnancy.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub contrast_contraindicated: Fact,
    /// Views that were saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub views_saved: Option<u8>,
    /// Relief after the last procedure of this kind, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_relief_percent: Option<u8>,
    /// Days that this relief lasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior_relief_days: Option<u16>,
    /// Another technique, level or drug than the last time.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub technique_changed: Fact,
    /// Relief after each diagnostic block, in percent, one number a block.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostic_relief_percents: Vec<u8>,
    /// A radiculopathy is untreated.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub untreated_radiculopathy: Fact,
    /// Provocation tests of the sacroiliac joint that were positive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provocation_tests: Option<u8>,
    /// Signs of trigger points on examination: a taut band, a twitch, referred pain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger_point_findings: Option<u8>,
    /// Days with headache in a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headache_days: Option<u8>,
    /// Those of them with signs of migraine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub migraine_days: Option<u8>,
    /// Hours that such a headache lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headache_hours: Option<u8>,
    /// Adequate treatments with toxin that failed, in a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_toxin_treatments: Option<u8>,
    /// A biologic, or a substance without approval, was injected.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub biologic: Fact,
    /// The record says why sedation was needed.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub sedation_reason: Fact,
    /// The surgeon asked for a block for pain after the operation, and it is documented apart.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub requested_by_surgeon: Fact,
    /// The person with the needles has the degree in acupuncture and the licence that the national policy asks for.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub acupuncture_qualified: Fact,
}
