//! Tables of pairs of codes, with an index that answers "no such pair" without a search.
//!
//! Most pairs of a claim are none. So every code of the table has a place, and for each place a row of bits says with which
//! other places it stands together; only a set bit is worth searching for.

use alloc::vec;
use alloc::vec::Vec;

use super::{Row, Table};
use crate::code::Code;
use crate::finding::Citation;

/// A table of pairs with its index.
#[derive(Clone, Debug)]
pub struct Pairs<V> {
    table: Table<(Code, Code), V>,
    codes: Vec<Code>,
    bits: Vec<u64>,
    words: usize, // of 64 bits, for each code
}

/// A code with its place in the index, looked up once for all of its pairs.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    code: Code,
    place: Option<usize>,
}

impl<V> Pairs<V> {
    pub(super) fn new(table: Table<(Code, Code), V>) -> Self {
        let mut codes: Vec<Code> = table.rows.iter().flat_map(|row| [row.key.0, row.key.1]).collect();
        codes.sort_unstable();
        codes.dedup();
        let words = codes.len().div_ceil(64);
        let mut pairs = Self { bits: vec![0; words.saturating_mul(codes.len())], table, codes, words };
        for at in 0..pairs.table.rows.len() {
            let Some(key) = pairs.table.rows.get(at).map(|row| row.key) else { continue };
            let bit = pairs.bit(pairs.member(key.0), pairs.member(key.1));
            if let Some((word, mask)) = bit
                && let Some(word) = pairs.bits.get_mut(word)
            {
                *word |= mask;
            }
        }
        pairs
    }

    /// The place of a code.
    pub fn member(&self, code: Code) -> Member {
        Member { code, place: self.codes.binary_search(&code).ok() }
    }

    /// The word and the mask of a pair.
    fn bit(&self, one: Member, two: Member) -> Option<(usize, u64)> {
        let (one, two) = one.place.zip(two.place)?;
        let mask = 1_u64.wrapping_shl(u32::try_from(two % 64).ok()?);
        Some((one.wrapping_mul(self.words).wrapping_add(two / 64), mask))
    }

    /// All rows of a pair in this order, whatever their dates.
    pub fn rows(&self, one: Member, two: Member) -> &[Row<(Code, Code), V>] {
        let known = self.bit(one, two).and_then(|(word, mask)| Some(self.bits.get(word)? & mask != 0));
        if known == Some(true) { self.table.all(&(one.code, two.code)) } else { &[] }
    }

    /// The citation of a row.
    pub fn cite(&self, row: &Row<(Code, Code), V>) -> Option<Citation> {
        self.table.cite(row)
    }

    /// The table itself.
    pub fn table(&self) -> &Table<(Code, Code), V> {
        &self.table
    }
}
