//! Every layout in which the files come.

mod common;

use common::{ADD_ON_HEADER, Folder, Outcome, archive, cells, compiled, gzip, mue_text, ptp_text, workbook};
use ens_coding::table::{AddOn, PairRow, UnitLimit};
use ens_coding::{Code, Date, Rulebook};
use ens_coding_pack::{Given, Kind, compile};

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

const PARTS: [&[&str]; 4] = [
    &["00100 36400 * 1996-01-01 * 1", "00100 99201  1999-07-01 2020-12-31 0", "0001A 0591T  2022-01-01 2023-12-31 1"],
    &["20552 97110  2004-07-01 * 1"],
    &["64490 97530  2010-01-01 2012-06-30 1", "64490 97530  2013-01-01 * 0"],
    &["97530 97116  1996-01-01 1996-01-01 9", "97530 97116  2001-01-01 2019-12-31 1"],
];

/// What all forms of the same pairs must give.
fn check_pairs(pack: &[u8]) -> Outcome {
    let book = Rulebook::load([pack])?;
    let editions = book.tables().ptp_practitioner.all().collect::<Vec<_>>();
    let [edition] = editions.as_slice() else { return Err("one edition".into()) };
    assert_eq!((edition.edition.as_str(), edition.from, edition.to), ("2026-07-01", None, day("2026-09-30")));
    assert!(edition.is_whole);
    let code = |text: &str| text.parse::<Code>().map_err(|_| "a code");
    let rows: Vec<PairRow> = edition.table.rows(code("64490")?, code("97530")?).collect();
    let days: Vec<_> = rows.iter().map(|row| (row.from, row.to, row.indicator)).collect();
    assert_eq!(days, [(day("2010-01-01"), day("2012-06-30"), 1), (day("2013-01-01"), None, 0)]);
    let open = rows.last().ok_or("a row")?;
    assert_eq!(edition.table.rationale(open), "More extensive procedure");
    assert_eq!(edition.table.rows(code("97530")?, code("97116")?).count(), 2);
    assert_eq!(edition.table.rows(code("0001A")?, code("0591T")?).count(), 1);
    assert_eq!(edition.table.iter().count(), 6);
    Ok(())
}

#[test]
fn pairs_in_four_texts_in_any_order() -> Outcome {
    let folder = Folder::new()?;
    let mut files = Vec::new();
    for (at, rows) in PARTS.iter().enumerate().rev() {
        files.push(folder.put(&format!("ccipra-v322r0-f{}.TXT", at + 1), ptp_text(rows))?);
    }
    let built = compiled(Kind::PtpPractitioner, &files)?;
    check_pairs(&built.pack)?;
    assert_eq!((built.summary.rows, built.summary.codes), (8, 10));
    assert_eq!(built.summary.files.len(), 4);
    assert!(built.summary.files.iter().all(|file| file.sha256.len() == 64));
    let odd: Vec<_> = built.summary.odd.iter().map(|odd| (odd.what, odd.count, odd.first.as_str())).collect();
    let expected = [
        ("flagged as in existence before 1996", 1, "ccipra-v322r0-f1.TXT, row 7"),
        ("not in the order of the codes", 1, "ccipra-v322r0-f1.TXT, row 9"),
    ];
    assert_eq!(odd, expected);
    Ok(())
}

#[test]
fn pairs_in_archives_beside_their_workbooks() -> Outcome {
    let folder = Folder::new()?;
    let mut files = Vec::new();
    for (at, rows) in PARTS.iter().enumerate() {
        let name = format!("ccipra-v322r0-f{}", at + 1);
        let text = ptp_text(rows);
        let sheet = workbook(&cells(&text))?;
        let members: [(&str, &[u8]); 3] =
            [(&format!("{name}.xlsx"), &sheet), (&format!("{name}.txt"), text.as_bytes()), ("read me.txt", b"hello\n")];
        files.push(folder.put(&format!("medicare-ncci-2026-q3-practitioner-{name}.zip"), archive(&members)?)?);
    }
    let built = compiled(Kind::PtpPractitioner, &files)?;
    check_pairs(&built.pack)?;
    assert_eq!(built.summary.rows, 8);
    let names: Vec<_> = built.summary.files.iter().map(|file| file.name.as_str()).collect();
    let first = "medicare-ncci-2026-q3-practitioner-ccipra-v322r0-f1.zip/ccipra-v322r0-f1.txt";
    assert_eq!(names.first(), Some(&first));
    assert_eq!(names.len(), 4);
    Ok(())
}

