//! Made-up releases in each of the layouts.

use ens_coding::Code;
use ens_coding::table::{Fee, Table};

use super::read;
use crate::fault::{Fault, Reason};
use crate::kinds::testing::{counts, edition, fault, read_bytes, read_text, table};

type Fees = Table<Code, Fee>;

const TITLE: &str = "\
,,2025 National Physician Fee Schedule Relative Value File October Release,,,,,,,,,,,,,,,,,,,,,,,,,,,,
,,\"CPT codes and descriptions are copyright, all rights reserved\",,,,,,,,,,,,,,,,,,,,,,,,,,,,
,, , ,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,
";
const HEADER: &str = "\
,,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED
,,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS
,,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT
HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT
";
const ROWS: &str = "\
00140,,\"Made up, first\",J,,0.00,0.00,,0.00,,0.00,0.00,0.00,9,XXX,0.00,0.00,0.00,9,9,9,9,9,,32.3465,09,0,99,0.00,0.00,0.00
70010,,Made up,A,+,1.50,2.25,NA,2.00,NA,0.10,3.85,3.60,1,010,0.10,0.80,0.10,2,0,1,0,0,43235,32.3465,6A,0,01,0.00,0.00,0.00
70010,26,Made up,R,,1.50,0.25,,0.25,,0.05,1.80,1.80,1,ZZZ,0.00,0.00,0.00,4,0,0,0,0,,32.3465,02,0,88,0.00,0.00,0.00
";
/// The rows in fixed width; descriptions are cut to blanks.
const FIXED: &str = "\
HDR CPT CODES AND DESCRIPTIONS ARE COPYRIGHT
00140                                                    J   0.00   0.00     0.00    0.00   0.00  0.009XXX.00.00.0099999             32.3465 090 99      0.00   0.00   0.00
70010                                                    A+  1.50   2.25NA   2.00NA  0.10   3.85  3.601010.10.80.1020100       43235 32.3465 6A0 01      0.00   0.00   0.00
7001026                                                  R   1.50   0.25     0.25    0.05   1.80  1.801ZZZ.00.00.0040000             32.3465 020 88      0.00   0.00   0.00
";

fn release(rows: &str) -> String {
    format!("{TITLE}{HEADER}{rows}")
}

/// The same release in the layout of 2026, which has one more column.
fn of_2026(rows: &str, factor: &str) -> String {
    let text = release(rows);
    let lines = text.lines().map(|line| {
        let more = if line.contains("CO-") {
            ",PRIC"
        } else if line.starts_with("HCPCS") {
            ",IND"
        } else {
            ","
        };
        let place = if line.contains(", first") { 23 } else { 22 };
        let at = line.match_indices(',').nth(place).map_or(0, |(at, _)| at);
        let (before, after) = line.split_at(at);
        format!("{before}{more}{after}\n").replace("32.3465", factor).replace("2025 National", "2026 National")
    });
    lines.collect()
}

#[test]
fn rows_of_each_layout() -> Result<(), Fault> {
    let (body, odd) = read_text(read, &[("PPRRVU2025_Oct.csv", &release(ROWS))], None)?;
    let fees: Fees = table(&body)?;
    assert_eq!((fees.rows().len(), body.rows, body.codes, odd.len()), (3, 3, 2, 0));
    assert_eq!(edition(&body), "2025-10-01 2025-10-01 2025-12-31");
    let of_code: Vec<&Fee> = fees.rows().iter().map(|row| &row.value).collect();
    let [anesthesia, whole, professional] = of_code.as_slice() else { return Err(Fault::of("rows", Reason::Empty)) };
    assert_eq!((anesthesia.status, anesthesia.modifier, anesthesia.not_used), ('J', None, Some(false)));
    assert_eq!((whole.work, whole.pe_nonfacility, whole.pe_facility, whole.malpractice), (150, 225, 200, 10));
    assert_eq!((whole.not_used, whole.na_nonfacility, whole.na_facility), (Some(true), Some(true), Some(true)));
    assert_eq!((whole.global.as_str(), whole.supervision.as_str(), whole.imaging_family.as_str()), ("010", "6A", "01"));
    assert_eq!((whole.endoscopic_base, whole.conversion_factor), ("43235".parse().ok(), 323_465));
    assert_eq!((professional.modifier, professional.multiple_procedure.as_str()), ("26".parse().ok(), "4"));

    let (fixed, _) = read_text(read, &[("PPRRVU2025_Oct.txt", FIXED)], None)?;
    assert_eq!((table::<Fees>(&fixed)?, edition(&fixed)), (fees, edition(&body)));
    Ok(())
}

