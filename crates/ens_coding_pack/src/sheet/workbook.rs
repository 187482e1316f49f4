//! Rows of a workbook, cell by cell.

mod check;

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Cell, DataRef, Reader as _, Xlsx, XlsxError};

use super::{Each, Flow, LONGEST, MOST_CELLS, Row};
use crate::fault::{Fault, Reason};
use crate::source::{Form, Seeking, Source};

pub(super) fn rows(source: &Source, each: &mut Each<'_>) -> Result<(), Fault> {
    check::check(source)?;
    // The reader of workbooks does not check its own sums: a damaged one may still lead it astray.
    let read = catch_unwind(AssertUnwindSafe(|| sheets(source, each)));
    read.unwrap_or_else(|_| Err(Fault::of(source.name(), Reason::Truncated)))
}

/// The rows of the first sheet that has any.
fn sheets(source: &Source, each: &mut Each<'_>) -> Result<(), Fault> {
    let fault = |error: &XlsxError| Fault::of(source.name(), reason(error));
    let mut book: Xlsx<Box<dyn Seeking + '_>> = Xlsx::new(source.seeking()?).map_err(|error| fault(&error))?;
    for sheet in book.sheet_names() {
        let mut cells = match book.worksheet_cells_reader(&sheet) {
            Err(XlsxError::NotAWorksheet(_)) => continue,
            other => other.map_err(|error| fault(&error))?,
        };
        let mut gathered = Gathered::new(source.name());
        let mut has_rows = false;
        while let Some(cell) = cells.next_cell().map_err(|error| fault(&error))? {
            if gathered.is_complete(&cell) {
                has_rows |= gathered.has_text();
                if gathered.give(each)? == Flow::Stop {
                    return Ok(());
                }
            }
            gathered.add(&cell)?;
        }
        has_rows |= gathered.has_text();
        if gathered.give(each)? == Flow::Stop || has_rows {
            return Ok(());
        }
    }
    Ok(())
}

fn reason(error: &XlsxError) -> Reason {
    match error {
        XlsxError::Password => Reason::Unreadable,
        _ => Reason::Truncated,
    }
}

/// The cells of a row so far.
struct Gathered<'s> {
    file: &'s str,
    row: Option<u32>,
    text: String,
    cells: Vec<(usize, usize)>,
}

impl<'s> Gathered<'s> {
    fn new(file: &'s str) -> Self {
        Self { file, row: None, text: String::new(), cells: Vec::new() }
    }

    /// Whether the cell begins another row.
    fn is_complete(&self, cell: &Cell<DataRef<'_>>) -> bool {
        self.row.is_some_and(|row| row != cell.get_position().0)
    }

    fn has_text(&self) -> bool {
        self.text.bytes().any(|byte| !byte.is_ascii_whitespace())
    }

    /// Number of the row, from 1.
    fn number(&self) -> u64 {
        u64::from(self.row.unwrap_or_default()).saturating_add(1)
    }

    fn add(&mut self, cell: &Cell<DataRef<'_>>) -> Result<(), Fault> {
        let (row, column) = cell.get_position();
        let too_large = || Fault::of(self.file, Reason::TooLarge).at(u64::from(row).saturating_add(1));
        let at = usize::try_from(column).ok().filter(|at| *at < MOST_CELLS).ok_or_else(too_large)?;
        if self.row.is_some_and(|before| before > row) || at < self.cells.len() {
            return Err(Fault::of(self.file, Reason::Truncated).at(u64::from(row).saturating_add(1)));
        }
        self.row = Some(row);
        let start = self.text.len();
        self.cells.resize(at, (start, start));
        write_cell(cell.get_value(), &mut self.text);
        self.cells.push((start, self.text.len()));
        if self.text.len() > LONGEST { Err(Fault::of(self.file, Reason::TooLarge).at(self.number())) } else { Ok(()) }
    }

    /// Gives the row, and makes place for the next one.
    fn give(&mut self, each: &mut Each<'_>) -> Result<Flow, Fault> {
        let row =
            Row { file: self.file, number: self.number(), text: &self.text, cells: &self.cells, form: Form::Workbook };
        let flow = if row.is_blank() { Flow::Next } else { each(&row)? };
        self.text.clear();
        self.cells.clear();
        Ok(flow)
    }
}

/// Numbers as their shortest decimal text, days as `YYYY-MM-DD`.
fn write_cell(value: &DataRef<'_>, text: &mut String) {
    let written = match value {
        DataRef::Int(number) => write!(text, "{number}"),
        DataRef::Float(number) => write!(text, "{number}"),
        DataRef::String(own) | DataRef::DateTimeIso(own) | DataRef::DurationIso(own) => text.write_str(own),
        DataRef::SharedString(shared) => text.write_str(shared),
        DataRef::Bool(is) => text.write_str(if *is { "TRUE" } else { "FALSE" }),
        DataRef::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            write!(text, "{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => Ok(()),
    };
    // Writing to a text cannot fail.
    written.unwrap_or_default();
}