#[test]
fn pairs_in_workbooks_whose_codes_and_days_became_numbers() -> Outcome {
    let folder = Folder::new()?;
    let mut files = Vec::new();
    for (at, rows) in PARTS.iter().enumerate() {
        let mut sheet = cells(&ptp_text(rows));
        for cell in sheet.iter_mut().skip(6).flatten() {
            if !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit()) {
                *cell = format!("#{cell}");
            }
        }
        files.push(folder.put(&format!("ccipra-v322r0-f{}.xlsx", at + 1), workbook(&sheet)?)?);
    }
    check_pairs(&compiled(Kind::PtpPractitioner, &files)?.pack)
}

#[test]
fn pairs_in_one_packed_text_without_rationale_and_with_what_the_user_says() -> Outcome {
    let folder = Folder::new()?;
    let text = ptp_text(&PARTS.concat()).replace("\tMore extensive procedure", "").replace("\tPTP Edit Rationale", "");
    let text = text.replace("\r\n", "\r\r\n") + "\x1A";
    let file = folder.put("all.bin", gzip(text.as_bytes())?)?;
    let given = Given { edition: Some("2026Q4".to_owned()), from: None, to: day("2026-11-30") };
    let mut told = 0;
    let built = compile(Kind::PtpHospital, &[file], &given, &mut |_| told += 1)?;
    let summary = &built.summary;
    assert_eq!((summary.edition.as_str(), summary.to, summary.rows), ("2026-10-01", day("2026-11-30"), 8));
    assert!(built.summary.to_string().contains("8 rows, 10 codes"));
    Ok(())
}

#[test]
fn spellings_of_a_rationale_are_one() -> Outcome {
    let folder = Folder::new()?;
    let text = ptp_text(&["20552 97110  2004-07-01 * 1", "20552 97112  2004-07-01 * 1", "20552 97530  2004-07-01 * 1"]);
    let mut texts = [
        "Misuse of Column Two code with Column One code",
        "misuse of column two code with column one  code",
        "Because",
    ]
    .iter();
    let text: String = text
        .lines()
        .map(|line| {
            line.replace("More extensive procedure", texts.clone().next().unwrap_or(&"")) + {
                if line.starts_with('2') {
                    texts.next();
                }
                "\n"
            }
        })
        .collect();
    let file = folder.put("ptp.txt", text)?;
    let given = Given { edition: Some("2026-07-01".to_owned()), ..Given::default() };
    let built = compile(Kind::PtpPractitioner, &[file], &given, &mut |_| {})?;
    let book = Rulebook::load([built.pack.as_slice()])?;
    let table = book.tables().ptp_practitioner.all().next().ok_or("a table")?;
    let found: Vec<_> =
        table.table.iter().flat_map(|(_, _, rows)| rows).map(|row| table.table.rationale(&row)).collect();
    let known = "Misuse of Column Two code with Column One code";
    assert_eq!(found, [known, known, "Because"]);
    assert_eq!(built.summary.odd.first().map(|odd| odd.what), Some("a rationale that is not known"));
    Ok(())
}

