//! Writing pair edits.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::PackSource;
use super::pair_edits::PairRow;
use crate::code::Code;

/// Why pairs cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PairsError {
    /// More codes than a pack can hold.
    #[error("more than 65,534 codes")]
    TooManyCodes,
    /// More pairs than a pack can hold.
    #[error("more than 4,294,967,295 pairs")]
    TooManyPairs,
    /// The source or a rationale cannot be written.
    #[error("a text cannot be written")]
    Text,
}

/// Gathers the rows of pairs, in any order.
#[derive(Debug, Default)]
pub struct PairWriter {
    scope: Vec<Code>,
    rows: Vec<(Code, Code, PairRow)>,
}

impl PairWriter {
    /// Adds a row. Equal rows of a pair are kept once.
    pub fn push(&mut self, one: Code, two: Code, row: PairRow) {
        self.rows.push((one, two, row));
    }

    /// Adds a code of which the table speaks, whether it has a pair or not.
    pub fn cover(&mut self, code: Code) {
        self.scope.push(code);
    }

    /// The body of a pack.
    ///
    /// # Errors
    /// Where there are more codes or pairs than a pack can hold.
    pub fn finish(mut self, source: &PackSource, rationales: &[String]) -> Result<Vec<u8>, PairsError> {
        self.rows.sort_unstable();
        self.rows.dedup();
        self.scope.extend(self.rows.iter().flat_map(|(one, two, _)| [*one, *two]));
        self.scope.sort_unstable();
        self.scope.dedup();
        if self.scope.len() >= usize::from(u16::MAX) {
            return Err(PairsError::TooManyCodes);
        }
        let mut arrays = Arrays::default();
        let mut pairs = self.rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).peekable();
        for code in &self.scope {
            arrays.starts.push(arrays.partners.len());
            while let Some(rows) = pairs.next_if(|rows| rows.first().is_some_and(|row| row.0 == *code)) {
                let two = rows.first().map_or(*code, |row| row.1);
                let partner = self.scope.binary_search(&two).ok().and_then(|at| u16::try_from(at).ok());
                arrays.partners.push(partner.ok_or(PairsError::TooManyCodes)?);
                arrays.add_history(rows.iter().map(|(_, _, row)| *row).collect());
            }
        }
        arrays.starts.push(arrays.partners.len());
        arrays.write(source, rationales, &self.scope)
    }
}

#[derive(Default)]
struct Arrays {
    starts: Vec<usize>,
    partners: Vec<u16>,
    histories: Vec<usize>,
    numbers: BTreeMap<Vec<PairRow>, usize>,
    ends: Vec<usize>,
    rows: Vec<PairRow>,
}

impl Arrays {
    /// Notes the history of a pair; equal ones are stored once.
    fn add_history(&mut self, rows: Vec<PairRow>) {
        let next = self.numbers.len();
        let number = self.numbers.get(&rows).copied().unwrap_or_else(|| {
            self.rows.extend(&rows);
            self.ends.push(self.rows.len());
            self.numbers.insert(rows, next);
            next
        });
        self.histories.push(number);
    }

    fn write(&self, source: &PackSource, rationales: &[String], codes: &[Code]) -> Result<Vec<u8>, PairsError> {
        let long = |number: usize| u32::try_from(number).map(u32::to_le_bytes).map_err(|_| PairsError::TooManyPairs);
        let mut bytes = postcard::to_allocvec(&(source, rationales)).map_err(|_| PairsError::Text)?;
        let is_narrow = self.ends.len() <= usize::from(u16::MAX);
        let width = if is_narrow { 2 } else { 4 };
        for count in [codes.len(), self.partners.len(), self.ends.len(), self.rows.len(), width] {
            bytes.extend(long(count)?);
        }
        bytes.extend(codes.iter().flat_map(|code| code.number().to_le_bytes()));
        for start in &self.starts {
            bytes.extend(long(*start)?);
        }
        bytes.extend(self.partners.iter().flat_map(|partner| partner.to_le_bytes()));
        for number in &self.histories {
            let wide = long(*number)?;
            bytes.extend(if is_narrow { &wide[..2] } else { &wide[..] });
        }
        for end in &self.ends {
            bytes.extend(long(*end)?);
        }
        let day = |date: Option<crate::date::Date>| date.map_or(0, crate::date::Date::number).to_le_bytes();
        for row in &self.rows {
            bytes.extend(day(row.from));
            bytes.extend(day(row.to));
            bytes.extend([row.indicator, row.rationale]);
        }
        Ok(bytes)
    }
}
