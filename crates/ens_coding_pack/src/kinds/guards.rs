//! What every row must have, and how long its texts may be.

use crate::fault::{Fault, Reason};
use crate::sheet::Row;

/// Checks that a row goes as far as a column. Rows of workbooks end at their last cell that is not empty.
pub(crate) fn reaches(row: &Row<'_>, last: usize) -> Result<(), Fault> {
    if row.is_of_workbook() || row.len() > last { Ok(()) } else { Err(row.fault("", Reason::Cells)) }
}

/// A text that is stored, of so many bytes at the most.
pub(crate) fn stored(row: &Row<'_>, text: &str, most: usize, column: &'static str) -> Result<String, Fault> {
    if text.len() <= most { Ok(text.to_owned()) } else { Err(row.fault(column, Reason::TooLarge)) }
}

/// Characters of a line from one place to another, both from 1, without blanks around them.
pub(crate) fn characters(line: &str, (from, to): (usize, usize)) -> &str {
    let place = |count: usize| line.char_indices().nth(count).map_or(line.len(), |(at, _)| at);
    line.get(place(from.saturating_sub(1))..place(to)).unwrap_or_default().trim()
}
