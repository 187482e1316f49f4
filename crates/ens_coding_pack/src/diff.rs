//! What changed between two packs of a table, in numbers and in plain words.

mod coverage;
mod fields;
mod icd10cm;
mod item;
mod pairs;
mod rows;

use std::fmt;

use ens_coding::pack::{self, Opened};
use ens_coding::table::{Editions, Loaded, Tables};
use ens_coding::{Date, Error, Rulebook};
use serde::Serialize;

pub use item::{Field, Item, What};

/// One of the two packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Edition of the data.
    pub edition: String,
    /// Names the content, in hexadecimal digits.
    pub digest: String,
}

/// How many changes there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows or pairs that are new.
    pub added: u64,
    /// Rows or pairs that are gone.
    pub removed: u64,
    /// Rows or pairs whose values changed.
    pub changed: u64,
    /// Pairs that were edits and got a last day.
    pub ended: u64,
    /// Pairs that had ended and are edits again.
    pub reinstated: u64,
    /// Pairs that are edits in both, with another modifier indicator.
    pub indicator: u64,
    /// Among those: from 0 to 1, so that a modifier can now separate them.
    pub loosened: u64,
    /// Among those: from 1 to 0, so that no modifier can any longer.
    pub tightened: u64,
    /// Pairs that became edits while the same codes the other way round ceased to be one.
    pub reversed: u64,
    /// Changes of any kind that alter what held on days before the newer edition.
    pub retroactive: u64,
}

/// What changed between two packs of a table. Its `Display` is the whole list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Name of the table.
    pub table: String,
    /// The older pack.
    pub old: Side,
    /// The newer pack.
    pub new: Side,
    /// The numbers.
    pub counts: Counts,
    /// The changes, in the order of their keys.
    pub items: Vec<Item>,
}

/// Compares two packs of the same table.
///
/// # Errors
/// Those of packs that cannot be loaded, with the path `old` or `new`, and `pack/other-table`.
pub fn diff(old: &[u8], new: &[u8]) -> Result<Diff, Error> {
    let (opened, newer) = (pack::open(old, "old")?, pack::open(new, "new")?);
    if opened.header.table != newer.header.table {
        return Err(Error::new("pack/other-table", "new"));
    }
    let first_day: Option<Date> = newer.header.edition.parse().ok().or(newer.header.from);
    let books = (loaded(old, "old")?, loaded(new, "new")?);
    let items = changes(&opened.header.table, (books.0.tables(), books.1.tables()), first_day)?;
    let side = |opened: Opened<'_>| Side { edition: opened.header.edition, digest: opened.digest };
    let table = opened.header.table.clone();
    Ok(Diff { table, old: side(opened), new: side(newer), counts: item::counted(&items), items })
}

fn loaded(bytes: &[u8], path: &str) -> Result<Rulebook, Error> {
    Rulebook::load([bytes]).map_err(|error| Error::new(error.code(), path))
}

/// The table of the only edition.
fn only<T>(editions: &Editions<T>) -> Option<&T> {
    editions.all().next().map(|Loaded { table, .. }| table)
}

/// Both sides of a table.
fn both<'t, T>(tables: (&'t Tables, &'t Tables), of: impl Fn(&'t Tables) -> &'t Editions<T>) -> Option<(&'t T, &'t T)> {
    only(of(tables.0)).zip(only(of(tables.1)))
}

macro_rules! by_name {
    ($table:expr, $tables:expr, $first_day:expr, rows: $($row:ident)*, pairs: $($pair:ident)*) => {
        match $table {
            $(stringify!($row) => both($tables, |all| &all.$row).map(|(old, new)| rows::changes(old, new)),)*
            $(stringify!($pair) => {
                both($tables, |all| &all.$pair).map(|(old, new)| pairs::changes(old, new, $first_day))
            })*
            "coverage" => both($tables, |all| &all.coverage).map(|(old, new)| coverage::changes(old, new)),
            "hcpcs" => both($tables, |all| &all.hcpcs).map(|(old, new)| {
                let codes = rows::changes(&old.codes, &new.codes);
                [codes, rows::changes(&old.modifiers, &new.modifiers)].concat()
            }),
            "locality" => both($tables, |all| &all.locality).map(|(old, new)| {
                [rows::changes(&old.areas, &new.areas), rows::changes(&old.zips, &new.zips)].concat()
            }),
            "icd10cm" => match both($tables, |all| &all.icd10cm) {
                Some((old, new)) => Some(icd10cm::changes(old, new)?),
                None => None,
            },
            _ => None,
        }
    };
}

fn changes(table: &str, tables: (&Tables, &Tables), first_day: Option<Date>) -> Result<Vec<Item>, Error> {
    let found = by_name!(
        table, tables, first_day,
        rows: add_on authorization believed_pairs codes conversion_factor denial_codes denials diagnosis_lists documentation gpci
            icd10cm_dates imaging modifiers mue_dme mue_hospital mue_practitioner pfs place remedies status synonyms thresholds,
        pairs: ptp_hospital ptp_practitioner
    );
    Ok(found.unwrap_or_default())
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: {} ({}) -> {} ({})",
            self.table, self.old.edition, self.old.digest, self.new.edition, self.new.digest
        )?;
        let all = self.counts;
        let numbers = [
            ("new", all.added),
            ("removed", all.removed),
            ("changed", all.changed),
            ("ended", all.ended),
            ("reinstated", all.reinstated),
            ("other indicator", all.indicator),
            ("of these 0 -> 1", all.loosened),
            ("of these 1 -> 0", all.tightened),
            ("turned round", all.reversed),
            ("retroactive", all.retroactive),
        ];
        let numbers: Vec<String> =
            numbers.iter().filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")).collect();
        writeln!(f, "{}", if numbers.is_empty() { "no change".to_owned() } else { numbers.join(", ") })?;
        self.items.iter().try_for_each(|item| writeln!(f, "{item}"))
    }
}
