//! ICD-10-CM codes with their billable flags, packed by category.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::{PackSource, cited};
use crate::date::Date;
use crate::diagnosis::Diagnosis;
use crate::finding::Citation;

/// Whether a code of the list can stand on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Billable {
    /// Complete.
    Yes,
    /// A header: further characters are needed.
    No,
}

/// The stored form: categories of three characters, each with a count; suffixes as differences between neighbours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Icd10cmBody {
    /// Where the list comes from.
    pub source: PackSource,
    /// Category names, three characters each, ascending.
    pub categories: String,
    /// Number of codes in each category.
    pub counts: Vec<u16>,
    /// For each code the difference to the one before it in its category, of `suffix * 2 + billable`.
    pub steps: Vec<u32>,
}

/// The list, ready for look-ups.
#[derive(Clone, Debug)]
pub struct Icd10cm {
    source: PackSource,
    categories: Box<[(u32, u32)]>, // name as a number, and place of its first entry
    entries: Box<[u32]>,           // suffix * 2 + billable, ascending within a category
}

/// The characters of a category as one number that sorts like them.
fn number(category: &[u8]) -> u32 {
    category.iter().fold(0, |value: u32, byte| value.wrapping_shl(8) | u32::from(*byte))
}

/// Up to four characters to the base 37; zero stands for the end, so that prefixes sort first.
fn pack(suffix: &[u8]) -> u32 {
    (0..4_usize).fold(0, |value: u32, at| {
        let digit = match suffix.get(at) {
            Some(byte @ b'0'..=b'9') => u32::from(byte.wrapping_sub(b'0')).wrapping_add(1),
            Some(byte @ b'A'..=b'Z') => u32::from(byte.wrapping_sub(b'A')).wrapping_add(11),
            _ => 0,
        };
        value.wrapping_mul(37).wrapping_add(digit)
    })
}

/// The code of a category and of what [`pack`] makes of its suffix.
fn unpack(category: u32, suffix: u32) -> Option<Diagnosis> {
    let [_, name @ ..] = category.to_be_bytes();
    let digits = [suffix / 50_653 % 37, suffix / 1369 % 37, suffix / 37 % 37, suffix % 37];
    let suffix = digits.iter().filter_map(|digit| char::from_digit(digit.checked_sub(1)?, 36));
    let text: String = name.iter().copied().map(char::from).chain(suffix).collect();
    text.to_ascii_uppercase().parse().ok()
}

const fn billable(entry: u32) -> Billable {
    if entry.is_multiple_of(2) { Billable::No } else { Billable::Yes }
}

impl Icd10cm {
    /// The list of a stored body, or `None` where its parts disagree.
    pub fn from_body(body: &Icd10cmBody) -> Option<Self> {
        let (names, rest) = body.categories.as_bytes().as_chunks::<3>();
        if !rest.is_empty() || names.len() != body.counts.len() || !names.is_sorted() {
            return None;
        }
        let mut categories = Vec::with_capacity(names.len());
        let mut entries = Vec::with_capacity(body.steps.len());
        let mut steps = body.steps.iter();
        for (name, count) in names.iter().zip(&body.counts) {
            categories.push((number(name), u32::try_from(entries.len()).ok()?));
            let mut value = 0_u32;
            for _ in 0..*count {
                value = value.checked_add(*steps.next()?)?;
                entries.push(value);
            }
        }
        let is_read = steps.next().is_none();
        let source = body.source.clone();
        is_read.then(|| Self { source, categories: categories.into(), entries: entries.into() })
    }

    /// Whether the list has the code, and whether it is billable.
    pub fn find(&self, diagnosis: Diagnosis) -> Option<Billable> {
        let text = diagnosis.as_bytes();
        let (category, suffix) = text.split_at_checked(3)?;
        let wanted = number(category);
        let at = self.categories.binary_search_by(|(name, _)| name.cmp(&wanted)).ok()?;
        let start = usize::try_from(self.categories.get(at)?.1).ok()?;
        let end = self
            .categories
            .get(at.saturating_add(1))
            .map_or(Some(self.entries.len()), |(_, end)| usize::try_from(*end).ok())?;
        let entries = self.entries.get(start..end)?;
        let wanted = pack(suffix);
        let found = entries.binary_search_by(|entry| (entry / 2).cmp(&wanted)).ok()?;
        entries.get(found).copied().map(billable)
    }

    /// The citation of the list, which holds for these days.
    pub fn cite(&self, from: Option<Date>, to: Option<Date>) -> Citation {
        cited(&self.source, self.source.trust, from, to)
    }

    /// All codes, ascending, with whether each is billable; `None` where an entry is no code.
    pub fn codes(&self) -> Option<Vec<(Diagnosis, Billable)>> {
        let mut codes = Vec::with_capacity(self.entries.len());
        let mut categories = self.categories.iter().peekable();
        let mut category = 0;
        for (at, entry) in (0_u32..).zip(&self.entries) {
            while let Some((name, _)) = categories.next_if(|(_, start)| *start <= at) {
                category = *name;
            }
            codes.push((unpack(category, entry / 2)?, billable(*entry)));
        }
        Some(codes)
    }

    /// Number of codes.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

#[cfg(feature = "write")]
impl Icd10cmBody {
    /// A list of no code.
    pub const fn new(source: PackSource) -> Self {
        Self { source, categories: String::new(), counts: Vec::new(), steps: Vec::new() }
    }

    /// Adds a code; codes must come in ascending order.
    pub fn push(&mut self, diagnosis: Diagnosis, billable: bool) {
        let (category, suffix) = diagnosis.as_str().split_at_checked(3).unwrap_or_default();
        let value = pack(suffix.as_bytes()).wrapping_mul(2).wrapping_add(u32::from(billable));
        if !self.categories.ends_with(category) || self.categories.is_empty() {
            self.categories.push_str(category);
            self.counts.push(0);
        }
        let before = usize::from(self.counts.last().copied().unwrap_or_default());
        let sum = self.steps.iter().rev().take(before).fold(0_u32, |sum, step| sum.wrapping_add(*step));
        self.steps.push(value.wrapping_sub(sum));
        if let Some(count) = self.counts.last_mut() {
            *count = count.saturating_add(1);
        }
    }
}
