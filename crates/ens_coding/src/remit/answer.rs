//! OUT: what a remittance means, line by line.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::request::{AdjustmentGroup, RemittanceCode};
use crate::claim::Claim;
use crate::code::Code;
use crate::date::Date;
use crate::finding::{At, Basis, Citation, NotRun, Severity};
use crate::table::{Action, DenialEffect};
use crate::text::words;

/// The answer to a remittance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemitAnswer {
    /// The remitted lines, in the order in which they came.
    pub lines: Vec<RemitLine>,
    /// The claim as the record supports it, where it differs from the one that was submitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Claim>,
    /// What could not be told: codes that no loaded list has, and whether codes were in force.
    pub not_run: Vec<NotRun>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// What the remittance says of one line, and what can be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RemitLine {
    /// Place of the line in the claim, counted from 0.
    pub line: u16,
    /// Its code.
    pub code: Code,
    /// Whether it was denied.
    pub standing: LineStanding,
    /// Charged less paid less all adjustments, in cents: 0 where the remittance balances. Missing where an amount is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference_cents: Option<i64>,
    /// The adjustments, read.
    pub adjustments: Vec<ReadAdjustment>,
    /// The remarks, read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<ReadCode>,
    /// Why it was probably denied, the likeliest first; empty where it was not, or no finding explains it.
    pub causes: Vec<DenialCause>,
    /// The rules that would have shown it before the claim went out.
    pub caught_by: Vec<Cow<'static, str>>,
    /// Why no rule showed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Missed>,
    /// What can be done; missing where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// Whether an appeal is open; missing where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_appeal: Option<bool>,
    /// Facts that have to be true and in the record, as paths of the visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub document: Vec<Cow<'static, str>>,
    /// What to attach, in the project's own words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attach: Vec<String>,
    /// Sources of the codes' meanings and of what is done.
    pub citations: Vec<Citation>,
}

impl RemitLine {
    /// Whether the line was denied, whole or in part.
    pub(crate) const fn is_denied(&self) -> bool {
        matches!(self.standing, LineStanding::Denied | LineStanding::DeniedInPart)
    }
}

words! {
    /// Whether a line was denied.
    LineStanding {
        /// It was.
        Denied,
        /// A part was paid, and the rest refused.
        DeniedInPart,
        /// It was paid, reduced as contract and law say, or is the patient's share.
        NotDenied,
        /// The payer waits for something.
        Pending,
        /// The codes or amounts do not tell.
        NotKnown,
    }

    /// Who owes an adjusted amount.
    OwedBy {
        /// Nobody but the practice, which writes it off unless it is reversed.
        Practice,
        /// The patient.
        Patient,
        /// The patient, if a valid notice was signed before the service; else the practice.
        PatientIfNotified,
        /// The remittance does not decide it.
        NotDecided,
    }

    /// Why no rule showed a denial.
    MissedBecause {
        /// Rules that may be the ones could not be checked.
        NotRun,
        /// The rules that the code points at found nothing wrong with the line.
        Quiet,
        /// No rule is about this.
        NoRule,
        /// The line says itself that a denial is expected: GA, GZ or GY.
        Announced,
    }

    /// How a cause fits the remittance.
    Fit {
        /// The rule expects this reason and one of these remarks.
        ReasonAndRemark,
        /// The rule expects this reason.
        Reason,
        /// The rule expects one of these remarks.
        Remark,
        /// The reason or a remark points at rules of this kind.
        Linked,
    }
}

/// A code that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadCode {
    /// The code.
    pub code: RemittanceCode,
    /// The project's own words for it; missing where no loaded table has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
    /// What it does to the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<DenialEffect>,
    /// Whether it was in force on the day of the remittance; missing where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<bool>,
    /// First day of the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day of the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
}

/// An adjustment that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReadAdjustment {
    /// The group.
    pub group: AdjustmentGroup,
    /// The reason.
    pub reason: ReadCode,
    /// Who owes the amount.
    pub owed_by: OwedBy,
}

/// A finding that explains a denial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DenialCause {
    /// Id of the rule.
    pub rule: Cow<'static, str>,
    /// How it fits.
    pub fit: Fit,
    /// How bad the rule takes it.
    pub severity: Severity,
    /// Where it was found.
    pub at: At,
    /// Sources of the finding.
    pub citations: Vec<Citation>,
}

/// Why no rule showed a denial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Missed {
    /// Why.
    pub because: MissedBecause,
    /// The families of rules that the codes point at.
    pub families: Vec<Cow<'static, str>>,
    /// Which of those rules could not be checked, and what they lacked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_run: Vec<NotRun>,
}
