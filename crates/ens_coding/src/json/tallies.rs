//! Counting claims, and adding up what was counted.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::Deserialize;

use super::{Kind, filled_lines, read, write};
use crate::book::Rulebook;
use crate::claim::Claim;
use crate::date::Date;
use crate::error::Error;
use crate::practice::{Counter, Tallies};
use crate::remit::{RemitRequest, RemittedLine};
use crate::visit::Visit;

/// The lines of a text; what ends with a line has none behind it.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let is_empty = text.is_empty();
    text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(move |_| !is_empty)
}

/// Counts claims, one a line (NDJSON), into [`Tallies`]: a visit is coded first (and counts where that gives a
/// claim), the claim of a [`super::Check`] is taken as it is, and so is that of a [`RemitRequest`] with the payer's answer.
///
/// A line that cannot be used is named by its number and its error, and the others go on. Counts of the same claims are the
/// same bytes however they were divided and merged; only numbers of refused lines depend on the order.
///
/// # Errors
/// Never in practice; counts are plain numbers.
pub fn tally(text: &[u8], book: &Rulebook) -> Result<String, Error> {
    let mut counter = Counter::default();
    for line in lines(text) {
        if line.is_empty() {
            counter.skip();
        } else if let Err(error) = count(line, &mut counter, book) {
            counter.refuse(&error);
        }
    }
    write(&counter.tallies())
}

/// Counts one document, for hosts that read their lines themselves: a visit, one with its claim, or a [`RemitRequest`].
///
/// # Errors
/// When the document is none of these, or cannot be counted; then nothing of it is.
pub fn count(document: &[u8], counter: &mut Counter, book: &Rulebook) -> Result<(), Error> {
    match Kind::of(document) {
        Kind::Check => {
            let Counted { visit, claim, remitted_on, lines } = read(document, "$")?;
            match lines {
                Some(lines) => counter.add_remittance(&RemitRequest { visit, claim, remitted_on, lines }, book),
                None => counter.add_at(&visit, "$.visit", &claim, "$.claim", book),
            }
        }
        Kind::Visit | Kind::Other => counter.add_visit(&read(document, "$")?, book),
        Kind::Claim | Kind::Outcome | Kind::Practice | Kind::Tallies => Err(Error::new("document/wrong-kind", "$")),
    }
}

/// A visit and its claim, with the payer's answer where it is there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    visit: Visit,
    claim: Claim,
    #[serde(default)]
    remitted_on: Option<Date>,
    #[serde(default)]
    lines: Option<Vec<RemittedLine>>,
}

/// Adds up [`Tallies`], one a line (NDJSON), as if their claims had been counted together.
///
/// # Errors
/// For a line that holds no counts, with its place in the path, such as `$[2].practices`: a sum without it would be wrong.
pub fn merge(text: &[u8]) -> Result<String, Error> {
    let mut counter = Counter::default();
    for (at, line) in filled_lines(text).enumerate() {
        let root = format!("$[{at}]");
        let tallies: Tallies = read(line, &root)?;
        counter.merge_at(&tallies, &root)?;
    }
    write(&counter.tallies())
}

/// Reads counts that can be merged.
///
/// # Errors
/// Every problem of the document, with its JSON path.
pub fn tallies(text: &str) -> Result<Tallies, Error> {
    let tallies: Tallies = read(text.as_bytes(), "$")?;
    Error::all(tallies.problems("$")).map(|()| tallies)
}
