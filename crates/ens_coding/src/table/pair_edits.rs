//! The national pair edits of one setting: every pair that ever had an edit, with the history of its rows.
//!
//! For each code of column one the places of its partners stand in ascending order in one long array, a place once for every
//! row of the pair, and beside each which first day it has and how it stands. There are few different first days, and few
//! different standings, so that a row takes four bytes. The searches for the pairs of a claim do not wait for each other: no
//! branch depends on what a step reads.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

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
    /// Place of the rationale among those of the table; the first one is empty, and stands for rows that have ended.
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
    pub(super) starts: Vec<u32>, // for each code the place of its first partner, and the number of partners
    pub(super) partners: Vec<u16>, // places of the codes in column two, ascending for each code in column one
    pub(super) first_days: Numbers, // for each partner the place of its first day
    pub(super) standings: Numbers, // for each partner the place of its standing
    pub(super) days: Vec<Option<Date>>,
    pub(super) stands: Vec<Standing>,
    pub(super) grid: Grid,
}

/// Which places are partners, a bit for each two of a table of few codes: most pairs of a claim have no row, and that is
/// told without a search. For more codes it would be too large, and stays empty.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    bits: Vec<u64>,
    words: usize, // of one place; 0 where the grid is empty
}

impl Grid {
    /// The most codes that a grid is made for; it takes 32 KiB then.
    const MOST: usize = 512;

    /// The grid of the partners of each place.
    pub fn of<'p>(count: usize, partners: impl Fn(usize) -> &'p [u16]) -> Self {
        if count > Self::MOST {
            return Self::default();
        }
        let words = count.div_ceil(64);
        let mut bits = vec![0_u64; count.saturating_mul(words)];
        for (at, row) in bits.chunks_exact_mut(words.max(1)).enumerate() {
            for partner in partners(at).iter().copied().map(usize::from) {
                if let Some(word) = row.get_mut(partner / 64) {
                    *word |= 1 << (partner % 64);
                }
            }
        }
        Self { bits, words }
    }

    /// Whether a place may have another one as its partner; no means that it does not.
    #[inline]
    fn may_pair(&self, one: u16, two: u16) -> bool {
        let (one, two) = (usize::from(one), usize::from(two));
        let word = self.bits.get(one.wrapping_mul(self.words).wrapping_add(two / 64));
        self.words == 0 || word.is_some_and(|word| word >> (two % 64) & 1 != 0)
    }
}

/// How a row stands: what it has besides its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    pub to: Option<Date>,
    pub indicator: u8,
    pub rationale: u8,
}

/// Places in a list, as wide as its length asks for.
#[derive(Clone, Debug)]
pub(super) enum Numbers {
    Narrow(Vec<u8>),
    Wide(Vec<u16>),
}

impl Numbers {
    fn get(&self, at: usize) -> Option<usize> {
        match self {
            Self::Narrow(numbers) => numbers.get(at).copied().map(usize::from),
            Self::Wide(numbers) => numbers.get(at).copied().map(usize::from),
        }
    }

    /// Whether every place is one of a list of this length.
    pub fn fits(&self, len: usize) -> bool {
        let most = match self {
            Self::Narrow(numbers) => numbers.iter().copied().max().map(usize::from),
            Self::Wide(numbers) => numbers.iter().copied().max().map(usize::from),
        };
        most.is_none_or(|most| most < len)
    }
}

/// The rows of a pair, by their first days.
#[derive(Clone, Debug)]
pub struct PairRows<'a> {
    edits: &'a PairEdits,
    places: Range<usize>,
}

impl Iterator for PairRows<'_> {
    type Item = PairRow;

    fn next(&mut self) -> Option<PairRow> {
        let at = self.places.next()?;
        let from = *self.edits.days.get(self.edits.first_days.get(at)?)?;
        let Standing { to, indicator, rationale } = *self.edits.stands.get(self.edits.standings.get(at)?)?;
        // An edit that never applied was deleted as of its first day.
        let to = if indicator == PairRow::NOT_APPLICABLE { from } else { to };
        Some(PairRow { from, to, indicator, rationale })
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

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.partners.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.partners.is_empty()
    }

    /// All rows of a pair in this order, whatever their dates.
    pub fn rows(&self, one: Code, two: Code) -> PairRows<'_> {
        let found = || {
            let (start, partners) = self.partners_of(usize::from(self.place(one)))?;
            self.find(start, partners, self.place(two))
        };
        found().unwrap_or(PairRows { edits: self, places: 0..0 })
    }

    /// Calls `each` for every ordered pair of these codes that has rows, with the places of both codes and the rows. A
    /// code is no pair with itself. The answer is whether the table speaks of every code.
    pub fn among<'a>(
        &'a self,
        codes: impl ExactSizeIterator<Item = Code>,
        each: &mut impl FnMut(usize, usize, PairRows<'a>),
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
            for (two, second) in places.iter().enumerate() {
                if one == two || !self.grid.may_pair(*first, *second) {
                    continue;
                }
                let Some((start, partners)) = self.partners_of(usize::from(*first)) else { continue };
                if let Some(rows) = self.find(start, partners, *second) {
                    each(one, two, rows);
                }
            }
        }
        !places.contains(&u16::MAX)
    }

    /// Every pair with its rows, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = (Code, Code, PairRows<'_>)> {
        let codes = self.codes.as_slice();
        codes.iter().enumerate().flat_map(move |(at, one)| {
            let (mut place, partners) = self.partners_of(at).unwrap_or_default();
            partners.chunk_by(|a, b| a == b).filter_map(move |alike| {
                let places = place..place.saturating_add(alike.len());
                place = places.end;
                Some((*one, *codes.get(usize::from(*alike.first()?))?, PairRows { edits: self, places }))
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

    /// The citation of the table, for what it does not have.
    pub fn cite_whole(&self) -> Citation {
        cited(&self.source, self.source.trust, None, None)
    }

    /// The place of a code, or a place that no code has.
    fn place(&self, code: Code) -> u16 {
        self.codes.place(code).unwrap_or(u16::MAX)
    }

    /// The partners of a code, and the place of the first of them.
    pub(super) fn partners_of(&self, at: usize) -> Option<(usize, &[u16])> {
        let start = place(self.starts.get(at))?;
        let end = place(self.starts.get(at.saturating_add(1)))?;
        Some((start, self.partners.get(start..end)?))
    }

    /// The rows of a partner among those of a first code; `start` is the place of the first of them.
    fn find<'a>(&'a self, start: usize, partners: &[u16], wanted: u16) -> Option<PairRows<'a>> {
        let end = partners.partition_point(|partner| *partner <= wanted);
        let upto = partners.get(..end)?;
        let count = upto.iter().rev().take_while(|partner| **partner == wanted).count();
        let end = start.saturating_add(end);
        (count > 0).then_some(PairRows { edits: self, places: end.saturating_sub(count)..end })
    }
}
