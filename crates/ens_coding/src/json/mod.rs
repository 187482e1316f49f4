//! Text in, text out: the seam that every binding calls.

#[cfg(test)]
mod agree;
mod answer;
mod batch;
mod eight;
mod fault;
mod kind;
mod node;
mod problems;
mod reader;
mod remit;
mod scan;
mod suppose;
mod tallies;
pub(crate) mod writer;

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::book::Rulebook;
use crate::claim::Claim;
use crate::error::{Error, Problem};
use crate::finding::{Basis, Outcome};
use crate::fix::Fix;
use crate::practice::Practice;
use crate::receipt::ReplayRequest;
use crate::rule::Rule;
use crate::visit::Visit;
use answer::{Judged, answer};
use fault::Fault;
use reader::Reader;
use scan::Scan;

#[cfg(feature = "schema")]
pub(crate) use answer::Compact;
pub use batch::batch;
pub use kind::Kind;
pub use remit::{count_remittance, remit, score};
pub(crate) use suppose::{Form, Record};
pub use tallies::{count, merge, tallies, tally};
pub(crate) use writer::{Text, push_text, text};

/// A visit and the claim that was coded for it, in one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// What happened.
    pub visit: Visit,
    /// What was coded.
    pub claim: Claim,
}

/// Reads a visit.
///
/// # Errors
/// Every problem of the document, with its JSON path.
pub fn visit(text: &str) -> Result<Visit, Error> {
    let visit: Visit = read(text.as_bytes(), "$")?;
    Error::all(visit.problems("$")).map(|()| visit)
}

/// Reads a claim.
///
/// # Errors
/// Every problem of the document, with its JSON path.
pub fn claim(text: &str) -> Result<Claim, Error> {
    read(text.as_bytes(), "$")
}

/// Reads a visit and its claim. Paths begin with `$.visit` and `$.claim`.
///
/// # Errors
/// Every problem of the document, with its JSON path.
pub fn check(text: &str) -> Result<Check, Error> {
    let check: Check = read(text.as_bytes(), "$")?;
    let mut problems = check.visit.problems("$.visit");
    problems.extend(check.claim.problems(check.visit.diagnoses.len(), "$.claim"));
    Error::all(problems).map(|()| check)
}

/// Reads what the clinicians of a practice did.
///
/// # Errors
/// Every problem of the document, with its JSON path.
pub fn practice(text: &str) -> Result<Practice, Error> {
    let practice: Practice = read(text.as_bytes(), "$")?;
    Error::all(practice.problems("$")).map(|()| practice)
}

/// Codes a visit: [`crate::code`] from text to text.
///
/// # Errors
/// As [`crate::code`], and for a document that cannot be read.
pub fn code(visit: &[u8], book: &Rulebook) -> Result<String, Error> {
    let mut out = Text::with_room();
    answer(&coded(visit, book)?, Judged::Draft, book, &mut out).map(|()| out.into_string())
}

fn coded(visit: &[u8], book: &Rulebook) -> Result<Outcome, Error> {
    crate::code(&read(visit, "$")?, book)
}

/// Drafts a claim: [`crate::select`] from text to text.
///
/// # Errors
/// As [`crate::select`], and for a document that cannot be read.
pub fn select(visit: &[u8], book: &Rulebook) -> Result<String, Error> {
    write(&crate::select(&read(visit, "$")?, book)?)
}

/// Checks a claim: [`crate::edit`] from text to text. Paths of the claim begin with `$claim`.
///
/// # Errors
/// As [`crate::edit`], and for documents that cannot be read.
pub fn edit(visit: &[u8], claim: &[u8], book: &Rulebook) -> Result<String, Error> {
    let visit: Result<Visit, Error> = read(visit, "$");
    let claim: Result<Claim, Error> = read(claim, "$claim");
    let (visit, claim) = both(visit, claim)?;
    let mut out = Text::with_room();
    answer(&crate::edit(&visit, &claim, book)?, Judged::Submitted, book, &mut out).map(|()| out.into_string())
}

