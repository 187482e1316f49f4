//! Dated tables of facts: each row with the days on which it is in force, its source and how far it is trusted.
//!
//! A rulebook holds the editions of each table, and a date picks among them:
//!
//! ```
//! use ens_coding::{Code, Date, Rulebook};
//!
//! # fn main() -> Result<(), ens_coding::Malformed> {
//! let day: Date = "2024-08-14".parse()?;
//! let (activities, manual): (Code, Code) = ("97530".parse()?, "97140".parse()?);
//! let tables = Rulebook::bundled().tables().on(day);
//! let pairs = tables.ptp_practitioner().ok_or(ens_coding::Malformed::Range)?; // not loaded is not "no edit"
//! let active = pairs.table.rows(manual, activities).any(|row| row.applies_on(day));
//! assert!(!active && pairs.speaks_of(manual)); // ended on 2019-12-31
//! let limit = tables.mue_practitioner().and_then(|limits| limits.table.on(&manual, day));
//! assert_eq!(limit.map(|row| (row.value.units, row.value.adjudication)), Some((6, 3)));
//! let fee = tables.pfs().and_then(|fees| fees.table.fee(manual, None, day));
//! assert!(fee.is_some_and(|row| row.value.work > 0));
//! # Ok(())
//! # }
//! ```

mod codes;
mod denials;
mod editions;
mod fees;
mod icd10cm;
mod lists;
mod look_up;
mod pair_bytes;
mod pair_edits;
#[cfg(feature = "write")]
mod pair_writer;
mod rows;
mod set;

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Deserializer, Serialize};

use crate::code::Code;
use crate::date::Date;
use crate::finding::Citation;
use crate::source::Trust;

use codes::CodeIndex;

pub use codes::Key;
pub use denials::{Action, DenialEffect, DenialFact, Remedy};
pub use editions::{Editions, Loaded};
pub use fees::{Area, Contractor, DenialCode, Factor, Fee, Gpci, Indicator, Localities, Locality, Short, Zip, ZipArea};
pub use icd10cm::{Billable, Icd10cm, Icd10cmBody};
pub use lists::{Article, Coverage, DenialKind, Hcpcs, LevelTwo, ListedDenial, LocalCoverage};
pub use look_up::{Duty, Synonym};
pub use pair_edits::{PairEdits, PairRow, PairRows};
#[cfg(feature = "write")]
pub use pair_writer::{PairWriter, PairsError};
pub use rows::{
    AddOn, Attendance, BelievedPair, CodeFact, DiagnosisEffect, DiagnosisList, Guidance, ListedDiagnosis, ModifierFact,
    ModifierGroup, Place, Pool, Program, Reviewed, TherapyClass, Timing, UnitLimit,
};
pub use set::{Tables, TablesOn};

/// A source as a pack brings it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackSource {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Trust.
    pub trust: Trust,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row<K, V> {
    /// What is looked up.
    pub key: K,
    /// What the table says of it.
    pub value: V,
    /// First day in force; `None` where it is not known or before 2018.
    pub from: Option<Date>,
    /// Last day in force; `None` where it has not ended.
    pub to: Option<Date>,
    /// Place of the source in the pack's list.
    pub source: u16,
    /// How far this row is trusted.
    pub trust: Trust,
}

/// What every row ends with, whatever the table: read by one function for all of them.
#[derive(Deserialize)]
struct Ending {
    from: Option<Date>,
    to: Option<Date>,
    source: u16,
    trust: Trust,
}

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Row<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (key, value, Ending { from, to, source, trust }) = Deserialize::deserialize(deserializer)?;
        Ok(Self { key, value, from, to, source, trust })
    }
}

impl<K: Copy, V> Row<K, V> {
    /// The same key, days, source and trust with another value.
    pub(crate) fn with<W>(&self, value: W) -> Row<K, W> {
        let Self { key, value: _, from, to, source, trust } = *self;
        Row { key, value, from, to, source, trust }
    }
}

impl<K, V> Row<K, V> {
    /// Whether the row is in force on a date.
    pub fn holds_on(&self, date: Date) -> bool {
        date.within(self.from, self.to)
    }
}

