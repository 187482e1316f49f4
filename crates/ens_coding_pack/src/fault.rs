//! Why a file cannot be compiled: the file, the row, and the reason, but never what stands there.

use std::fmt;

use serde::{Serialize, Serializer};

/// Why a file cannot be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Name of the file; of a member of an archive, `ARCHIVE/MEMBER`.
    pub file: String,
    /// Row of the sheet or line of the text, counted from 1.
    pub row: Option<u64>,
    /// Name of the column, as this crate calls it.
    pub column: Option<&'static str>,
    /// The reason.
    pub reason: Reason,
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $says:literal;)*) => {
        /// The reason of a fault.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Reason { $($(#[$doc])* $name,)* }

        impl Reason {
            /// Stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// A sentence for people.
            pub const fn says(self) -> &'static str {
                match self { $(Self::$name => $says,)* }
            }
        }
    };
}

reasons! {
    /// The file cannot be read.
    Unreadable = "input/unreadable", "the file cannot be read";
    /// No header of this kind of table was found.
    NoHeader = "file/no-header", "no header row of this kind of table was found: is it the right file for the kind?";
    /// The file is that of another kind or setting.
    WrongKind = "file/wrong-kind", "the file holds another table than the one that was asked for";
    /// The file has no rows.
    Empty = "file/empty", "the file has a header and no rows";
    /// Bytes that no text has.
    Binary = "file/binary", "the file holds bytes that no text has: it is damaged, or of another format";
    /// The file ends early.
    Truncated = "file/truncated", "the file or archive ends early, or is damaged";
    /// An archive inside of an archive.
    Nested = "archive/nested", "the archive holds another archive: unpack it first";
    /// A member of an archive with a path in its name.
    Path = "archive/path", "a member of the archive has a path in its name";
    /// Nothing in the archive is of the kind that was asked for.
    NothingFits = "archive/nothing-fits", "nothing in the archive is of the kind that was asked for";
    /// Larger than any official file.
    TooLarge = "limit/exceeded", "larger than any official file of its kind";
    /// Too few cells.
    Cells = "row/cells", "the row has too few cells";
    /// Not a code.
    Code = "code/malformed", "not the shape of a code";
    /// Not a date.
    Date = "date/impossible", "not a day of the calendar in the file's own form";
    /// A value that the column cannot have.
    Value = "value/out-of-range", "the value is not one that this column can have";
    /// A second row that contradicts the first.
    Contradiction = "row/contradiction", "the row contradicts an earlier one: same key, overlapping dates, another value";
    /// The edition is not in the file and was not given.
    NoEdition = "edition/missing", "neither the file nor an option tells the edition: give --edition";
    /// The edition ends before it begins.
    Backwards = "edition/backwards", "the last day for which the pack would answer lies before the first";
    /// Parts of different editions.
    MixedEditions = "edition/mixed", "the files belong to different editions";
    /// No file was given.
    NoFile = "input/missing", "no file was given";
    /// What was compiled cannot be loaded.
    Unsound = "pack/unsound", "the compiled pack cannot be loaded again";
    /// A part of the edition is missing.
    MissingPart = "edition/part-missing", "the edition has more parts than were given: give all of them";
    /// More rows than a pack can hold.
    TooMany = "limit/rows", "more rows or codes than a pack can hold";
}

impl Fault {
    /// A fault of a file as a whole.
    pub(crate) fn of(file: &str, reason: Reason) -> Self {
        Self { file: file.to_owned(), row: None, column: None, reason }
    }

    /// The same at a row.
    pub(crate) fn at(self, row: u64) -> Self {
        Self { row: Some(row), ..self }
    }

    /// File, row and column, as far as they are known.
    pub fn place(&self) -> String {
        let row = self.row.map(|row| format!(", row {row}")).unwrap_or_default();
        let column = self.column.map(|column| format!(", column {column}")).unwrap_or_default();
        format!("{}{row}{column}", self.file)
    }
}

impl Serialize for Fault {
    /// In the shape of the library's errors: `{"error": {"code", "path", "message"}}`, the path being file, row and column.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Cause<'a> {
            code: &'a str,
            path: &'a str,
            message: &'a str,
        }
        #[derive(Serialize)]
        struct Document<'a> {
            error: Cause<'a>,
        }
        let (code, message) = (self.reason.code(), self.reason.says());
        Document { error: Cause { code, path: &self.place(), message } }.serialize(serializer)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.place(), self.reason.says(), self.reason.code())
    }
}

impl std::error::Error for Fault {}