/// Checks the claim of a document that holds both, [`Check`].
///
/// # Errors
/// As [`crate::edit`], and for a document that cannot be read.
pub fn edit_document(document: &[u8], book: &Rulebook) -> Result<String, Error> {
    let mut out = Text::with_room();
    answer(&checked(document, book)?, Judged::Submitted, book, &mut out).map(|()| out.into_string())
}

fn checked(document: &[u8], book: &Rulebook) -> Result<Outcome, Error> {
    let check: Check = read(document, "$")?;
    crate::road::edit_at(&check.visit, "$.visit", &check.claim, "$.claim", book)
}

/// Explains an answer: [`crate::explain()`] from text to text.
///
/// # Errors
/// For a document that cannot be read.
pub fn explain(outcome: &[u8]) -> Result<String, Error> {
    let outcome: Outcome = read(outcome, "$")?;
    write(&crate::explain(&outcome))
}

/// Audits a practice: [`crate::audit`] from text to text.
///
/// # Errors
/// As [`crate::audit`], and for a document that cannot be read.
pub fn audit(practice: &[u8], book: &Rulebook) -> Result<String, Error> {
    write(&crate::audit(&read(practice, "$")?, book)?)
}

/// What a patient's history leaves of the payer's limits: [`crate::ledger`] from text to text.
///
/// # Errors
/// As [`crate::ledger`], and for a document that cannot be read.
pub fn ledger(visit: &[u8], book: &Rulebook) -> Result<String, Error> {
    write(&crate::ledger(&read(visit, "$")?, book)?)
}

/// What would make a claim payable: [`crate::missing()`] from text to text, for a visit or a [`Check`].
///
/// # Errors
/// As [`crate::missing()`], and for a document that cannot be read.
pub fn missing(document: &[u8], book: &Rulebook) -> Result<String, Error> {
    let (visit, claim) = visit_or_check(document)?;
    write(&crate::missing(&visit, claim.as_ref(), book)?)
}

/// The receipt for the answer to a visit or to a [`Check`]: [`crate::receipt()`] from text to text.
///
/// # Errors
/// As [`crate::receipt()`], and for a document that cannot be read.
pub fn receipt(document: &[u8], book: &Rulebook) -> Result<String, Error> {
    let (visit, claim) = visit_or_check(document)?;
    write(&crate::receipt(&visit, claim.as_ref(), book)?)
}

/// The answer of a receipt again, or what differs: [`crate::replay()`] of a [`crate::ReplayRequest`] from text to text.
/// The answer is `{"same": true, "answer": …}`, with the bytes that it had, or `{"same": false, "differences": […]}`.
///
/// # Errors
/// As [`crate::replay()`], and for a document that cannot be read.
pub fn replay(document: &[u8], book: &Rulebook) -> Result<String, Error> {
    let ReplayRequest { receipt, visit, claim } = read(document, "$")?;
    let replay = crate::replay(&receipt, &visit, claim.as_ref(), book)?;
    Ok(match replay.answer {
        Some(answer) => format!("{{\"same\":true,\"answer\":{answer}}}"),
        None => format!("{{\"same\":false,\"differences\":{}}}", write(&replay.differences)?),
    })
}

/// The text of an answer, in the form that the rulebook was asked for, and what it rests on.
pub(crate) fn answered(visit: &Visit, claim: Option<&Claim>, book: &Rulebook) -> Result<(String, Basis), Error> {
    let (outcome, judged) = match claim {
        Some(claim) => (crate::edit(visit, claim, book)?, Judged::Submitted),
        None => (crate::code(visit, book)?, Judged::Draft),
    };
    let mut out = Text::with_room();
    answer(&outcome, judged, book, &mut out)?;
    Ok((out.into_string(), outcome.basis))
}

/// The lines of a text (NDJSON) that are not blank.
fn filled_lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty())
}

/// A visit, or a visit and its claim.
fn visit_or_check(document: &[u8]) -> Result<(Visit, Option<Claim>), Error> {
    if Kind::of(document) == Kind::Check {
        let Check { visit, claim } = read(document, "$")?;
        return Ok((visit, Some(claim)));
    }
    Ok((read(document, "$")?, None))
}

