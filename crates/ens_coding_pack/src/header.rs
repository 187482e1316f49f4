//! Columns by the names in a header that is found by what it says, also where its names are stacked over several rows.

use crate::fault::{Fault, Reason};
use crate::sheet::{Each, Flow, each_row, probe};
use crate::source::Source;

/// Rows among which a header is looked for.
const WITHIN: usize = 60;
/// The most rows over which names are stacked.
const DEEPEST: usize = 8;

/// A column that is looked for, by any of its names. Names are compared as letters and digits in lower case, over all the
/// rows on which they are stacked. A name with `*` at its start or end may have more there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub names: &'static [&'static str],
    pub is_needed: bool,
}

/// A column without which the header is not the one that is looked for.
pub(crate) const fn needed(names: &'static [&'static str]) -> Wanted {
    Wanted { names, is_needed: true }
}

/// A column that may be missing.
pub(crate) const fn optional(names: &'static [&'static str]) -> Wanted {
    Wanted { names, is_needed: false }
}

/// The columns of a header.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    places: Vec<Option<usize>>, // for each wanted one
    row: u64,                   // the last row of the header
    words: String,
}

/// Letters and digits in lower case.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn fits(name: &str, text: &str) -> bool {
    let (before, name) = name.strip_prefix('*').map_or((false, name), |rest| (true, rest));
    let (after, name) = name.strip_suffix('*').map_or((false, name), |rest| (true, rest));
    match (before, after) {
        (false, false) => text == name,
        (false, true) => text.starts_with(name),
        (true, false) => text.ends_with(name),
        (true, true) => text.contains(name),
    }
}

/// The places of the wanted columns among these names. Each column is taken once, in the order of the wanted ones.
fn places(names: &[String], wanted: &[Wanted]) -> Option<Vec<Option<usize>>> {
    let mut places: Vec<Option<usize>> = Vec::with_capacity(wanted.len());
    for column in wanted {
        let is_free = |at: usize| !places.contains(&Some(at));
        let found = column.names.iter().find_map(|name| {
            names.iter().enumerate().find(|(at, text)| fits(name, text) && is_free(*at)).map(|(at, _)| at)
        });
        if found.is_none() && column.is_needed {
            return None;
        }
        places.push(found);
    }
    Some(places)
}

/// The names that end on the last of these rows, stacked over the deepest so many of them.
fn stacked(rows: &[Vec<String>], depth: usize) -> Vec<String> {
    let rows = rows.get(rows.len().saturating_sub(depth)..).unwrap_or_default();
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    (0..width).map(|at| rows.iter().filter_map(|row| row.get(at)).map(String::as_str).collect()).collect()
}

impl Columns {
    /// The columns of a source, or nothing where no header among its first rows has all that are needed.
    ///
    /// # Errors
    /// Where the source cannot be read.
    pub fn find(source: &Source, wanted: &[Wanted]) -> Result<Option<Self>, Fault> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut words = String::new();
        let mut found = None;
        probe(source, &mut |row| {
            let cells: Vec<String> = (0..row.len()).map(|at| plain(row.cell(at))).collect();
            words.extend(cells.iter().map(String::as_str));
            words.push(' ');
            rows.push(cells);
            for depth in 1..=DEEPEST.min(rows.len()) {
                if let Some(places) = places(&stacked(&rows, depth), wanted) {
                    found = Some(Self { places, row: row.number(), words: std::mem::take(&mut words) });
                    return Ok(Flow::Stop);
                }
            }
            Ok(if rows.len() < WITHIN { Flow::Next } else { Flow::Stop })
        })?;
        Ok(found)
    }

    /// The column of a wanted name by its place in the list.
    pub fn at(&self, name_index: usize) -> Option<usize> {
        self.places.get(name_index).copied().flatten()
    }

    /// The same for one that is needed and therefore there.
    pub fn of(&self, name_index: usize) -> usize {
        self.at(name_index).unwrap_or(usize::MAX)
    }

    /// All that is said up to the header, as letters and digits in lower case, rows apart by blanks.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The last row of the header.
    pub fn row(&self) -> u64 {
        self.row
    }

    /// Calls `each` for every row after the header. Rows that continue a wrapped header, which have nothing in the first
    /// wanted column, are skipped.
    ///
    /// # Errors
    /// Those of `each`, those of reading, and `Empty` where there is no row.
    pub fn each_row(&self, source: &Source, each: &mut Each<'_>) -> Result<(), Fault> {
        let mut has_begun = false;
        each_row(source, &mut |row| {
            if row.number() <= self.row || (!has_begun && row.cell(self.of(0)).is_empty()) {
                return Ok(Flow::Next);
            }
            has_begun = true;
            each(row)
        })?;
        if has_begun { Ok(()) } else { Err(Fault::of(source.name(), Reason::Empty)) }
    }
}
