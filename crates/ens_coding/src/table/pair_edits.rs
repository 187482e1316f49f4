//! The national pair edits of one setting: every pair that ever had an edit, with the history of its rows.
//!
//! For each code of column one the places of its partners stand in ascending order in one long array, and beside each the
//! number of a history. Few histories differ, so that a pair takes four bytes. The searches for the pairs of a claim do not
//! wait for each other: no branch depends on what a step reads.

use alloc::string::String;
use alloc::vec::Vec;

use super::codes::CodeList;
use super::{PackSource, cited};
use crate::code::Code;
use crate::date::Date;
use crate::finding::Citation;

/// One row of a pair: from when to when it is an edit, and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PairRow {
    /// First day in force; `None` where it is not known.
    pub from: Option<Date>,
    /// Last day in force; `None` where it has not ended.
    pub to: Option<Date>,
    /// Modifier indicator. 0: never together; 1: a modifier can show that the services are distinct; 9: the edit was
    /// deleted as of its first day and never applied.
    pub indicator: u8,
    /// Place of the rationale among those of the table.
    pub rationale: u8,
}

impl PairRow {
    /// The indicator of an edit that never applied.
    pub const NOT_APPLICABLE: u8 = 9;

    /// Whether the row is an edit on a date.
    pub fn applies_on(&self, date: Date) -> bool {
        self.indicator != Self::NOT_APPLICABLE && date.within(self.from, self.to)
    }
}

/// The pair edits of one setting.
#[derive(Clone, Debug)]
pub struct PairEdits {
    pub(super) source: PackSource,
    pub(super) rationales: Vec<String>,
    pub(super) codes: CodeList,
    pub(super) starts: Vec<u32>, // for each code the place of its first partner, and the number of pairs
    pub(super) partners: Vec<u16>, // places of the codes in column two, ascending for each code in column one
    pub(super) histories: Histories, // for each partner the number of its history
    pub(super) ends: Vec<u32>,   // for each history the place after its last row
    pub(super) rows: Vec<PairRow>,
}

/// Numbers of histories, as wide as their count asks for.
#[derive(Clone, Debug)]
pub(super) enum Histories {
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl Histories {
    fn get(&self, at: usize) -> Option<usize> {
        match self {
            Self::Narrow(numbers) => numbers.get(at).copied().map(usize::from),
            Self::Wide(numbers) => numbers.get(at).and_then(|number| usize::try_from(*number).ok()),
        }
    }
}

/// Most claims have no more codes than this; their places need no list.
const FEW: usize = 16;

fn place(at: Option<&u32>) -> Option<usize> {
    at.and_then(|at| usize::try_from(*at).ok())
}

impl PairEdits {
    /// Whether the table speaks of a code; for a slice of one specialty it does not follow that another code has no edit.
    pub fn has(&self, code: Code) -> bool {
        self.codes.place(code).is_some()
    }

    /// All codes of the table.
    pub fn codes(&self) -> &[Code] {
        self.codes.as_slice()
    }

    /// Number of pairs.
    pub fn len(&self) -> usize {
        self.partners.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.partners.is_empty()
    }

    /// All rows of a pair in this order, whatever their dates.
    pub fn rows(&self, one: Code, two: Code) -> &[PairRow] {
        let found = || {
            let (start, partners) = self.partners_of(usize::from(self.place(one)))?;
            let at = partners.binary_search(&self.place(two)).ok()?;
            Some(self.history(start.saturating_add(at)))
        };
        found().unwrap_or_default()
    }

    /// Calls `each` for every ordered pair of these codes that has rows, with the places of both codes and the rows. A
    /// code is no pair with itself. The answer is whether the table speaks of every code.
    pub fn among<'a>(
        &'a self,
        codes: impl ExactSizeIterator<Item = Code>,
        each: &mut impl FnMut(usize, usize, &'a [PairRow]),
    ) -> bool {
        let (mut few, mut many) = ([0; FEW], Vec::new());
        let places = if let Some(few) = few.get_mut(..codes.len()) {
            few
        } else {
            many.resize(codes.len(), 0);
            many.as_mut_slice()
        };
        places.iter_mut().zip(codes).for_each(|(place, code)| *place = self.place(code));
        for (one, first) in places.iter().enumerate() {
            let Some((start, partners)) = self.partners_of(usize::from(*first)) else { continue };
            for (two, second) in places.iter().enumerate().filter(|(two, _)| *two != one) {
                if let Ok(at) = partners.binary_search(second) {
                    each(one, two, self.history(start.saturating_add(at)));
                }
            }
        }
        !places.contains(&u16::MAX)
    }

    /// Every pair with its rows, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = (Code, Code, &[PairRow])> {
        let codes = self.codes.as_slice();
        codes.iter().enumerate().flat_map(move |(at, one)| {
            let (start, partners) = self.partners_of(at).unwrap_or_default();
            partners.iter().enumerate().filter_map(move |(offset, two)| {
                let two = codes.get(usize::from(*two))?;
                Some((*one, *two, self.history(start.saturating_add(offset))))
            })
        })
    }

    /// The words of a row's rationale.
    pub fn rationale(&self, row: &PairRow) -> &str {
        self.rationales.get(usize::from(row.rationale)).map_or("", String::as_str)
    }

    /// The citation of a row.
    pub fn cite(&self, row: &PairRow) -> Citation {
        cited(&self.source, self.source.trust, row.from, row.to)
    }

    /// The place of a code, or a place that no code has.
    fn place(&self, code: Code) -> u16 {
        self.codes.place(code).and_then(|at| u16::try_from(at).ok()).unwrap_or(u16::MAX)
    }

    /// The partners of a code, and the place of the first of them.
    pub(super) fn partners_of(&self, at: usize) -> Option<(usize, &[u16])> {
        let start = place(self.starts.get(at))?;
        let end = place(self.starts.get(at.saturating_add(1)))?;
        Some((start, self.partners.get(start..end)?))
    }

    /// The rows of the pair at a place.
    fn history(&self, at: usize) -> &[PairRow] {
        let rows = || {
            let number = self.histories.get(at)?;
            let start = number.checked_sub(1).map_or(Some(0), |before| place(self.ends.get(before)))?;
            self.rows.get(start..place(self.ends.get(number))?)
        };
        rows().unwrap_or_default()
    }
}
