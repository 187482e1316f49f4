//! Pair edits as bytes: the arrays one after the other, little-endian, so that reading is copying and checking.
//!
//! Layout: source and rationales in postcard form, then five counts of four bytes (codes, pairs, histories, rows, and the
//! width of a history's number, 2 or 4), then the numbers of the codes, the starts, the partners, the histories, the ends of
//! the histories, and the rows: first day, last day (0: open), indicator, rationale.

use alloc::string::String;
use alloc::vec::Vec;

use super::PackSource;
use super::codes::CodeList;
use super::pair_edits::{Histories, PairEdits, PairRow};
use crate::code::Code;
use crate::date::Date;
use crate::error::Error;

/// Bytes of a stored row.
const ROW: usize = 10;

/// What is left to be read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize, width: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count.checked_mul(width)?)?;
        self.0 = rest;
        Some(taken)
    }

    fn longs(&mut self, count: usize) -> Option<Vec<u32>> {
        Some(self.take(count, 4)?.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect())
    }

    fn shorts(&mut self, count: usize) -> Option<Vec<u16>> {
        Some(self.take(count, 2)?.as_chunks().0.iter().map(|bytes| u16::from_le_bytes(*bytes)).collect())
    }

    fn count(&mut self) -> Option<usize> {
        let (bytes, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        usize::try_from(u32::from_le_bytes(*bytes)).ok()
    }
}

/// A stored day; 0 is an open end.
fn day(stored: u32) -> Option<Option<Date>> {
    if stored == 0 { Some(None) } else { Date::new(stored / 10_000, stored / 100 % 100, stored % 100).map(Some) }
}

fn row(bytes: &[u8; ROW]) -> Option<PairRow> {
    let [a, b, c, d, e, f, g, h, indicator, rationale] = *bytes;
    let from = day(u32::from_le_bytes([a, b, c, d]))?;
    let to = day(u32::from_le_bytes([e, f, g, h]))?;
    matches!(indicator, 0 | 1 | PairRow::NOT_APPLICABLE).then_some(PairRow { from, to, indicator, rationale })
}

impl PairEdits {
    /// The edits of a pack's body.
    ///
    /// # Errors
    /// `pack/truncated` where the bytes end early, `pack/disordered` where their parts disagree.
    pub(super) fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        let truncated = || Error::new("pack/truncated", path);
        let (source, rest): (PackSource, _) = postcard::take_from_bytes(bytes).map_err(|_| truncated())?;
        let (rationales, rest): (Vec<String>, _) = postcard::take_from_bytes(rest).map_err(|_| truncated())?;
        let edits = Self::arrays(source, rationales, Bytes(rest)).ok_or_else(truncated)?;
        edits.filter(Self::is_sound).ok_or_else(|| Error::new("pack/disordered", path))
    }

    /// The arrays: nothing where there are fewer or more bytes than counted, an empty inside where a value is impossible.
    fn arrays(source: PackSource, rationales: Vec<String>, mut bytes: Bytes<'_>) -> Option<Option<Self>> {
        let [codes, pairs, histories, rows, width] = [(); 5].map(|()| bytes.count());
        let numbers = bytes.longs(codes?)?;
        let starts = bytes.longs(codes?.checked_add(1)?)?;
        let partners = bytes.shorts(pairs?)?;
        let numbered = match width? {
            2 => Histories::Narrow(bytes.shorts(pairs?)?),
            4 => Histories::Wide(bytes.longs(pairs?)?),
            _ => return Some(None),
        };
        let ends = bytes.longs(histories?)?;
        let rows: Option<Vec<PairRow>> = bytes.take(rows?, ROW)?.as_chunks().0.iter().map(row).collect();
        if !bytes.0.is_empty() {
            return None;
        }
        let codes: Option<Vec<Code>> = numbers.into_iter().map(Code::from_number).collect();
        let (codes, rows) = match (codes.and_then(CodeList::of), rows) {
            (Some(codes), Some(rows)) => (codes, rows),
            _ => return Some(None),
        };
        Some(Some(Self { source, rationales, codes, starts, partners, histories: numbered, ends, rows }))
    }

    /// Whether every place leads to something, and everything is in the order that look-ups rely on.
    fn is_sound(&self) -> bool {
        let fits =
            |last: Option<&u32>, len: usize| last.copied().and_then(|last| usize::try_from(last).ok()) == Some(len);
        let count = self.codes.as_slice().len();
        let starts =
            self.starts.first() == Some(&0) && self.starts.is_sorted() && fits(self.starts.last(), self.partners.len());
        let ends = self.ends.is_sorted_by(|a, b| a < b) && (self.ends.is_empty() || self.ends.first() > Some(&0));
        let rows = fits(Some(self.ends.last().unwrap_or(&0)), self.rows.len());
        let known = self.rows.iter().all(|row| usize::from(row.rationale) < self.rationales.len());
        count < usize::from(u16::MAX) && starts && ends && rows && known && self.has_sound_pairs(count)
    }

    fn has_sound_pairs(&self, count: usize) -> bool {
        let histories = self.ends.len();
        let numbered = match &self.histories {
            Histories::Narrow(all) => all.iter().max().is_none_or(|most| usize::from(*most) < histories),
            Histories::Wide(all) => all.iter().max().is_none_or(|most| u64::from(*most) < histories as u64),
        };
        numbered
            && self.partners.iter().max().is_none_or(|most| usize::from(*most) < count)
            && (0..count).all(|at| self.partners_of(at).is_some_and(|(_, all)| all.is_sorted_by(|a, b| a < b)))
    }
}
