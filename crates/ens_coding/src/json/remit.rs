use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Kind, filled_lines, read, write};
use crate::book::Rulebook;
use crate::error::{Error, Problem};
use crate::remit::{RemitRequest, Scorecard};

/// Reads a remittance: [`crate::remit`] from text to text.
///
/// # Errors
/// As [`crate::remit`], and for a document that cannot be read.
pub fn remit(request: &[u8], book: &Rulebook) -> Result<String, Error> {
    write(&crate::remit(&read(request, "$")?, book)?)
}

/// Measures how well the rules foresee denials: [`Scorecard`] over many documents, one a line (NDJSON). A line is a
/// [`RemitRequest`], or a scorecard that was counted before and is added.
///
/// # Errors
/// For the first line that cannot be counted; paths begin with `$[n]`, the place of the document.
pub fn score(lines: &[u8], book: &Rulebook) -> Result<String, Error> {
    let mut card = Scorecard::default();
    for (at, line) in filled_lines(lines).enumerate() {
        count_remittance(&mut card, line, book).map_err(|error| rooted(&error, at))?;
    }
    write(&card.measured())
}

/// The field that a scorecard alone has.
const COUNTED: &[u8] = b"\"remittances\"";

/// Counts one document into a scorecard, for hosts that read their lines themselves.
///
/// # Errors
/// When the document is neither a remittance nor a scorecard, or cannot be counted; then nothing of it is.
pub fn count_remittance(card: &mut Scorecard, line: &[u8], book: &Rulebook) -> Result<(), Error> {
    match Kind::of(line) {
        Kind::Other if line.windows(COUNTED.len()).any(|it| it == COUNTED) => {
            card.merge(&read::<Scorecard>(line, "$")?)
        }
        _ => card.add(&read::<RemitRequest>(line, "$")?, book),
    }
}

fn rooted(error: &Error, at: usize) -> Error {
    let root = |problem: &Problem| {
        let rest = problem.path.strip_prefix('$').unwrap_or_default();
        Problem { path: format!("$[{at}]{rest}"), ..problem.clone() }
    };
    let problems: Vec<Problem> = error.problems().iter().map(root).collect();
    Error::of(problems).unwrap_or_else(|| error.clone())
}
