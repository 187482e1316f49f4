//! The kinds of tables: for each one the file that reads it.

mod add_on;
mod choice;
mod conversion_factor;
mod coverage;
mod denial_codes;
mod edition;
mod gpci;
mod guards;
mod hcpcs;
mod icd10cm;
mod localities;
mod locality;
mod mue;
mod pfs;
mod place;
mod ptp;
mod release;
mod setting;
#[cfg(test)]
mod testing;

use std::fmt;
use std::str::FromStr;

use ens_coding::Date;
use ens_coding::table::PackSource;

use crate::fault::{Fault, Reason};
use crate::notes::Notes;
use crate::source::Source;

pub(crate) use edition::Edition;

/// Rows after which progress is told.
const EVERY: u64 = 4096;

/// What the user says of the files; it wins over what they say themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Edition, such as `2026-07-01` or `2026Q3`.
    pub edition: Option<String>,
    /// First day for which the pack answers.
    pub from: Option<Date>,
    /// Last day for which the pack answers.
    pub to: Option<Date>,
}

/// The body of a pack.
#[derive(Debug)]
pub(crate) struct Body {
    pub bytes: Vec<u8>,
    /// Rows that were taken.
    pub rows: u64,
    /// Codes of which the table speaks.
    pub codes: u64,
    pub edition: Edition,
}

impl Body {
    /// A body in postcard form.
    pub fn of(
        table: &impl serde::Serialize,
        rows: impl TryInto<u64>,
        codes: impl TryInto<u64>,
        edition: Edition,
    ) -> Result<Self, Fault> {
        let bytes = postcard::to_allocvec(table).map_err(|_| Fault::of("", Reason::TooMany))?;
        let (rows, codes) = (rows.try_into().unwrap_or(u64::MAX), codes.try_into().unwrap_or(u64::MAX));
        Ok(Self { bytes, rows, codes, edition })
    }
}

macro_rules! kinds {
    ($($name:ident = $word:literal, $title:literal, $licence:ident, $read:expr;)*) => {
        /// A kind of table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Kind { $(#[doc = $title] $name,)* }

        impl Kind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// Its word, as it is given on a command line.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// What it is, in words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// On what terms its content is used.
            pub(crate) const fn licence(self) -> &'static str {
                match self { $(Self::$name => $licence,)* }
            }
        }

        /// Reads the table of a kind.
        pub(crate) fn read(kind: Kind, sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
            match kind { $(Kind::$name => ($read)(sources, given, notes),)* }
        }
    };
}

const CPT: &str = "CMS file; CPT codes are copyright of the American Medical Association, used under the user's licence with CMS and AMA";
const PUBLIC: &str = "public domain: a work of the government of the United States";
const X12: &str = "code numbers only; the words of the lists are X12's and are not stored";

kinds! {
    PtpPractitioner = "ptp-practitioner", "CMS NCCI PTP edits, practitioner", CPT, ptp::practitioner;
    PtpHospital = "ptp-hospital", "CMS NCCI PTP edits, outpatient hospital", CPT, ptp::hospital;
    MuePractitioner = "mue-practitioner", "CMS NCCI MUE values, practitioner", CPT, mue::practitioner;
    MueHospital = "mue-hospital", "CMS NCCI MUE values, outpatient hospital", CPT, mue::hospital;
    MueDme = "mue-dme", "CMS NCCI MUE values, DME supplier", CPT, mue::dme;
    AddOn = "add-on", "CMS NCCI add-on code edits", CPT, add_on::read;
    Pfs = "pfs", "CMS physician fee schedule, relative values", CPT, pfs::read;
    Gpci = "gpci", "CMS geographic practice cost indices", PUBLIC, gpci::read;
    ConversionFactor = "conversion-factor", "CMS conversion factors", PUBLIC, conversion_factor::read;
    Locality = "locality", "CMS payment localities", PUBLIC, locality::read;
    Hcpcs = "hcpcs", "CMS HCPCS Level II", PUBLIC, hcpcs::read;
    Icd10cm = "icd10cm", "CDC and CMS ICD-10-CM", PUBLIC, icd10cm::read;
    Place = "place", "CMS places of service", PUBLIC, place::read;
    DenialCodes = "denial-codes", "X12 and CMS adjustment reason and remark codes", X12, denial_codes::read;
    Coverage = "coverage", "CMS Medicare Coverage Database", CPT, coverage::read;
}

impl Kind {
    /// Name of the table, as packs have it.
    pub fn table(self) -> String {
        self.word().replace('-', "_")
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// The error of a word that is no kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownKind;

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a kind of table; the kinds are ")?;
        Kind::ALL.iter().enumerate().try_for_each(|(at, kind)| {
            f.write_str(if at == 0 { "" } else { ", " })?;
            kind.fmt(f)
        })
    }
}

impl std::error::Error for UnknownKind {}

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(word: &str) -> Result<Self, UnknownKind> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word).ok_or(UnknownKind)
    }
}

/// The source of all rows of a table.
pub(crate) fn source_of(kind: Kind, edition: &str) -> PackSource {
    PackSource::primary(format!("{kind}-{edition}"), format!("{}, {edition}", kind.title()))
}
