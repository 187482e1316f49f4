//! All tables of a rulebook, each one present or not.

use alloc::string::String;
use alloc::vec::Vec;

use super::{
    AddOn, BelievedPair, CodeFact, DenialCode, DenialFact, DenialKind, DiagnosisList, Duty, Editions, Factor, Fee,
    Gpci, Guidance, Hcpcs, Icd10cm, Icd10cmBody, Key, ListedDenial, ListedDiagnosis, Loaded, LocalCoverage, Localities,
    Locality, ModifierFact, PairEdits, Place, Pool, Remedy, Reviewed, Synonym, Table, UnitLimit,
};

use crate::code::{Code, Modifier, PlaceOfService};
use crate::date::Date;
use crate::diagnosis::Diagnosis;
use crate::error::Error;
use crate::pack::{self, Header};

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $kind:ty;)*) => {
        /// The tables of a rulebook, each with its editions; a missing one has none, never an empty one.
        #[derive(Clone, Debug, Default)]
        pub struct Tables {
            $($(#[$doc])* pub $name: Editions<$kind>,)*
        }

        impl Tables {
            /// Names of all tables.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];

            /// Adds the table of an opened pack.
            pub(crate) fn add(&mut self, header: &Header, body: &[u8], path: &str) -> Result<(), Error> {
                match header.table.as_str() {
                    $(stringify!($name) => {
                        self.$name.add(Loaded::new(header, <$kind as Body>::read(body, path)?), path)
                    })*
                    _ => Err(Error::new("pack/version", path)),
                }
            }

            /// Name, edition and number of rows of every loaded table.
            pub fn sizes(&self) -> Vec<(&'static str, &str, usize)> {
                let mut sizes = Vec::new();
                $(sizes.extend(self.$name.all().map(|it| (stringify!($name), it.edition.as_str(), it.table.size())));)*
                sizes
            }
        }

        /// The tables in the editions of one date, looked up once for all questions of a claim.
        #[derive(Clone, Copy, Debug)]
        pub struct TablesOn<'a> {
            $($name: Option<&'a Loaded<$kind>>,)*
        }

        impl Tables {
            /// The tables as they stand on a date.
            pub fn on(&self, date: Date) -> TablesOn<'_> {
                TablesOn { $($name: self.$name.on(date),)* }
            }
        }

        impl<'a> TablesOn<'a> {
            $($(#[$doc])*
            #[inline]
            pub const fn $name(&self) -> Option<&'a Loaded<$kind>> {
                self.$name
            })*
        }
    };
}

tables! {
    /// Add-on codes and their primaries.
    add_on: Table<Code, AddOn>;
    /// Codes that programs review before they are paid.
    authorization: Table<Code, Reviewed>;
    /// Pairs that guides believe in.
    believed_pairs: Table<(Code, Code), BelievedPair>;
    /// What the codes are and when they are in force.
    codes: Table<Code, CodeFact>;
    /// Conversion factors in ten-thousandths of a dollar.
    conversion_factor: Table<Factor, u32>;
    /// Local coverage: articles and determinations of contractors.
    coverage: LocalCoverage;
    /// Adjustment group, adjustment reason and remark codes.
    denial_codes: Table<(DenialKind, DenialCode), ListedDenial>;
    /// What adjustment and remark codes mean for a line.
    denials: Table<(DenialKind, DenialCode), DenialFact>;
    /// Diagnoses on the lists of policies, by the name of the list.
    diagnosis_lists: Table<DiagnosisList, ListedDiagnosis>;
    /// What to record for codes, in the order of the list.
    documentation: Table<u16, Duty>;
    /// Geographic practice cost indices.
    gpci: Table<Locality, Gpci>;
    /// HCPCS Level II.
    hcpcs: Hcpcs;
    /// ICD-10-CM codes and billable flags.
    icd10cm: Icd10cm;
    /// ICD-10-CM codes whose dates are known.
    icd10cm_dates: Table<Diagnosis, bool>;
    /// How guidance stands to procedures, the procedure first.
    imaging: Table<(Code, Code), Guidance>;
    /// Payment localities and ZIP codes.
    locality: Localities;
    /// Modifiers.
    modifiers: Table<Modifier, ModifierFact>;
    /// Unit edits of equipment suppliers.
    mue_dme: Table<Code, UnitLimit>;
    /// Unit edits of hospital outpatient claims.
    mue_hospital: Table<Code, UnitLimit>;
    /// Unit edits of practitioner claims.
    mue_practitioner: Table<Code, UnitLimit>;
    /// The fee schedule.
    pfs: Table<Code, Fee>;
    /// Places of service.
    place: Table<PlaceOfService, Place>;
    /// Pair edits of hospital outpatient claims, column one first.
    ptp_hospital: PairEdits;
    /// Pair edits of practitioner claims, column one first.
    ptp_practitioner: PairEdits;
    /// What denials point at, and what is done about them.
    remedies: Table<String, Remedy>;
    /// Fee-schedule status indicators.
    status: Table<Code, char>;
    /// Other words that people search for.
    synonyms: Table<String, Synonym>;
    /// Yearly therapy amounts in cents, by pool and year.
    thresholds: Table<(Pool, u16), u64>;
}

