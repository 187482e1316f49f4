//! Made-up indices in each form.

use ens_coding::table::{Gpci, Locality, Table};

use super::read;
use crate::fault::{Fault, Reason};
use crate::kinds::Given;
use crate::kinds::testing::{counts, edition, fault, read_bytes, read_text, table};
use crate::notes::Notes;
use crate::source::Source;

type Indices = Table<Locality, Gpci>;

const CSV: &str = "\
ADDENDUM E. FINAL CY 2025 GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY,,,,,,
,,,,,,
Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2025 PW GPCI (with 1.0 Floor),2025 PE GPCI,2025 MP GPCI
02102,AK,01,ALASKA*,1.5,1.081,0.592
01112,CA,05,\"HERE, AND THERE\",1,0.9,1.25
\"MAC Assignments as of November 22, 2023\",,,,,,
,,,,,,
*Work GPCI reflects a floor.,,,,,,
";
const TXT: &str = "\
ADDENDUM E. FINAL CY 2025 GEOGRAPHIC PRACTICE COST INDICES (GPCIs) BY STATE AND MEDICARE LOCALITY

Medicare Admi State  Locality                    Locality Name                2025 PW GPCI2025 PE GPCI2025 MP GPCI
02102           AK      01   ALASKA*                                                  1.500       1.081       0.592
01112           CA      05   HERE, AND THERE                                          1.000       0.900       1.250
MAC Assignments as of November 22, 2023

*Work GPCI reflects a floor.
";

#[test]
fn all_forms_are_alike() -> Result<(), Fault> {
    let (csv, odd) = read_text(read, &[("GPCI2025.csv", CSV)], None)?;
    let (txt, _) = read_text(read, &[("GPCI2025.txt", TXT)], None)?;
    let indices: Indices = table(&csv)?;
    assert_eq!((csv.rows, odd.len(), edition(&csv).as_str()), (2, 0, "2025-01-01 2025-01-01 2025-12-31"));
    let all: Vec<String> = indices.rows().iter().map(|row| format!("{} {:?}", row.key, row.value)).collect();
    let expected = [
        r#"0111205 Gpci { state: CA, name: "HERE, AND THERE", work: 1000, practice_expense: 900, malpractice: 1250 }"#,
        r#"0210201 Gpci { state: AK, name: "ALASKA", work: 1500, practice_expense: 1081, malpractice: 592 }"#,
    ];
    assert_eq!(all, expected);
    assert_eq!(table::<Indices>(&txt)?, indices);

    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let unwritable = |_| Fault::of("book", Reason::Unreadable);
    let plain = CSV
        .replace("\"HERE, AND THERE\"", "HERE; AND THERE")
        .replace("\"MAC Assignments as of November 22, 2023\"", "MAC");
    for (at, line) in (0..).zip(plain.lines()) {
        for (place, cell) in (0..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            let cell = cell.replace(';', ",");
            let written = match cell.parse::<f64>() {
                Ok(number) => sheet.write(at, place, number),
                Err(_) => sheet.write(at, place, &cell),
            };
            written.map_err(unwritable)?;
        }
    }
    let bytes = book.save_to_buffer().map_err(unwritable)?;
    let (xlsx, _) = read_bytes(read, &[("GPCI2025.xlsx", &bytes)], None)?;
    assert_eq!(table::<Indices>(&xlsx)?, indices);
    Ok(())
}

#[test]
fn the_archive_tells_the_quarter_and_one_form_is_taken() -> Result<(), Fault> {
    let (body, _) = read_text(read, &[("RVU25D.zip/GPCI2025.txt", TXT), ("RVU25D.zip/GPCI2025.csv", CSV)], None)?;
    assert_eq!(edition(&body), "2025-10-01 2025-10-01 2025-12-31");
    Ok(())
}

#[test]
fn an_edition_answers_to_the_end_of_its_year() -> Result<(), Fault> {
    for (given, expected) in [
        ("2025-01-01", "2025-01-01 2025-01-01 2025-12-31"),
        ("2025Q2", "2025-04-01 2025-04-01 2025-12-31"),
        ("2025", "2025-01-01 2025-01-01 2025-12-31"),
    ] {
        let (body, _) = read_text(read, &[("GPCI2025.csv", CSV)], Some(given))?;
        assert_eq!(edition(&body), expected, "{given}");
    }
    // The last day of the user wins.
    let source = Source::in_memory("GPCI2025.csv", CSV.as_bytes())?;
    let given = Given { edition: Some("2025-01-01".into()), to: "2025-03-31".parse().ok(), ..Given::default() };
    let body = read(&[source], &given, &mut Notes::default())?;
    assert_eq!(edition(&body), "2025-01-01 2025-01-01 2025-03-31");
    Ok(())
}

#[test]
fn with_and_without_the_floor() -> Result<(), Fault> {
    let both = "\
MAC,State,Locality Number,Locality Name,2026 PW GPCI (without 1.0 Floor),2026 PW GPCI (with 1.0 Floor),2026 PE GPCI,2026 MP GPCI
10112,AL,00,ALABAMA,0.98,1,0.875,0.566
10112,AL,00,ALABAMA,0.98,1,0.875,0.566
";
    let (body, odd) = read_text(read, &[("GPCI2026.csv", both)], None)?;
    let indices: Indices = table(&body)?;
    assert_eq!(indices.rows().iter().map(|row| row.value.work).collect::<Vec<_>>(), [1000]);
    let expected = [("two indices of the work: the one with the floor was taken", 1), ("the same row twice", 1)];
    assert_eq!(counts(&odd), expected);
    Ok(())
}

#[test]
fn faults() {
    let csv = |from: &str, to: &str| fault(read, "GPCI2025.csv", &CSV.replacen(from, to, 1));
    assert_eq!(csv("02102,", "021O2,"), Some((Some(4), Some("Locality"), Reason::Value)));
    assert_eq!(csv("1.081", "1.0815"), Some((Some(4), Some("PE GPCI"), Reason::Value)));
    assert_eq!(csv("AK,", "Alaska,"), Some((Some(4), Some("State"), Reason::Value)));
    assert_eq!(csv("01112,CA,05", "02102,CA,01"), Some((Some(5), Some("Locality"), Reason::Contradiction)));
    assert_eq!(csv(",0.9,1.25", ""), Some((Some(5), None, Reason::Cells)));
    assert_eq!(csv("Locality Name", "Name"), Some((None, None, Reason::NoHeader)));
    let txt = |from: &str, to: &str| fault(read, "GPCI2025.txt", &TXT.replacen(from, to, 1));
    assert_eq!(txt("       1.250", ""), Some((Some(5), None, Reason::Cells)));
    assert_eq!(txt("01112", "O1112"), Some((Some(5), None, Reason::Cells)));
    assert_eq!(txt("0.592", "0.5x2"), Some((Some(4), Some("MP GPCI"), Reason::Value)));
}
