//! Making packs, comparing them, and what a pack changes.

use ens_coding_pack::Kind;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::made::{add_ons_text, fees_text, pairs, pairs_text, units, units_text};
use super::*;

/// An archive of these members.
fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook with the cells of a text.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split('\t')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

const ROWS: [&str; 3] =
    ["11000 12000 2004-07-01 * 1", "11000 13000 2004-07-01 2019-12-31 1", "12000 13000 2004-07-01 * 0"];

/// The four parts of a quarter, each one in another form.
fn parts(desk: &Desk, version: u32) -> Vec<PathBuf> {
    let name = |part: u32, ending: &str| format!("ccipra-v{version}r0-f{part}{ending}");
    let text = pairs_text(&ROWS[..1]);
    let book = workbook(&text);
    let zipped = archive(&[(&name(1, ".xlsx"), &book), (&name(1, ".TXT"), text.as_bytes())]);
    vec![
        desk.file(&name(1, ".zip"), zipped),
        desk.file(&name(2, ".xlsx"), workbook(&pairs_text(&ROWS[1..2]))),
        desk.file(&name(3, ".txt.gz"), gzip(pairs_text(&ROWS[2..]).as_bytes())),
        desk.file(&name(4, ".txt"), pairs_text(&["14000 15000 2004-07-01 * 1"])),
    ]
}

fn ens_pack(kind: &str, files: &[PathBuf], out: &Path, more: &[&str]) -> Run {
    let mut args = args!["pack", kind].to_vec();
    args.extend(files.iter().map(|file| file.clone().into_os_string()));
    args.extend(args!["-o", out]);
    args.extend(more.iter().map(|it| (*it).into()));
    run(args)
}

