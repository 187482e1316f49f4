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
        let mut rows = self.rows.iter().peekable();
        for code in &self.scope {
            arrays.starts.push(arrays.partners.len());
            while let Some((_, two, row)) = rows.next_if(|(one, _, _)| one == code) {
                let partner = self.scope.binary_search(two).ok().and_then(|at| u16::try_from(at).ok());
                arrays.partners.push(partner.ok_or(PairsError::TooManyCodes)?);
                arrays.add(*row);
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
    numbers: Vec<usize>,
    known: BTreeMap<PairRow, usize>,
    rows: Vec<PairRow>,
}

impl Arrays {
    /// Notes the row of a partner; equal ones are stored once.
    fn add(&mut self, row: PairRow) {
        let next = self.rows.len();
        let number = *self.known.entry(row).or_insert(next);
        if number == next {
            self.rows.push(row);
        }
        self.numbers.push(number);
    }

    fn write(&self, source: &PackSource, rationales: &[String], codes: &[Code]) -> Result<Vec<u8>, PairsError> {
        let long = |number: usize| u32::try_from(number).map(u32::to_le_bytes).map_err(|_| PairsError::TooManyPairs);
        let mut bytes = postcard::to_allocvec(&(source, rationales)).map_err(|_| PairsError::Text)?;
        let is_narrow = self.rows.len() <= usize::from(u16::MAX);
        let width = if is_narrow { 2 } else { 4 };
        for count in [codes.len(), self.partners.len(), self.rows.len(), width] {
            bytes.extend(long(count)?);
        }
        bytes.extend(codes.iter().flat_map(|code| code.number().to_le_bytes()));
        for start in &self.starts {
            bytes.extend(long(*start)?);
        }
        bytes.extend(self.partners.iter().flat_map(|partner| partner.to_le_bytes()));
        for number in &self.numbers {
            let wide = long(*number)?;
            bytes.extend(if is_narrow { &wide[..2] } else { &wide[..] });
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
