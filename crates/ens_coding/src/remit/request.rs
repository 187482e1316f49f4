//! IN: a claim, and what the payer answered to it line by line.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::claim::Claim;
use crate::code::Code;
use crate::date::Date;
use crate::error::{Malformed, Problem};
use crate::money::Cents;
use crate::table::DenialCode;
use crate::text::text_serde;
use crate::visit::Visit;

/// A visit, the claim that was submitted for it, and the payer's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemitRequest {
    /// What happened.
    pub visit: Visit,
    /// What was submitted.
    pub claim: Claim,
    /// Day of the remittance: codes must be in force on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remitted_on: Option<Date>,
    /// What the payer said of the lines.
    pub lines: Vec<RemittedLine>,
}

/// What the payer said of one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemittedLine {
    /// Place of the line in the claim, counted from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u16>,
    /// Its code, in place of the place where only one line has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// What was charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charged_cents: Option<Cents>,
    /// What was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_cents: Option<Cents>,
    /// What became of the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<Adjustment>,
    /// Remark codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<RemittanceCode>,
}

/// One adjustment of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// Group code: who bears it.
    pub group: AdjustmentGroup,
    /// Adjustment reason code (CARC), without the group.
    pub reason: RemittanceCode,
    /// The amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_cents: Option<Cents>,
}

/// Claim adjustment group codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum AdjustmentGroup {
    /// The contract or the payer's rules: the practice bears it.
    Co,
    /// A correction of an earlier remittance.
    Cr,
    /// Neither the contract nor the patient.
    Oa,
    /// A reduction of the payer's own.
    Pi,
    /// The patient.
    Pr,
}

/// An adjustment reason code (CARC) or a remark code (RARC), such as `97`, `B7` or `N362`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RemittanceCode(DenialCode);

text_serde!(RemittanceCode, "^[A-Z0-9]{1,5}$", "Adjustment reason or remark code");

impl RemittanceCode {
    /// The code as tables have it.
    pub(crate) const fn key(self) -> DenialCode {
        self.0
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for RemittanceCode {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let is_upper = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let code = text.parse().ok().filter(|_| is_upper && !text.is_empty());
        code.map(Self).ok_or(Malformed::DenialCode)
    }
}

impl fmt::Display for RemittanceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for RemittanceCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl RemitRequest {
    /// The places of the remitted lines in the claim, or what is wrong with them.
    pub(super) fn places(&self) -> Result<Vec<usize>, Vec<Problem>> {
        let (mut places, mut problems) = (Vec::with_capacity(self.lines.len()), Vec::new());
        if self.lines.is_empty() {
            problems.push(Problem::new("remit/empty", "$.lines"));
        }
        for (at, remitted) in self.lines.iter().enumerate() {
            let place = self.place(remitted);
            match place.and_then(|place| if places.contains(&place) { Err("line-duplicate") } else { Ok(place) }) {
                Ok(place) => places.push(place),
                Err(what) => problems.push(Problem::new(&format!("remit/{what}"), path(at))),
            }
        }
        if problems.is_empty() { Ok(places) } else { Err(problems) }
    }

    fn place(&self, remitted: &RemittedLine) -> Result<usize, &'static str> {
        let of_code = |code: Code| self.claim.lines.iter().enumerate().filter(move |(_, line)| line.code == code);
        match (remitted.line.map(usize::from), remitted.code) {
            (Some(place), code) => {
                let line = self.claim.lines.get(place).ok_or("line-unknown")?;
                if code.is_none_or(|code| code == line.code) { Ok(place) } else { Err("line-unknown") }
            }
            (None, Some(code)) => {
                let mut lines = of_code(code);
                let (place, _) = lines.next().ok_or("line-unknown")?;
                if lines.next().is_none() { Ok(place) } else { Err("line-ambiguous") }
            }
            (None, None) => Err("line-unknown"),
        }
    }
}

fn path(at: usize) -> String {
    format!("$.lines[{at}]")
}
