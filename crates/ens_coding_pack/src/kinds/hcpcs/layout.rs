//! Where the parts of a row stand: CMS's columns, CMS's fixed-width records, and the columns of cleaned lists.

use crate::cells::{DateForm, date_of};
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed, optional};
use crate::kinds::guards::{characters, reaches};
use crate::sheet::{Flow, Row, each_row, probe};
use crate::source::Source;

/// The columns of CMS's file.
const OFFICIAL: &[Wanted] = &[
    needed(&["hcpc", "hcpcs"]),
    needed(&["recid"]),
    needed(&["cov"]),
    needed(&["adddt"]),
    needed(&["acteffdt"]),
    needed(&["termdt"]),
    needed(&["price1"]),
    optional(&["price2"]),
    optional(&["price3"]),
    optional(&["price4"]),
    optional(&["xref1"]),
    optional(&["xref2"]),
    optional(&["xref3"]),
    optional(&["xref4"]),
    optional(&["xref5"]),
    optional(&["tos1"]),
    optional(&["tos2"]),
    optional(&["tos3"]),
    optional(&["tos4"]),
    optional(&["tos5"]),
];
/// The same of a cleaned list, in which each group has one column.
const CLEANED: &[Wanted] = &[
    needed(&["hcpcscode"]),
    needed(&["cov"]),
    needed(&["dateadded"]),
    needed(&["dateaction"]),
    needed(&["dateterm"]),
    needed(&["price"]),
    needed(&["xref"]),
    needed(&["tos"]),
];
/// Lines among which the first record of a fixed-width file is looked for.
const WITHIN: usize = 20;

pub(super) enum Layout {
    Columns(Places),
    /// Fixed width; the days and what stands before them begin so many characters later than in the oldest layout.
    Fixed(usize),
}

/// The columns of a delimited file.
pub(super) struct Places {
    columns: Columns,
    /// The column of the kinds of records; a cleaned list has codes only.
    record: Option<usize>,
    coverage: usize,
    days: [usize; 3],
    pricing: Vec<usize>,
    see: Vec<usize>,
    types: Vec<usize>,
}

/// The parts of a row.
pub(super) struct Parts<'a> {
    pub code: &'a str,
    pub record: &'a str,
    pub coverage: &'a str,
    /// Added, last action, ended.
    pub days: [&'a str; 3],
    pub pricing: Vec<&'a str>,
    pub see: Vec<&'a str>,
    pub types: Vec<&'a str>,
}

impl Layout {
    pub(super) fn of(source: &Source) -> Result<Option<Self>, Fault> {
        if let Some(columns) = Columns::find(source, OFFICIAL)? {
            let group = |range: std::ops::Range<usize>| range.filter_map(|wanted| columns.at(wanted)).collect();
            return Ok(Some(Self::Columns(Places {
                record: columns.at(1),
                coverage: columns.of(2),
                days: [3, 4, 5].map(|wanted| columns.of(wanted)),
                pricing: group(6..10),
                see: group(10..15),
                types: group(15..20),
                columns,
            })));
        }
        if let Some(columns) = Columns::find(source, CLEANED)? {
            return Ok(Some(Self::Columns(Places {
                record: None,
                coverage: columns.of(1),
                days: [2, 3, 4].map(|wanted| columns.of(wanted)),
                pricing: vec![columns.of(5)],
                see: vec![columns.of(6)],
                types: vec![columns.of(7)],
                columns,
            })));
        }
        let (mut lines, mut found) = (0_usize, None);
        probe(source, &mut |row| {
            lines = lines.saturating_add(1);
            found = [0, 1].into_iter().find(|later| is_record(row.line(), *later));
            Ok(if found.is_some() || lines > WITHIN { Flow::Stop } else { Flow::Next })
        })?;
        Ok(found.map(Self::Fixed))
    }

    /// Calls `each` for every row.
    pub(super) fn each_row(
        &self,
        source: &Source,
        each: &mut dyn FnMut(&Row<'_>, &Parts<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        match self {
            Self::Columns(places) => places.columns.each_row(source, &mut |row| {
                let last = places.days.iter().copied().max().unwrap_or_default();
                reaches(row, last.max(places.coverage))?;
                let cells = |group: &[usize]| group.iter().map(|at| row.cell(*at)).collect();
                let parts = Parts {
                    code: row.cell(places.columns.of(0)),
                    record: places.record.map_or("3", |at| row.cell(at)),
                    coverage: row.cell(places.coverage),
                    days: places.days.map(|at| row.cell(at)),
                    pricing: cells(&places.pricing),
                    see: cells(&places.see),
                    types: cells(&places.types),
                };
                each(row, &parts).map(|()| Flow::Next)
            }),
            Self::Fixed(later) => each_row(source, &mut |row| {
                // Records that continue a description may be shorter.
                if row.line().chars().count() < 11 {
                    return Err(row.fault("", Reason::Cells));
                }
                let parts = fixed(row.line(), *later);
                if matches!(parts.record, "3" | "7") && !is_record(row.line(), *later) {
                    return Err(row.fault("ACT EFF DT", Reason::Date));
                }
                each(row, &parts).map(|()| Flow::Next)
            }),
        }
    }
}

/// The parts of a fixed-width record.
fn fixed(line: &str, later: usize) -> Parts<'_> {
    let text = |from: usize, width: usize| characters(line, (from, from.saturating_add(width).saturating_sub(1)));
    let group = |from: usize, width: usize, count: usize| {
        (0..count).map(|at| text(from.saturating_add(at.saturating_mul(width)), width)).collect()
    };
    Parts {
        code: text(1, 5),
        record: text(11, 1),
        coverage: text(230, 1),
        days: [268, 276, 284].map(|from: usize| text(from.saturating_add(later), 8)),
        pricing: group(120, 2, 4),
        see: group(205, 5, 5),
        types: group(260_usize.saturating_add(later), 1, 5),
    }
}

/// Whether a line is the first record of a code or modifier, with its days where this layout has them.
fn is_record(line: &str, later: usize) -> bool {
    let parts = fixed(line, later);
    let [added, action, ended] = parts.days;
    let is_day = |text: &str| date_of(text, DateForm::Compact).is_some();
    matches!(parts.record, "3" | "7")
        && matches!(parts.code.len(), 2 | 5)
        && is_day(action)
        && (added.is_empty() || is_day(added))
        && (ended.is_empty() || is_day(ended))
}
