//! Files that are damaged, mislabelled, or made to harm: each is refused with its place and the reason.

mod common;

use common::{ADD_ON_HEADER, Folder, Outcome, archive, compiled, expected, fault, gzip, mue_text, ptp_text, workbook};
use ens_coding_pack::{Given, Kind, Reason, compile};

const ROW: &str = "20552 97110  2004-07-01 * 1";

#[test]
fn archives_that_are_not_as_they_should_be() -> Outcome {
    let folder = Folder::new()?;
    let text = ptp_text(&[ROW; 200]);
    let whole = archive(&[("ccipra-v282r0.txt", text.as_bytes())])?;
    let cut = whole.get(..whole.len() / 2).ok_or("half of it")?;
    let mut damaged = whole.clone();
    for byte in damaged.iter_mut().skip(100).take(40) {
        *byte ^= 0x55;
    }
    for (name, bytes, file, reason) in [
        ("cut.zip", cut.to_vec(), "cut.zip", Reason::Truncated),
        ("damaged.zip", damaged, "damaged.zip/ccipra-v282r0.txt", Reason::Truncated),
        ("up.zip", archive(&[("../ccipra-v282r0.txt", text.as_bytes())])?, "up.zip", Reason::Path),
        ("down.zip", archive(&[("a/ccipra-v282r0.txt", text.as_bytes())])?, "down.zip", Reason::Path),
        ("windows.zip", archive(&[("C:ccipra-v282r0.txt", text.as_bytes())])?, "windows.zip", Reason::Path),
        ("nested.zip", archive(&[("inner.txt", &whole)])?, "nested.zip/inner.txt", Reason::Nested),
        ("packed.zip", archive(&[("inner.txt", &gzip(b"text")?)])?, "packed.zip/inner.txt", Reason::Nested),
        ("other.zip", archive(&[("read me.txt", b"hello\n")])?, "other.zip", Reason::NothingFits),
        ("paper.zip", archive(&[("read me.pdf", b"%PDF-1.7 and so on")])?, "paper.zip", Reason::NothingFits),
        ("empty.zip", archive(&[])?, "empty.zip", Reason::NothingFits),
        ("twice.gz", gzip(&gzip(text.as_bytes())?)?, "twice.gz", Reason::Nested),
        ("cut.gz", gzip(text.as_bytes())?.get(..60).unwrap_or_default().to_vec(), "cut.gz", Reason::Truncated),
        ("paper.txt", b"%PDF-1.7 and so on".to_vec(), "paper.txt", Reason::Binary),
    ] {
        let path = folder.put(name, bytes)?;
        assert_eq!(fault(Kind::PtpPractitioner, &[path]), expected(file, None, None, reason), "{name}");
    }
    Ok(())
}

#[test]
fn files_of_another_kind_or_setting() -> Outcome {
    let folder = Folder::new()?;
    let pairs = ptp_text(&[ROW]);
    let hospital = folder.put("ccioph-v282r0-f1.txt", &pairs)?;
    let found = fault(Kind::PtpPractitioner, std::slice::from_ref(&hospital));
    assert_eq!(found, expected("ccioph-v282r0-f1.txt", None, None, Reason::WrongKind));
    let titled = pairs.replace("Column1/Column2 Edits", "Hospital Column1/Column2 Edits");
    let titled = folder.put("edits-v282r0.txt", titled)?;
    let found = fault(Kind::PtpPractitioner, std::slice::from_ref(&titled));
    assert_eq!(found, expected("edits-v282r0.txt", None, None, Reason::WrongKind));
    assert!(compiled(Kind::PtpHospital, &[titled]).is_ok());

    let units = mue_text("Outpatient Hospital Services", &["00100,0,1 Line Edit"]);
    let units = folder.put("Eff_07-01-2026.csv", units)?;
    for kind in [Kind::MuePractitioner, Kind::MueDme] {
        let found = fault(kind, std::slice::from_ref(&units));
        assert_eq!(found, expected("Eff_07-01-2026.csv", None, None, Reason::WrongKind));
    }
    for kind in [Kind::AddOn, Kind::MueDme] {
        let found = fault(kind, std::slice::from_ref(&hospital));
        assert_eq!(found, expected("ccioph-v282r0-f1.txt", None, None, Reason::NoHeader));
    }
    Ok(())
}

