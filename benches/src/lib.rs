//! What the benches measure: a clean Medicare therapy claim of five lines, and its visit.

pub mod workloads;

use ens_coding::{Claim, Error, Outcome, Rulebook, Verdict, Visit, edit, json};

/// The visit, every fact stated.
pub const VISIT: &str = include_str!("../visits/five-lines.json");

/// Its claim of five lines.
pub const CLAIM: &str = include_str!("../visits/five-lines-claim.json");

/// The documents read, and the answer to them.
pub struct Subject {
    /// The visit.
    pub visit: Visit,
    /// The claim.
    pub claim: Claim,
    /// What the check of the claim answers.
    pub outcome: Outcome,
    /// The same as text.
    pub outcome_json: String,
}

/// Reads the documents and loads the bundled rulebook, so that no bench pays for it.
///
/// # Errors
/// When the library does not take the documents.
pub fn subject() -> Result<Subject, Error> {
    let (visit, claim) = (json::visit(VISIT)?, json::claim(CLAIM)?);
    let outcome = edit(&visit, &claim, Rulebook::bundled())?;
    let outcome_json = json::edit(VISIT.as_bytes(), CLAIM.as_bytes(), Rulebook::bundled())?;
    Ok(Subject { visit, claim, outcome, outcome_json })
}

/// Whether the claim is clean; a bench of a claim with findings would measure something else.
pub fn is_clean(subject: &Subject) -> bool {
    subject.outcome.verdict == Verdict::Clean
}