#[test]
fn the_year_with_one_more_column_and_two_files() -> Result<(), Fault> {
    let (own, other) = (of_2026(ROWS, "33.4009"), of_2026(ROWS, "33.5675"));
    let files = [("a.zip/PPRRVU2026_Jul_QPP.csv", other.as_str()), ("a.zip/PPRRVU2026_Jul_nonQPP.csv", own.as_str())];
    let (body, odd) = read_text(read, &files, None)?;
    let fees: Fees = table(&body)?;
    assert_eq!((fees.rows().len(), edition(&body).as_str()), (3, "2026-07-01 2026-07-01 2026-09-30"));
    assert!(fees.rows().iter().all(|row| row.value.conversion_factor == 334_009));
    let whole = fees.rows().iter().find(|row| row.value.endoscopic_base.is_some());
    assert_eq!(whole.map(|row| (row.value.team.as_str(), row.value.supervision.as_str())), Some(("0", "6A")));
    // The title of the made-up file is that of October.
    assert_eq!(odd.len(), 2);
    Ok(())
}

#[test]
fn workbooks_lose_zeros() -> Result<(), Fault> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let unwritable = |_| Fault::of("book", Reason::Unreadable);
    for (at, line) in (0..).zip(release(ROWS).replace("\"Made up, first\"", "Made up").lines()) {
        for (place, cell) in (0..).zip(line.split(',')) {
            match cell.parse::<f64>() {
                // Supervision and codes stay text, except for the code that is only a number.
                Ok(number) if !(place == 25 || (place == 0 && cell != "00140")) => sheet.write(at, place, number),
                _ => sheet.write(at, place, cell),
            }
            .map_err(unwritable)?;
        }
    }
    let bytes = book.save_to_buffer().map_err(unwritable)?;
    let (body, _) = read_bytes(read, &[("PPRRVU2025_Oct.xlsx", &bytes)], None)?;
    let (text, _) = read_text(read, &[("PPRRVU2025_Oct.csv", &release(ROWS))], None)?;
    assert_eq!(table::<Fees>(&body)?, table::<Fees>(&text)?);
    Ok(())
}

#[test]
fn oddities_are_counted() -> Result<(), Fault> {
    let twice = ROWS.lines().next().unwrap_or_default();
    let rows = format!("{ROWS}{twice}\n").replace("3.85,3.60", "3.86,3.60");
    let (body, odd) = read_text(read, &[("PPRRVU25_JAN.csv", &release(&rows))], None)?;
    assert_eq!(body.rows, 3);
    let expected = [
        ("the title tells of another release than the name, which was taken", 1),
        ("a total is not the sum of its parts: the parts are kept", 1),
        ("the same row twice", 1),
    ];
    assert_eq!(counts(&odd), expected);
    // Without a date in the name the title tells.
    let (body, _) = read_text(read, &[("values.csv", &release(ROWS))], None)?;
    assert_eq!(edition(&body), "2025-10-01 2025-10-01 2025-12-31");
    Ok(())
}

#[test]
fn faults() {
    let name = "PPRRVU2025_Oct.csv";
    let with = |from: &str, to: &str| fault(read, name, &release(&ROWS.replacen(from, to, 1)));
    assert_eq!(with("00140", "0014"), Some((Some(8), Some("HCPCS"), Reason::Code)));
    assert_eq!(with("1.50,2.25", "1.505,2.25"), Some((Some(9), Some("WORK RVU"), Reason::Value)));
    assert_eq!(with("32.3465", "3x"), Some((Some(8), Some("CONV FACTOR"), Reason::Value)));
    assert_eq!(with("A,+", "AB,+"), Some((Some(9), Some("STATUS CODE"), Reason::Value)));
    assert_eq!(with("A,+", "A,-"), Some((Some(9), Some("NOT USED FOR MEDICARE PAYMENT"), Reason::Value)));
    assert_eq!(with("70010,26", "70010,2"), Some((Some(10), Some("MOD"), Reason::Value)));
    assert_eq!(with("70010,26", "70010,"), Some((Some(10), Some("HCPCS"), Reason::Contradiction)));
    let torn = release(ROWS).replace(",0,88,0.00,0.00,0.00\n", "");
    assert_eq!(fault(read, name, &torn), Some((Some(10), None, Reason::Cells)));
    assert_eq!(fault(read, name, &release("")), Some((None, None, Reason::Empty)));
    assert_eq!(fault(read, name, TITLE), Some((None, None, Reason::NoHeader)));
    assert_eq!(fault(read, "values.csv", &format!("{HEADER}{ROWS}")), Some((None, None, Reason::NoEdition)));
    let fixed = |from: &str, to: &str| fault(read, "PPRRVU2025_Oct.txt", &FIXED.replacen(from, to, 1));
    assert_eq!(fixed("0.00   0.00   0.00\n7001026", "0.00\n7001026"), Some((Some(3), None, Reason::Cells)));
    assert_eq!(fixed("20100       43235", "201009      43235"), Some((Some(3), Some("ENDO BASE"), Reason::Value)));
}
