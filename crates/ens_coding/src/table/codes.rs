//! Where the rows of a code stand, so that finding them takes two steps through memory and no search.

use alloc::vec;
use alloc::vec::Vec;

use crate::code::{Code, Modifier, PlaceOfService};
use crate::diagnosis::Diagnosis;

/// What a table is looked up by.
pub trait Key: Ord {
    /// The code that the key begins with, by which the table keeps an index; none means that its rows are searched.
    #[inline]
    fn code(&self) -> Option<Code> {
        None
    }
}

impl Key for Code {
    #[inline]
    fn code(&self) -> Option<Code> {
        Some(*self)
    }
}

impl Key for (Code, Code) {
    #[inline]
    fn code(&self) -> Option<Code> {
        Some(self.0)
    }
}

impl Key for Modifier {}
impl Key for PlaceOfService {}
impl Key for Diagnosis {}
impl Key for alloc::string::String {}

/// Codes that share a page.
const PAGE: u32 = 64;

/// For each code the place of its first row. Most runs of codes have no row at all and share one empty page, so that the
/// index of a table of few codes stays small.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CodeIndex {
    pages: Vec<u16>,  // for each run of codes its page; nothing where there is no index
    places: Vec<u32>, // page by page for each code its place
}

impl CodeIndex {
    /// The place of a code without a row.
    const NOWHERE: u32 = u32::MAX;

    /// The index of sorted codes.
    pub fn of(codes: impl Iterator<Item = Code>) -> Self {
        const EMPTY: [u32; PAGE as usize] = [CodeIndex::NOWHERE; PAGE as usize];
        let runs = usize::try_from(Code::NUMBERS.div_ceil(PAGE)).unwrap_or_default();
        let mut index = Self { pages: vec![0; runs], places: EMPTY.to_vec() };
        let mut last = 0_u16; // page
        for (place, code) in (0_u32..).zip(codes) {
            if let Some(page) = index.pages.get_mut(Self::run(code)).filter(|page| **page == 0) {
                last = last.wrapping_add(1);
                *page = last;
                index.places.extend(EMPTY);
            }
            let slot = index.slot(code).and_then(|slot| index.places.get_mut(slot));
            if let Some(slot) = slot.filter(|slot| **slot == Self::NOWHERE) {
                *slot = place;
            }
        }
        index
    }

    /// The run of codes in which a code stands.
    #[inline]
    fn run(code: Code) -> usize {
        usize::try_from(code.number() / PAGE).unwrap_or(usize::MAX)
    }

    #[inline]
    fn slot(&self, code: Code) -> Option<usize> {
        let page = u32::from(*self.pages.get(Self::run(code))?);
        usize::try_from(page.wrapping_mul(PAGE).wrapping_add(code.number() % PAGE)).ok()
    }

    /// The place of a code's first row, beyond all rows where it has none; `None` where there is no index.
    #[inline]
    pub fn first(&self, code: Code) -> Option<u32> {
        self.places.get(self.slot(code)?).copied()
    }
}

/// Codes in ascending order, each with its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct CodeList {
    codes: Vec<Code>,
    index: CodeIndex,
}

impl CodeList {
    /// The list of these codes, or `None` where they are not in ascending order.
    pub fn of(codes: Vec<Code>) -> Option<Self> {
        let index = CodeIndex::of(codes.iter().copied());
        codes.is_sorted_by(|a, b| a < b).then_some(Self { codes, index })
    }

    /// The place of a code.
    #[inline]
    pub fn place(&self, code: Code) -> Option<u16> {
        self.index.first(code).and_then(|place| u16::try_from(place).ok())
    }

    /// All codes.
    pub fn as_slice(&self) -> &[Code] {
        &self.codes
    }
}
