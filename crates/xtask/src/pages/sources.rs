//! The sources that a page names.

use ens_coding::Source;

use super::markdown::{prose, table, trust};

/// The sources of a rule or reason as a table.
pub(super) fn of(sources: &[Source]) -> String {
    let row =
        |it: &Source| vec![format!("`{}`", it.id), prose(it.title), trust(it.trust).to_owned(), prose(it.locator)];
    table(&["id", "source", "trust", "where"], &sources.iter().map(row).collect::<Vec<_>>())
}