/// Names of the files on a desk.
fn names(desk: &Desk) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(&desk.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn four_parts_in_four_forms_become_a_pack() {
    let desk = Desk::new();
    let (files, out) = (parts(&desk, 322), desk.0.join("pairs.pack"));
    let before = names(&desk);
    let made = ens_pack("ptp-practitioner", &files, &out, &[]);
    assert_eq!((made.status, made.err.as_str()), (0, ""));
    let pack = fs::read(&out).unwrap();
    let opened = ens_coding::pack::open(&pack, "$").unwrap();
    for wanted in [
        "CMS NCCI PTP edits, practitioner (ptp-practitioner), edition 2026-07-01",
        "answers up to 2026-09-30, with the history of its rows",
        &format!("4 rows, 5 codes, digest {}", opened.digest),
        "from ccipra-v322r0-f1.zip/ccipra-v322r0-f1.TXT (SHA-256 ",
        "from ccipra-v322r0-f2.xlsx (SHA-256 ",
        "from ccipra-v322r0-f3.txt.gz (SHA-256 ",
        "from ccipra-v322r0-f4.txt (SHA-256 ",
        &format!("{} bytes written to {}", pack.len(), out.display()),
    ] {
        assert!(made.out.contains(wanted), "{wanted}\nis not in\n{}", made.out);
    }
    assert!(!made.out.contains(".xlsx/") && !made.out.contains("f1.xlsx"), "of two forms of a part one is read");
    let mut after = before.clone();
    after.push("pairs.pack".to_owned());
    after.sort();
    assert_eq!(names(&desk), after, "nothing else is left behind");

    // The order of the parts does not matter, and JSON says the same.
    let turned: Vec<PathBuf> = files.iter().rev().cloned().collect();
    let again = ens_pack("ptp-practitioner", &turned, &out, &["--format=json"]);
    let summary = again.documents().remove(0);
    assert_eq!((summary["kind"].as_str(), summary["edition"].as_str()), (Some("ptp-practitioner"), Some("2026-07-01")));
    assert_eq!((&summary["from"], summary["to"].as_str()), (&Value::Null, Some("2026-09-30")));
    assert_eq!((summary["rows"].as_u64(), summary["codes"].as_u64()), (Some(4), Some(5)));
    assert_eq!(summary["files"].as_array().map(Vec::len), Some(4));
    let again = fs::read(&out).unwrap();
    assert_eq!(summary["digest"].as_str(), Some(ens_coding::pack::open(&again, "$").unwrap().digest.as_str()));
    let body = |pack: &[u8]| ens_coding::pack::open(pack, "$").unwrap().body.to_vec();
    assert_eq!(body(&pack), body(&again));
    assert_eq!(summary["odd"], json!([]));
}

#[test]
fn kinds_in_the_forms_in_which_they_come() {
    let desk = Desk::new();
    let limits = units_text("Practitioner", &["11000,2,2 Policy", "12000,0,1 Line Edit"]);
    let add = add_ons_text(&["1|20001|20000|2013091||", "2|20002|CCCCC|2013091||Contractor Defined Primary Codes"]);
    let fees = |factor: &str| fees_text(&[("11000", "1.00"), ("12000", "2.00")], factor);
    let (other, qualifying) = (fees("33.4009"), fees("33.5675"));
    let release = archive(&[
        ("PPRRVU2026_Jul_nonQPP.csv", other.as_bytes()),
        ("PPRRVU2026_Jul_QPP.csv", qualifying.as_bytes()),
        ("RVUPUF26.txt", b"nothing of use"),
    ]);
    let order = "00001 Q99     0 Made up\n00002 Q991    1 Made up\n";
    for (kind, name, bytes, edition, counts) in [
        (
            "mue-practitioner",
            "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv",
            limits.as_bytes(),
            "2026-07-01",
            (2, 2),
        ),
        (
            "mue-practitioner",
            "mue-07-01-2026.zip",
            &archive(&[("MCR_MUE_PractitionerServices_Eff_07-01-2026.csv", limits.as_bytes())]),
            "2026-07-01",
            (2, 2),
        ),
        ("add-on", "AOC_V2026Q2-MCR.txt", add.as_bytes(), "2026-04-01", (2, 3)),
        ("add-on", "AOC_V2026Q3-MCR.xlsx", &workbook(&add), "2026-07-01", (2, 3)),
        ("pfs", "RVU26C.zip", &release, "2026-07-01", (2, 2)),
        ("conversion-factor", "RVU26C.zip", &release, "2026-07-01", (2, 0)),
        ("icd10cm", "icd10cm_order_2026.txt.gz", &gzip(order.as_bytes()), "FY2026", (2, 2)),
    ] {
        let (file, out) = (desk.file(name, bytes), desk.0.join("out.pack"));
        let made = ens_pack(kind, &[file], &out, &["--format=json"]);
        assert_eq!(made.status, 0, "{kind} {name}: {}{}", made.out, made.err);
        let summary = made.documents().remove(0);
        assert_eq!((summary["kind"].as_str(), summary["edition"].as_str()), (Some(kind), Some(edition)), "{name}");
        let rows = (summary["rows"].as_u64().unwrap(), summary["codes"].as_u64().unwrap());
        assert_eq!(if kind == "conversion-factor" { (rows.0, 0) } else { rows }, counts, "{kind} {name}");
        let pack = fs::read(&out).unwrap();
        let book = Rulebook::load([pack.as_slice()]).unwrap();
        assert_eq!(book.basis().parts[0].part, format!("table:{}", kind.replace('-', "_")));
        // What was made can be used at once.
        let visit = desk.file("visit.json", VISIT);
        let used = run(args!["code", visit, "--part", out, "--format=json"]);
        assert!(used.status < 2, "{kind}: {}", used.err);
    }
}

#[test]
fn the_edition_that_is_given_wins() {
    let desk = Desk::new();
    let file = desk.file("limits.csv", units_text("Practitioner", &["11000,2,2 Policy"]));
    let out = desk.0.join("out.pack");
    let without = ens_pack("mue-practitioner", std::slice::from_ref(&file), &out, &[]);
    assert_eq!(without.status, 2);
    assert!(without.err.contains("limits.csv") && without.err.contains("--edition"), "{}", without.err);
    assert!(!out.exists());
    for (given, edition, from, to) in [
        ("2026Q4", "2026-10-01", "2026-10-01", "2026-12-31"),
        ("2026-08-15", "2026-07-01", "2026-07-01", "2026-09-30"),
        ("2027", "2027-01-01", "2027-01-01", "2027-12-31"),
    ] {
        let made =
            ens_pack("mue-practitioner", std::slice::from_ref(&file), &out, &["--edition", given, "--format=json"]);
        let summary = made.documents().remove(0);
        let days = ["edition", "from", "to"].map(|field| summary[field].as_str().unwrap_or_default().to_owned());
        assert_eq!(days, [edition, from, to].map(str::to_owned), "{given}");
    }
    let more = ["--edition", "2026Q4", "--from", "2026-11-01", "--to", "2026-11-30", "--format=json"];
    let summary = ens_pack("mue-practitioner", std::slice::from_ref(&file), &out, &more).documents().remove(0);
    assert_eq!((summary["from"].as_str(), summary["to"].as_str()), (Some("2026-11-01"), Some("2026-11-30")));
    for wrong in [["--from", "2026-02-30"], ["--to", "soon"]] {
        assert_eq!(ens_pack("mue-practitioner", std::slice::from_ref(&file), &out, &wrong).status, 2, "{wrong:?}");
    }
}

#[test]
fn a_bad_file_leaves_nothing_behind() {
    let desk = Desk::new();
    let out = desk.0.join("out.pack");
    let good = pairs_text(&ROWS);
    let limits = units_text("Practitioner", &["11000,2,2 Policy"]);
    let name = "ccipra-v322r0.txt";
    let units = "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv";
    for (kind, name, bytes, place, code) in [
        (
            "ptp-practitioner",
            name,
            good.replace("20191231", "20191331").into_bytes(),
            ", row 8, column deletion date",
            "date/impossible",
        ),
        (
            "ptp-practitioner",
            name,
            good.replace("12000\t13000", "12000\tPATIE").into_bytes(),
            ", row 9, column column 2",
            "code/malformed",
        ),
        (
            "ptp-practitioner",
            name,
            good.replace("\t*\t0\t", "\t*\t2\t").into_bytes(),
            ", row 9, column modifier",
            "value/out-of-range",
        ),
        ("ptp-practitioner", name, good.replace("\t*\t0\tMore", "").into_bytes(), ", row 9", "row/cells"),
        ("ptp-practitioner", name, pairs_text(&[]).into_bytes(), "", "file/empty"),
        ("ptp-practitioner", name, b"nothing of use\n".to_vec(), "", "file/no-header"),
        ("ptp-practitioner", "ccioph-v322r0.txt", good.clone().into_bytes(), "", "file/wrong-kind"),
        ("ptp-practitioner", "ccipra-v322r0-f1.txt", good.clone().into_bytes(), "", "edition/part-missing"),
        ("mue-practitioner", units, limits.replace(",2,2", ",two,2").into_bytes(), ", row ", "value/out-of-range"),
        ("mue-hospital", units, limits.clone().into_bytes(), "", "file/wrong-kind"),
        ("mue-practitioner", "limits.zip", archive(&[("a.txt", b"nothing of use")]), "", "archive/nothing-fits"),
        (
            "mue-practitioner",
            "limits.zip",
            archive(&[("MUE_07-01-2026.csv", limits.as_bytes())])[..60].to_vec(),
            "",
            "",
        ),
        ("mue-practitioner", "limits.csv.gz", gzip(limits.as_bytes())[..30].to_vec(), "", "file/truncated"),
    ] {
        let file = desk.file(name, &bytes);
        let before = names(&desk);
        let text = ens_pack(kind, std::slice::from_ref(&file), &out, &[]);
        assert_eq!((text.status, text.out.as_str()), (2, ""), "{code} {name}");
        let wanted = [format!("{name}{place}"), if code.is_empty() { "(".to_owned() } else { format!("({code})") }];
        assert!(wanted.iter().all(|it| text.err.contains(it)), "{wanted:?}: {}", text.err);
        assert!(
            !text.err.contains("PATIE") && !text.err.contains("20191331"),
            "no value of a file is told: {}",
            text.err
        );
        let json = ens_pack(kind, &[file], &out, &["--format=json"]);
        let error = &json.documents()[0]["error"];
        assert_eq!((json.status, json.err.as_str()), (2, ""), "{code}");
        assert!(code.is_empty() || error["code"] == code, "{error}");
        assert!(error["path"].as_str().unwrap().starts_with(&format!("{name}{place}")), "{error}");
        assert_eq!(names(&desk), before, "{code}");
        fs::remove_file(desk.0.join(name)).unwrap();
    }
    // What was there before stays.
    fs::write(&out, "mine").unwrap();
    let bad = desk.file(name, "nothing of use\n");
    assert_eq!(ens_pack("ptp-practitioner", std::slice::from_ref(&bad), &out, &[]).status, 2);
    assert_eq!(fs::read(&out).unwrap(), b"mine");
    assert_eq!(ens_pack("ptp-practitioner", &[desk.0.join("missing.txt")], &out, &[]).status, 2);
    // Where nothing can be written, nothing is left over either.
    let good = desk.file(name, &good);
    let nowhere = ens_pack("ptp-practitioner", &[good], &desk.0.join("no/such/folder.pack"), &[]);
    assert_eq!((nowhere.status, nowhere.out.as_str()), (2, ""));
    assert!(nowhere.err.contains("folder.pack: output/unwritable"), "{}", nowhere.err);
    assert!(names(&desk).iter().all(|it| !it.contains(".part")));
}

#[test]
fn wrong_words_are_wrong_usage() {
    let desk = Desk::new();
    let file = desk.file("a.csv", "a");
    let out = desk.0.join("out.pack");
    for args in [
        args!["pack"].to_vec(),
        args!["pack", "nonsense", file, "-o", out].to_vec(),
        args!["pack", "mue-dme", file].to_vec(),
        args!["pack", "mue-dme", "-o", out].to_vec(),
        args!["pack", "diff", file].to_vec(),
        args!["impact", file].to_vec(),
    ] {
        let run = run(&args);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(!run.err.is_empty(), "{args:?}");
    }
    let wrong = run(args!["pack", "nonsense", file, "-o", out]);
    assert!(Kind::ALL.iter().all(|kind| wrong.err.contains(kind.word())), "{}", wrong.err);
}

#[test]
fn differences_in_words_and_numbers() {
    let desk = Desk::new();
    let old =
        pairs(2026, 2, &["11000 12000 2004-07-01 * 1", "11000 13000 2004-07-01 * 0", "11000 14000 2004-07-01 * 1"]);
    let new = pairs(
        2026,
        3,
        &[
            "11000 12000 2004-07-01 2026-06-30 1",
            "11000 13000 2004-07-01 2026-06-30 0",
            "11000 13000 2026-07-01 * 1",
            "11000 14000 2004-07-01 2004-07-01 9",
            "12000 13000 2026-07-01 * 0",
        ],
    );
    let (old, new) = (desk.file("old.pack", old), desk.file("new.pack", new));
    let text = run(args!["pack", "diff", old, new]);
    assert_eq!((text.status, text.err.as_str()), (1, ""));
    let lines: Vec<&str> = text.out.lines().collect();
    assert!(
        lines[0].starts_with("ptp_practitioner: 2026-04-01 (") && lines[0].contains(") -> 2026-07-01 ("),
        "{}",
        lines[0]
    );
    assert_eq!(
        lines[1..],
        [
            "new 1, ended 2, other indicator 1, of these 0 -> 1 1, retroactive 1",
            "11000 / 12000: ended on 2026-06-30",
            "11000 / 13000: indicator 0 -> 1, from 2026-07-01",
            "11000 / 14000: ended, as if it had never applied: indicator 9 (retroactive)",
            "12000 / 13000: new, from 2026-07-01, indicator 0",
        ]
    );
    let json = run(args!["pack", "diff", old, new, "--format=json"]);
    let document = json.documents().remove(0);
    assert_eq!((json.status, document["table"].as_str()), (1, Some("ptp_practitioner")));
    assert_eq!(
        (document["old"]["edition"].as_str(), document["new"]["edition"].as_str()),
        (Some("2026-04-01"), Some("2026-07-01"))
    );
    let counts = &document["counts"];
    for (name, count) in [
        ("added", 1),
        ("removed", 0),
        ("ended", 2),
        ("indicator", 1),
        ("loosened", 1),
        ("tightened", 0),
        ("retroactive", 1),
    ] {
        assert_eq!(counts[name], count, "{name}");
    }
    assert_eq!(document["items"].as_array().map(Vec::len), Some(4));
    assert_eq!(
        (document["items"][1]["key"].as_str(), document["items"][1]["what"].as_str()),
        (Some("11000 / 13000"), Some("indicator_changed"))
    );

    let same = run(args!["pack", "diff", old, old]);
    assert_eq!(same.status, 0);
    assert!(same.out.ends_with("no change\n"), "{}", same.out);

    let other = desk.file("units.pack", units(2026, 3, &["11000,1,2 Policy"]));
    let broken = desk.file("broken.pack", &fs::read(&old).unwrap()[..90]);
    for (one, two, name, code) in [
        (&old, &other, "units.pack", "pack/other-table"),
        (&broken, &new, "broken.pack", "pack/corrupted"),
        (&old, &broken, "broken.pack", "pack/corrupted"),
        (&old, &desk.0.join("missing.pack"), "missing.pack", "input/unreadable"),
    ] {
        let text = run(args!["pack", "diff", one, two]);
        assert_eq!((text.status, text.out.as_str()), (2, ""), "{name}");
        assert!(text.err.contains(name) && text.err.contains(code), "{}", text.err);
        let json = run(args!["pack", "diff", one, two, "--format=json"]);
        assert_eq!((json.status, error_code(&json.documents()[0])), (2, code), "{name}");
    }
}

/// A claim of these lines on a day, with its visit, on one line.
fn checked_lines(date: &str, of_lines: &[&str]) -> String {
    json!({ "visit": super::made::plain_visit(date), "claim": super::made::lines(of_lines) }).to_string()
}

#[test]
fn the_impact_of_a_pair_that_becomes_an_edit() {
    let desk = Desk::new();
    let old = desk.file("old.pack", pairs(2026, 2, &["11000 13000 2004-07-01 * 1"]));
    let new = desk.file("new.pack", pairs(2026, 3, &["11000 13000 2004-07-01 * 1", "11000 12000 2026-07-01 * 0"]));
    let claims = desk.file(
        "claims.ndjson",
        [
            checked_lines("2026-08-03", &["11000"]),
            checked_lines("2026-08-03", &["14000", "12000", "11000"]),
            checked_lines("2026-06-30", &["11000", "12000"]),
            one_line(VISIT),
        ]
        .join("\n"),
    );
    let text = run(args!["impact", old, new, claims]);
    assert_eq!((text.status, text.err.as_str()), (1, ""), "{}", text.out);
    assert!(text.out.contains("line 2"), "{}", text.out);
    let sentence = "+ ncci/never-together: line 2 (12000) with line 3 (11000): 12000 is never paid beside 11000";
    assert!(text.out.contains(sentence), "{}", text.out);
    assert!(text.out.contains("CMS NCCI PTP edits, practitioner, 2026-07-01"), "{}", text.out);
    assert!(text.out.ends_with("\n4 documents, 1 answers change\n"), "{}", text.out);
    assert_eq!(text.out.matches("never-together").count(), 1, "on a day before its first the pair is no edit");

    let json = run(args!["impact", old, new, claims, "--format=json"]);
    let documents = json.documents();
    let (total, changes) = documents.split_last().unwrap();
    assert_eq!((json.status, total["documents"].as_u64()), (1, Some(4)));
    assert_eq!(total["changed"].as_u64(), Some(changes.len() as u64));
    let change = changes.iter().find(|it| it["document"].as_str().is_some_and(|name| name.contains("line 2"))).unwrap();
    let found = change["new"].as_array().unwrap().iter().find(|it| it["rule"] == "ncci/never-together").unwrap();
    assert_eq!((found["at"]["line"].as_u64(), found["at"]["other_line"].as_u64()), (Some(1), Some(2)), "{found}");
    assert_eq!(change["after"], "findings");

    let nothing = run(args!["impact", old, old, claims]);
    assert_eq!((nothing.status, nothing.out.as_str()), (0, "4 documents, 0 answers change\n"));
    // A date for which both say the same, whichever of them covers it.
    let same = run_with(checked_lines("2026-05-04", &["11000", "13000"]), args!["impact", old, new]);
    assert_eq!((same.status, same.out.as_str()), (0, "1 documents, 0 answers change\n"));
    let same = run_with(checked_lines("2026-05-04", &["11000", "13000"]), args!["impact", old, new, "--format=json"]);
    assert_eq!(same.documents(), [json!({ "documents": 1, "changed": 0 })]);

    let missing = run(args!["impact", old, desk.0.join("missing.pack"), claims]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("missing.pack"), "{}", missing.err);
    let bad = run_with("nonsense\n", args!["impact", old, new, "--format=json"]);
    assert_eq!((bad.status, error_code(&bad.documents()[0])), (2, "json/syntax"));
}

/// Two policies are compared as two packs are.
#[test]
fn the_impact_of_a_policy() {
    let desk = Desk::new();
    let policy = |take: &str| {
        json!({ "policy": "own", "title": "Own", "line_of_business": "commercial", "inherits": "commercial",
            "sources": [{ "id": "contract", "title": "a contract", "trust": "primary" }],
            "terms": { "unattended_stimulation": [{ "value": take, "source": "contract", "trust": "primary" }] } })
        .to_string()
    };
    let (old, new) = (desk.file("old.json", policy("97014")), desk.file("new.json", policy("G0283")));
    let visit = VISIT.replace("\"medicare\"", "\"own\"");
    let changed = run_with(one_line(&visit), args!["impact", old, new, "--format=json"]);
    let documents = changed.documents();
    assert_eq!((changed.status, documents.len()), (1, 2));
    assert_eq!(documents[0]["claim"]["lines"][0]["code"], "G0283");
    assert_eq!(run_with(one_line(&visit), args!["impact", old, old]).status, 0);
    let twice = run_with(one_line(&visit), args!["impact", old, new, "--part", old]);
    assert_eq!(twice.status, 2, "the same policy twice");
}

#[test]
fn strict_answers_are_incomplete() {
    let desk = Desk::new();
    let visit = desk.file("visit.json", VISIT);
    let loose = run(args!["code", visit, "--format=json"]).documents().remove(0);
    let out_of_range = |answer: &Value, field: &str| {
        let all = answer[field].as_array().unwrap();
        all.iter().filter(|it| it["rule"] == "basis/edition-out-of-range").cloned().collect::<Vec<_>>()
    };
    assert_eq!((out_of_range(&loose, "findings").len(), out_of_range(&loose, "not_run").len()), (1, 0));
    for args in [
        args!["code", visit, "--strict", "--format=json"].to_vec(),
        args!["code", "--format=json", "--strict", visit].to_vec(),
    ] {
        let run = run(args);
        let strict = run.documents().remove(0);
        assert_eq!((strict["verdict"].as_str(), run.status), (Some("incomplete"), 1));
        assert_eq!(strict["basis"]["strict"], true);
        let lacks: Vec<String> = out_of_range(&strict, "not_run").iter().map(|it| it["lacks"].to_string()).collect();
        assert!(lacks.iter().any(|it| it.contains("table:mue_practitioner 2024-04-01")), "{lacks:?}");
    }
    let text = run(args!["code", visit, "--strict"]);
    assert_eq!(text.status, 1);
    assert!(text.out.contains("mue_practitioner"), "{}", text.out);
    let checks = desk.file("check.json", check_document(VISIT, CLAIM));
    assert_eq!(run(args!["check", checks, "--strict"]).status, 1);
    assert_eq!(run(args!["explain", visit, "--strict"]).status, 1);
    // With an edition for the date there is nothing to name.
    let own = desk.file("units.pack", units(2026, 1, &["11000,1,2 Policy"]));
    let answer = run(args!["code", visit, "--strict", "--format=json", "--part", own]).documents().remove(0);
    let lacks: Vec<String> = out_of_range(&answer, "not_run").iter().map(|it| it["lacks"].to_string()).collect();
    assert!(lacks.iter().all(|it| !it.contains("mue_practitioner")), "{lacks:?}");
}

#[test]
fn compact_answers_are_for_programs() {
    let desk = Desk::new();
    let visit = desk.file("visit.json", VISIT);
    let checks = desk.file("check.json", check_document(VISIT, CLAIM));
    let (whole, compact) =
        (run(args!["code", visit, "--format=json"]), run(args!["code", visit, "--format=json", "--compact"]));
    assert_eq!((whole.status, compact.status), (compact.status, whole.status));
    assert!(compact.out.len() < whole.out.len() / 2, "{}", compact.out);
    let (whole, compact) = (whole.documents().remove(0), compact.documents().remove(0));
    assert_eq!(whole["verdict"], compact["verdict"]);
    let checked = run(args!["check", checks, "--compact", "--format=json"]);
    assert!(checked.status < 2 && checked.documents().len() == 1);
    let strict = run(args!["code", visit, "--format=json", "--compact", "--strict"]);
    assert_eq!((strict.status, strict.documents()[0]["verdict"].as_str()), (1, Some("incomplete")));
    for args in [
        args!["code", visit, "--compact"].to_vec(),
        args!["check", checks, "--compact", "--format", "text"].to_vec(),
        args!["explain", visit, "--compact"].to_vec(),
        args!["explain", visit, "--compact", "--format=json"].to_vec(),
    ] {
        let run = run(&args);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains("--compact"), "{args:?}: {}", run.err);
    }
}

