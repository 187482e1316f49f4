use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::implant::{Decision, EarlierTrial};
use super::needle_words::Purpose;
use super::stimulator::Stage;
use crate::code::Code;
use crate::date::Date;
use crate::fact::Fact;
use crate::money::Cents;

/// What came before the visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct History {
    /// Earlier services of this patient, and those of the same day that were billed already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub services: Option<Vec<EarlierService>>,
    /// Therapy amounts of the calendar year before this visit.
    #[serde(default, skip_serializing_if = "TherapyToDate::is_empty")]
    pub therapy_to_date: TherapyToDate,
    /// Earlier trials of stimulation; a missing list is not an empty one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trials: Option<Vec<EarlierTrial>>,
    /// Day on which the stimulator that the patient has was implanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implanted_on: Option<Date>,
    /// Prior authorizations of this patient.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorizations: Vec<Authorization>,
}

/// A service that was furnished earlier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EarlierService {
    /// The code that was billed.
    pub code: Code,
    /// Its date of service.
    pub date: Date,
    /// Units that were billed; one where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
    /// Another practice, or the same one in another specialty, furnished it.
    #[serde(default, skip_serializing_if = "Fact::is_not_stated")]
    pub other_practice: Fact,
    /// Whether an injection or a block was diagnostic or therapeutic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// Relief after it, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relief_percent: Option<u8>,
    /// Days that the relief lasted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relief_days: Option<u16>,
}

/// Medicare's yearly therapy amounts: allowed amounts with deductible and coinsurance, before this visit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TherapyToDate {
    /// Physical therapy and speech-language pathology together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pt_slp_cents: Option<Cents>,
    /// Occupational therapy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ot_cents: Option<Cents>,
}

impl TherapyToDate {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A prior authorization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Authorization {
    /// The payer's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The codes that it covers; all where empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Code>,
    /// What was decided; affirmed where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Day of the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// The stage of the stimulator that the request named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    /// Visits that it covers, each day counted once; any number where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visits: Option<u16>,
    /// First day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}
