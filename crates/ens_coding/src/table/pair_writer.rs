//! Writing pair edits.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::PackSource;
use super::pair_bytes::NARROW;
use super::pair_edits::{PairRow, Standing};
use crate::code::Code;
use crate::date::Date;

/// Why pairs cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PairsError {
    /// More codes than a pack can hold.
    #[error("more than 65,534 codes")]
    TooManyCodes,
    /// More rows, or more kinds of rows, than a pack can hold.
    #[error("more rows, days or standings than a pack can hold")]
    TooManyRows,
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

    /// The body of a pack. The rows name these rationales by their places; of a row that has ended none is kept.
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
                arrays.add(row)?;
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
    days: Listed<Option<Date>>,
    stands: Listed<Standing>,
}

/// Values that are stored once, and the place of each one that was added.
struct Listed<T> {
    values: Vec<T>,
    known: BTreeMap<T, u16>,
    places: Vec<u16>,
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { values: Vec::new(), known: BTreeMap::new(), places: Vec::new() }
    }
}

impl<T: Copy + Ord> Listed<T> {
    fn add(&mut self, value: T) -> Result<(), PairsError> {
        let place = if let Some(place) = self.known.get(&value) {
            *place
        } else {
            let next = u16::try_from(self.values.len()).map_err(|_| PairsError::TooManyRows)?;
            self.known.insert(value, next);
            self.values.push(value);
            next
        };
        self.places.push(place);
        Ok(())
    }

    /// The places, one byte or two each.
    fn bytes(&self) -> impl Iterator<Item = u8> {
        let width = if self.values.len() <= NARROW { 1 } else { 2 };
        self.places.iter().flat_map(move |place| place.to_le_bytes().into_iter().take(width))
    }
}

impl Arrays {
    fn add(&mut self, row: &PairRow) -> Result<(), PairsError> {
        let PairRow { from, to, indicator, rationale } = *row;
        // An edit that never applied has no other last day than its first, and few care why an edit once was one.
        let to = to.filter(|_| indicator != PairRow::NOT_APPLICABLE);
        let is_open = to.is_none() && indicator != PairRow::NOT_APPLICABLE;
        self.days.add(from)?;
        self.stands.add(Standing { to, indicator, rationale: if is_open { rationale.saturating_add(1) } else { 0 } })
    }

    fn write(&self, source: &PackSource, rationales: &[String], codes: &[Code]) -> Result<Vec<u8>, PairsError> {
        let long = |number: usize| u32::try_from(number).map(u32::to_le_bytes).map_err(|_| PairsError::TooManyRows);
        let none = String::new();
        let rationales: Vec<&String> = core::iter::once(&none).chain(rationales).collect();
        let mut bytes = postcard::to_allocvec(&(source, rationales)).map_err(|_| PairsError::Text)?;
        for count in [codes.len(), self.partners.len(), self.days.values.len(), self.stands.values.len()] {
            bytes.extend(long(count)?);
        }
        bytes.extend(codes.iter().flat_map(|code| code.number().to_le_bytes()));
        for start in &self.starts {
            bytes.extend(long(*start)?);
        }
        bytes.extend(self.partners.iter().flat_map(|partner| partner.to_le_bytes()));
        bytes.extend(self.days.bytes());
        bytes.extend(self.stands.bytes());
        let day = |date: Option<Date>| date.map_or(0, Date::number).to_le_bytes();
        bytes.extend(self.days.values.iter().flat_map(|from| day(*from)));
        for it in &self.stands.values {
            bytes.extend(day(it.to));
            bytes.extend([it.indicator, it.rationale]);
        }
        Ok(bytes)
    }
}
