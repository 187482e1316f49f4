//! Pair edits as bytes: the arrays one after the other, little-endian, so that reading is copying and checking.
//!
//! Layout: source and rationales in postcard form; then four counts of four bytes: codes, partners, first days, standings;
//! then the numbers of the codes, the starts, the partners, for each partner the place of its first day and of its standing (one
//! byte each where the list has up to 256 entries, else two), the first days (0: not known), and the standings: last day (0:
//! open), indicator, rationale. Each kind of number stands in an array of its own because that compresses best.

use alloc::string::String;
use alloc::vec::Vec;

use super::PackSource;
use super::codes::CodeList;
use super::pair_edits::{Grid, Numbers, PairEdits, PairRow, Standing};
use crate::code::Code;
use crate::date::Date;
use crate::error::Error;

/// Bytes of a stored standing.
const STANDING: usize = 6;

/// The longest list whose places take one byte.
pub(super) const NARROW: usize = 256;

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

    fn numbers(&mut self, count: usize, list: usize) -> Option<Numbers> {
        if list <= NARROW {
            Some(Numbers::Narrow(self.take(count, 1)?.to_vec()))
        } else {
            self.shorts(count).map(Numbers::Wide)
        }
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

fn standing(bytes: &[u8; STANDING]) -> Option<Standing> {
    let [a, b, c, d, indicator, rationale] = *bytes;
    let to = day(u32::from_le_bytes([a, b, c, d]))?;
    matches!(indicator, 0 | 1 | PairRow::NOT_APPLICABLE).then_some(Standing { to, indicator, rationale })
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
        let mut edits = edits.filter(Self::is_sound).ok_or_else(|| Error::new("pack/disordered", path))?;
        let partners = |at| edits.partners_of(at).unwrap_or_default().1;
        edits.grid = Grid::of(edits.codes.as_slice().len(), partners);
        Ok(edits)
    }

    /// The arrays: nothing where there are fewer or more bytes than counted, an empty inside where a value is impossible.
    fn arrays(source: PackSource, rationales: Vec<String>, mut bytes: Bytes<'_>) -> Option<Option<Self>> {
        let [codes, count, days, stands] = [(); 4].map(|()| bytes.count());
        let (count, days, stands) = (count?, days?, stands?);
        let stored = bytes.longs(codes?)?;
        let starts = bytes.longs(codes?.checked_add(1)?)?;
        let partners = bytes.shorts(count)?;
        let first_days = bytes.numbers(count, days)?;
        let standings = bytes.numbers(count, stands)?;
        let days: Option<Vec<Option<Date>>> = bytes.longs(days)?.into_iter().map(day).collect();
        let stands: Option<Vec<Standing>> = bytes.take(stands, STANDING)?.as_chunks().0.iter().map(standing).collect();
        if !bytes.0.is_empty() {
            return None;
        }
        let codes: Option<Vec<Code>> = stored.into_iter().map(Code::from_number).collect();
        let lists = codes.and_then(CodeList::of).zip(days).zip(stands);
        Some(lists.map(|((codes, days), stands)| Self {
            source,
            rationales,
            codes,
            starts,
            partners,
            first_days,
            standings,
            days,
            stands,
            grid: Grid::default(),
        }))
    }

    /// Whether every place leads to something, and everything is in the order that look-ups rely on.
    fn is_sound(&self) -> bool {
        let last = self.starts.last().copied().and_then(|last| usize::try_from(last).ok());
        let starts = self.starts.first() == Some(&0) && self.starts.is_sorted() && last == Some(self.partners.len());
        let known = self.stands.iter().all(|it| usize::from(it.rationale) < self.rationales.len());
        let count = self.codes.as_slice().len();
        count < usize::from(u16::MAX)
            && starts
            && known
            && self.first_days.fits(self.days.len())
            && self.standings.fits(self.stands.len())
            && self.partners.iter().max().is_none_or(|most| usize::from(*most) < count)
            && (0..count).all(|at| self.partners_of(at).is_some_and(|(_, all)| all.is_sorted()))
    }
}