/// What the loaded tables and policies say of a code: [`crate::lookup`] from text to text.
///
/// # Errors
/// For a document that cannot be read.
pub fn lookup(request: &[u8], book: &Rulebook) -> Result<String, Error> {
    write(&crate::lookup(&read(request, "$")?, book)?)
}

/// Searches codes by words: [`crate::search`] from text to text.
///
/// # Errors
/// As [`crate::search`], and for a document that cannot be read.
pub fn search(request: &[u8], book: &Rulebook) -> Result<String, Error> {
    write(&crate::search(&read(request, "$")?, book)?)
}

/// Compares two or three codes: [`crate::compare`] from text to text.
///
/// # Errors
/// As [`crate::compare`], and for a document that cannot be read.
pub fn compare(request: &[u8], book: &Rulebook) -> Result<String, Error> {
    write(&crate::compare(&read(request, "$")?, book)?)
}

/// Which code each payer takes for the same service: [`crate::crosswalk`] from text to text.
///
/// # Errors
/// As [`crate::crosswalk`], and for a document that cannot be read.
pub fn crosswalk(request: &[u8], book: &Rulebook) -> Result<String, Error> {
    write(&crate::crosswalk(&read(request, "$")?, book)?)
}

/// Applies a fix to a claim: [`crate::apply`] from text to text. Paths of the fix begin with `$fix`.
///
/// # Errors
/// For documents that cannot be read.
pub fn apply(claim: &[u8], fix: &[u8]) -> Result<String, Error> {
    let claim: Result<Claim, Error> = read(claim, "$");
    let fix: Result<Fix, Error> = read(fix, "$fix");
    let (claim, fix) = both(claim, fix)?;
    write(&crate::apply(&claim, &fix))
}

/// The same rulebook with these options, [`crate::Options`] as text: [`Rulebook::with`].
///
/// # Errors
/// For a document that cannot be read.
pub fn with(book: &Rulebook, options: &[u8]) -> Result<Rulebook, Error> {
    Ok(book.with(read(options, "$")?))
}

/// What a rulebook consists of: [`Rulebook::basis`] as text.
///
/// # Errors
/// Never in practice; a basis is plain text.
pub fn basis(book: &Rulebook) -> Result<String, Error> {
    write(&book.basis())
}

/// Lists the rules.
///
/// # Errors
/// Never in practice; a rule is plain text.
pub fn rules() -> Result<String, Error> {
    write(&crate::rules().collect::<Vec<&Rule>>())
}

/// Reads a document; `root` is the path of its root in problems.
///
/// The plain reading stops at the first problem, and knows only places. Only when it fails is the document read again,
/// into a tree that gives names to places and shows all problems.
#[doc(hidden)]
pub fn read<T: DeserializeOwned>(text: &[u8], root: &str) -> Result<T, Error> {
    typed(text).map_err(|_| problems::all(text, root, &|text| typed::<T>(text).err().map(Fault::into_inner)))
}

fn typed<T: DeserializeOwned>(text: &[u8]) -> Result<T, Fault> {
    let text = core::str::from_utf8(text).map_err(|_| Fault::wrong_type())?;
    let mut scan = Scan::new(text);
    let value = T::deserialize(Reader(&mut scan))?;
    scan.end().map(|()| value)
}

fn both<A, B>(a: Result<A, Error>, b: Result<B, Error>) -> Result<(A, B), Error> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(a), Err(b)) => {
            let all: Vec<Problem> = a.problems().iter().chain(b.problems()).cloned().collect();
            Err(Error::of(all).unwrap_or(a))
        }
        (Err(error), Ok(_)) | (Ok(_), Err(error)) => Err(error),
    }
}

/// Writes an answer, for the crates beside this one too.
#[doc(hidden)]
pub fn write<T: Serialize>(value: &T) -> Result<String, Error> {
    text(value).map_err(|_| unwritable())
}

fn unwritable() -> Error {
    Error::new("document/unwritable", "$")
}
