//! From a document to an answer, through the library's seam of text in and text out.

use ens_coding::json::{self, Kind};
use ens_coding::{Explanation, Rulebook, Severity, Verdict};
use serde::Deserialize;

use crate::args::Format;
use crate::fault::Fault;
use crate::output::Status;

/// What is to be done with documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Code visits.
    Code,
    /// Check claims.
    Check,
    /// Explain answers.
    Explain,
}

/// An answer, ready to be shown.
#[derive(Debug)]
pub struct Answer {
    /// A page or a line of JSON.
    pub shown: String,
    /// What the answer means for the exit status.
    pub status: Status,
}

/// What the exit status depends on. Reading only this much of an answer costs little.
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

impl Glance {
    /// The exit status of an answer.
    fn status(&self) -> Status {
        let denied = self.findings.iter().any(|finding| finding.severity == Severity::Deny);
        if denied || self.verdict == Verdict::Incomplete { Status::Findings } else { Status::Clean }
    }
}

/// Answers a document.
pub fn answer(task: Task, document: &[u8], book: &Rulebook, format: Format) -> Result<Answer, Fault> {
    let outcome = match (task, Kind::of(document)) {
        (Task::Code | Task::Explain, Kind::Visit) | (Task::Code, Kind::Other) => json::code(document, book)?,
        (_, Kind::Check) | (Task::Check, Kind::Other) => json::edit_document(document, book)?,
        (Task::Explain, Kind::Outcome | Kind::Other) => return explained(document, format),
        _ => return Err(Fault::wrong_kind()),
    };
    match task {
        Task::Explain => explained(outcome.as_bytes(), format),
        _ => shown(outcome, format),
    }
}

/// Checks a claim against a visit that stands in another document; names the problems of both.
pub fn pair(
    visit: Result<Vec<u8>, Fault>,
    claim: Result<Vec<u8>, Fault>,
    book: &Rulebook,
    format: Format,
) -> Result<Answer, Fault> {
    match (visit, claim) {
        (Ok(visit), Ok(claim)) => shown(json::edit(&visit, &claim, book)?, format),
        (Err(visit), Err(claim)) => Err(visit.and(claim)),
        (Err(fault), _) | (_, Err(fault)) => Err(fault),
    }
}

/// Shows an answer: as it is, or as a page.
fn shown(outcome: String, format: Format) -> Result<Answer, Fault> {
    match format {
        Format::Text => explained(outcome.as_bytes(), format),
        Format::Json => Ok(Answer { status: status(outcome.as_bytes())?, shown: outcome }),
    }
}

/// Shows an answer in sentences.
fn explained(outcome: &[u8], format: Format) -> Result<Answer, Fault> {
    // The library reads the answer first: it may come from a file, and have any mistake in it.
    let explanation = json::explain(outcome)?;
    let status = status(outcome)?;
    let shown = match format {
        Format::Json => explanation,
        Format::Text => {
            let page: Explanation = serde_json::from_str(&explanation).map_err(|_| Fault::unwritable())?;
            page.to_string()
        }
    };
    Ok(Answer { shown, status })
}

/// The exit status of an answer.
fn status(outcome: &[u8]) -> Result<Status, Fault> {
    serde_json::from_slice(outcome).map(|glance: Glance| glance.status()).map_err(|_| Fault::unwritable())
}
