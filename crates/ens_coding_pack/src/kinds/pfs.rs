//! The physician fee schedule: relative values and indicators of CMS's relative value files (`PPRRVU...`), as comma
//! separated text of 31 columns, of 32 from 2026, as fixed-width text, and as a workbook.
//!
//! Of the two files of a release that differ in the conversion factor only, that for those who are not qualifying
//! participants (`nonQPP`) is taken.

mod fields;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ens_coding::table::{Fee, Indicator, Row as Stored, Table};
use ens_coding::{Code, Modifier, Trust};

use super::choice::{TEXT_FIRST, chosen, only};
use super::release::Release;
use super::{Body, EVERY, Given, Kind, source_of};
use crate::cells::decimal_of;
use crate::fault::{Fault, Reason};
use crate::notes::Notes;
use crate::source::Source;

pub(super) use fields::{Layout, Record};

use fields::Field;

/// More rows than any release has by far.
const MOST: usize = 500_000;

pub(crate) fn read(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let mut found = chosen(sources, TEXT_FIRST, Layout::of)?;
    let left_out = if found.iter().any(|(source, _)| is_qualifying(source.name()) == Some(false)) {
        let all = found.len();
        found.retain(|(source, _)| is_qualifying(source.name()) != Some(true));
        all > found.len()
    } else {
        false
    };
    let (source, layout) = only(&found)?;
    let release = release_of(source, layout);
    let edition = Release::edition(release, given, source)?;

    let mut fees: BTreeMap<(Code, Option<Modifier>), Fee> = BTreeMap::new();
    let mut rows = 0_u64;
    layout.each_record(source, &mut |record| {
        if rows == 0 {
            note_choice(source, layout, left_out, record, notes);
        }
        rows = rows.saturating_add(1);
        if rows.is_multiple_of(EVERY) {
            notes.progress(rows);
        }
        let (code, fee) = fee(record, notes)?;
        if let Some(earlier) = fees.get(&(code, fee.modifier)) {
            if *earlier != fee {
                return Err(record.fault(Field::Code, Reason::Contradiction));
            }
            notes.odd("the same row twice", record.row);
        } else if fees.len() >= MOST {
            return Err(record.row.fault("", Reason::TooMany));
        } else {
            fees.insert((code, fee.modifier), fee);
        }
        Ok(())
    })?;
    let row = |((key, _), value)| Stored { key, value, from: None, to: None, source: 0, trust: Trust::Primary };
    let rows: Vec<Stored<Code, Fee>> = fees.into_iter().map(row).collect();
    let mut codes: Vec<Code> = rows.iter().map(|row| row.key).collect();
    codes.dedup();
    let counts = (rows.len(), codes.len());
    Body::of(&Table::new(vec![source_of(Kind::Pfs, &edition.name)], rows), counts.0, counts.1, edition)
}

/// Notes what was chosen, at the first record.
fn note_choice(source: &Source, layout: &Layout, left_out: bool, record: &Record<'_, '_>, notes: &mut Notes<'_>) {
    if left_out {
        notes.odd("the file of qualifying participants was left out: only its conversion factor differs", record.row);
    }
    if is_qualifying(source.name()) == Some(true) {
        notes.odd("the file of qualifying participants: its conversion factor is theirs", record.row);
    }
    let (name, title) = (Release::of_name(source.name()), title_of(layout));
    if name.zip(title).is_some_and(|(name, title)| !name.agrees(title)) {
        notes.odd("the title tells of another release than the name, which was taken", record.row);
    }
}

/// Whether a file is that of qualifying participants; `None` where the name does not speak of them.
pub(super) fn is_qualifying(name: &str) -> Option<bool> {
    let name = name.to_ascii_lowercase();
    let own = name.rsplit('/').next().unwrap_or(&name);
    own.contains("qpp").then(|| !own.contains("nonqpp") && !own.contains("non-qpp") && !own.contains("non_qpp"))
}

