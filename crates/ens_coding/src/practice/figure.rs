//! Figures of a practice: what the counts show, without a verdict.

use alloc::borrow::Cow;
use serde::{Deserialize, Serialize};

/// A share or a ratio of counts; of a clinician, or of the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// What it is.
    pub name: FigureName,
    /// Place of the clinician; the practice as a whole where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clinician: Option<u16>,
    /// The rule that expects or explains the denials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Cow<'static, str>>,
    /// What was counted; missing where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<u32>,
    /// Of how many; missing where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<u32>,
    /// Numerator by denominator in thousandths, rounded down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_mille: Option<u32>,
    /// The same of all other clinicians of the practice together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peers_per_mille: Option<u32>,
    /// What it says, and what it cannot show.
    pub reading: Cow<'static, str>,
}

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FigureName {
    /// Permanent implants by trials.
    TrialToPermanent,
    /// Programming sessions by patients.
    ProgrammingRate,
    /// Claims on which 59 or an X modifier tells a pair apart, by claims with a pair.
    DistinctModifier,
    /// Lines with 59 or an X modifier, by all lines.
    DistinctLines,
    /// Claims with KX, by claims with therapy.
    Kx,
    /// Claims with an evaluation under 25, by claims with a procedure.
    SeparateEvaluation,
    /// Attended units, by all units of stimulation on the skin.
    AttendedShare,
    /// Units of codes that count minutes, by claims with such codes.
    TimedUnits,
    /// Claims with units over the national unit edit, by claims on which it was checked.
    OverUnitEdit,
    /// Claims of which a rule expects a denial, by claims.
    ExpectedDenials,
    /// Claims of which the payer denied a line, by claims with its answer.
    PayerDenials,
}
