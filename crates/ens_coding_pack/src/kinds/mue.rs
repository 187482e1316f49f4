//! Unit edits: one file for each setting, as comma separated text or as a workbook.

use std::collections::BTreeMap;

use ens_coding::table::{Row as Stored, Table, UnitLimit};
use ens_coding::{Code, Date, Trust};

use super::choice::with_header;
use super::setting::Setting;
use super::{Body, Edition, Given, Kind, source_of};
use crate::fault::{Fault, Reason};
use crate::header::{Wanted, needed};
use crate::notes::Notes;
use crate::sheet::{Flow, Row};
use crate::source::Source;

/// More codes than there are by far.
const MOST: usize = 500_000;

const CODE: usize = 0;
const UNITS: usize = 1;
const ADJUDICATION: usize = 2;

/// Columns of CMS's files, and of those that were cleaned.
const WANTED: [Wanted; 3] = [
    needed(&["hcpcscptcode", "hcpcscode", "hcpcs", "cpthcpcscode"]),
    needed(&["*muevalue*", "mueunits"]),
    needed(&["mueadjudicationindicator*", "muemai"]),
];

const PRACTITIONER: &str = "practitioner";
const HOSPITAL: &str = "hospital";
const DME: &str = "dmesupplier";

pub(crate) fn practitioner(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let setting = Setting { own: &[PRACTITIONER], others: &[HOSPITAL, DME] };
    read(Kind::MuePractitioner, &setting, sources, given, notes)
}

pub(crate) fn hospital(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let setting = Setting { own: &[HOSPITAL], others: &[PRACTITIONER, DME] };
    read(Kind::MueHospital, &setting, sources, given, notes)
}

pub(crate) fn dme(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let setting = Setting { own: &[DME], others: &[PRACTITIONER, HOSPITAL] };
    read(Kind::MueDme, &setting, sources, given, notes)
}

fn read(
    kind: Kind,
    setting: &Setting,
    sources: &[Source],
    given: &Given,
    notes: &mut Notes<'_>,
) -> Result<Body, Fault> {
    let taken = with_header(sources, &WANTED)?;
    let mut edition: Option<Edition> = None;
    let mut limits: BTreeMap<Code, UnitLimit> = BTreeMap::new();
    for (source, columns) in &taken {
        setting.check(source, columns.words())?;
        let own = Edition::or_given(day_of(source.name()).and_then(Edition::quarter_of), given, source)?;
        if edition.as_ref().is_some_and(|edition| *edition != own) {
            return Err(Fault::of(source.name(), Reason::MixedEditions));
        }
        edition = Some(own);
        columns.each_row(source, &mut |row| {
            if row.len() <= columns.of(ADJUDICATION) {
                return Err(row.fault("", Reason::Cells));
            }
            let code = row.code(columns.of(CODE), "code")?;
            let units = row.whole(columns.of(UNITS), "units")?;
            let limit = UnitLimit { units, adjudication: adjudication(row, columns.of(ADJUDICATION))? };
            match limits.insert(code, limit) {
                Some(earlier) if earlier != limit => return Err(row.fault("units", Reason::Contradiction)),
                Some(_) => notes.odd("the same row twice", row),
                None if limits.len() > MOST => return Err(row.fault("", Reason::TooMany)),
                None => {}
            }
            Ok(Flow::Next)
        })?;
    }
    let edition = edition.ok_or_else(|| Fault::of("", Reason::NothingFits))?;
    let count = limits.len();
    let rows = limits.into_iter().map(|(key, value)| Stored {
        key,
        value,
        from: None,
        to: None,
        source: 0,
        trust: Trust::Primary,
    });
    Body::of(&Table::new(vec![source_of(kind, &edition.name)], rows.collect()), count, count, edition)
}

/// The indicator: a digit, alone or before its words.
fn adjudication(row: &Row<'_>, at: usize) -> Result<u8, Fault> {
    match row.cell(at).as_bytes() {
        [digit @ b'1'..=b'3', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_digit) => {
            Ok(digit.wrapping_sub(b'0'))
        }
        _ => Err(row.fault("adjudication indicator", Reason::Value)),
    }
}

/// The day in a name: `MM-DD-YYYY` or `YYYY-MM-DD`, with any separators.
fn day_of(name: &str) -> Option<Date> {
    let words: Vec<&str> = name.split(|it: char| !it.is_ascii_alphanumeric()).collect();
    words.windows(3).find_map(|three| {
        let numbers: Vec<u32> = three.iter().filter_map(|word| word.parse().ok()).collect();
        match *numbers.as_slice() {
            [year @ 1900..=2199, month, day] | [month, day, year @ 1900..=2199] => Date::new(year, month, day),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_names() {
        for name in [
            "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv",
            "mue_dme_supplier_2026-07-01.csv",
            "a.zip/b_07_01_2026.xlsx",
        ] {
            assert_eq!(day_of(name), Date::new(2026, 7, 1), "{name}");
        }
        assert_eq!(day_of("mue-2026.csv"), None);
    }
}
