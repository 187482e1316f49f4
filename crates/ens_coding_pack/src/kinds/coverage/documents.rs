//! The documents and the contractors.

use ens_coding::Date;
use ens_coding::table::Article;

use super::{Contractors, Documents, Id};
use crate::cells::{DateForm, date_of};
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed, optional};
use crate::kinds::guards::reaches;
use crate::notes::Notes;
use crate::sheet::{Flow, Row};
use crate::source::Source;

const ARTICLES: &[Wanted] = &[
    needed(&["articleid"]),
    needed(&["articleversion"]),
    needed(&["articleeffdate"]),
    optional(&["articleenddate"]),
    optional(&["articlerevenddate"]),
    optional(&["dateretired"]),
    optional(&["displayid"]),
    optional(&["status"]),
];
const DETERMINATIONS: &[Wanted] = &[
    needed(&["lcdid"]),
    needed(&["lcdversion"]),
    needed(&["reveffdate"]),
    optional(&["entdetenddate"]),
    optional(&["revenddate"]),
    optional(&["dateretired"]),
    optional(&["displayid"]),
    optional(&["status"]),
    optional(&["origdeteffdate"]),
];
const CONTRACTORS: &[Wanted] = &[
    needed(&["contractorid"]),
    needed(&["contractortypeid"]),
    needed(&["contractorversion"]),
    needed(&["contractornumber"]),
];
/// More documents than the database has, by far.
const MOST: usize = 200_000;

/// The columns of a source, which its name says it has.
pub(super) fn columns_of(source: &Source, wanted: &[Wanted]) -> Result<Columns, Fault> {
    Columns::find(source, wanted)?.ok_or_else(|| Fault::of(source.name(), Reason::NoHeader))
}

/// Checks that a row has all of the columns that its file has.
pub(super) fn is_whole(row: &Row<'_>, columns: &Columns, wanted: &[Wanted]) -> Result<(), Fault> {
    let last = (0..wanted.len()).filter_map(|at| columns.at(at)).max().unwrap_or_default();
    reaches(row, last)
}

/// The document of a row.
pub(super) fn id_of(row: &Row<'_>, columns: &Columns, is_lcd: bool) -> Result<Id, Fault> {
    let column = if is_lcd { "lcd_version" } else { "article_version" };
    let version = row.whole(columns.of(1), column)?.try_into().map_err(|_| row.fault(column, Reason::Value))?;
    Ok((is_lcd, row.whole(columns.of(0), if is_lcd { "lcd_id" } else { "article_id" })?, version))
}

/// A day, which may be followed by a time.
fn day(row: &Row<'_>, at: Option<usize>, column: &'static str) -> Result<Option<Date>, Fault> {
    let cell = at.map_or("", |at| row.cell(at));
    let text = cell.split([' ', 'T']).next().unwrap_or_default();
    let form = if text.contains('/') { DateForm::Slashed } else { DateForm::Iso };
    if text.is_empty() {
        Ok(None)
    } else {
        date_of(text, form).map(Some).ok_or_else(|| row.fault(column, Reason::Date))
    }
}

/// Reads `article.csv` or `lcd.csv`.
pub(super) fn read(
    source: &Source,
    is_lcd: bool,
    documents: &mut Documents,
    notes: &mut Notes<'_>,
) -> Result<(), Fault> {
    let wanted = if is_lcd { DETERMINATIONS } else { ARTICLES };
    let columns = columns_of(source, wanted)?;
    columns.each_row(source, &mut |row| {
        is_whole(row, &columns, wanted)?;
        let id = id_of(row, &columns, is_lcd)?;
        let day = |wanted, column| day(row, columns.at(wanted), column);
        let ends = [day(3, "end_date")?, day(4, "rev_end_date")?, day(5, "date_retired")?];
        let article = Article {
            id: id.1,
            version: id.2,
            is_lcd,
            from: day(2, "eff_date")?.or(day(8, "orig_det_eff_date")?),
            to: ends.into_iter().flatten().min(),
            contractors: Vec::new(),
            codes: Vec::new(),
            covered: Vec::new(),
            not_covered: Vec::new(),
        };
        let text = |wanted| columns.at(wanted).map_or("", |at| row.cell(at));
        let is_draft = text(6).starts_with(['D', 'd']) || text(7).eq_ignore_ascii_case("P");
        if is_draft {
            notes.odd("a draft was left out", row);
        }
        let article = (!is_draft).then_some(article);
        match documents.get(&id) {
            Some(earlier) if *earlier == article => notes.odd("the same row twice", row),
            Some(_) => return Err(row.fault("version", Reason::Contradiction)),
            None if documents.len() >= MOST => return Err(row.fault("", Reason::TooMany)),
            None => {
                documents.insert(id, article);
            }
        }
        Ok(Flow::Next)
    })
}

/// What names a contractor in the tables.
pub(super) fn contractor_of(row: &Row<'_>, places: [usize; 3]) -> Result<[u32; 3], Fault> {
    let [id, kind, version] = places;
    let whole = |at, column| row.whole(at, column);
    Ok([whole(id, "contractor_id")?, whole(kind, "contractor_type_id")?, whole(version, "contractor_version")?])
}

/// Reads `contractor.csv`. Contractors without a number that claims carry are left out.
pub(super) fn contractors(source: &Source, found: &mut Contractors, notes: &mut Notes<'_>) -> Result<(), Fault> {
    let columns = columns_of(source, CONTRACTORS)?;
    columns.each_row(source, &mut |row| {
        is_whole(row, &columns, CONTRACTORS)?;
        let key = contractor_of(row, [0, 1, 2].map(|wanted| columns.of(wanted)))?;
        let number = row.cell(columns.of(3));
        let is_number = (1..=5).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit());
        let Some(number) = Some(format!("{number:0>5}")).filter(|_| is_number).and_then(|it| it.parse().ok()) else {
            notes.odd("a contractor without a number", row);
            return Ok(Flow::Next);
        };
        if found.len() >= MOST {
            return Err(row.fault("", Reason::TooMany));
        }
        if found.insert(key, number).is_some_and(|earlier| earlier != number) {
            return Err(row.fault("contractor_number", Reason::Contradiction));
        }
        Ok(Flow::Next)
    })
}