/// The release of a relative value file, by its name, and by its title where that knows more.
pub(super) fn release_of(source: &Source, layout: &Layout) -> Option<Release> {
    let title = title_of(layout);
    Release::of_name(source.name()).map(|release| release.or_finer(title)).or(title)
}

/// The release that the title above the header tells.
fn title_of(layout: &Layout) -> Option<Release> {
    layout.words().split(' ').find(|line| line.contains("relativevaluefile")).and_then(Release::parse)
}

/// The conversion factor of a record, in ten-thousandths of a dollar.
pub(super) fn factor(record: &Record<'_, '_>) -> Result<u32, Fault> {
    match record.text(Field::Factor) {
        "" => Ok(0),
        text => decimal_of(text, 4).ok_or_else(|| record.fault(Field::Factor, Reason::Value)),
    }
}

fn fee(record: &Record<'_, '_>, notes: &mut Notes<'_>) -> Result<(Code, Fee), Fault> {
    let value = |field| decimal_of(record.text(field), 2).ok_or_else(|| record.fault(field, Reason::Value));
    let flag = |field, yes| match record.text(field) {
        "" => Ok(Some(false)),
        text if text == yes => Ok(Some(true)),
        _ => Err(record.fault(field, Reason::Value)),
    };
    let indicator = |field, width| indicator(record, field, width);
    let fee = Fee {
        modifier: match record.text(Field::Modifier) {
            "" => None,
            text => Some(text.parse().map_err(|_| record.fault(Field::Modifier, Reason::Value))?),
        },
        status: status(record)?,
        not_used: flag(Field::NotUsed, "+")?,
        work: value(Field::Work)?,
        pe_nonfacility: value(Field::PeNonfacility)?,
        pe_facility: value(Field::PeFacility)?,
        malpractice: value(Field::Malpractice)?,
        na_nonfacility: flag(Field::NaNonfacility, "NA")?,
        na_facility: flag(Field::NaFacility, "NA")?,
        global: indicator(Field::Global, 3)?,
        multiple_procedure: indicator(Field::Multiple, 1)?,
        bilateral: indicator(Field::Bilateral, 1)?,
        assistant: indicator(Field::Assistant, 1)?,
        co_surgeon: indicator(Field::CoSurgeon, 1)?,
        team: indicator(Field::Team, 1)?,
        component: indicator(Field::Component, 1)?,
        endoscopic_base: match record.text(Field::EndoscopicBase) {
            "" => None,
            _ => Some(code(record, Field::EndoscopicBase)?),
        },
        supervision: indicator(Field::Supervision, 2)?,
        imaging_family: indicator(Field::Imaging, 2)?,
        conversion_factor: factor(record)?,
    };
    let totals = (value(Field::TotalNonfacility)?, value(Field::TotalFacility)?);
    if totals != (fee.total_nonfacility(), fee.total_facility()) {
        notes.odd("a total is not the sum of its parts: the parts are kept", record.row);
    }
    Ok((code(record, Field::Code)?, fee))
}

/// A code; that of a workbook may have lost its leading zeros.
fn code(record: &Record<'_, '_>, field: Field) -> Result<Code, Fault> {
    let text = record.text(field);
    let has_lost = record.row.is_of_workbook() && is_number(text) && text.len() < 5;
    let code = if has_lost { format!("{text:0>5}").parse() } else { text.parse() };
    code.map_err(|_| record.fault(field, Reason::Code))
}

fn status(record: &Record<'_, '_>) -> Result<char, Fault> {
    let mut letters = record.text(Field::Status).chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_alphanumeric() => Ok(letter),
        _ => Err(record.fault(Field::Status, Reason::Value)),
    }
}

/// An indicator. Cells that are numbers have lost their leading zeros: `10` is the global period `010`.
fn indicator(record: &Record<'_, '_>, field: Field, width: usize) -> Result<Indicator, Fault> {
    let text = record.text(field);
    if text.len() > width {
        return Err(record.fault(field, Reason::Value));
    }
    let found = if is_number(text) { format!("{text:0>width$}").parse() } else { text.parse() };
    found.map_err(|_| record.fault(field, Reason::Value))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