impl Tables {
    /// Takes the statuses out of whole fee schedules, so that they go before the bundled ones on the dates that they cover.
    pub(crate) fn take_statuses(&mut self) -> Result<(), Error> {
        for fees in self.pfs.all().filter(|fees| fees.is_whole) {
            let whole = fees.table.rows().iter().filter(|row| row.value.modifier.is_none());
            let rows = whole.map(|row| row.with(row.value.status)).collect();
            let table = Table::of_sorted(fees.table.sources.clone(), rows);
            let (edition, is_whole) = (fees.edition.clone(), true);
            self.status.add(Loaded { table, edition, from: fees.from, to: fees.to, is_whole }, "$")?;
        }
        Ok(())
    }
}

/// A body that can be read and checked, and has rows.
trait Body: Sized {
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error>;
    fn size(&self) -> usize;
}

impl<K, V> Body for Table<K, V>
where
    K: Key + for<'a> serde::Deserialize<'a>,
    V: for<'a> serde::Deserialize<'a>,
{
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        let table: Self = pack::body(bytes, path)?;
        sound(table.indexed(), Self::is_sound, path)
    }

    fn size(&self) -> usize {
        self.rows().len()
    }
}

/// A table whose rows are in the order that look-ups rely on.
fn sound<T>(table: T, is_sound: impl Fn(&T) -> bool, path: &str) -> Result<T, Error> {
    if is_sound(&table) { Ok(table) } else { Err(Error::new("pack/disordered", path)) }
}

impl Body for Icd10cm {
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        let body: Icd10cmBody = pack::body(bytes, path)?;
        Self::from_body(&body).ok_or_else(|| Error::new("pack/disordered", path))
    }

    fn size(&self) -> usize {
        self.len()
    }
}

impl Body for PairEdits {
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        Self::read(bytes, path)
    }

    fn size(&self) -> usize {
        self.len()
    }
}

impl Body for Hcpcs {
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        let Self { codes, modifiers } = pack::body(bytes, path)?;
        let tables = Self { codes: codes.indexed(), modifiers };
        sound(tables, |it| it.codes.is_sound() && it.modifiers.is_sound(), path)
    }

    fn size(&self) -> usize {
        self.codes.size().saturating_add(self.modifiers.size())
    }
}

impl Body for Localities {
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        sound(pack::body(bytes, path)?, |it: &Self| it.areas.is_sound() && it.zips.is_sound(), path)
    }

    fn size(&self) -> usize {
        self.areas.size().saturating_add(self.zips.size())
    }
}

impl Body for LocalCoverage {
    fn read(bytes: &[u8], path: &str) -> Result<Self, Error> {
        sound(pack::body(bytes, path)?, Self::is_sound, path)
    }

    fn size(&self) -> usize {
        self.articles.len()
    }
}