#[test]
fn unit_edits_of_three_settings() -> Outcome {
    let folder = Folder::new()?;
    let rows = [
        "00100,0,1 Line Edit",
        "0001U,1,2 Date of Service Edit: Policy",
        "A4206,90000,3 Date of Service Edit: Clinical",
    ];
    let settings = [
        (Kind::MuePractitioner, "PractitionerServices", "Practitioner Services"),
        (Kind::MueHospital, "OutpatientHospitalServices", "Outpatient Hospital Services"),
        (Kind::MueDme, "DMESupplierServices", "DME Supplier Services"),
    ];
    for (kind, name, words) in settings {
        let file = folder.put(&format!("MCR_MUE_{name}_Eff_07-01-2026.csv"), mue_text(words, &rows))?;
        let built = compiled(kind, &[file])?;
        let book = Rulebook::load([built.pack.as_slice()])?;
        let tables = book.tables();
        let editions = match kind {
            Kind::MuePractitioner => &tables.mue_practitioner,
            Kind::MueHospital => &tables.mue_hospital,
            _ => &tables.mue_dme,
        };
        let edition = editions.all().next().ok_or("an edition")?;
        assert_eq!((edition.from, edition.to), (day("2026-07-01"), day("2026-09-30")));
        let limits: Vec<_> = edition.table.rows().iter().map(|row| (row.key.to_string(), row.value)).collect();
        let expected = [("0001U", 1, 2), ("00100", 0, 1), ("A4206", 90_000, 3)];
        assert_eq!(
            limits,
            expected.map(|(code, units, adjudication)| (code.to_owned(), UnitLimit { units, adjudication }))
        );
    }
    Ok(())
}

#[test]
fn unit_edits_that_were_cleaned() -> Outcome {
    let folder = Folder::new()?;
    let file = folder.put(
        "mue_dme_supplier_2024-07-01.csv",
        "\u{FEFF}hcpcs_code,mue_units,mue_mai,mue_rationale\nA4206,0,3,CMS Policy\n",
    )?;
    let built = compiled(Kind::MueDme, &[file])?;
    assert_eq!((built.summary.edition.as_str(), built.summary.rows), ("2024-07-01", 1));
    Ok(())
}

const ADD_ONS: &str = "1\t64491\t\t64490\t\t2013091\t\t\n1\t0079T\t2013365\t0078T\t2012366\t2011001\t2015365\t\n2\t0054T\t\tCCCCC\t\t2013091\t\tContractor Defined Primary Codes\n3\t99292\t\t99291\t\t2013091\t\t\"96376 may be reported by facilities only\"\n";

#[test]
fn add_on_codes_as_text_and_as_workbook() -> Outcome {
    let folder = Folder::new()?;
    let text = format!("{ADD_ON_HEADER}{ADD_ONS}");
    let files = [folder.put("AOC_V2026Q2-MCR.txt", &text)?, folder.put("AOC_V2026Q2.xlsx", workbook(&cells(&text))?)?];
    for file in files {
        let built = compiled(Kind::AddOn, &[file])?;
        assert_eq!((built.summary.edition.as_str(), built.summary.to), ("2026-04-01", day("2026-06-30")));
        let book = Rulebook::load([built.pack.as_slice()])?;
        let edition = book.tables().add_on.all().next().ok_or("an edition")?;
        let found: Vec<_> =
            edition.table.rows().iter().map(|row| (row.key.to_string(), row.value.clone(), row.from, row.to)).collect();
        let code = |text: &str| text.parse::<Code>().ok();
        let row = |add_on: &str, primary, edit_type, note: &str, from, to| {
            (add_on.to_owned(), AddOn { primary, edit_type, note: note.to_owned() }, day(from), day(to))
        };
        let note = "96376 may be reported by facilities only";
        let expected = [
            row("0054T", None, 2, "", "2013-04-01", ""),
            row("0079T", code("0078T"), 1, "", "2011-01-01", "2012-12-31"),
            row("64491", code("64490"), 1, "", "2013-04-01", ""),
            row("99292", code("99291"), 3, note, "2013-04-01", ""),
        ];
        assert_eq!(found, expected);
    }
    Ok(())
}
