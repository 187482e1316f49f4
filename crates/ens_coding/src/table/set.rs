//! All tables of a rulebook, each one present or not.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::{
    AddOn, BelievedPair, CodeFact, DiagnosisList, Icd10cm, Icd10cmBody, ListedDiagnosis, ModifierFact, PackSource,
    Pair, Pairs, Place, Pool, Table, UnitLimit, UnitSetting,
};
use crate::code::{Code, Modifier, PlaceOfService};
use crate::date::Date;
use crate::diagnosis::Diagnosis;
use crate::error::Error;
use crate::pack::{self, Header};

/// A loaded table and its edition.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// The table.
    pub table: T,
    /// Edition of the data.
    pub edition: String,
    /// First day that the edition covers.
    pub from: Option<Date>,
    /// Last day that the edition covers.
    pub to: Option<Date>,
}

impl<T> Loaded<T> {
    /// Whether the edition covers a date.
    pub fn covers(&self, date: Date) -> bool {
        date.within(self.from, self.to)
    }
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $kind:ty;)*) => {
        /// The tables of a rulebook; a missing one is `None`, never an empty one.
        #[derive(Clone, Debug, Default)]
        pub struct Tables {
            $($(#[$doc])* pub $name: Option<Arc<Loaded<$kind>>>,)*
        }

        impl Tables {
            /// Names of all tables.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];

            /// Adds the table of an opened pack.
            pub(crate) fn add(&mut self, header: &Header, body: &[u8], path: &str) -> Result<(), Error> {
                match header.table.as_str() {
                    $(stringify!($name) => {
                        if self.$name.is_some() {
                            return Err(Error::new("pack/duplicate", path));
                        }
                        self.$name = Some(Arc::new(Loaded {
                            table: <$kind as Body>::read(body, path)?,
                            edition: header.edition.clone(),
                            from: header.from,
                            to: header.to,
                        }));
                    })*
                    _ => return Err(Error::new("pack/version", path)),
                }
                Ok(())
            }
        }
    };
}

tables! {
    /// Add-on codes and their primaries.
    add_ons: Table<Code, AddOn>;
    /// Pairs that guides believe in.
    believed_pairs: Pairs<BelievedPair>;
    /// What the codes are and when they are in force.
    codes: Table<Code, CodeFact>;
    /// Diagnoses on the lists of policies, by the name of the list.
    diagnosis_lists: Table<DiagnosisList, ListedDiagnosis>;
    /// ICD-10-CM codes and billable flags.
    icd10cm: Icd10cm;
    /// ICD-10-CM codes whose dates are known.
    icd10cm_dates: Table<Diagnosis, bool>;
    /// Modifiers.
    modifiers: Table<Modifier, ModifierFact>;
    /// Pair edits, column one first.
    pairs: Pairs<Pair>;
    /// Places of service.
    places: Table<PlaceOfService, Place>;
    /// Fee-schedule status indicators.
    status: Table<Code, char>;
    /// Yearly therapy amounts in cents, by pool and year.
    thresholds: Table<(Pool, u16), u64>;
    /// Unit edits.
    unit_limits: Table<(Code, UnitSetting), UnitLimit>;
    /// National relative values in hundredths, for ranking the two lines of a pair.
    values: Table<Code, u32>;
}

/// The sources that a table begins with, and the rest of it; one function for all tables.
fn sources<'a>(bytes: &'a [u8], path: &str) -> Result<(Vec<PackSource>, &'a [u8]), Error> {
    postcard::take_from_bytes(bytes).map_err(|_| Error::new("pack/truncated", path))
}

/// A body that can be read and checked.
trait Body: Sized {
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error>;
}

impl<K, V> Body for Table<K, V>
where
    K: Ord + for<'a> serde::Deserialize<'a>,
    V: for<'a> serde::Deserialize<'a>,
{
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        let (sources, rows) = sources(bytes, path)?;
        let table = Self { sources, rows: pack::body(rows, path)? };
        if table.is_sound() { Ok(table) } else { Err(Error::new("pack/disordered", path)) }
    }
}

impl Body for Icd10cm {
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        let body: Icd10cmBody = pack::body(bytes, path)?;
        Self::from_body(&body).ok_or_else(|| Error::new("pack/disordered", path))
    }
}

impl<V: for<'a> serde::Deserialize<'a>> Body for Pairs<V> {
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        Table::read(bytes, path).map(Self::new)
    }
}
