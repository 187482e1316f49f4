//! What an answer means for the exit status.

use ens_coding::{Severity, Verdict};
use serde::Deserialize;

use crate::fault::Fault;
use crate::output::Status;

/// What the exit status depends on.
#[derive(Deserialize)]
struct Glance {
    /// The answer in a word.
    verdict: Verdict,
    /// What was found.
    findings: Vec<Weight>,
}

/// How bad a finding is.
#[derive(Deserialize)]
struct Weight {
    /// How bad it is.
    severity: Severity,
}

/// The exit status of an answer.
pub fn status(outcome: &[u8]) -> Result<Status, Fault> {
    let glance: Glance = serde_json::from_slice(outcome).map_err(|_| Fault::unwritable())?;
    let denied = glance.findings.iter().any(|finding| finding.severity == Severity::Deny);
    Ok(of(denied, glance.verdict == Verdict::Incomplete))
}

/// A denial or something that could not be checked asks for attention.
const fn of(denied: bool, incomplete: bool) -> Status {
    if denied || incomplete { Status::Findings } else { Status::Clean }
}