#[test]
fn editions_that_are_mixed_missing_or_torn() -> Outcome {
    let folder = Folder::new()?;
    let text = ptp_text(&[ROW]);
    let new = folder.put("ccipra-v322r0-f1.txt", &text)?;
    let old = folder.put("ccipra-v321r0-f2.txt", &text)?;
    let unnamed = folder.put("pairs.txt", &text)?;
    let found = fault(Kind::PtpPractitioner, &[new.clone(), old]);
    assert_eq!(found, expected("ccipra-v321r0-f2.txt", None, None, Reason::MixedEditions));
    let found = fault(Kind::PtpPractitioner, &[new]);
    assert_eq!(found, expected("ccipra-v322r0-f1.txt", None, None, Reason::MissingPart));
    assert_eq!(fault(Kind::PtpPractitioner, &[unnamed]), expected("pairs.txt", None, None, Reason::NoEdition));
    assert_eq!(fault(Kind::PtpPractitioner, &[]), expected("", None, None, Reason::NoFile));
    let nowhere = fault(Kind::AddOn, &[folder.path().join("nowhere.txt")]);
    assert_eq!(nowhere, expected("nowhere.txt", None, None, Reason::Unreadable));
    Ok(())
}

#[test]
fn rows_that_are_wrong() -> Outcome {
    let folder = Folder::new()?;
    let same = Some("modifier");
    for (rows, row, column, reason) in [
        (vec![ROW, "2055 97110  2004-07-01 * 1"], 8, Some("column 1"), Reason::Code),
        (vec![ROW, "20552 9711x  2004-07-01 * 1"], 8, Some("column 2"), Reason::Code),
        (vec!["20552 97110 x 2004-07-01 * 1"], 7, Some("prior to 1996"), Reason::Value),
        (vec!["20552 97110  2004-02-30 * 1"], 7, Some("effective date"), Reason::Date),
        (vec!["20552 97110   * 1"], 7, Some("effective date"), Reason::Date),
        (vec!["20552 97110  2004-07-01 2004 1"], 7, Some("deletion date"), Reason::Date),
        (vec!["20552 97110  2004-07-01 * 2"], 7, same, Reason::Value),
        (vec![ROW, "20552 97110  2005-07-01 * 0"], 8, same, Reason::Contradiction),
        (vec!["20553 97110  2005-07-01 * 0", ROW, "20553 97110  2005-01-01 * 1"], 9, same, Reason::Contradiction),
    ] {
        let file = folder.put("ccipra-v282r0.txt", ptp_text(&rows))?;
        let found = fault(Kind::PtpPractitioner, &[file]);
        assert_eq!(found, expected("ccipra-v282r0.txt", Some(row), column, reason), "{rows:?}");
    }
    let short = ptp_text(&[]) + "20552\t97110\t\t20040701\r\n";
    let file = folder.put("ccipra-v282r0.txt", short)?;
    let found = fault(Kind::PtpPractitioner, &[file]);
    assert_eq!(found, expected("ccipra-v282r0.txt", Some(7), None, Reason::Cells));
    Ok(())
}

#[test]
fn rows_that_are_odd_are_counted() -> Outcome {
    let folder = Folder::new()?;
    let rows = [
        ROW,
        ROW,
        "20552 97110  2003-01-01 2004-09-30 1",
        "20553 20553  2004-07-01 * 1",
        "20560 97110  2004-07-01 2005-07-01 9",
        "20561 97110  2004-07-01 2003-07-01 1",
    ];
    let file = folder.put("ccipra-v282r0.txt", ptp_text(&rows))?;
    let built = compiled(Kind::PtpPractitioner, &[file])?;
    let odd: Vec<_> = built.summary.odd.iter().map(|odd| (odd.what, odd.count, odd.first.as_str())).collect();
    let at = |row: u64| format!("ccipra-v282r0.txt, row {row}");
    let all = [
        ("a pair of a code with itself was left out", 1, at(10)),
        ("indicator 9, and the dates differ", 1, at(11)),
        ("deleted before its first day", 1, at(12)),
        ("the same row twice", 1, at(8)),
        ("two rows of a pair apply on the same day, with the same indicator", 1, at(9)),
    ];
    assert_eq!(odd, all.each_ref().map(|(what, count, first)| (*what, *count, first.as_str())));
    Ok(())
}

