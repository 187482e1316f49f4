//! HCPCS Level II: codes and modifiers (`HCPC2026_OCT_ANWEB...`), as comma separated text, as a workbook, and in fixed
//! width; also cleaned lists of codes. Descriptions are not stored.

mod layout;
#[cfg(test)]
mod tests;

use ens_coding::table::{Hcpcs, Indicator, Key, LevelTwo, PackSource, Row as Stored, Table};
use ens_coding::{Code, Date, Modifier, Trust};

use super::{Body, Given, Kind, source_of};
use crate::cells::{DateForm, date_of};
use crate::fault::{Fault, Reason};
use crate::kinds::EVERY;
use crate::kinds::choice::{TEXT_FIRST, chosen, only};
use crate::kinds::release::Release;
use crate::notes::Notes;
use crate::sheet::Row;
use crate::source::Source;

use layout::{Layout, Parts};

/// More words than any group of columns has.
const MOST_WORDS: usize = 40;
/// More rows than CMS has by far.
const MOST: usize = 200_000;

/// First and last day. A row without the day on which it was added begins with its last action.
fn days(row: &Row<'_>, parts: &Parts<'_>, notes: &mut Notes<'_>) -> Result<(Option<Date>, Option<Date>), Fault> {
    let [added, action, ended] = parts.days;
    let day = |text: &str, column| match text {
        "" => Ok(None),
        text => date_of(text, DateForm::Compact).map(Some).ok_or_else(|| row.fault(column, Reason::Date)),
    };
    let action = day(action, "ACT EFF DT")?;
    let days = (day(added, "ADD DT")?.or(action), day(ended, "TERM DT")?);
    if days.0.zip(days.1).is_some_and(|(from, to)| to < from) {
        notes.odd("the last day is before the first", row);
    }
    Ok(days)
}

fn level_two(row: &Row<'_>, parts: &Parts<'_>, notes: &mut Notes<'_>) -> Result<LevelTwo, Fault> {
    let indicators = |cells: &[&str], column, width| -> Result<Vec<Indicator>, Fault> {
        let parsed = words_of(row, cells, column)?.into_iter().map(|word| indicator(word, width));
        parsed.collect::<Option<_>>().ok_or_else(|| row.fault(column, Reason::Value))
    };
    let mut see: Vec<Code> = Vec::new();
    for word in words_of(row, &parts.see, "XREF")? {
        match word.parse() {
            Ok(code) => see.push(code),
            Err(_) => notes.odd("a cross-reference that is not a code", row),
        }
    }
    Ok(LevelTwo {
        coverage: parts.coverage.parse().map_err(|_| row.fault("COV", Reason::Value))?,
        pricing: indicators(&parts.pricing, "PRICE", 2)?,
        types_of_service: indicators(&parts.types, "TOS", 1)?,
        see,
    })
}

/// The words of a group of cells.
fn words_of<'a>(row: &Row<'_>, cells: &[&'a str], column: &'static str) -> Result<Vec<&'a str>, Fault> {
    let words = cells.iter().flat_map(|cell| cell.split([':', ',', ';', ' '])).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(MOST_WORDS.saturating_add(1)).collect();
    if words.len() > MOST_WORDS { Err(row.fault(column, Reason::Value)) } else { Ok(words) }
}

/// An indicator; a number of a workbook may have lost its leading zero.
fn indicator(word: &str, width: usize) -> Option<Indicator> {
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { format!("{word:0>width$}").parse().ok() } else { word.parse().ok() }
}

pub(crate) fn read(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let found = chosen(sources, TEXT_FIRST, Layout::of)?;
    let (source, layout) = only(&found)?;
    let edition = Release::history(Release::of_name(source.name()), given, source)?;
    let mut codes: Vec<(Stored<Code, LevelTwo>, u64)> = Vec::new();
    let mut modifiers: Vec<(Stored<Modifier, ()>, u64)> = Vec::new();
    let mut rows = 0_u64;
    layout.each_row(source, &mut |row, parts| {
        rows = rows.saturating_add(1);
        if rows.is_multiple_of(EVERY) {
            notes.progress(rows);
        }
        if codes.len() >= MOST || modifiers.len() >= MOST {
            return Err(row.fault("", Reason::TooMany));
        }
        match parts.record {
            "3" => {
                let key = parts.code.parse().map_err(|_| row.fault("HCPC", Reason::Code))?;
                let (from, to) = days(row, parts, notes)?;
                let value = level_two(row, parts, notes)?;
                codes.push((Stored { key, value, from, to, source: 0, trust: Trust::Primary }, row.number()));
            }
            "7" => {
                let key = parts.code.parse().map_err(|_| row.fault("HCPC", Reason::Code))?;
                let (from, to) = days(row, parts, notes)?;
                modifiers.push((Stored { key, value: (), from, to, source: 0, trust: Trust::Primary }, row.number()));
            }
            // More lines of the description of the record before.
            "4" | "8" => {}
            _ => return Err(row.fault("RECID", Reason::Value)),
        }
        Ok(())
    })?;
    if codes.is_empty() && modifiers.is_empty() {
        return Err(Fault::of(source.name(), Reason::Empty));
    }
    let sources = || vec![source_of(Kind::Hcpcs, &edition.name)];
    let codes = table(sources(), codes, source, notes)?;
    let modifiers = table(sources(), modifiers, source, notes)?;
    let mut distinct: Vec<Code> = codes.rows().iter().map(|row| row.key).collect();
    distinct.dedup();
    let rows = codes.rows().len().saturating_add(modifiers.rows().len());
    Body::of(&Hcpcs { codes, modifiers }, rows, distinct.len(), edition)
}

/// The table of these rows, of which no two of the same key may hold on the same day.
pub(super) fn table<K: Key + Copy, V: PartialEq>(
    sources: Vec<PackSource>,
    mut rows: Vec<(Stored<K, V>, u64)>,
    source: &Source,
    notes: &mut Notes<'_>,
) -> Result<Table<K, V>, Fault> {
    rows.sort_by(|(a, a_at), (b, b_at)| (a.key, a.from, a_at).cmp(&(b.key, b.from, b_at)));
    let mut kept: Vec<Stored<K, V>> = Vec::with_capacity(rows.len());
    let mut ended: Option<Option<Date>> = None; // the latest last day of the key so far
    for (row, at) in rows {
        let same_key = kept.last().filter(|last| last.key == row.key);
        if same_key.is_none() {
            ended = None;
        }
        if same_key.is_some_and(|last| *last == row) {
            notes.odd_at("the same row twice", source.name(), at);
            continue;
        }
        let overlaps = ended.is_some_and(|to| to.is_none_or(|to| row.from.is_none_or(|from| from <= to)));
        if overlaps {
            return Err(Fault { column: Some("Code"), ..Fault::of(source.name(), Reason::Contradiction).at(at) });
        }
        ended = Some(match ended {
            Some(before) => before.and_then(|before| row.to.map(|to| to.max(before))),
            None => row.to,
        });
        kept.push(row);
    }
    Ok(Table::new(sources, kept))
}
