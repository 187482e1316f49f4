//! Which editions an estimate rests on, and whether they are of the date.

use ens_coding::{Citation, Code, Date, Options, Rulebook};
use ens_coding_fee::{Assumption, FeeEstimate};
use serde_json::json;

use crate::asked::{estimated_by, of, reasons, request};
use crate::made::{area_packs, fee};

const DAY: &str = "2025-11-03";

/// The table has many releases; those that the lines are priced by are named, with their days.
#[test]
fn the_releases_of_the_rows_are_named() {
    let released = |estimate: FeeEstimate| {
        let release = estimate.release.unwrap();
        let day = |day: Option<Date>| day.unwrap().to_string();
        let named = |it: &Citation| format!("{} {} {}", it.source, day(it.from), day(it.to));
        (release.covers_date, release.citations.iter().map(named).collect::<Vec<_>>())
    };
    let october = vec!["cms-mpfs-2025d 2025-10-01 2025-12-31".to_owned()];
    assert_eq!(released(of(DAY, "11", &["97110-GP", "63650"])), (true, october), "each once");
    let may = of("2026-05-04", "11", &["97110-GP"]);
    let row = may.lines[0].values.clone().unwrap();
    let (covers_date, named) = released(may);
    assert_eq!((covers_date, row.covers_date, named.len()), (false, false, 1), "of the same year");
    assert!(named[0].starts_with(&*row.citation.unwrap().source), "{named:?}");
    assert_eq!(released(of(DAY, "11", &["97014"])), (true, vec![]), "no line has a row");
}

/// Indices, or ZIP codes, of the same year will do, and the estimate says so; where all is to be strict they will not.
#[test]
fn an_area_of_another_part_of_the_year_is_told() {
    let fee = fee('A', [100, 200, 50, 10], ["0", "0", "0"]);
    let rows = crate::made::table([("99001".parse::<Code>().unwrap(), fee)]);
    let fees = crate::made::packed("pfs", "2025-01-01", "2025-12-31", &rows);
    let [gpci, localities] = area_packs();
    let book = Rulebook::bundled_with([fees.as_slice(), &gpci, &localities]).unwrap();
    let assumed = |date: &str, field: &str, place: &str| {
        let mut asked = request(date, "11", &["99001"]);
        asked[field] = json!(place);
        let estimate = estimated_by(&asked, &book);
        assert_eq!(reasons(&estimate), [""]);
        estimate.assumed
    };
    // The indices are of the year, and the ZIP codes of its last quarter.
    assert_eq!(assumed("2025-05-05", "zip", "90001"), [Assumption::NearestArea]);
    assert_eq!(assumed("2025-05-05", "locality", "0118218"), []);
    assert_eq!(assumed(DAY, "zip", "90001"), []);
    let strict = book.with(Options { strict: true, ..Options::default() });
    let mut asked = request("2025-05-05", "11", &["99001"]);
    asked["zip"] = json!("90001");
    assert_eq!(reasons(&estimated_by(&asked, &strict)), ["table_not_loaded"]);
}
