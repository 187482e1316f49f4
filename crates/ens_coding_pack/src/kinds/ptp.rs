//! Pair edits: four parts of one table, each a text or a workbook.

mod checks;
mod rationale;
mod version;

use std::collections::HashSet;

use ens_coding::table::{PairRow, PairWriter, PairsError};
use ens_coding::{Code, Date};

use super::choice::with_header;
use super::setting::Setting;
use super::{Body, Given, Kind, source_of};
use crate::cells::DateForm;
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed, optional};
use crate::notes::Notes;
use crate::sheet::{Flow, Row};
use crate::source::Source;

use checks::Checks;
use rationale::Rationales;

/// Rows after which progress is told.
const EVERY: u64 = 1 << 16;
/// More rows than any edition has by far; 2026 has 2.6 million.
const MOST: u64 = 8_000_000;

const ONE: usize = 0;
const TWO: usize = 1;
const FLAG: usize = 2;
const EFFECTIVE: usize = 3;
const DELETION: usize = 4;
const MODIFIER: usize = 5;
const RATIONALE: usize = 6;

const WANTED: [Wanted; 7] = [
    needed(&["column1", "column1code", "columnone"]),
    needed(&["column2", "column2code", "columntwo"]),
    optional(&["inexistence*", "*priorto1996*"]),
    needed(&["effective*"]),
    needed(&["deletion*"]),
    needed(&["modifier*"]),
    optional(&["*rationale*"]),
];

const PRACTITIONER: &[&str] = &["ccipra", "practitioner"];
const HOSPITAL: &[&str] = &["ccioph", "hospital"];

pub(crate) fn practitioner(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    read(Kind::PtpPractitioner, &Setting { own: PRACTITIONER, others: HOSPITAL }, sources, given, notes)
}

pub(crate) fn hospital(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    read(Kind::PtpHospital, &Setting { own: HOSPITAL, others: PRACTITIONER }, sources, given, notes)
}

fn read(
    kind: Kind,
    setting: &Setting,
    sources: &[Source],
    given: &Given,
    notes: &mut Notes<'_>,
) -> Result<Body, Fault> {
    let parts = with_header(sources, &WANTED)?;
    for (source, columns) in &parts {
        setting.check(source, columns.words())?;
    }
    let edition = version::edition_of(parts.iter().map(|(source, _)| *source), given)?;
    let parts = in_order(parts)?;

    let mut reading = Reading::default();
    for (part, (source, columns)) in (0..).zip(&parts) {
        columns.each_row(source, &mut |row| reading.add(part, row, columns, notes).map(|()| Flow::Next))?;
    }
    let whole = |reason| Fault::of(parts.first().map_or("", |(source, _)| source.name()), reason);
    let mut checks = reading.checks;
    if let Some(disorder) = checks.take_disorder() {
        checks = again(&parts, notes)?;
        notes.absorb(disorder);
    }
    notes.absorb(checks.into_notes());

    let source = source_of(kind, &edition.name);
    let bytes = reading.writer.finish(&source, &reading.rationales.into_texts());
    let bytes = bytes.map_err(|error| match error {
        PairsError::Text => whole(Reason::Value),
        _ => whole(Reason::TooMany),
    })?;
    let codes = u64::try_from(reading.codes.len()).unwrap_or(u64::MAX);
    Ok(Body { bytes, rows: reading.rows, codes, edition: edition.history(given) })
}

/// The parts by their first code, whatever the order in which they were given.
fn in_order(parts: Vec<(&Source, Columns)>) -> Result<Vec<(&Source, Columns)>, Fault> {
    let mut keyed = Vec::with_capacity(parts.len());
    for (source, columns) in parts {
        let mut first = None;
        columns.each_row(source, &mut |row| {
            first = Some((row.code(columns.of(ONE), "column 1")?, row.code(columns.of(TWO), "column 2")?));
            Ok(Flow::Stop)
        })?;
        keyed.push((first, (source, columns)));
    }
    keyed.sort_by_key(|(first, _)| *first);
    Ok(keyed.into_iter().map(|(_, part)| part).collect())
}

