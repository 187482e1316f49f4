//! What is written into a pack of pairs is read again, also where its lists are long.

use std::collections::BTreeMap;

use ens_coding::pack::{self, Header};
use ens_coding::table::{PackSource, PairEdits, PairRow, PairWriter, PairsError};
use ens_coding::{Code, Date, Rulebook};

fn code(at: usize) -> Code {
    format!("{at:05}").parse().unwrap()
}

/// The days from 1950 on.
fn days() -> impl Iterator<Item = Date> {
    (1950..2190)
        .flat_map(|year| (1..=12).flat_map(move |month| (1..=31).filter_map(move |day| Date::new(year, month, day))))
}

fn header() -> Header {
    Header {
        table: "ptp_practitioner".to_owned(),
        edition: "made".to_owned(),
        from: None,
        to: None,
        is_whole: true,
        provenance: String::new(),
        files: Vec::new(),
        licence: String::new(),
    }
}

/// The rulebook of rows with this many rationales.
fn written(rows: &[(Code, Code, PairRow)], rationales: usize) -> Result<Rulebook, PairsError> {
    let mut writer = PairWriter::default();
    rows.iter().for_each(|(one, two, row)| writer.push(*one, *two, *row));
    let rationales: Vec<String> = (0..rationales).map(|at| format!("why {at}")).collect();
    let body = writer.finish(&PackSource::primary("made", "made up"), &rationales)?;
    let pack = pack::write_body(&header(), &body).unwrap();
    Ok(Rulebook::load([pack.as_slice()]).unwrap())
}

fn table(book: &Rulebook) -> &PairEdits {
    &book.tables().ptp_practitioner.all().next().unwrap().table
}

type Readable = (Option<Date>, Option<Date>, u8, String);

/// The rows as they are to be read: without the rationale where they have ended, and with the first day as the last one
/// where they never applied.
fn readable(rows: &[(Code, Code, PairRow)]) -> BTreeMap<(Code, Code), Vec<Readable>> {
    let mut rows = rows.to_vec();
    rows.sort_unstable();
    rows.dedup();
    let mut found: BTreeMap<(Code, Code), Vec<Readable>> = BTreeMap::new();
    for (one, two, row) in rows {
        let is_open = row.to.is_none() && row.indicator != 9;
        let why = if is_open { format!("why {}", row.rationale) } else { String::new() };
        let to = if row.indicator == 9 { row.from } else { row.to };
        found.entry((one, two)).or_default().push((row.from, to, row.indicator, why));
    }
    found
}

fn read(table: &PairEdits) -> BTreeMap<(Code, Code), Vec<Readable>> {
    let row = |row: PairRow| (row.from, row.to, row.indicator, table.rationale(&row).to_owned());
    table.iter().map(|(one, two, rows)| ((one, two), rows.map(row).collect())).collect()
}

/// So many rows with different first days, and so many different standings.
fn rows(first_days: usize, standings: usize) -> Vec<(Code, Code, PairRow)> {
    let all: Vec<Date> = days().take(first_days.max(standings)).collect();
    let row = |at: usize| {
        let to = (!at.is_multiple_of(standings)).then(|| all[at % standings]);
        let from = Some(all[at % first_days]);
        (code(at % 97), code(100 + at % 89), PairRow { from, to, indicator: 1, rationale: 0 })
    };
    (0..first_days.max(standings)).map(row).collect()
}

#[test]
fn long_lists_of_days_and_standings() {
    for (first_days, standings) in
        [(1, 1), (255, 255), (256, 256), (257, 256), (256, 257), (257, 257), (3000, 3000), (5, 4000), (4000, 5)]
    {
        let rows = rows(first_days, standings);
        let book = written(&rows, 1).unwrap();
        assert_eq!(read(table(&book)), readable(&rows), "{first_days} first days, {standings} standings");
        assert_eq!(table(&book).len(), readable(&rows).values().map(Vec::len).sum::<usize>());
        for ((one, two), wanted) in readable(&rows) {
            let found = table(&book).rows(one, two).map(|row| (row.from, row.to, row.indicator));
            assert!(found.eq(wanted.into_iter().map(|(from, to, indicator, _)| (from, to, indicator))), "{one} {two}");
        }
    }
}

#[test]
fn rationales_of_rows_of_every_kind() {
    let day = |text: &str| Some(text.parse().unwrap());
    let mut rows = Vec::new();
    for rationale in 0..200 {
        let two = code(20_000 + usize::from(rationale));
        rows.push((code(1), two, PairRow { from: day("2004-07-01"), to: None, indicator: rationale % 2, rationale }));
        let ended = PairRow { from: None, to: day("1999-12-31"), indicator: 1, rationale };
        rows.extend([(code(1), two, ended), (code(1), two, ended)]);
        rows.push((code(1), two, PairRow { from: day("2000-02-29"), to: None, indicator: 9, rationale }));
    }
    let book = written(&rows, 200).unwrap();
    assert_eq!(read(table(&book)), readable(&rows));
    assert_eq!(table(&book).len(), 600, "equal rows are kept once");
}

/// Nothing is cut off silently where a list is at its end.
#[test]
fn lists_that_are_full() {
    let full: Vec<_> = days().take(1 << 16).collect();
    assert_eq!(full.len(), 1 << 16);
    let row = |from: Date| PairRow { from: Some(from), to: None, indicator: 1, rationale: 0 };
    let mut rows: Vec<_> =
        full.iter().enumerate().map(|(at, from)| (code(at % 50), code(100 + at % 51), row(*from))).collect();
    assert_eq!(read(table(&written(&rows, 1).unwrap())), readable(&rows));
    // Another row with a day that is known needs no new place.
    rows.push((code(51), code(52), row(full[0])));
    assert_eq!(
        written(&rows, 1).map(|book| table(&book).len()),
        Ok(rows.len()),
        "a full list of days, and all are known"
    );
    rows.push((code(51), code(53), row(days().nth(1 << 16).unwrap())));
    assert_eq!(written(&rows, 1).err(), Some(PairsError::TooManyRows));
}

#[test]
fn codes_that_are_too_many() {
    let all = (0..100_000).map(code);
    let cover = |count: usize| {
        let mut writer = PairWriter::default();
        all.clone().take(count).for_each(|code| writer.cover(code));
        let last = all.clone().nth(count - 1).unwrap();
        writer.push(last, code(0), PairRow { from: None, to: None, indicator: 0, rationale: 0 });
        writer.push(code(0), last, PairRow { from: None, to: None, indicator: 1, rationale: 0 });
        writer.finish(&PackSource::primary("made", "made up"), &["why 0".to_owned()])
    };
    assert_eq!(cover(65_535).err(), Some(PairsError::TooManyCodes));
    let pack = pack::write_body(&header(), &cover(65_534).unwrap()).unwrap();
    let book = Rulebook::load([pack.as_slice()]).unwrap();
    let indicators =
        |one: usize, two: usize| table(&book).rows(code(one), code(two)).map(|row| row.indicator).collect::<Vec<_>>();
    assert_eq!((indicators(65_533, 0), indicators(0, 65_533)), (vec![0], vec![1]));
    assert_eq!((indicators(0, 65_534), indicators(70_000, 80_000), indicators(0, 0)), (vec![], vec![], vec![]));
    assert!(table(&book).has(code(65_533)) && !table(&book).has(code(65_534)));
}

#[test]
fn nothing_is_something_too() {
    let book = written(&[], 0).unwrap();
    assert!(table(&book).is_empty() && table(&book).codes().is_empty());
    assert_eq!((table(&book).iter().count(), table(&book).rows(code(1), code(2)).count()), (0, 0));
}
