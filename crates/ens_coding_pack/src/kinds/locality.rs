//! Payment localities: the counties of each (`25LOCCO...`), and the locality of each ZIP code (`ZIP5...`, fixed width
//! of 80 characters). Either one makes a pack by itself, in which the other table is empty.
//!
//! Of the counties the fixed-width file is taken last: it cuts long lists off, and leaves out a state.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ens_coding::Trust;
use ens_coding::table::{Area, Localities, Locality, Row as Stored, Table, Zip, ZipArea};

use super::pfs::{self, Release, characters, chosen, is_footnote, locality_of, parts, reaches, stored, unmarked};
use super::{Body, Given, Kind, source_of};
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed};
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
                        None if begins_like_an_area(row.line()) => return Err(row.fault("", Reason::Cells)),
                        None => {}
                    }
                    Ok(Flow::Next)
                })?;
                named(words)
            }
            Layout::Zips => add_zips(&mut zips, source, notes)?,
        };
        release = match (release, own) {
            (Some(known), Some(own)) if !known.agrees(own) => {
                return Err(Fault::of(source.name(), Reason::MixedEditions));
            }
            (Some(known), own) => Some(known.or_finer(own)),
            (None, own) => own,
        };
    }
    let Some((first, _)) = found.first() else { return Err(pfs::nothing(sources)) };
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
        if is_zip(row.line()) {
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

/// Whether a line is a record of the ZIP code file.
fn is_zip(line: &str) -> bool {
    let is_number = |text: &str, len| text.len() == len && text.bytes().all(|it| it.is_ascii_digit());
    let state = characters(line, (1, 2));
    state.len() == 2
        && state.bytes().all(|it| it.is_ascii_uppercase())
        && is_number(characters(line, (3, 7)), 5)
        && is_number(characters(line, (8, 12)), 5)
        && is_number(characters(line, (76, 80)), 5)
}

/// The ZIP codes of a file, and its quarter, which stands in every record as `YYYYQ`.
fn add_zips(zips: &mut Zips, source: &Source, notes: &mut Notes<'_>) -> Result<Option<Release>, Fault> {
    let mut release: Option<Release> = None;
    let mut rows = 0_u64;
    each_row(source, &mut |row| {
        rows = rows.saturating_add(1);
        if rows.is_multiple_of(pfs::EVERY) {
            notes.progress(rows);
        }
        let text = |place| characters(row.line(), place);
        if row.line().chars().count() < 80 {
            return Err(row.fault("", Reason::Cells));
        }
        let fault = |column| move |_| row.fault(column, Reason::Value);
        let key: Zip = text((3, 7)).parse().map_err(fault("Zip Code"))?;
        if !is_zip(row.line()) {
            return Err(row.fault("Zip Code", Reason::Value));
        }
        let rural = text((15, 15));
        let area = ZipArea {
            state: text((1, 2)).parse().map_err(fault("State"))?,
            locality: locality_of(row, text((8, 12)), text((13, 14)))?,
            rural: Some(rural)
                .filter(|it| ["", "R", "B"].contains(it))
                .and_then(|it| it.parse().ok())
                .ok_or_else(|| row.fault("Rural Indicator", Reason::Value))?,
            needs_plus_four: match text((21, 21)) {
                "1" => true,
                "0" | "" => false,
                _ => return Err(row.fault("Plus Four Flag", Reason::Value)),
            },
        };
        let (year, quarter) = text((76, 80)).split_at_checked(4).unwrap_or_default();
        let (year, quarter) = (year.parse().unwrap_or_default(), quarter.parse().unwrap_or_default());
        let own = Release::quarter(year, quarter);
        if !(1..=4).contains(&quarter) {
            return Err(row.fault("Year/Quarter", Reason::Date));
        }
        if release.is_some_and(|known| known != own) {
            return Err(row.fault("Year/Quarter", Reason::MixedEditions));
        }
        release = Some(own);
        match zips.get(&key) {
            Some(earlier) if *earlier == area => notes.odd("the same row twice", row),
            Some(_) => return Err(row.fault("Zip Code", Reason::Contradiction)),
            None if zips.len() >= MOST => return Err(row.fault("", Reason::TooMany)),
            None => {
                zips.insert(key, area);
            }
        }
        Ok(Flow::Next)
    })?;
    Ok(release)
}