/// A second reading, where the rows are not in order: all are sorted before they are compared.
fn again(parts: &[(&Source, Columns)], notes: &mut Notes<'_>) -> Result<Checks, Fault> {
    let mut all = Vec::new();
    let mut rationales = Rationales::default();
    for (part, (source, columns)) in (0..).zip(parts) {
        columns.each_row(source, &mut |row| {
            let (one, two, pair) = parsed(row, columns, &mut rationales, &mut Notes::default())?;
            all.push(checks::Entry { one, two, row: pair, part, number: row.number() });
            Ok(Flow::Next)
        })?;
        notes.progress(u64::try_from(all.len()).unwrap_or(u64::MAX));
    }
    all.sort_unstable_by_key(|it| (it.one, it.two, it.part, it.number));
    let mut checks = Checks::default();
    for entry in all {
        checks.add(entry, &name_of(parts))?;
    }
    Ok(checks)
}

/// The names of the parts by their numbers.
fn name_of<'p>(parts: &'p [(&'p Source, Columns)]) -> impl Fn(u8) -> &'p str {
    |part| parts.get(usize::from(part)).map_or("", |(source, _)| source.name())
}

#[derive(Default)]
struct Reading {
    writer: PairWriter,
    rationales: Rationales,
    checks: Checks,
    codes: HashSet<Code>,
    rows: u64,
}

impl Reading {
    fn add(&mut self, part: u8, row: &Row<'_>, columns: &Columns, notes: &mut Notes<'_>) -> Result<(), Fault> {
        let (one, two, pair) = parsed(row, columns, &mut self.rationales, notes)?;
        self.checks.add(checks::Entry { one, two, row: pair, part, number: row.number() }, &|_| row.file())?;
        self.rows = self.rows.saturating_add(1);
        if self.rows > MOST {
            return Err(row.fault("", Reason::TooMany));
        }
        if self.rows.is_multiple_of(EVERY) {
            notes.progress(self.rows);
        }
        if one == two {
            notes.odd("a pair of a code with itself was left out", row);
            return Ok(());
        }
        self.codes.insert(one);
        self.codes.insert(two);
        self.writer.push(one, two, pair);
        Ok(())
    }
}

/// The pair of a row.
fn parsed(
    row: &Row<'_>,
    columns: &Columns,
    rationales: &mut Rationales,
    notes: &mut Notes<'_>,
) -> Result<(Code, Code, PairRow), Fault> {
    if row.len() <= columns.of(MODIFIER) {
        return Err(row.fault("", Reason::Cells));
    }
    let one = row.code(columns.of(ONE), "column 1")?;
    let two = row.code(columns.of(TWO), "column 2")?;
    match columns.at(FLAG).map_or("", |at| row.cell(at)) {
        "" => {}
        "*" => notes.odd("flagged as in existence before 1996", row),
        _ => return Err(row.fault("prior to 1996", Reason::Value)),
    }
    let from = row.optional_date(columns.of(EFFECTIVE), "effective date", DateForm::Compact)?;
    let from = from.ok_or_else(|| row.fault("effective date", Reason::Date))?;
    let to = match row.cell(columns.of(DELETION)) {
        "*" => None,
        _ => row.optional_date(columns.of(DELETION), "deletion date", DateForm::Compact)?,
    };
    let indicator = match row.cell(columns.of(MODIFIER)) {
        "0" => 0,
        "1" => 1,
        "9" => PairRow::NOT_APPLICABLE,
        _ => return Err(row.fault("modifier", Reason::Value)),
    };
    note_dates(from, to, indicator, row, notes);
    let rationale = rationales.number(columns.at(RATIONALE).map_or("", |at| row.cell(at)), row, notes)?;
    Ok((one, two, PairRow { from: Some(from), to, indicator, rationale }))
}

fn note_dates(from: Date, to: Option<Date>, indicator: u8, row: &Row<'_>, notes: &mut Notes<'_>) {
    if indicator == PairRow::NOT_APPLICABLE {
        if to != Some(from) {
            notes.odd("indicator 9, and the dates differ", row);
        }
    } else if to.is_some_and(|to| to < from) {
        notes.odd("deleted before its first day", row);
    }
}
