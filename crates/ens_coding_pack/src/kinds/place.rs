//! Places of service, from lists with their codes, names, and whether they are paid at the facility rate.

#[cfg(test)]
mod tests;

use ens_coding::table::{Place, Row as Stored};
use ens_coding::{PlaceOfService, Trust};

use super::hcpcs::table;
use super::{Body, Given, Kind, source_of};
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed};
use crate::kinds::choice::{TEXT_FIRST, chosen, only};
use crate::kinds::guards::reaches;
use crate::kinds::release::Release;
use crate::notes::Notes;
use crate::sheet::Flow;
use crate::source::Source;

const WANTED: &[Wanted] = &[
    needed(&["poscode", "placeofservicecode", "placeofservicecodes"]),
    needed(&["postype", "facilitytype", "facilitynonfacility"]),
    needed(&["posname", "placeofservicename"]),
];
/// The longest name.
const LONGEST: usize = 200;

pub(crate) fn read(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let found = chosen(sources, TEXT_FIRST, |source| Columns::find(source, WANTED))?;
    let (source, columns) = only(&found)?;
    let edition = Release::history(Release::of_name(source.name()), given, source)?;
    let mut rows: Vec<(Stored<PlaceOfService, Place>, u64)> = Vec::new();
    columns.each_row(source, &mut |row| {
        reaches(row, columns.of(1).max(columns.of(2)))?;
        // A number may have lost its leading zero.
        let key = format!("{:0>2}", row.cell(columns.of(0)));
        let key = key.parse().map_err(|_| row.fault("pos_code", Reason::Code))?;
        let name = row.cell(columns.of(2));
        if name.is_empty() || name.len() > LONGEST {
            return Err(row.fault("pos_name", Reason::Value));
        }
        let facility = match crate::header::plain(row.cell(columns.of(1))).as_str() {
            "facility" => true,
            "nonfacility" => false,
            _ => return Err(row.fault("pos_type", Reason::Value)),
        };
        let value = Place { label: name.to_owned(), facility };
        if rows.len() >= 1000 {
            return Err(row.fault("", Reason::TooMany));
        }
        rows.push((Stored { key, value, from: None, to: None, source: 0, trust: Trust::Primary }, row.number()));
        Ok(Flow::Next)
    })?;
    let table = table(vec![source_of(Kind::Place, &edition.name)], rows, source, notes)?;
    Body::of(&table, table.rows().len(), 0, edition)
}
