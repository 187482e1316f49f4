//! Denial codes: adjustment groups, adjustment reasons (CARC) and remarks (RARC), with their days, without their words.
//! Lists of all three have a column that tells which; in lists without it the shape of a code tells.

#[cfg(test)]
mod tests;

use ens_coding::table::{DenialCode, DenialKind, ListedDenial, Row as Stored};
use ens_coding::{Date, Trust};

use super::hcpcs::table;
use super::{Body, Given, Kind, source_of};
use crate::cells::DateForm;
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed, optional, plain};
use crate::kinds::choice::{TEXT_FIRST, chosen};
use crate::kinds::guards::reaches;
use crate::kinds::release::Release;
use crate::notes::Notes;
use crate::sheet::{Flow, Row};
use crate::source::Source;

const WANTED: &[Wanted] = &[
    needed(&["adjcode", "code", "carc", "rarc", "reasoncode", "remarkcode"]),
    needed(&["adjstartdate", "startdate", "start", "effectivedate"]),
    needed(&["adjlastmodified", "lastmodified", "lastmodifieddate", "modified", "modifieddate"]),
    needed(&["adjenddate", "enddate", "end", "stopdate", "stop", "deactivationdate"]),
    optional(&["adjtype", "type", "codetype"]),
];
/// More codes than the lists have, by far.
const MOST: usize = 50_000;

type Stopped = (Stored<(DenialKind, DenialCode), ListedDenial>, u64);

pub(crate) fn read(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let found = chosen(sources, TEXT_FIRST, |source| Columns::find(source, WANTED))?;
    let mut release: Option<Release> = None;
    let mut rows: Vec<Stopped> = Vec::new();
    for (source, columns) in &found {
        let own = Release::of_name(source.name());
        if release.zip(own).is_some_and(|(known, own)| !known.agrees(own)) {
            return Err(Fault::of(source.name(), Reason::MixedEditions));
        }
        release = release.or(own);
        columns.each_row(source, &mut |row| {
            if rows.len() >= MOST {
                return Err(row.fault("", Reason::TooMany));
            }
            rows.push((denial(columns, row)?, row.number()));
            Ok(Flow::Next)
        })?;
    }
    let Some((last, _)) = found.last() else { return Err(crate::kinds::choice::nothing(sources)) };
    let edition = Release::history(release, given, last)?;
    let table = table(vec![source_of(Kind::DenialCodes, &edition.name)], rows, last, notes)?;
    Body::of(&table, table.rows().len(), 0, edition)
}

fn denial(columns: &Columns, row: &Row<'_>) -> Result<Stored<(DenialKind, DenialCode), ListedDenial>, Fault> {
    reaches(row, columns.of(1).max(columns.of(2)).max(columns.of(3)))?;
    let text = row.cell(columns.of(0));
    let code: DenialCode = row.short(columns.of(0), "code")?;
    let kind = match columns.at(4).map(|at| plain(row.cell(at))).as_deref() {
        Some("group") => Some(DenialKind::Group),
        Some("carc" | "reason") => Some(DenialKind::Reason),
        Some("rarc" | "remark") => Some(DenialKind::Remark),
        Some(_) => return Err(row.fault("type", Reason::Value)),
        None => by_shape(text),
    };
    let kind = kind.ok_or_else(|| row.fault("code", Reason::Code))?;
    let day = |wanted, column| day(row, columns.of(wanted), column);
    let (from, modified, to) = (day(1, "start")?, day(2, "modified")?, day(3, "stop")?);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(row.fault("stop", Reason::Date));
    }
    let value = ListedDenial { modified };
    Ok(Stored { key: (kind, code), value, from, to, source: 0, trust: Trust::Primary })
}

/// A day in the form that the cell shows.
fn day(row: &Row<'_>, at: usize, column: &'static str) -> Result<Option<Date>, Fault> {
    let cell = row.cell(at);
    let form = match cell {
        _ if cell.contains('/') => DateForm::Slashed,
        _ if cell.contains('-') => DateForm::Iso,
        _ => DateForm::Compact,
    };
    row.optional_date(at, column, form)
}

/// Remarks begin with M or N, groups are two letters, reasons are numbers or a letter and a number.
fn by_shape(code: &str) -> Option<DenialKind> {
    let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = code.len().saturating_sub(letters);
    let numbered = code.bytes().skip(letters).all(|byte| byte.is_ascii_digit());
    match (letters, digits) {
        (2, 0) => Some(DenialKind::Group),
        (1 | 2, 1..) if numbered && (code.starts_with("MA") || (letters == 1 && code.starts_with(['M', 'N']))) => {
            Some(DenialKind::Remark)
        }
        (0 | 1, 1..=3) if numbered => Some(DenialKind::Reason),
        _ => None,
    }
}
