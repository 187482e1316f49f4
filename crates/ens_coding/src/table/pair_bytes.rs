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
use crate::pack;

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

/// What is wrong with the bytes, as a code of errors.
type Wrong = &'static str;

const TRUNCATED: Wrong = "pack/truncated";
const DISORDERED: Wrong = "pack/disordered";

/// A stored day; 0 is an open end.
fn day(stored: u32) -> Result<Option<Date>, Wrong> {
    if stored == 0 {
        return Ok(None);
    }
    Date::from_number(stored).map(Some).ok_or(DISORDERED)
}

fn standing([a, b, c, d, indicator, rationale]: [u8; STANDING]) -> Result<Standing, Wrong> {
    let to = day(u32::from_le_bytes([a, b, c, d]))?;
    let is_known = matches!(indicator, 0 | 1 | PairRow::NOT_APPLICABLE);
    is_known.then_some(Standing { to, indicator, rationale }).ok_or(DISORDERED)
}

impl PairEdits {
    /// The edits of a pack's body.
    ///
    /// # Errors
    /// `pack/truncated` where the bytes end early, `pack/disordered` where their parts disagree.
    pub(super) fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        Self::parsed(bytes).map_err(|code| Error::new(code, path))
    }

    fn parsed(bytes: &[u8]) -> Result<Self, Wrong> {
        let mut rest = bytes;
        let source: PackSource = pack::value(&mut rest).map_err(|_| TRUNCATED)?;
        let rationales: Vec<String> = pack::value(&mut rest).map_err(|_| TRUNCATED)?;
        let mut bytes = Bytes(rest);
        let mut count = || bytes.count().ok_or(TRUNCATED);
        let (codes, count, days, stands) = (count()?, count()?, count()?, count()?);
        let stored = bytes.longs(codes).ok_or(TRUNCATED)?;
        let starts = bytes.longs(codes.saturating_add(1)).ok_or(TRUNCATED)?;
        let partners = bytes.shorts(count).ok_or(TRUNCATED)?;
        let first_days = bytes.numbers(count, days).ok_or(TRUNCATED)?;
        let standings = bytes.numbers(count, stands).ok_or(TRUNCATED)?;
        let days = bytes.longs(days).ok_or(TRUNCATED)?;
        let stands = bytes.take(stands, STANDING).ok_or(TRUNCATED)?;
        if !bytes.0.is_empty() {
            return Err(TRUNCATED);
        }
        let codes: Option<Vec<Code>> = stored.into_iter().map(Code::from_number).collect();
        let codes = codes.and_then(CodeList::of).ok_or(DISORDERED)?;
        let days = days.into_iter().map(day).collect::<Result<_, _>>()?;
        let stands = stands.as_chunks().0.iter().copied().map(standing).collect::<Result<_, _>>()?;
        let grid = Grid::default();
        let edits = Self { source, rationales, codes, starts, partners, first_days, standings, days, stands, grid };
        if !edits.is_sound() {
            return Err(DISORDERED);
        }
        let partners = |at| edits.partners_of(at).unwrap_or_default().1;
        let grid = Grid::of(edits.codes.as_slice().len(), partners);
        Ok(Self { grid, ..edits })
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
