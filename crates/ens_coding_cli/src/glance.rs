//! What can be told of a text without reading it whole, or again.

use ens_coding::json::Kind;
use ens_coding::{Severity, Verdict};
use serde::Deserialize;

use crate::answer::Task;
use crate::fault::Fault;
use crate::output::Status;

/// The kind of a document, as far as the task depends on it.
///
/// [`Kind::of`] reads to the end, because a text that breaks off is of no kind. Where a broken text gets the same error
/// on the same road, the name of the first field is enough.
pub fn kind(task: Task, document: &[u8]) -> Kind {
    let inner = document.trim_ascii_start().strip_prefix(b"{").unwrap_or_default().trim_ascii_start();
    if inner.starts_with(b"\"visit\"") {
        Kind::Check
    } else if task != Task::Check && inner.starts_with(b"\"payer\"") {
        Kind::Visit
    } else {
        Kind::of(document)
    }
}

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

/// The exit status of an answer that comes from outside.
pub fn status(outcome: &[u8]) -> Result<Status, Fault> {
    let glance: Glance = serde_json::from_slice(outcome).map_err(|_| Fault::unwritable())?;
    let denied = glance.findings.iter().any(|finding| finding.severity == Severity::Deny);
    Ok(of(denied, glance.verdict == Verdict::Incomplete))
}

/// The exit status of an answer that the library has just written: without blanks, the verdict first. Reading it again
/// would take as long as writing it. Quotation marks within a text are escaped, so what is looked for is a field.
pub fn own_status(outcome: &str) -> Status {
    of(outcome.contains(r#""severity":"deny""#), outcome.starts_with(r#"{"verdict":"incomplete""#))
}

/// A denial or something that could not be checked asks for attention.
const fn of(denied: bool, incomplete: bool) -> Status {
    if denied || incomplete { Status::Findings } else { Status::Clean }
}
