//! Made-up codes in both layouts.

use ens_coding::table::{Hcpcs, LevelTwo, Row};

use super::read;
use crate::fault::{Fault, Reason};
use crate::kinds::testing::{counts, edition, fault, read_bytes, read_text, table};

const HEADER: &str = "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,PRICE2,XREF1,XREF2,COV,TOS1,TOS2,ADD DT,ACT EFF DT,TERM DT,ACTION CD\n";
const ROWS: &str = "   A1,0010,7,\"Dressing, for one wound\",Dressing,,,,,C,,,20020701,20020701,,N
   GD,0010,7,Made up,Made up,,,,,C,,,20080101,20200101,20191231,N
G0283,0010,3,\"Made up, long
and longer\",Made up,13,,A0021,WORDS,C,1,P,20030101,20070401,,N
G0283,0020,4,more of it,,,,,,,,,,,,
L8680,0010,3,Made up,Made up,00,46,,,I,P,,,20140101,20301231,N
";
const CLEANED: &str = "\
hcpcs_code,price,multi,cov,betos,tos,action,cim,mcm,statute,lab,xref,asc_grp,proc,anes,date_term,date_added,date_asc,date_action
A0021,00,9,I,O1A,D,N,,,,,A0030,,,0,,1985-01-01,,1996-09-10
C9742,53,A,D,P8H,2:F,N,,,1833(t),,\"31573, 31574\",,,0,2016-12-31,2015-01-01,,2017-01-01
";

fn official(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

fn days<V>(row: &Row<impl std::fmt::Display, V>) -> String {
    let day = |day: Option<ens_coding::Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    format!("{} {} {}", row.key, day(row.from), day(row.to))
}

fn facts(value: &LevelTwo) -> String {
    format!("{} {:?} {:?} {:?}", value.coverage, value.pricing, value.types_of_service, value.see)
}

#[test]
fn codes_and_modifiers() -> Result<(), Fault> {
    let (body, odd) = read_text(read, &[("HCPC2026_OCT_ANWEB.csv", &official(ROWS))], None)?;
    let tables: Hcpcs = table(&body)?;
    assert_eq!((body.rows, body.codes, edition(&body).as_str()), (4, 2, "2026-10-01 .. 2026-12-31"));
    let expected = ["G0283 2003-01-01 ..", "L8680 2014-01-01 2030-12-31"];
    assert_eq!(tables.codes.rows().iter().map(days).collect::<Vec<_>>(), expected);
    let expected = ["C [13] [1, P] [A0021]", "I [00, 46] [P] []"];
    assert_eq!(tables.codes.rows().iter().map(|row| facts(&row.value)).collect::<Vec<_>>(), expected);
    let expected = ["A1 2002-07-01 ..", "GD 2008-01-01 2019-12-31"];
    assert_eq!(tables.modifiers.rows().iter().map(days).collect::<Vec<_>>(), expected);
    assert_eq!(counts(&odd), [("a cross-reference that is not a code", 1)]);
    let text = String::from_utf8_lossy(&body.bytes).into_owned();
    assert!(!text.contains("Made up") && !text.contains("Dressing"));
    Ok(())
}

#[test]
fn workbooks_lose_zeros_and_end_early() -> Result<(), Fault> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let unwritable = |_| Fault::of("book", Reason::Unreadable);
    let text = official("L8680,10,3,Made up,Made up,00,46,,,I,P,,,20140101,,\n");
    for (at, line) in (0..).zip(text.lines()) {
        for (place, cell) in (0..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            let written = match cell.parse::<f64>() {
                Ok(number) => sheet.write(at, place, number),
                Err(_) => sheet.write(at, place, cell),
            };
            written.map_err(unwritable)?;
        }
    }
    let bytes = book.save_to_buffer().map_err(unwritable)?;
    let (body, _) = read_bytes(read, &[("HCPC2026_OCT_ANWEB.xlsx", &bytes)], None)?;
    let tables: Hcpcs = table(&body)?;
    assert_eq!(tables.codes.rows().iter().map(|row| facts(&row.value)).collect::<Vec<_>>(), ["I [00, 46] [P] []"]);
    assert_eq!(tables.codes.rows().iter().map(days).collect::<Vec<_>>(), ["L8680 2014-01-01 .."]);
    Ok(())
}

/// A record in fixed width, whose days begin so many characters later.
fn record(code: &str, kind: char, facts: [&str; 4], days: [&str; 3], later: usize) -> String {
    let [pricing, see, coverage, types] = facts;
    let [added, action, ended] = days;
    let head = format!(
        "{code:>5}00100{kind}{:80}{:28}{pricing:<8}9{:76}{see:<25}{coverage:1}{:29}",
        "Made up and long", "Made up", "", ""
    );
    format!("{head}{:later$}{types:<5}{:3}{added:8}{action:8}{ended:8}N\n", "", "")
}