/// The answers are compared in full, however they would be written: the option is refused, or has no effect.
#[test]
fn impact_does_not_stumble_over_compact() {
    let desk = Desk::new();
    let old = desk.file("old.pack", pairs(2026, 2, &["11000 13000 2004-07-01 * 1"]));
    let run =
        run_with(checked_lines("2026-05-04", &["11000"]), args!["impact", old, old, "--compact", "--format=json"]);
    let is_refused = run.status == 2 && run.out.is_empty() && run.err.contains("--compact");
    let is_ignored = run.status == 0 && run.documents() == [json!({ "documents": 1, "changed": 0 })];
    assert!(is_refused || is_ignored, "{}: {}{}", run.status, run.out, run.err);
}

#[test]
fn help_speaks_of_everything() {
    let help = |args: &[&str]| {
        let run = run(args);
        assert_eq!(run.status, 0, "{args:?}");
        run.out
    };
    let all = help(&["--help"]);
    for word in ["code", "check", "explain", "pack", "impact", "rules", "--format", "Exit status"] {
        assert!(all.contains(word), "{word}: {all}");
    }
    let pack = help(&["pack", "--help"]);
    for word in [
        "--output",
        "-o",
        "--edition",
        "--from",
        "--to",
        "diff",
        "ens pack KIND FILE... -o OUT.pack",
        "Exit status",
        "2  a file cannot be compiled, and nothing was written",
    ] {
        assert!(pack.contains(word), "{word}: {pack}");
    }
    for kind in Kind::ALL {
        assert!(pack.contains(kind.word()), "{kind}: {pack}");
    }
    let diff = help(&["pack", "diff", "--help"]);
    assert!(diff.contains("OLD") && diff.contains("NEW"), "{diff}");
    let impact = help(&["impact", "--help"]);
    for word in ["OLD", "NEW", "--part", "--strict", "--no-bundled", "1  an answer changes"] {
        assert!(impact.contains(word), "{word}: {impact}");
    }
    for command in ["code", "check", "explain"] {
        let help = help(&[command, "--help"]);
        for word in ["--part", "--no-bundled", "--strict", "--compact", "--format"] {
            assert!(help.contains(word), "{command} {word}: {help}");
        }
    }
}
