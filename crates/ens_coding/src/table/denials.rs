//! What the codes of a remittance mean for a line, and what is done about them.

use alloc::string::String;
use serde::{Deserialize, Serialize};

/// What a code of a remittance does to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DenialEffect {
    /// The line, or a part of it, is refused.
    Denial,
    /// Less is paid than was charged, as the contract or a law says; no denial.
    Reduction,
    /// The patient's deductible, coinsurance or copayment; no denial.
    PatientShare,
    /// Not decided yet: the payer waits for records.
    Pending,
    /// It says something about the line and decides nothing.
    Information,
    /// The claim could not be processed: a new one is needed, and there is nothing to appeal.
    Unprocessable,
    /// The decision cannot be appealed.
    NoAppeal,
}

/// A group, reason or remark code in the project's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DenialFact {
    /// What it does to a line.
    pub effect: DenialEffect,
    /// The project's own plain-language label.
    pub label: String,
}

/// What can be done about a line that was not paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Nothing: the line was paid as far as the payer pays it.
    None,
    /// A replacement of the claim, with what was wrong put right.
    CorrectedClaim,
    /// A new claim: the old one was never processed.
    NewClaim,
    /// An appeal with records.
    Appeal,
    /// Records that the payer waits for.
    SendRecords,
    /// Another payer, contractor or facility is billed.
    BillOtherPayer,
    /// The patient, where a valid notice was signed before the service.
    PatientWithNotice,
    /// Neither correction nor appeal helps.
    WriteOff,
    /// The plan's documents, or the payer, have to say more.
    AskPayer,
}

/// What a code points at, or what is done about a cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// Name of a fact of the finding that must have `value`; empty where it holds for every finding.
    pub fact: String,
    /// The value of that fact.
    pub value: String,
    /// Rules that a code points at: beginnings of their ids, divided by blanks.
    pub rules: String,
    /// What is done; `None` where a code says nothing about it.
    pub action: Option<Action>,
    /// What to attach, in the project's own words; empty where nothing helps.
    pub attach: String,
}
