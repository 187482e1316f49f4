use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::date::Date;
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
    /// First day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day of validity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}