#[test]
fn fixed_width() -> Result<(), Fault> {
    for later in [0, 1] {
        let text = record("A1", '7', ["", "", "C", ""], ["20020701", "20020701", ""], later)
            + &record("G0283", '3', ["13", "A0021", "C", "1P"], ["20030101", "20070401", "20301231"], later)
            + "G0283002004more of it\n"
            + &record("L8680", '3', ["0046", "", "I", "P"], ["", "20140101", ""], later);
        let (body, odd) = read_text(read, &[("HCPC2026_OCT_ANWEB.txt", &text)], None)?;
        let tables: Hcpcs = table(&body)?;
        let expected = ["C [13] [1, P] [A0021]", "I [00, 46] [P] []"];
        assert_eq!(tables.codes.rows().iter().map(|row| facts(&row.value)).collect::<Vec<_>>(), expected);
        let expected = ["G0283 2003-01-01 2030-12-31", "L8680 2014-01-01 .."];
        assert_eq!(tables.codes.rows().iter().map(days).collect::<Vec<_>>(), expected);
        assert_eq!(tables.modifiers.rows().iter().map(days).collect::<Vec<_>>(), ["A1 2002-07-01 .."]);
        assert_eq!(odd.len(), 0);
        let torn = text.replace("20301231", "20301x31");
        assert_eq!(fault(read, "HCPC2026.txt", &torn), Some((Some(2), Some("ACT EFF DT"), Reason::Date)));
    }
    Ok(())
}

#[test]
fn a_cleaned_list() -> Result<(), Fault> {
    let (body, _) = read_text(read, &[("hcpcs_level2_2024-07.csv", CLEANED)], None)?;
    let tables: Hcpcs = table(&body)?;
    let expected = ["I [00] [D] [A0030]", "D [53] [2, F] [31573, 31574]"];
    assert_eq!(tables.codes.rows().iter().map(|row| facts(&row.value)).collect::<Vec<_>>(), expected);
    assert_eq!(
        tables.codes.rows().iter().map(days).collect::<Vec<_>>(),
        ["A0021 1985-01-01 ..", "C9742 2015-01-01 2016-12-31"]
    );
    assert_eq!(edition(&body), "2024-07-01 .. 2024-09-30");
    Ok(())
}

#[test]
fn the_same_code_twice() -> Result<(), Fault> {
    let name = "HCPC2026_OCT_ANWEB.csv";
    let row = |from: &str, to: &str, coverage: &str| format!("G0283,0010,3,,,13,,,,{coverage},1,,{from},,{to},N\n");
    let first = row("20030101", "20101231", "C");
    let apart = official(&(first.clone() + &row("20110101", "", "D")));
    let (body, odd) = read_text(read, &[(name, &apart)], None)?;
    assert_eq!((body.rows, body.codes, odd.len()), (2, 1, 0));
    let (body, odd) = read_text(read, &[(name, &official(&first.repeat(2)))], None)?;
    assert_eq!((body.rows, counts(&odd).as_slice()), (1, [("the same row twice", 1)].as_slice()));
    let over = official(&(first + &row("20101231", "", "D")));
    assert_eq!(fault(read, name, &over), Some((Some(3), Some("Code"), Reason::Contradiction)));
    Ok(())
}

#[test]
fn faults() {
    let name = "HCPC2026_OCT_ANWEB.csv";
    let with = |from: &str, to: &str| fault(read, name, &official(&ROWS.replacen(from, to, 1)));
    assert_eq!(with("L8680", "L868"), Some((Some(7), Some("HCPC"), Reason::Code)));
    assert_eq!(with("   A1", "   A"), Some((Some(2), Some("HCPC"), Reason::Code)));
    assert_eq!(with("20301231", "20300231"), Some((Some(7), Some("TERM DT"), Reason::Date)));
    assert_eq!(with("L8680,0010,3", "L8680,0010,5"), Some((Some(7), Some("RECID"), Reason::Value)));
    assert_eq!(with("00,46", "0000,46"), Some((Some(7), Some("PRICE"), Reason::Value)));
    assert_eq!(with(",20301231,N", ""), Some((Some(7), None, Reason::Cells)));
    assert_eq!(with("\"Made up, long", "\"Made up, \"\"long"), None);
    assert_eq!(fault(read, name, HEADER), Some((None, None, Reason::Empty)));
    assert_eq!(fault(read, name, ROWS), Some((None, None, Reason::NoHeader)));
    assert_eq!(fault(read, "codes.csv", &official(ROWS)), Some((None, None, Reason::NoEdition)));
}
