//! Made-up localities and ZIP codes.

use ens_coding::table::Localities;

use super::read;
use crate::fault::{Fault, Reason};
use crate::kinds::testing::{counts, edition, fault, read_text, table};

const CSV: &str = "\
COUNTIES INCLUDED IN 2025 LOCALITIES. (ALPHABETICALLY BY STATE AND LOCALITY NAME WITHIN STATE),,,,
,,,,
Medicare Adminstrative Contractor,Locality Number,State ,Fee Schedule Area ,Counties
,,,,
10112,0,FIRST ,STATEWIDE ,ALL COUNTIES 
,,,,
1182,18,SECOND,HERE (THERE),\"ONE, TWO\"
1112,5,,REST OF STATE*,ALL OTHER COUNTIES
1112,5,,REST OF STATE,ALL OTHER COUNTIES
,,,,
,,,,
*  Payment locality is serviced by two carriers.,,,,
";
const TXT: &str = "\
COUNTIES INCLUDED IN 2025 LOCALITIES. (ALPHABETICALLY BY STATE AND LOCALITY NAME WITHIN STATE)

Medicare AdmiLocality         State                    Fee Schedule Area               Counties

    10112       00    FIRST                  STATEWIDE                     ALL COUNTIES

    01182       18                           HERE (THERE)                  ONE, TWO
    01112       05                           REST OF STATE*                ALL OTHER COUNTIES

*  Payment locality is serviced by two carriers.
";

/// A record of the ZIP code file.
fn zip(head: &str, flag: char, quarter: &str) -> String {
    format!("{head:<20}{flag} A{:52}{quarter}\n", "")
}

fn zips() -> String {
    zip("AK995010210201 Z9", '0', "20254") + &zip("WY831280360221BZ9B", '1', "20254")
}

fn areas(tables: &Localities) -> Vec<String> {
    let area = |row: &ens_coding::table::Row<_, ens_coding::table::Area>| {
        format!("{}|{}|{}|{}", row.key, row.value.state, row.value.name, row.value.counties)
    };
    tables.areas.rows().iter().map(area).collect()
}

#[test]
fn counties() -> Result<(), Fault> {
    let (body, odd) = read_text(read, &[("25LOCCO.csv", CSV)], None)?;
    let tables: Localities = table(&body)?;
    let expected = [
        "0111205|SECOND|REST OF STATE|ALL OTHER COUNTIES",
        "0118218|SECOND|HERE (THERE)|ONE, TWO",
        "1011200|FIRST|STATEWIDE|ALL COUNTIES",
    ];
    assert_eq!(areas(&tables), expected);
    assert_eq!(counts(&odd), [("the same row twice", 1)]);
    assert_eq!(edition(&body), "2025-01-01 2025-01-01 2025-12-31");
    assert!(tables.zips.rows().is_empty());
    Ok(())
}

#[test]
fn a_state_is_not_carried_over_a_blank_line() -> Result<(), Fault> {
    let (body, odd) = read_text(read, &[("25LOCCO.txt", TXT)], None)?;
    let expected = [
        "0111205||REST OF STATE|ALL OTHER COUNTIES",
        "0118218||HERE (THERE)|ONE, TWO",
        "1011200|FIRST|STATEWIDE|ALL COUNTIES",
    ];
    assert_eq!(areas(&table(&body)?), expected);
    assert_eq!(counts(&odd), [("the file leaves out the state", 2)]);
    // Beside the other form it is not looked at.
    let (body, odd) = read_text(read, &[("a.zip/25LOCCO.txt", TXT), ("a.zip/25LOCCO.csv", CSV)], None)?;
    assert_eq!((body.rows, counts(&odd).as_slice()), (3, [("the same row twice", 1)].as_slice()));
    Ok(())
}

#[test]
fn zip_codes() -> Result<(), Fault> {
    let (body, _) = read_text(read, &[("ZIP5.txt", &zips()), ("25LOCCO.csv", CSV)], None)?;
    let tables: Localities = table(&body)?;
    assert_eq!((body.rows, edition(&body).as_str()), (5, "2025-10-01 2025-10-01 2025-12-31"));
    let row = |row: &ens_coding::table::Row<_, ens_coding::table::ZipArea>| format!("{} {:?}", row.key, row.value);
    let expected = [
        "83128 ZipArea { state: WY, locality: 0360221, rural: B, needs_plus_four: true }",
        "99501 ZipArea { state: AK, locality: 0210201, rural: , needs_plus_four: false }",
    ];
    assert_eq!(tables.zips.rows().iter().map(row).collect::<Vec<_>>(), expected);
    Ok(())
}

#[test]
fn faults() {
    let csv = |from: &str, to: &str| fault(read, "25LOCCO.csv", &CSV.replacen(from, to, 1));
    assert_eq!(csv("1182,18", "11x2,18"), Some((Some(7), Some("Locality"), Reason::Value)));
    assert_eq!(csv("REST OF STATE,", "REST,"), Some((Some(9), Some("Locality"), Reason::Contradiction)));
    assert_eq!(csv(",HERE (THERE),\"ONE, TWO\"", ""), Some((Some(7), None, Reason::Cells)));
    assert_eq!(csv("Counties\n", "Cities\n"), Some((None, None, Reason::NoHeader)));
    assert_eq!(fault(read, "25LOCCO.txt", &TXT.replace("       ONE, TWO", "")), Some((Some(7), None, Reason::Cells)));
    assert_eq!(fault(read, "25LOCCO.txt", &TXT.replace("01182", "O1182")), Some((Some(7), None, Reason::Cells)));
    let zip_fault = |from: &str, to: &str| fault(read, "ZIP5.txt", &zips().replacen(from, to, 1));
    assert_eq!(zip_fault("WY83128", "WY99501"), Some((Some(2), Some("Zip Code"), Reason::Contradiction)));
    assert_eq!(zip_fault("0360221B", "0360221X"), Some((Some(2), Some("Rural Indicator"), Reason::Value)));
    assert_eq!(zip_fault("1 A", "2 A"), Some((Some(2), Some("Plus Four Flag"), Reason::Value)));
    assert_eq!(zip_fault("WY83128", "WY8312x"), Some((Some(2), Some("Zip Code"), Reason::Value)));
    let text = zips();
    assert_eq!(fault(read, "ZIP5.txt", text.trim_end()), None);
    let cut = text.get(..text.len().saturating_sub(3)).unwrap_or_default();
    assert_eq!(fault(read, "ZIP5.txt", cut), Some((Some(2), None, Reason::Cells)));
    let other = zip("AK995010210201 Z9", '0', "20254") + &zip("WY831280360221BZ9B", '1', "20261");
    assert_eq!(fault(read, "ZIP5.txt", &other), Some((Some(2), Some("Year/Quarter"), Reason::MixedEditions)));
    let never = zip("AK995010210201 Z9", '0', "20250");
    assert_eq!(fault(read, "ZIP5.txt", &never), Some((Some(1), Some("Year/Quarter"), Reason::Date)));
}
