//! Payment localities, as several files write them.

use ens_coding::table::Locality;

use crate::fault::{Fault, Reason};
use crate::sheet::Row;

/// The locality of a contractor's number and the locality's own. Both are numbers that may have lost leading zeros.
pub(crate) fn locality(contractor: &str, number: &str) -> Option<Locality> {
    let is_number = |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    let shaped = is_number(contractor, 5) && is_number(number, 2);
    if shaped { format!("{contractor:0>5}{number:0>2}").parse().ok() } else { None }
}

/// The same with its fault.
pub(crate) fn locality_of(row: &Row<'_>, contractor: &str, number: &str) -> Result<Locality, Fault> {
    locality(contractor, number).ok_or_else(|| row.fault("Locality", Reason::Value))
}

/// A name without the marks of footnotes at its end.
pub(crate) fn unmarked(name: &str) -> &str {
    name.trim_end_matches(['*', ' '])
}

/// Parts of a fixed-width line that are two or more blanks apart.
pub(crate) fn parts(line: &str) -> Vec<&str> {
    line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Whether a row is a footnote or a title: it has the mark of one, or text in its first cell only that is not a number.
pub(crate) fn is_footnote(row: &Row<'_>) -> bool {
    let first = row.cell(0);
    let is_number = !first.is_empty() && first.bytes().all(|it| it.is_ascii_digit());
    first.starts_with('*') || (!is_number && (1..row.len()).all(|at| row.cell(at).is_empty()))
}
