//! Rows of a file, whatever its form.

mod lines;
mod text;
mod workbook;

use crate::fault::{Fault, Reason};
use crate::source::{Form, Source};

/// The most cells of a row; the widest official file has fewer than 100.
const MOST_CELLS: usize = 4096;
/// The longest row or cell, in bytes.
const LONGEST: usize = 1 << 20;

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    Next,
    Stop,
}

/// What is called for each row.
pub(crate) type Each<'e> = dyn FnMut(&Row<'_>) -> Result<Flow, Fault> + 'e;

/// One row. Its text is lent: the next row takes the same place.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    file: &'a str,
    number: u64,
    text: &'a str,
    cells: &'a [(usize, usize)], // start and end of each cell in the text
    form: Form,
}

impl<'a> Row<'a> {
    /// Row of the sheet, or line on which the row begins, counted from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Name of the file.
    pub fn file(&self) -> &'a str {
        self.file
    }

    /// Text of a cell without blanks around it; empty where the row is shorter.
    pub fn cell(&self, at: usize) -> &'a str {
        self.cells.get(at).and_then(|(start, end)| self.text.get(*start..*end)).map_or("", str::trim)
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether every cell is empty.
    pub fn is_blank(&self) -> bool {
        self.text.bytes().all(|byte| byte.is_ascii_whitespace())
    }

    /// The line without its end; empty where the row is not one line.
    pub fn line(&self) -> &'a str {
        if matches!(self.form, Form::Tab | Form::Plain) { self.text } else { "" }
    }

    /// Whether the row is that of a workbook, where a cell may have lost its leading zeros.
    pub fn is_of_workbook(&self) -> bool {
        self.form == Form::Workbook
    }

    /// A fault of this row. An empty column stands for the row as a whole.
    pub fn fault(&self, column: &'static str, reason: Reason) -> Fault {
        let column = Some(column).filter(|column| !column.is_empty());
        Fault { file: self.file.to_owned(), row: Some(self.number), column, reason }
    }
}

/// Calls `each` for every row that is not blank, until it says stop. Text of the row is lent for the call.
///
/// # Errors
/// Those of `each`, and those of a file that cannot be read.
pub(crate) fn each_row(source: &Source, each: &mut Each<'_>) -> Result<(), Fault> {
    let mut has_stopped = false;
    probe(source, &mut |row| {
        let flow = each(row)?;
        has_stopped = flow == Flow::Stop;
        Ok(flow)
    })?;
    if !has_stopped {
        source.mark_read();
    }
    Ok(())
}

/// The same for a look at a source that may turn out not to be wanted.
pub(crate) fn probe(source: &Source, each: &mut Each<'_>) -> Result<(), Fault> {
    source.meter().begin(source.name());
    match source.form() {
        Form::Workbook => workbook::rows(source, each),
        form => text::rows(source, form, each),
    }
}