#[test]
fn unit_edits_and_add_on_codes_that_are_wrong() -> Outcome {
    let folder = Folder::new()?;
    for (rows, row, column, reason) in [
        (vec!["00100,1,1 Line Edit", "00100,2,1 Line Edit"], 10, "units", Reason::Contradiction),
        (vec!["00100,x,1 Line Edit"], 9, "units", Reason::Value),
        (vec!["00100,1,4 Line Edit"], 9, "adjudication indicator", Reason::Value),
        (vec!["001000,1,1 Line Edit"], 9, "code", Reason::Code),
    ] {
        let name = "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv";
        let file = folder.put(name, mue_text("Practitioner Services", &rows))?;
        let found = fault(Kind::MuePractitioner, &[file]);
        assert_eq!(found, expected(name, Some(row), Some(column), reason), "{rows:?}");
    }
    for (row, column, reason) in [
        ("4\t64491\t\t64490\t\t2013091\t\t", "edit type", Reason::Value),
        ("1\t64491\t\t6449\t\t2013091\t\t", "primary code", Reason::Code),
        ("1\t64491\t\t64490\t\t2013366\t\t", "effective date", Reason::Date),
        ("1\t64491\t20130101\t64490\t\t2013091\t\t", "deletion of the add-on code", Reason::Date),
    ] {
        let file = folder.put("AOC_V2026Q2-MCR.txt", format!("{ADD_ON_HEADER}{row}\n"))?;
        let found = fault(Kind::AddOn, &[file]);
        assert_eq!(found, expected("AOC_V2026Q2-MCR.txt", Some(3), Some(column), reason), "{row}");
    }
    Ok(())
}

#[test]
fn files_without_rows() -> Outcome {
    let folder = Folder::new()?;
    let name = "ccipra-v282r0.txt";
    let empty = fault(Kind::PtpPractitioner, &[folder.put(name, "")?]);
    assert_eq!(empty, expected(name, None, None, Reason::NoHeader));
    let header = fault(Kind::PtpPractitioner, &[folder.put(name, ptp_text(&[]))?]);
    assert_eq!(header, expected(name, None, None, Reason::Empty));
    let sheet = fault(Kind::AddOn, &[folder.put("a.xlsx", workbook(&[])?)?]);
    assert_eq!(sheet, expected("a.xlsx", None, None, Reason::NoHeader));
    Ok(())
}

#[test]
fn bytes_that_no_text_has() -> Outcome {
    let folder = Folder::new()?;
    let name = "ccipra-v282r0.txt";
    let text = ptp_text(&[ROW, ROW]).replacen("97110", "97\x0010", 1);
    let found = fault(Kind::PtpPractitioner, &[folder.put(name, text)?]);
    assert_eq!(found, expected(name, Some(7), None, Reason::Binary));
    Ok(())
}

#[test]
fn what_has_no_end_is_refused_in_little_memory() -> Outcome {
    let folder = Folder::new()?;
    let name = "ccipra-v282r0.txt";
    let endless = ptp_text(&[ROW]) + &"x".repeat(100 << 20);
    let found = fault(Kind::PtpPractitioner, &[folder.put(name, endless)?]);
    assert_eq!(found, expected(name, Some(8), None, Reason::TooLarge));

    let wide = ptp_text(&[ROW]) + &"\t".repeat(100_000);
    let found = fault(Kind::PtpPractitioner, &[folder.put(name, wide)?]);
    assert_eq!(found, expected(name, Some(8), None, Reason::TooLarge));

    let quoted =
        [mue_text("Practitioner Services", &["00100,1,1 Line Edit"]), b"\"".to_vec(), b"\r\na,b".repeat(1 << 20)];
    let name = "MUE_Practitioner_07-01-2026.csv";
    let found = fault(Kind::MuePractitioner, &[folder.put(name, quoted.concat())?]);
    assert_eq!(found, expected(name, Some(10), None, Reason::TooLarge));

    let open = [mue_text("Practitioner Services", &["00100,1,1 Line Edit"]), b"\"A4206,1,1".to_vec()].concat();
    let found = fault(Kind::MuePractitioner, &[folder.put(name, open)?]);
    assert_eq!(found, expected(name, Some(10), None, Reason::Truncated));

    let bomb = [ptp_text(&[ROW]).into_bytes(), (" ".repeat(999) + "\n").repeat(70_000).into_bytes()].concat();
    let bomb = archive(&[("ccipra-v282r0.txt", &bomb)])?;
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    let found = fault(Kind::PtpPractitioner, &[folder.put("bomb.zip", bomb)?]);
    assert_eq!(found, expected("bomb.zip/ccipra-v282r0.txt", None, None, Reason::TooLarge));
    Ok(())
}

#[test]
fn a_fault_says_where_and_never_what() -> Outcome {
    let folder = Folder::new()?;
    let file = folder.put("ccipra-v282r0.txt", ptp_text(&["SECRET 97110  2004-07-01 * 1"]))?;
    let found = compile(Kind::PtpPractitioner, &[file], &Given::default(), &mut |_| {}).err().ok_or("a fault")?;
    let text = found.to_string();
    assert_eq!(text, "ccipra-v282r0.txt, row 7, column column 1: not the shape of a code (code/malformed)");
    Ok(())
}
