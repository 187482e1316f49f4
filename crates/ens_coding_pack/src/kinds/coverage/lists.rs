//! What belongs to the documents: their contractors, codes and diagnoses.

use ens_coding::table::Article;

use super::documents::{columns_of, contractor_of, id_of, is_whole};
use super::{Contractors, Documents, table_name};
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed, optional};
use crate::kinds::EVERY;
use crate::notes::Notes;
use crate::sheet::{Flow, Row};
use crate::source::Source;

/// What a list holds.
#[derive(Clone, Copy)]
pub(super) enum List {
    Codes,
    Covered,
    NotCovered,
}

/// The lists by the names of their files.
pub(super) const ALL: &[(&[&str], List)] = &[
    (&["article_x_hcpc_code", "lcd_x_hcpc_code"], List::Codes),
    (&["article_x_icd10_covered", "lcd_x_icd10_support"], List::Covered),
    (&["article_x_icd10_noncovered", "lcd_x_icd10_dont_support"], List::NotCovered),
];

const ID: Wanted = needed(&["articleid", "lcdid"]);
const VERSION: Wanted = needed(&["articleversion", "lcdversion"]);
const CONTRACTORS: &[Wanted] =
    &[ID, VERSION, needed(&["contractorid"]), needed(&["contractortypeid"]), needed(&["contractorversion"])];
const CODES: &[Wanted] = &[ID, VERSION, needed(&["hcpccodeid"]), optional(&["hcpccodegroup"])];
const COVERED: &[Wanted] =
    &[ID, VERSION, needed(&["icd10codeid"]), optional(&["icd10coveredgroup", "icd10supportgroup"])];
const NOT_COVERED: &[Wanted] =
    &[ID, VERSION, needed(&["icd10codeid"]), optional(&["icd10noncoveredgroup", "icd10dontsupportgroup"])];

/// Stands where a document has no code.
const PLACEHOLDER: &str = "XX000";
/// More rows than the database has, by far.
const MOST: u64 = 5_000_000;

/// The document of a row; `None`, and noted, where it is not among those that were read.
fn article<'d>(
    row: &Row<'_>,
    columns: &Columns,
    is_lcd: bool,
    documents: &'d mut Documents,
    notes: &mut Notes<'_>,
) -> Result<Option<&'d mut Article>, Fault> {
    let found = documents.get_mut(&id_of(row, columns, is_lcd)?);
    if found.is_none() {
        notes.odd("a row of a document that is not in the files", row);
    }
    Ok(found.and_then(Option::as_mut))
}

/// Reads a list of codes or diagnoses.
pub(super) fn read(source: &Source, list: List, documents: &mut Documents, notes: &mut Notes<'_>) -> Result<(), Fault> {
    let is_lcd = table_name(source).starts_with("lcd");
    let wanted = match list {
        List::Codes => CODES,
        List::Covered => COVERED,
        List::NotCovered => NOT_COVERED,
    };
    let columns = columns_of(source, wanted)?;
    let mut rows = 0_u64;
    let read = columns.each_row(source, &mut |row| {
        rows = rows.saturating_add(1);
        if rows > MOST {
            return Err(row.fault("", Reason::TooMany));
        }
        is_whole(row, &columns, wanted)?;
        if rows.is_multiple_of(EVERY) {
            notes.progress(rows);
        }
        let text = row.cell(columns.of(2));
        if text == PLACEHOLDER || text.is_empty() {
            notes.odd("a placeholder instead of a code", row);
            return Ok(Flow::Next);
        }
        let Some(article) = article(row, &columns, is_lcd, documents, notes)? else { return Ok(Flow::Next) };
        let group = match columns.at(3).map_or("", |at| row.cell(at)) {
            "" => 0,
            group => group.parse().map_err(|_| row.fault("group", Reason::Value))?,
        };
        match list {
            List::Codes => article.codes.push((row.code(columns.of(2), "hcpc_code_id")?, group)),
            List::Covered | List::NotCovered => {
                let diagnosis = text.parse().map_err(|_| row.fault("icd10_code_id", Reason::Code))?;
                let to = if matches!(list, List::Covered) { &mut article.covered } else { &mut article.not_covered };
                to.push((diagnosis, group));
            }
        }
        Ok(Flow::Next)
    });
    none_is_fine(read)
}

/// Reads which contractors a document is of.
pub(super) fn contractors(
    source: &Source,
    numbers: &Contractors,
    documents: &mut Documents,
    notes: &mut Notes<'_>,
) -> Result<(), Fault> {
    let is_lcd = table_name(source).starts_with("lcd");
    let columns = columns_of(source, CONTRACTORS)?;
    let mut rows = 0_u64;
    let read = columns.each_row(source, &mut |row| {
        rows = rows.saturating_add(1);
        if rows > MOST {
            return Err(row.fault("", Reason::TooMany));
        }
        is_whole(row, &columns, CONTRACTORS)?;
        let key = contractor_of(row, [2, 3, 4].map(|wanted| columns.of(wanted)))?;
        let Some(article) = article(row, &columns, is_lcd, documents, notes)? else { return Ok(Flow::Next) };
        match numbers.get(&key) {
            Some(number) => article.contractors.push(*number),
            None => notes.odd("a contractor whose number is not in the files", row),
        }
        Ok(Flow::Next)
    });
    none_is_fine(read)
}

/// A list may have no row.
fn none_is_fine(read: Result<(), Fault>) -> Result<(), Fault> {
    match read {
        Err(Fault { reason: Reason::Empty, .. }) => Ok(()),
        other => other,
    }
}
