//! The ZIP code file, fixed width of 80 characters.

use ens_coding::table::{Zip, ZipArea};

use super::{MOST, Zips};
use crate::fault::{Fault, Reason};
use crate::kinds::EVERY;
use crate::kinds::guards::characters;
use crate::kinds::localities::locality_of;
use crate::kinds::release::Release;
use crate::notes::Notes;
use crate::sheet::{Flow, each_row};
use crate::source::Source;

/// Whether a line is a record of the ZIP code file.
pub(super) fn is_record(line: &str) -> bool {
    let is_number = |text: &str, len| text.len() == len && text.bytes().all(|it| it.is_ascii_digit());
    let state = characters(line, (1, 2));
    state.len() == 2
        && state.bytes().all(|it| it.is_ascii_uppercase())
        && is_number(characters(line, (3, 7)), 5)
        && is_number(characters(line, (8, 12)), 5)
        && is_number(characters(line, (76, 80)), 5)
}

/// The ZIP codes of a file, and its quarter, which stands in every record as `YYYYQ`.
pub(super) fn read(zips: &mut Zips, source: &Source, notes: &mut Notes<'_>) -> Result<Option<Release>, Fault> {
    let mut release: Option<Release> = None;
    let mut rows = 0_u64;
    each_row(source, &mut |row| {
        rows = rows.saturating_add(1);
        if rows.is_multiple_of(EVERY) {
            notes.progress(rows);
        }
        let text = |place| characters(row.line(), place);
        if row.line().chars().count() < 80 {
            return Err(row.fault("", Reason::Cells));
        }
        let fault = |column| move |_| row.fault(column, Reason::Value);
        let key: Zip = text((3, 7)).parse().map_err(fault("Zip Code"))?;
        if !is_record(row.line()) {
            return Err(row.fault("Zip Code", Reason::Value));
        }
        let rural = text((15, 15));
        let area = ZipArea {
            state: text((1, 2)).parse().map_err(fault("State"))?,
            locality: locality_of(row, text((8, 12)), text((13, 14)))?,
            rural: Some(rural)
                .filter(|it| ["", "R", "B"].contains(it))
                .and_then(|it| it.parse().ok())
                .ok_or_else(|| row.fault("Rural Indicator", Reason::Value))?,
            needs_plus_four: match text((21, 21)) {
                "1" => true,
                "0" | "" => false,
                _ => return Err(row.fault("Plus Four Flag", Reason::Value)),
            },
        };
        let (year, quarter) = text((76, 80)).split_at_checked(4).unwrap_or_default();
        let (year, quarter) = (year.parse().unwrap_or_default(), quarter.parse().unwrap_or_default());
        let own = Release::quarter(year, quarter);
        if !(1..=4).contains(&quarter) {
            return Err(row.fault("Year/Quarter", Reason::Date));
        }
        if release.is_some_and(|known| known != own) {
            return Err(row.fault("Year/Quarter", Reason::MixedEditions));
        }
        release = Some(own);
        match zips.get(&key) {
            Some(earlier) if *earlier == area => notes.odd("the same row twice", row),
            Some(_) => return Err(row.fault("Zip Code", Reason::Contradiction)),
            None if zips.len() >= MOST => return Err(row.fault("", Reason::TooMany)),
            None => {
                zips.insert(key, area);
            }
        }
        Ok(Flow::Next)
    })?;
    Ok(release)
}
