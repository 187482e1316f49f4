//! What a compiled pack holds, for people.

use std::fmt;

use ens_coding::Date;
use ens_coding::pack::SourceFile;
use serde::{Serialize, Serializer};

use crate::kinds::Kind;
use crate::notes::Odd;

/// What a compiled pack holds. Its `Display` is a short page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Kind of the table.
    #[serde(serialize_with = "as_word")]
    pub kind: Kind,
    /// Edition of the data.
    pub edition: String,
    /// First day for which the pack answers; `None` where its rows reach back to the beginning.
    pub from: Option<Date>,
    /// Last day for which the pack answers.
    pub to: Option<Date>,
    /// The files that were used.
    pub files: Vec<SourceFile>,
    /// Rows that were taken.
    pub rows: u64,
    /// Codes of which the table speaks.
    pub codes: u64,
    /// Names the content of the pack, in hexadecimal digits.
    pub digest: String,
    /// What the files should not have.
    pub odd: Vec<Odd>,
}

/// A kind as the command line writes it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde decides what is passed")]
fn as_word<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(kind)
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} ({}), edition {}", self.kind.title(), self.kind, self.edition)?;
        match (self.from, self.to) {
            (Some(from), Some(to)) => writeln!(f, "answers for {from} to {to}")?,
            (Some(from), None) => writeln!(f, "answers from {from} on")?,
            (None, Some(to)) => writeln!(f, "answers up to {to}, with the history of its rows")?,
            (None, None) => writeln!(f, "answers for all dates")?,
        }
        writeln!(f, "{} rows, {} codes, digest {}", self.rows, self.codes, self.digest)?;
        for file in &self.files {
            writeln!(f, "from {} (SHA-256 {})", file.name, file.sha256)?;
        }
        for Odd { what, count, first } in &self.odd {
            writeln!(f, "odd: {what}: {count} (first: {first})")?;
        }
        Ok(())
    }
}
