//! What the rows of the fee schedule's tables say.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize, Serializer};

use super::{Key, Row, Table};
use crate::code::{Code, Modifier};
use crate::date::Date;
use crate::error::Malformed;

/// A row of the fee schedule: one code, with or without a component modifier, in one release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// 26, TC or 53; `None` for the whole service.
    pub modifier: Option<Modifier>,
    /// Status indicator.
    pub status: char,
    /// Not used for Medicare payment: the values are there for others. `None` where the source does not say.
    pub not_used: Option<bool>,
    /// Relative value of the work, in hundredths.
    pub work: u32,
    /// Relative value of the practice expense outside of a facility, in hundredths.
    pub pe_nonfacility: u32,
    /// Relative value of the practice expense in a facility, in hundredths.
    pub pe_facility: u32,
    /// Relative value of malpractice, in hundredths.
    pub malpractice: u32,
    /// Not payable outside of a facility (`NA`); `None` where the source does not say.
    pub na_nonfacility: Option<bool>,
    /// Not payable in a facility (`NA`); `None` where the source does not say.
    pub na_facility: Option<bool>,
    /// Global period as it stands: `000`, `010`, `090`, `XXX`, `YYY`, `ZZZ`, `MMM`.
    pub global: Indicator,
    /// Multiple-procedure indicator.
    pub multiple_procedure: Indicator,
    /// Bilateral indicator.
    pub bilateral: Indicator,
    /// Assistant-at-surgery indicator.
    pub assistant: Indicator,
    /// Co-surgeon indicator.
    pub co_surgeon: Indicator,
    /// Team-surgery indicator.
    pub team: Indicator,
    /// Professional and technical component indicator.
    pub component: Indicator,
    /// Base code of an endoscopy family.
    pub endoscopic_base: Option<Code>,
    /// Physician supervision of diagnostic procedures.
    pub supervision: Indicator,
    /// Diagnostic imaging family.
    pub imaging_family: Indicator,
    /// Conversion factor of the release, in ten-thousandths of a dollar; 0 where the file has none.
    pub conversion_factor: u32,
}

impl Fee {
    /// National total outside of a facility, in hundredths of a relative value unit.
    pub const fn total_nonfacility(&self) -> u32 {
        self.work.saturating_add(self.pe_nonfacility).saturating_add(self.malpractice)
    }

    /// National total in a facility, in hundredths of a relative value unit.
    pub const fn total_facility(&self) -> u32 {
        self.work.saturating_add(self.pe_facility).saturating_add(self.malpractice)
    }
}

impl Table<Code, Fee> {
    /// The row of a code and its component (26, TC, 53, or `None` for the whole service) that is in force on a date.
    pub fn fee(&self, code: Code, modifier: Option<Modifier>, date: Date) -> Option<&Row<Code, Fee>> {
        self.all(&code).iter().find(|row| row.value.modifier == modifier && row.holds_on(date))
    }
}

/// An identifier of up to `N` letters and digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Short<const N: usize>([u8; N]); // padded with zero bytes

/// An indicator of the fee schedule, up to three letters or digits; empty where the file has none.
pub type Indicator = Short<3>;
/// A Medicare contractor's number, such as `01182`.
pub type Contractor = Short<5>;
/// A ZIP code of five digits.
pub type Zip = Short<5>;
/// A denial code: an adjustment reason (`97`, `B7`) or a remark (`N362`).
pub type DenialCode = Short<5>;

impl<const N: usize> Short<N> {
    /// The text.
    pub fn as_str(&self) -> &str {
        let len = self.0.iter().position(|byte| *byte == 0).unwrap_or(N);
        self.0.get(..len).and_then(|text| core::str::from_utf8(text).ok()).unwrap_or_default()
    }
}

impl<const N: usize> Default for Short<N> {
    fn default() -> Self {
        Self([0; N])
    }
}

impl<const N: usize> FromStr for Short<N> {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut bytes = [0; N];
        let space = bytes.get_mut(..text.len()).ok_or(Malformed::Range)?;
        space.copy_from_slice(text.as_bytes());
        if text.bytes().all(|byte| byte.is_ascii_alphanumeric()) { Ok(Self(bytes)) } else { Err(Malformed::Range) }
    }
}

impl<const N: usize> fmt::Display for Short<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<const N: usize> fmt::Debug for Short<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<const N: usize> Serialize for Short<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, const N: usize> Deserialize<'de> for Short<N> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text: &str = Deserialize::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl<const N: usize> Key for Short<N> {}

/// A payment locality: the contractor's number and the two digits of its locality, such as `0118218`.
pub type Locality = Short<7>;

impl Locality {
    /// The contractor's number.
    pub fn contractor(&self) -> &str {
        self.as_str().get(..5).unwrap_or_default()
    }

    /// The two digits of the locality.
    pub fn number(&self) -> &str {
        self.as_str().get(5..).unwrap_or_default()
    }
}

/// Geographic practice cost indices of a locality, in thousandths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gpci {
    /// State, two letters.
    pub state: Indicator,
    /// Name of the locality, as CMS writes it.
    pub name: String,
    /// Index of the work, as the file has it: with or without the floor of 1.
    pub work: u32,
    /// Index of the practice expense.
    pub practice_expense: u32,
    /// Index of malpractice.
    pub malpractice: u32,
}

/// What a conversion factor is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Factor {
    /// Physician services.
    Physician,
    /// Physician services of qualifying participants of advanced payment models, from 2026.
    QualifyingParticipant,
    /// Anesthesia, by locality; `None` for the national one.
    Anesthesia(Option<Locality>),
}

impl Key for Factor {}

/// Where a locality lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// State, two letters or its name, as CMS writes it.
    pub state: String,
    /// Name of the area.
    pub name: String,
    /// Its counties, as CMS lists them.
    pub counties: String,
}

/// To which locality a ZIP code belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZipArea {
    /// State, two letters.
    pub state: Indicator,
    /// The payment locality.
    pub locality: Locality,
    /// Rural indicator: empty, `R`, or `B` (super rural).
    pub rural: Indicator,
    /// Parts of the ZIP code lie elsewhere: the four further digits decide.
    pub needs_plus_four: bool,
}

/// Localities, and the ZIP codes that lie in them; either may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localities {
    /// The areas.
    pub areas: Table<Locality, Area>,
    /// The ZIP codes.
    pub zips: Table<Zip, ZipArea>,
}
