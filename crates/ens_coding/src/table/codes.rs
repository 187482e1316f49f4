//! A sorted list of codes with an index, so that finding one takes a few steps in one place of memory.

use alloc::vec;
use alloc::vec::Vec;

use crate::code::{Code, Modifier, PlaceOfService};
use crate::diagnosis::Diagnosis;

/// What a table is looked up by.
pub trait Key: Ord {
    /// How many buckets there are; none means that the rows are searched as a whole.
    const BUCKETS: usize = 0;

    /// The bucket of the key: never smaller for a larger key.
    fn bucket(&self) -> usize {
        0
    }
}

/// Codes that share a bucket.
const WIDTH: u32 = 150;

impl Key for Code {
    const BUCKETS: usize = (Self::NUMBERS / WIDTH) as usize;

    fn bucket(&self) -> usize {
        usize::try_from(self.number() / WIDTH).unwrap_or_default()
    }
}

impl Key for (Code, Code) {
    const BUCKETS: usize = Code::BUCKETS;

    fn bucket(&self) -> usize {
        self.0.bucket()
    }
}

impl Key for Modifier {}
impl Key for PlaceOfService {}
impl Key for Diagnosis {}

/// For each bucket the place of its first key, and the number of keys at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Buckets(Vec<u32>);

impl Buckets {
    /// The index of sorted keys.
    pub fn of<'k, K: Key + 'k>(keys: impl Iterator<Item = &'k K>) -> Self {
        if K::BUCKETS == 0 {
            return Self::default();
        }
        let mut starts = vec![0_u32; K::BUCKETS.saturating_add(1)];
        for key in keys {
            if let Some(count) = starts.get_mut(key.bucket().saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0_u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        Self(starts)
    }

    /// The keys, or rows, among which a key stands, and the place of the first of them.
    pub fn around<'r, K: Key, R>(&self, key: &K, rows: &'r [R]) -> (usize, &'r [R]) {
        let bucket = key.bucket();
        let place = |at: usize| self.0.get(at).and_then(|start| usize::try_from(*start).ok());
        match (place(bucket), place(bucket.saturating_add(1))) {
            (Some(start), Some(end)) => (start, rows.get(start..end).unwrap_or_default()),
            _ => (0, rows),
        }
    }
}

/// Codes in ascending order, each with its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct CodeList {
    codes: Vec<Code>,
    buckets: Buckets,
}

impl CodeList {
    /// The list of these codes, or `None` where they are not in ascending order.
    pub fn of(codes: Vec<Code>) -> Option<Self> {
        let buckets = Buckets::of(codes.iter());
        codes.is_sorted_by(|a, b| a < b).then_some(Self { codes, buckets })
    }

    /// The place of a code.
    pub fn place(&self, code: Code) -> Option<usize> {
        let (start, near) = self.buckets.around(&code, &self.codes);
        near.binary_search(&code).ok().map(|at| start.saturating_add(at))
    }

    /// All codes.
    pub fn as_slice(&self) -> &[Code] {
        &self.codes
    }
}
