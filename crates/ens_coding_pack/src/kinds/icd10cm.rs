//! ICD-10-CM: the order files (`icd10cm_order_2026.txt`, fixed width), and lists of codes with their billable flags.
//!
//! A code year begins on 1 October. A file of the April update stands for the whole year: it does not tell which of its
//! codes are valid from April on, so that they count as valid from October.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ens_coding::Diagnosis;
use ens_coding::table::Icd10cmBody;

use super::{Body, Edition, Given, Kind, source_of};
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed};
use crate::kinds::EVERY;
use crate::kinds::choice::{chosen, only};
use crate::kinds::guards::{characters, reaches};
use crate::notes::Notes;
use crate::sheet::{Flow, Row, each_row, probe};
use crate::source::Source;

const WANTED: &[Wanted] = &[
    needed(&["code", "icd10cm", "icd10code"]),
    needed(&["billable", "isbillable", "billableflag", "valid", "isvalid"]),
];
/// More codes than any year has by far.
const MOST: usize = 500_000;
/// More codes than any category has by far.
const MOST_OF_CATEGORY: usize = 20_000;
/// Lines among which the first one of an order file is looked for.
const WITHIN: usize = 5;

enum Layout {
    Columns(Columns),
    Order,
}

pub(crate) fn read(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let found = chosen(sources, &[".txt", ".tsv", ".csv"], layout)?;
    let (source, layout) = only(&found)?;
    let edition = Edition::or_given(edition(source.name()), given, source)?;
    let mut codes: BTreeMap<Diagnosis, bool> = BTreeMap::new();
    let mut rows = 0_u64;
    let mut add = |row: &Row<'_>, code: &str, flag: &str| {
        rows = rows.saturating_add(1);
        if rows.is_multiple_of(EVERY) {
            notes.progress(rows);
        }
        let code: Diagnosis = code.parse().map_err(|_| row.fault("Code", Reason::Code))?;
        let is_billable = match flag {
            "1" | "Y" | "yes" | "true" => true,
            "0" | "N" | "no" | "false" => false,
            _ => return Err(row.fault("Flag", Reason::Value)),
        };
        match codes.insert(code, is_billable) {
            Some(earlier) if earlier != is_billable => return Err(row.fault("Code", Reason::Contradiction)),
            Some(_) => notes.odd("the same row twice", row),
            None if codes.len() > MOST => return Err(row.fault("", Reason::TooMany)),
            None => {}
        }
        Ok(Flow::Next)
    };
    match layout {
        Layout::Columns(columns) => columns.each_row(source, &mut |row| {
            reaches(row, columns.of(0).max(columns.of(1)))?;
            add(row, row.cell(columns.of(0)), row.cell(columns.of(1)))
        })?,
        Layout::Order => each_row(source, &mut |row| {
            if row.line().chars().count() < 17 {
                return Err(row.fault("", Reason::Cells));
            }
            add(row, characters(row.line(), (7, 13)), characters(row.line(), (15, 15)))
        })?,
    }
    let mut body = Icd10cmBody::new(source_of(Kind::Icd10cm, &edition.name));
    let mut category = (String::new(), 0_usize);
    for (code, is_billable) in &codes {
        let own = code.as_str().get(..3).unwrap_or_default();
        category = if category.0 == own { (category.0, category.1.saturating_add(1)) } else { (own.to_owned(), 1) };
        if category.1 > MOST_OF_CATEGORY {
            return Err(Fault::of(source.name(), Reason::TooMany));
        }
        body.push(*code, *is_billable);
    }
    Body::of(&body, codes.len(), codes.len(), edition)
}

fn layout(source: &Source) -> Result<Option<Layout>, Fault> {
    if let Some(columns) = Columns::find(source, WANTED)? {
        return Ok(Some(Layout::Columns(columns)));
    }
    let (mut lines, mut is_order) = (0_usize, false);
    probe(source, &mut |row| {
        lines = lines.saturating_add(1);
        is_order = is_record(row.line());
        Ok(if is_order || lines > WITHIN { Flow::Stop } else { Flow::Next })
    })?;
    Ok(is_order.then_some(Layout::Order))
}

/// Whether a line is one of an order file: five digits, a code, and 0 or 1.
fn is_record(line: &str) -> bool {
    let number = characters(line, (1, 5));
    number.len() == 5
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && characters(line, (6, 6)).is_empty()
        && characters(line, (7, 13)).parse::<Diagnosis>().is_ok()
        && ["0", "1"].contains(&characters(line, (15, 15)))
        && characters(line, (16, 16)).is_empty()
}

/// The code year that a name tells: the file's own, or else the archive's. Either may tell of the April update.
fn edition(name: &str) -> Option<Edition> {
    let own = name.rsplit('/').next().unwrap_or(name);
    let year = |text: &str| {
        let mut runs = text.split(|it: char| !it.is_ascii_digit());
        runs.find(|run| run.len() == 4 && run.starts_with("20")).and_then(|run| run.parse().ok())
    };
    let found = Edition::fiscal_year(year(own).or_else(|| year(name))?)?;
    let is_april = name.to_ascii_lowercase().contains("apr");
    let name = if is_april { format!("{}-April", found.name) } else { found.name };
    Some(Edition { name, ..found })
}
