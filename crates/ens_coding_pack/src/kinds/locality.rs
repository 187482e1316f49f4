//! Payment localities: the counties of each (`25LOCCO...`), and the locality of each ZIP code (`ZIP5...`, fixed width
//! of 80 characters). Either one makes a pack by itself, in which the other table is empty.
//!
//! Of the counties the fixed-width file is taken last: it cuts long lists off, and leaves out a state.

#[cfg(test)]
mod tests;
mod zips;

use std::collections::BTreeMap;

use ens_coding::Trust;
use ens_coding::table::{Area, Localities, Locality, Row as Stored, Table, Zip, ZipArea};

use super::{Body, Given, Kind, source_of};
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed};
use crate::kinds::choice::chosen;
use crate::kinds::guards::{reaches, stored};
use crate::kinds::localities::{is_footnote, locality_of, parts, unmarked};
use crate::kinds::release::Release;
use crate::notes::Notes;
use crate::sheet::{Flow, Row, each_row, probe};
use crate::source::Source;

const WANTED: &[Wanted] = &[
    needed(&["medicareadministrativecontractor", "medicareadminstrativecontractor", "mac", "contractor"]),
    needed(&["localitynumber", "locality"]),
    needed(&["state"]),
    needed(&["feeschedulearea"]),
    needed(&["counties"]),
];
/// Endings in the order in which they are preferred.
const ENDINGS: &[&str] = &[".csv", ".xlsx", ".txt"];
/// The longest text of a row, in bytes.
const LONGEST: usize = 4000;
/// Lines among which the first row of a fixed-width file is looked for.
const WITHIN: usize = 20;
/// More ZIP codes than there can be.
const MOST: usize = 100_000;

enum Layout {
    Counties(Columns),
    CountiesFixed(String),
    Zips,
}

type Areas = BTreeMap<Locality, Area>;
type Zips = BTreeMap<Zip, ZipArea>;

pub(crate) fn read(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let found = chosen(sources, ENDINGS, layout)?;
    let (mut areas, mut zips) = (Areas::new(), Zips::new());
    let mut release: Option<Release> = None;
    for (source, layout) in &found {
        let named = |words: &str| Release::of_name(source.name()).or_else(|| Release::parse(words));
        let own = match layout {
            Layout::Counties(columns) => {
                let mut block = Block::default();
                columns.each_row(source, &mut |row| {
                    if is_footnote(row) {
                        return Ok(Flow::Next);
                    }
                    reaches(row, columns.of(3))?;
                    let cells = [0, 1, 2, 3, 4].map(|wanted| row.cell(columns.of(wanted)));
                    add_area(&mut areas, &mut block, row, cells, notes).map(|()| Flow::Next)
                })?;
                named(columns.words())
            }
            Layout::CountiesFixed(words) => {
                let mut block = Block::default();
                each_row(source, &mut |row| {
                    match area_cells(row.line()) {
                        Some(cells) => add_area(&mut areas, &mut block, row, cells, notes)?,
                        // What begins like a row is one, and so is what has as many parts after the first row.
                        None if begins_like_an_area(row.line())
                            || (!areas.is_empty() && parts(row.line()).len() > 2) =>
                        {
                            return Err(row.fault("", Reason::Cells));
                        }
                        None => {}
                    }
                    Ok(Flow::Next)
                })?;
                named(words)
            }
            Layout::Zips => zips::read(&mut zips, source, notes)?,
        };
        release = Release::joined(release, own, source)?;
    }
    let Some((first, _)) = found.first() else { return Err(crate::kinds::choice::nothing(sources)) };
    if areas.is_empty() && zips.is_empty() {
        return Err(Fault::of(first.name(), Reason::Empty));
    }
    let edition = Release::edition(release, given, first)?;
    let rows = areas.len().saturating_add(zips.len());
    let source = || vec![source_of(Kind::Locality, &edition.name)];
    let tables = Localities { areas: Table::new(source(), rows_of(areas)), zips: Table::new(source(), rows_of(zips)) };
    Body::of(&tables, rows, 0, edition)
}

fn rows_of<K, V>(rows: BTreeMap<K, V>) -> Vec<Stored<K, V>> {
    let row = |(key, value)| Stored { key, value, from: None, to: None, source: 0, trust: Trust::Primary };
    rows.into_iter().map(row).collect()
}

fn layout(source: &Source) -> Result<Option<Layout>, Fault> {
    if let Some(columns) = Columns::find(source, WANTED)? {
        return Ok(Some(Layout::Counties(columns)));
    }
    let (mut lines, mut words, mut found) = (0_usize, String::new(), None);
    probe(source, &mut |row| {
        lines = lines.saturating_add(1);
        if zips::is_record(row.line()) {
            found = Some(Layout::Zips);
        } else if area_cells(row.line()).is_some() && words.to_ascii_lowercase().contains("counties") {
            found = Some(Layout::CountiesFixed(std::mem::take(&mut words)));
        } else {
            words.extend(row.line().chars().take(400));
        }
        Ok(if found.is_some() || lines > WITHIN { Flow::Stop } else { Flow::Next })
    })?;
    Ok(found)
}

/// The rows of one state stand together and blank lines part them; only the first one has the state's name.
#[derive(Default)]
struct Block {
    state: String,
    last_row: u64,
}

fn add_area(
    areas: &mut Areas,
    block: &mut Block,
    row: &Row<'_>,
    [contractor, number, state, name, counties]: [&str; 5],
    notes: &mut Notes<'_>,
) -> Result<(), Fault> {
    let key = locality_of(row, contractor, number)?;
    let is_next = row.number() == block.last_row.saturating_add(1);
    if !state.is_empty() || !is_next {
        state.clone_into(&mut block.state);
    }
    block.last_row = row.number();
    if block.state.is_empty() {
        notes.odd("the file leaves out the state", row);
    }
    let area = Area {
        state: stored(row, unmarked(&block.state), LONGEST, "State")?,
        name: stored(row, unmarked(name), LONGEST, "Fee Schedule Area")?,
        counties: stored(row, unmarked(counties), LONGEST, "Counties")?,
    };
    match areas.get(&key) {
        Some(earlier) if *earlier == area => notes.odd("the same row twice", row),
        Some(_) => return Err(row.fault("Locality", Reason::Contradiction)),
        None if areas.len() >= MOST => return Err(row.fault("", Reason::TooMany)),
        None => {
            areas.insert(key, area);
        }
    }
    Ok(())
}

fn begins_like_an_area(line: &str) -> bool {
    line.trim_start().split(' ').next().is_some_and(|it| it.len() == 5 && it.bytes().all(|it| it.is_ascii_digit()))
}

/// The cells of a fixed-width row, in which the state may be left out.
fn area_cells(line: &str) -> Option<[&str; 5]> {
    if !begins_like_an_area(line) {
        return None;
    }
    match parts(line).as_slice() {
        [contractor, number, state, name, counties] => Some([contractor, number, state, name, counties]),
        [contractor, number, name, counties] => Some([contractor, number, "", name, counties]),
        _ => None,
    }
}