/// Rows in the order of their keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table<K, V> {
    sources: Vec<PackSource>,
    rows: Vec<Row<K, V>>, // sorted by key and then by their first day
    #[serde(skip)]
    index: CodeIndex,
}

impl<K: Key, V> Table<K, V> {
    /// The table of these rows, which are put in order, and of their sources.
    pub fn new(sources: Vec<PackSource>, mut rows: Vec<Row<K, V>>) -> Self {
        rows.sort_by(|a, b| (&a.key, a.from).cmp(&(&b.key, b.from)));
        Self::of_sorted(sources, rows)
    }

    /// The table of rows that are in order.
    pub(crate) fn of_sorted(sources: Vec<PackSource>, rows: Vec<Row<K, V>>) -> Self {
        Self { sources, rows, index: CodeIndex::default() }.indexed()
    }

    /// The same with its index.
    fn indexed(self) -> Self {
        if self.rows.first().is_none_or(|row| row.key.code().is_none()) {
            return self;
        }
        Self { index: CodeIndex::of(self.rows.iter().filter_map(|row| row.key.code())), ..self }
    }

    /// All rows, by key and first day.
    pub fn rows(&self) -> &[Row<K, V>] {
        &self.rows
    }

    /// The rows from the first one of a key's code, where there is an index, and of all rows otherwise.
    #[inline]
    fn near(&self, key: &K) -> (bool, &[Row<K, V>]) {
        match key.code().and_then(|code| self.index.first(code)) {
            Some(start) => {
                let start = usize::try_from(start).unwrap_or(usize::MAX);
                (true, self.rows.get(start..).unwrap_or_default())
            }
            None => (false, &self.rows),
        }
    }

    /// The rows from the first one of a key, or of what would follow it.
    #[inline]
    fn from(&self, key: &K) -> &[Row<K, V>] {
        let (is_near, rows) = self.near(key);
        // A few rows are gone through sooner than halved.
        let before = if is_near || rows.len() <= 16 {
            rows.iter().take_while(|row| row.key < *key).count()
        } else {
            rows.partition_point(|row| row.key < *key)
        };
        rows.get(before..).unwrap_or_default()
    }

    /// All rows of a key, whatever their dates.
    pub fn all(&self, key: &K) -> &[Row<K, V>] {
        let rest = self.from(key);
        let count = rest.iter().take_while(|row| row.key == *key).count();
        rest.get(..count).unwrap_or_default()
    }

    /// The row of a key that is in force on a date.
    pub fn on(&self, key: &K, date: Date) -> Option<&Row<K, V>> {
        self.from(key).iter().take_while(|row| row.key == *key).find(|row| row.holds_on(date))
    }

    /// Whether the rows are in the order that look-ups rely on, and every source exists.
    fn is_sound(&self) -> bool {
        self.rows.is_sorted_by(|a, b| (&a.key, a.from) <= (&b.key, b.from))
            && self.rows.iter().all(|row| usize::from(row.source) < self.sources.len())
    }

    /// The citation of the table, for what it does not have.
    pub fn cite_whole(&self) -> Option<Citation> {
        self.sources.first().map(|source| cited(source, source.trust, None, None))
    }

    /// The citation of a row.
    pub fn cite(&self, row: &Row<K, V>) -> Option<Citation> {
        self.sources.get(usize::from(row.source)).map(|source| cited(source, row.trust, row.from, row.to))
    }
}

impl<V> Table<(Code, Code), V> {
    /// The rows of all pairs with this first code.
    pub(crate) fn beginning(&self, one: Code) -> impl Iterator<Item = &Row<(Code, Code), V>> + Clone {
        let (_, rows) = self.near(&(one, one));
        rows.iter().skip_while(move |row| row.key.0 < one).take_while(move |row| row.key.0 == one)
    }
}

/// The citation of a fact of a pack.
fn cited(source: &PackSource, trust: Trust, from: Option<Date>, to: Option<Date>) -> Citation {
    Citation { source: source.id.clone().into(), title: source.title.clone().into(), trust, from, to }
}
