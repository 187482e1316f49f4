//! The payment locality, and its geographic indices.

use alloc::string::ToString;

use ens_coding::Edition;
use ens_coding::table::Locality;

use crate::estimate::FeeArea;
use crate::money::ONE;
use crate::refusal::Refusal;
use crate::request::FeeRequest;
use crate::terms::is_near;
use crate::words::Reason;

const NATIONAL: FeeArea =
    FeeArea { locality: None, name: None, work: ONE, practice_expense: ONE, malpractice: ONE, citation: None };

/// The locality that is named, or that of the ZIP code, with its indices; the national ones where neither is named.
pub(crate) fn of(request: &FeeRequest, edition: &Edition<'_>, strict: bool) -> Result<FeeArea, Refusal> {
    let Some(locality) = named(request, edition, strict)? else { return Ok(NATIONAL) };
    let (tables, date) = (edition.tables(), edition.date());
    let indices = tables.gpci().filter(|it| is_near(it, date, strict));
    let Some(indices) = indices else { return Err(Refusal::lacks("table:gpci")) };
    let Some(row) = indices.table.on(&locality, date) else {
        return Err(Refusal::new(Reason::LocalityUnknown).cited(indices.table.cite_whole()));
    };
    Ok(FeeArea {
        locality: Some(locality.to_string()),
        name: Some(row.value.name.clone()),
        work: row.value.work,
        practice_expense: row.value.practice_expense,
        malpractice: row.value.malpractice,
        citation: indices.table.cite(row),
    })
}

/// Whether the tables that an area was found in cover the date.
pub(crate) fn covers_date(request: &FeeRequest, edition: &Edition<'_>) -> bool {
    let (tables, date) = (edition.tables(), edition.date());
    tables.gpci().is_some_and(|it| it.covers(date))
        && (request.locality().is_some() || tables.locality().is_some_and(|it| it.covers(date)))
}

fn named(request: &FeeRequest, edition: &Edition<'_>, strict: bool) -> Result<Option<Locality>, Refusal> {
    if let Some(locality) = request.locality() {
        return Ok(Some(locality));
    }
    let Some(zip) = request.zip() else { return Ok(None) };
    let (tables, date) = (edition.tables(), edition.date());
    let localities = tables.locality().filter(|it| is_near(it, date, strict));
    let Some(localities) = localities else { return Err(Refusal::lacks("table:locality")) };
    let zips = &localities.table.zips;
    match zips.on(&zip, date) {
        None => Err(Refusal::new(Reason::LocalityUnknown).cited(zips.cite_whole())),
        Some(row) if row.value.needs_plus_four => Err(Refusal::new(Reason::LocalityUndecided).cited(zips.cite(row))),
        Some(row) => Ok(Some(row.value.locality)),
    }
}
