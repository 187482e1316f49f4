//! Factors of anesthesia by locality, delimited and in fixed width.

use ens_coding::table::Factor;

use super::{Factors, take};
use crate::cells::decimal_of;
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed, optional};
use crate::kinds::guards::reaches;
use crate::kinds::localities::{is_footnote, locality_of, parts};
use crate::notes::Notes;
use crate::sheet::{Flow, Row, each_row, probe};
use crate::source::Source;

const NAMES: &[&str] = &["*anescf*", "*anesthesiacf*", "*anesthesiaconvfactor*", "*anesthesiaconversionfactor*"];

pub(super) const WANTED: &[Wanted] = &[
    needed(&["contractor", "medicareadministrativecontractor*"]),
    needed(&["locality", "localitynumber"]),
    needed(&["localityname"]),
    needed(NAMES),
    optional(NAMES),
];
/// Lines among which the first row of a fixed-width file is looked for.
const WITHIN: usize = 20;

/// Takes the factor of a locality, or the national one.
fn take_one(
    factors: &mut Factors,
    locality: Option<ens_coding::table::Locality>,
    value: u32,
    row: &Row<'_>,
    notes: &mut Notes<'_>,
) -> Result<(), Fault> {
    if !take(factors, (Factor::Anesthesia(locality), None), (None, value), row, "Anes CF")? {
        notes.odd("the same row twice", row);
    }
    Ok(())
}

/// Reads a delimited file.
pub(super) fn read(
    source: &Source,
    columns: &Columns,
    factors: &mut Factors,
    notes: &mut Notes<'_>,
) -> Result<(), Fault> {
    let mut place = columns.of(3);
    probe(source, &mut |row| {
        if row.number() < columns.row() {
            return Ok(Flow::Next);
        }
        if let Some(other) = columns.at(4) {
            let is_of_others = row.cell(other).to_ascii_lowercase().contains("non");
            place = if is_of_others { other } else { place };
            notes.odd("the factors of qualifying participants were left out", row);
        }
        // The national factor stands in the header: `National Anes CF of 20.3178`.
        let national = row.cell(place).rsplit(' ').next().unwrap_or_default();
        if let Some(value) = decimal_of(national, 4).filter(|_| national.contains('.')) {
            take_one(factors, None, value, row, notes)?;
        }
        Ok(Flow::Stop)
    })?;
    columns.each_row(source, &mut |row| {
        if is_footnote(row) {
            return Ok(Flow::Next);
        }
        reaches(row, place)?;
        let locality = locality_of(row, row.cell(columns.of(0)), row.cell(columns.of(1)))?;
        let value = row.decimal(place, "Anes CF", 4)?;
        take_one(factors, Some(locality), value, row, notes).map(|()| Flow::Next)
    })
}

/// Reads a fixed-width file.
pub(super) fn read_fixed(source: &Source, factors: &mut Factors, notes: &mut Notes<'_>) -> Result<(), Fault> {
    each_row(source, &mut |row| {
        let Some([contractor, number, cents]) = fixed(row.line()) else {
            return Err(row.fault("", Reason::Cells));
        };
        let locality = locality_of(row, contractor, number)?;
        let value = cents.parse::<u32>().ok().and_then(|cents| cents.checked_mul(100));
        let value = value.ok_or_else(|| row.fault("Anes CF", Reason::Value))?;
        take_one(factors, Some(locality), value, row, notes).map(|()| Flow::Next)
    })
}

/// Whether a source is a fixed-width file.
pub(super) fn is_fixed(source: &Source) -> Result<bool, Fault> {
    let (mut lines, mut is_fixed) = (0_usize, false);
    probe(source, &mut |row| {
        lines = lines.saturating_add(1);
        is_fixed = fixed(row.line()).is_some();
        Ok(if is_fixed || lines > WITHIN { Flow::Stop } else { Flow::Next })
    })?;
    Ok(is_fixed)
}

/// Contractor, locality and factor of a fixed-width row; its decimal point is implied before the last two digits.
fn fixed(line: &str) -> Option<[&str; 3]> {
    let is_number =
        |text: &str, least, most| (least..=most).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    match parts(line).as_slice() {
        [contractor, number, _, cents] if is_number(contractor, 5, 5) && is_number(number, 2, 2) => {
            is_number(cents, 3, 6).then_some([*contractor, *number, *cents])
        }
        _ => None,
    }
}
