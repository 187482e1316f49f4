//! Dated tables of facts: each row with the days on which it is in force, its source and how far it is trusted.

mod icd10cm;
mod pairs;
mod rows;
mod set;

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::finding::Citation;
use crate::source::Trust;

pub use icd10cm::{Billable, Icd10cm, Icd10cmBody};
pub use pairs::{Member, Pairs};
pub use rows::{
    AddOn, Attendance, BelievedPair, CodeFact, DiagnosisEffect, DiagnosisList, ListedDiagnosis, ModifierFact,
    ModifierGroup, Pair, PairTable, Place, Pool, TherapyClass, Timing, UnitLimit, UnitSetting,
};
pub use set::{Loaded, Tables};

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl<K, V> Row<K, V> {
    /// Whether the row is in force on a date.
    pub fn holds_on(&self, date: Date) -> bool {
        date.within(self.from, self.to)
    }
}

/// Rows in the order of their keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table<K, V> {
    /// Sources of the rows.
    pub sources: Vec<PackSource>,
    /// The rows, sorted by key and then by their first day.
    pub rows: Vec<Row<K, V>>,
}

impl<K: Ord, V> Table<K, V> {
    /// All rows of a key, whatever their dates.
    pub fn all(&self, key: &K) -> &[Row<K, V>] {
        let start = self.rows.partition_point(|row| row.key < *key);
        let rest = self.rows.get(start..).unwrap_or_default();
        let count = rest.iter().take_while(|row| row.key == *key).count();
        rest.get(..count).unwrap_or_default()
    }

    /// The row of a key that is in force on a date.
    pub fn on(&self, key: &K, date: Date) -> Option<&Row<K, V>> {
        self.all(key).iter().find(|row| row.holds_on(date))
    }

    /// Whether the rows are in the order that look-ups rely on, and every source exists.
    pub(crate) fn is_sound(&self) -> bool {
        self.rows.windows(2).all(|pair| match pair {
            [a, b] => (&a.key, a.from) <= (&b.key, b.from),
            _ => true,
        }) && self.rows.iter().all(|row| usize::from(row.source) < self.sources.len())
    }

    /// The citation of a row.
    pub fn cite(&self, row: &Row<K, V>) -> Option<Citation> {
        self.sources.get(usize::from(row.source)).map(|source| Citation {
            source: source.id.clone().into(),
            title: source.title.clone().into(),
            trust: row.trust,
            from: row.from,
            to: row.to,
        })
    }
}
