//! Conversion factors: of physician services from the history of `date_start,date_end,cf` rows or from the releases of
//! relative values, and of anesthesia by locality (`ANES2025...`).

mod anesthesia;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ens_coding::table::{Factor, Row as Stored, Table};
use ens_coding::{Date, Trust};

use super::{Body, Given, Kind, source_of};
use crate::cells::DateForm;
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed};
use crate::kinds::choice::{TEXT_FIRST, chosen};
use crate::kinds::pfs::{self, Layout as Values, is_qualifying};
use crate::kinds::release::Release;
use crate::notes::Notes;
use crate::sheet::{Flow, Row};
use crate::source::Source;

const HISTORY: &[Wanted] =
    &[needed(&["datestart", "startdate"]), needed(&["dateend", "enddate"]), needed(&["cf", "conversionfactor"])];
/// More factors than there ever were, by far.
const MOST: usize = 10_000;

enum Layout {
    History(Columns),
    Values(Values),
    Anesthesia(Columns),
    AnesthesiaFixed,
}

type Key = (Factor, Option<Date>);
type Factors = BTreeMap<Key, (Option<Date>, u32)>; // the last day, and ten-thousandths of a dollar

pub(crate) fn read(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let found = chosen(sources, TEXT_FIRST, layout)?;
    let mut factors = Factors::new();
    let mut release: Option<Release> = None;
    let mut is_history = false;
    // The tables have one factor of anesthesia: that of qualifying participants is left out beside the other.
    let has_both = found.iter().any(|(source, _)| is_qualifying(source.name()) == Some(false));
    let is_second = |source: &Source| has_both && is_qualifying(source.name()) == Some(true);
    for (source, layout) in &found {
        let source = *source;
        let own = match layout {
            Layout::Values(values) => {
                release_values(source, values, &mut factors, notes)?;
                pfs::release_of(source, values)
            }
            Layout::History(columns) => {
                is_history = true;
                history(source, columns, &mut factors, notes)?
            }
            Layout::Anesthesia(_) | Layout::AnesthesiaFixed if is_second(source) => {
                notes.odd_at("the factors of qualifying participants were left out", source.name(), 1);
                None
            }
            Layout::Anesthesia(columns) => {
                anesthesia::read(source, columns, &mut factors, notes)?;
                Release::of_name(source.name())
            }
            Layout::AnesthesiaFixed => {
                anesthesia::read_fixed(source, &mut factors, notes)?;
                Release::of_name(source.name())
            }
        };
        release = Release::joined(release, own, source)?;
    }
    let Some((first, _)) = found.first() else { return Err(crate::kinds::choice::nothing(sources)) };
    if factors.is_empty() {
        return Err(Fault::of(first.name(), Reason::Empty));
    }
    let edition =
        if is_history { Release::history(release, given, first) } else { Release::edition(release, given, first) }?;
    let row = |((key, from), (to, value))| Stored { key, value, from, to, source: 0, trust: Trust::Primary };
    let rows: Vec<_> = factors.into_iter().map(row).collect();
    let rows_len = rows.len();
    Body::of(&Table::new(vec![source_of(Kind::ConversionFactor, &edition.name)], rows), rows_len, 0, edition)
}

fn layout(source: &Source) -> Result<Option<Layout>, Fault> {
    if let Some(columns) = Columns::find(source, HISTORY)? {
        return Ok(Some(Layout::History(columns)));
    }
    if let Some(columns) = Columns::find(source, anesthesia::WANTED)? {
        return Ok(Some(Layout::Anesthesia(columns)));
    }
    if let Some(values) = Values::of(source)? {
        return Ok(Some(Layout::Values(values)));
    }
    Ok(anesthesia::is_fixed(source)?.then_some(Layout::AnesthesiaFixed))
}

/// Takes a factor; the same key with another value is a fault.
fn take(
    factors: &mut Factors,
    key: Key,
    value: (Option<Date>, u32),
    row: &Row<'_>,
    column: &'static str,
) -> Result<bool, Fault> {
    match factors.insert(key, value) {
        Some(earlier) if earlier != value => Err(row.fault(column, Reason::Contradiction)),
        earlier => Ok(earlier.is_none()),
    }
}

/// The factor that all records of a release have; records without one do not count.
fn release_values(source: &Source, layout: &Values, factors: &mut Factors, notes: &mut Notes<'_>) -> Result<(), Fault> {
    let factor =
        if is_qualifying(source.name()) == Some(true) { Factor::QualifyingParticipant } else { Factor::Physician };
    let mut rows = 0_u64;
    layout.each_record(source, &mut |record| {
        rows = rows.saturating_add(1);
        if rows.is_multiple_of(crate::kinds::EVERY) {
            notes.progress(rows);
        }
        match pfs::factor(record)? {
            0 => Ok(()),
            value => take(factors, (factor, None), (None, value), record.row, "CONV FACTOR").map(|_| ()),
        }
    })
}

/// Rows with days of their own, and the year of the last one.
fn history(
    source: &Source,
    columns: &Columns,
    factors: &mut Factors,
    notes: &mut Notes<'_>,
) -> Result<Option<Release>, Fault> {
    let mut last: Option<Date> = None;
    columns.each_row(source, &mut |row| {
        let day = |at, column| match row.cell(columns.of(at)) {
            text if text.contains('/') => row.optional_date(columns.of(at), column, DateForm::Slashed),
            _ => row.optional_date(columns.of(at), column, DateForm::Iso),
        };
        let from = day(0, "date_start")?.ok_or_else(|| row.fault("date_start", Reason::Date))?;
        let to = day(1, "date_end")?;
        if to.is_some_and(|to| to < from) {
            return Err(row.fault("date_end", Reason::Date));
        }
        let overlaps = |((_, start), (end, _)): (&Key, &(Option<Date>, u32))| {
            *start != Some(from)
                && start.is_none_or(|start| to.is_none_or(|to| start <= to))
                && end.is_none_or(|end| from <= end)
        };
        if factors.iter().filter(|((factor, _), _)| *factor == Factor::Physician).any(overlaps) {
            return Err(row.fault("date_start", Reason::Contradiction));
        }
        if factors.len() >= MOST {
            return Err(row.fault("", Reason::TooMany));
        }
        let value = row.decimal(columns.of(2), "cf", 4)?;
        if !take(factors, (Factor::Physician, Some(from)), (to, value), row, "cf")? {
            notes.odd("the same row twice", row);
        }
        last = last.max(to.or(Some(from)));
        Ok(Flow::Next)
    })?;
    Ok(last.and_then(|last| Release::parse(&last.to_string())))
}
