//! What is billed: draft, submitted and mended claims have one shape.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::code::{BillType, Code, Modifier, RevenueCode};
use crate::diagnosis::Diagnosis;
use crate::error::{Malformed, Problem};
use crate::money::Cents;
use crate::two::{ConditionCode, ValueCode};
use crate::visit::ClaimForm;

/// A claim of one patient for one date of service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The form; the visit's where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim_form: Option<ClaimForm>,
    /// Type of bill of an institutional claim; the visit's where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bill_type: Option<BillType>,
    /// Diagnoses in their order; the visit's where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnoses: Option<Vec<Diagnosis>>,
    /// Number of the prior authorization, such as the UTN of Medicare's programs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_number: Option<String>,
    /// Condition codes of an institutional claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub condition_codes: Vec<ConditionCode>,
    /// Value codes of an institutional claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub value_codes: Vec<ValueAmount>,
    /// The claim lines.
    pub lines: Vec<Line>,
}

/// A value code with its amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ValueAmount {
    /// The code.
    pub code: ValueCode,
    /// Its amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_cents: Option<Cents>,
}

/// One claim line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// HCPCS code.
    pub code: Code,
    /// Modifiers in their order.
    #[serde(default)]
    pub modifiers: Vec<Modifier>,
    /// Units of service.
    pub units: Units,
    /// Diagnoses that the line points at, counted from 1; all of the claim where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis_pointers: Option<Vec<u8>>,
    /// Revenue code of an institutional line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revenue_code: Option<RevenueCode>,
    /// Places of the visit's services that the line reports, counted from 0; set on drafted lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<u16>,
}

impl Line {
    /// A line with nothing but its code and units.
    pub fn new(code: Code, units: Units) -> Self {
        Self { code, modifiers: Vec::new(), units, diagnosis_pointers: None, revenue_code: None, services: Vec::new() }
    }

    /// Whether the line carries a modifier.
    pub fn has(&self, modifier: Modifier) -> bool {
        self.modifiers.contains(&modifier)
    }

    /// Whether the line carries one of these modifiers.
    pub fn has_any(&self, modifiers: &[Modifier]) -> bool {
        modifiers.iter().any(|modifier| self.has(*modifier))
    }
}

/// Units of service, 1 to 99,999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Units(#[cfg_attr(feature = "schema", schemars(range(min = 1, max = 99_999)))] u32);

impl Units {
    /// One unit.
    pub const ONE: Self = Self(1);

    /// The units, or `None` outside of 1 to 99,999.
    pub const fn new(units: u32) -> Option<Self> {
        if units >= 1 && units <= 99_999 { Some(Self(units)) } else { None }
    }

    /// The number of units.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Units {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(u32::deserialize(deserializer)?).ok_or_else(|| serde::de::Error::custom(Malformed::Range))
    }
}

impl Claim {
    /// More lines than either form holds.
    const MOST_LINES: usize = 999;

    /// What the parts of the claim owe each other; `root` is its path in problems.
    #[doc(hidden)]
    pub fn problems(&self, diagnoses_of_visit: usize, root: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.lines.is_empty() {
            problems.push(Problem::new("claim/empty", format!("{root}.lines")));
        }
        if self.lines.len() > Self::MOST_LINES {
            problems.push(Problem::new("limit/exceeded", format!("{root}.lines")));
        }
        let diagnoses = self.diagnoses.as_ref().map_or(diagnoses_of_visit, Vec::len);
        for (at, line) in self.lines.iter().take(Self::MOST_LINES).enumerate() {
            let pointers = line.diagnosis_pointers.as_deref().unwrap_or_default();
            if pointers.iter().any(|pointer| *pointer == 0 || usize::from(*pointer) > diagnoses) {
                problems.push(Problem::new("claim/pointer-unknown", format!("{root}.lines[{at}].diagnosis_pointers")));
            }
        }
        problems
    }
}
