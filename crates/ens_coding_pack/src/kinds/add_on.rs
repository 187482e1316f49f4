//! Add-on codes and their primaries, with their history.

use std::collections::BTreeMap;

use ens_coding::table::{AddOn, Row as Stored, Table};
use ens_coding::{Code, Date, Trust};

use super::choice::with_header;
use super::{Body, Edition, Given, Kind, source_of};
use crate::cells::DateForm;
use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, needed, optional};
use crate::notes::Notes;
use crate::sheet::{Flow, Row};
use crate::source::Source;

/// More rows than there are by far.
const MOST: usize = 500_000;
/// The longest note.
const LONGEST_NOTE: usize = 2000;

const EDIT_TYPE: usize = 0;
const ADD_ON: usize = 1;
const ADD_ON_DELETION: usize = 2;
const PRIMARY: usize = 3;
const PRIMARY_DELETION: usize = 4;
const EFFECTIVE: usize = 5;
const DELETION: usize = 6;
const NOTE: usize = 7;

const WANTED: [Wanted; 8] = [
    needed(&["aocedittype"]),
    needed(&["addoncode"]),
    needed(&["aocdeldt"]),
    needed(&["primarycode"]),
    needed(&["primarycodedeldt"]),
    needed(&["aocediteffdt"]),
    needed(&["aoceditdeldt"]),
    optional(&["specialinstruction*", "*notes"]),
];

/// What stands for the primaries that the contractor defines.
const CONTRACTOR_DEFINED: &str = "CCCCC";
/// The note that says no more than that.
const CONTRACTOR_NOTE: &str = "Contractor Defined Primary Codes";

type Key = (Code, Option<Code>, Date);

pub(crate) fn read(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let taken = with_header(sources, &WANTED)?;
    let mut edition: Option<Edition> = None;
    let mut rows: BTreeMap<Key, (AddOn, Option<Date>)> = BTreeMap::new();
    for (source, columns) in &taken {
        let own = Edition::or_given(edition_of(source.name()), given, source)?.history(given);
        if edition.as_ref().is_some_and(|edition| *edition != own) {
            return Err(Fault::of(source.name(), Reason::MixedEditions));
        }
        edition = Some(own);
        columns.each_row(source, &mut |row| {
            let (key, value) = parsed(row, columns, notes)?;
            match rows.get(&key) {
                Some(earlier) if *earlier == value => notes.odd("the same row twice", row),
                Some(_) => notes.odd("the same codes and first day twice: the first row was kept", row),
                None if rows.len() >= MOST => return Err(row.fault("", Reason::TooMany)),
                None => {
                    rows.insert(key, value);
                }
            }
            Ok(Flow::Next)
        })?;
    }
    let edition = edition.ok_or_else(|| Fault::of("", Reason::NothingFits))?;
    let mut codes: Vec<Code> =
        rows.keys().flat_map(|(add_on, primary, _)| [Some(*add_on), *primary]).flatten().collect();
    codes.sort_unstable();
    codes.dedup();
    let count = rows.len();
    let stored = rows.into_iter().map(|((key, _, from), (value, to))| Stored {
        key,
        value,
        from: Some(from),
        to,
        source: 0,
        trust: Trust::Primary,
    });
    let table = Table::new(vec![source_of(Kind::AddOn, &edition.name)], stored.collect());
    Body::of(&table, count, codes.len(), edition)
}

fn parsed(row: &Row<'_>, columns: &Columns, notes: &mut Notes<'_>) -> Result<(Key, (AddOn, Option<Date>)), Fault> {
    if row.len() <= columns.of(EFFECTIVE) {
        return Err(row.fault("", Reason::Cells));
    }
    let edit_type = match row.cell(columns.of(EDIT_TYPE)) {
        "1" => 1,
        "2" => 2,
        "3" => 3,
        _ => return Err(row.fault("edit type", Reason::Value)),
    };
    let add_on = row.code(columns.of(ADD_ON), "add-on code")?;
    let primary = match row.cell(columns.of(PRIMARY)) {
        CONTRACTOR_DEFINED => None,
        _ => Some(row.code(columns.of(PRIMARY), "primary code")?),
    };
    if matches!((edit_type, primary), (1, None) | (2, Some(_))) {
        notes.odd("the edit type and the primary code do not fit", row);
    }
    let date = |at, column| row.optional_date(columns.of(at), column, DateForm::Julian);
    let from = date(EFFECTIVE, "effective date")?.ok_or_else(|| row.fault("effective date", Reason::Date))?;
    let ends = [
        date(DELETION, "deletion date")?,
        date(ADD_ON_DELETION, "deletion of the add-on code")?,
        date(PRIMARY_DELETION, "deletion of the primary code")?,
    ];
    let to = ends.into_iter().flatten().min();
    if to.is_some_and(|to| to < from) {
        notes.odd("deleted before its first day", row);
    }
    let note = columns.at(NOTE).map_or("", |at| row.cell(at)).trim_matches('"').trim();
    if note.len() > LONGEST_NOTE {
        return Err(row.fault("note", Reason::TooLarge));
    }
    let note = if note.eq_ignore_ascii_case(CONTRACTOR_NOTE) { "" } else { note };
    Ok(((add_on, primary, from), (AddOn { primary, edit_type, note: note.to_owned() }, to)))
}

/// The edition in a name: `AOC_V2026Q2-MCR`.
fn edition_of(name: &str) -> Option<Edition> {
    let name = name.to_ascii_uppercase();
    name.split(|it: char| !it.is_ascii_alphanumeric())
        .map(|word| word.strip_prefix('V').unwrap_or(word))
        .filter(|word| word.contains('Q'))
        .find_map(Edition::parse)
}
