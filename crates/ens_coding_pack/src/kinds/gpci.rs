//! Geographic practice cost indices (`GPCI2025...`): delimited text, fixed-width text, and workbooks.
//!
//! The index of the work is taken as the file has it. Where a file has it both with and without the floor of 1, the one
//! with the floor is taken, which is what Medicare pays by while the floor is in force, and that is noted.
//!
//! Indices are of a year: an edition answers to the end of it, unless the user says otherwise.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ens_coding::Trust;
use ens_coding::table::{Gpci, Locality, Row as Stored, Table};

use super::{Body, Given, Kind, source_of};
use crate::cells::decimal_of;
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed, optional};
use crate::kinds::choice::{TEXT_FIRST, chosen, only};
use crate::kinds::guards::{reaches, stored};
use crate::kinds::localities::{is_footnote, locality_of, parts, unmarked};
use crate::kinds::release::Release;
use crate::notes::Notes;
use crate::sheet::{Flow, Row, each_row, probe};
use crate::source::Source;

const WANTED: &[Wanted] = &[
    needed(&["medicareadministrativecontractor*", "medicareadminstrativecontractor*", "mac", "contractor"]),
    needed(&["state"]),
    needed(&["localitynumber", "locality"]),
    needed(&["localityname"]),
    needed(&["*pwgpciwith10floor", "*pwgpci*", "gpciwork", "workgpci"]),
    needed(&["*pegpci*", "gpcipe"]),
    needed(&["*mpgpci*", "gpcimp"]),
    optional(&["*pwgpci*"]),
];
/// Places in that list.
const MALPRACTICE: usize = 6;
const OTHER_WORK: usize = 7;

/// More localities than there ever were, by far.
const MOST: usize = 10_000;
/// The longest name, in bytes.
const LONGEST: usize = 400;
/// Lines among which the first row of a fixed-width file is looked for.
const WITHIN: usize = 20;

enum Layout {
    Columns(Columns),
    Fixed(String),
}

/// The cells of a row.
struct Line<'a> {
    contractor: &'a str,
    state: &'a str,
    number: &'a str,
    name: &'a str,
    indices: [&'a str; 3],
}

pub(crate) fn read(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let found = chosen(sources, TEXT_FIRST, layout)?;
    let (source, layout) = only(&found)?;
    let words = match layout {
        Layout::Columns(columns) => columns.words(),
        Layout::Fixed(words) => words,
    };
    let release = Release::of_name(source.name()).or_else(|| Release::parse(words));
    let edition = Release::edition(release, given, source)?.through_year(given);
    let mut indices: BTreeMap<Locality, Gpci> = BTreeMap::new();
    match layout {
        Layout::Columns(columns) => columns.each_row(source, &mut |row| {
            if is_footnote(row) {
                return Ok(Flow::Next);
            }
            let at = |wanted| row.cell(columns.of(wanted));
            if columns.at(OTHER_WORK).is_some() && indices.is_empty() {
                notes.odd("two indices of the work: the one with the floor was taken", row);
            }
            reaches(row, columns.of(MALPRACTICE))?;
            let line = Line {
                contractor: at(0),
                state: at(1),
                number: at(2),
                name: at(3),
                indices: [at(4), at(5), at(MALPRACTICE)],
            };
            add(&mut indices, row, &line, notes).map(|()| Flow::Next)
        })?,
        Layout::Fixed(_) => each_row(source, &mut |row| {
            match line_of(row.line()) {
                Some(line) => add(&mut indices, row, &line, notes)?,
                // What begins like a row is one, and so is what has as many parts after the first row.
                None if begins_like_a_row(row.line()) || (!indices.is_empty() && parts(row.line()).len() > 2) => {
                    return Err(row.fault("", Reason::Cells));
                }
                None => {}
            }
            Ok(Flow::Next)
        })?,
    }
    if indices.is_empty() {
        return Err(Fault::of(source.name(), Reason::Empty));
    }
    let row = |(key, value)| Stored { key, value, from: None, to: None, source: 0, trust: Trust::Primary };
    let rows: Vec<_> = indices.into_iter().map(row).collect();
    let rows_len = rows.len();
    Body::of(&Table::new(vec![source_of(Kind::Gpci, &edition.name)], rows), rows_len, 0, edition)
}

fn layout(source: &Source) -> Result<Option<Layout>, Fault> {
    if let Some(columns) = Columns::find(source, WANTED)? {
        return Ok(Some(Layout::Columns(columns)));
    }
    let (mut lines, mut words, mut is_fixed) = (0_usize, String::new(), false);
    probe(source, &mut |row| {
        lines = lines.saturating_add(1);
        is_fixed = line_of(row.line()).is_some();
        if is_fixed || lines > WITHIN {
            return Ok(Flow::Stop);
        }
        words.extend(row.line().chars().take(400));
        Ok(Flow::Next)
    })?;
    Ok(is_fixed.then_some(Layout::Fixed(words)))
}

fn begins_like_a_row(line: &str) -> bool {
    line.trim_start().split(' ').next().is_some_and(|it| it.len() == 5 && it.bytes().all(|it| it.is_ascii_digit()))
}

/// The cells of a fixed-width row: a contractor's number, a state, a locality, a name, and three decimal numbers.
fn line_of(line: &str) -> Option<Line<'_>> {
    match parts(line).as_slice() {
        [contractor, state, number, name, work, practice, malpractice] => {
            let indices = [*work, *practice, *malpractice];
            let fits = begins_like_a_row(line) && number.len() == 2 && indices.iter().all(|it| it.contains('.'));
            fits.then_some(Line { contractor, state, number, name, indices })
        }
        _ => None,
    }
}

fn add(
    indices: &mut BTreeMap<Locality, Gpci>,
    row: &Row<'_>,
    line: &Line<'_>,
    notes: &mut Notes<'_>,
) -> Result<(), Fault> {
    let thousandths = |text, column| decimal_of(text, 3).ok_or_else(|| row.fault(column, Reason::Value));
    let key = locality_of(row, line.contractor, line.number)?;
    let [work, practice, malpractice] = line.indices;
    let is_state = line.state.len() == 2 && line.state.bytes().all(|it| it.is_ascii_uppercase());
    let state = if is_state { line.state.parse().ok() } else { None };
    let gpci = Gpci {
        state: state.ok_or_else(|| row.fault("State", Reason::Value))?,
        name: stored(row, unmarked(line.name), LONGEST, "Locality Name")?,
        work: thousandths(work, "PW GPCI")?,
        practice_expense: thousandths(practice, "PE GPCI")?,
        malpractice: thousandths(malpractice, "MP GPCI")?,
    };
    match indices.get(&key) {
        Some(earlier) if *earlier == gpci => notes.odd("the same row twice", row),
        Some(_) => return Err(row.fault("Locality", Reason::Contradiction)),
        None if indices.len() >= MOST => return Err(row.fault("", Reason::TooMany)),
        None => {
            indices.insert(key, gpci);
        }
    }
    Ok(())
}
