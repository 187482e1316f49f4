//! Faults that were found in other programs of this kind. Each one is a test that would fail if it crept in here.

#[path = "editions/made.rs"]
mod made;

use std::time::{Duration, Instant};

use ens_coding::table::{Attendance, Factor, PackSource, PairRow, PairWriter, Pool};
use ens_coding::{Code, Rulebook, Severity, Verdict, code, json};
use ens_coding_pack::{Given, Kind, Reason};
use serde_json::{Value, json};

use made::{
    NEEDS_MODIFIER, NEVER, OVER, answer, book, check, compiled, day, fact, fees_text, fired, lacking, lines, pairs,
    pairs_text, plain_visit, reported, units,
};

const FIRST: &str = "2026-08-03";

/// All pair edits of the third quarter of 2026 are these.
fn of_pairs(rows: &[&str]) -> Rulebook {
    book(&[&pairs(2026, 3, rows)])
}

/// All unit edits of the third quarter of 2026 are these.
fn of_units(rows: &[&str]) -> Rulebook {
    book(&[&units(2026, 3, rows)])
}

// Fault: whether an edit is active is decided by the clock when the table is loaded, not by the date of service.
#[test]
fn the_date_of_service_decides_and_no_clock() {
    let book = of_pairs(&[
        "11000 12000 2004-07-01 2019-12-31 1",
        "11000 13000 2150-01-01 * 0",
        "11000 14000 2004-07-01 2026-08-03 1",
    ]);
    let on = |date: &str, two: &str| reported(&answer(date, &["11000", two], &book));
    for (date, expected) in
        [("2004-06-30", None), ("2004-07-01", Some(1)), ("2019-12-31", Some(1)), ("2020-01-01", None), (FIRST, None)]
    {
        let expected: Vec<String> = expected.iter().map(|indicator| format!("11000/12000 {indicator}")).collect();
        assert_eq!(on(date, "12000"), expected, "{date}");
    }
    assert!(on("2149-12-31", "13000").is_empty());
    assert_eq!(on("2150-01-01", "13000"), ["11000/13000 0"], "an edit to come is none until it comes");
    assert_eq!(on("2026-08-03", "14000"), ["11000/14000 1"], "the last day belongs to the edit");
    assert!(on("2026-08-04", "14000").is_empty());
}

// Fault: no claim of the past can be checked.
#[test]
fn a_claim_of_the_past_is_judged_by_the_past() {
    let book = of_pairs(&[
        "11000 12000 1996-01-01 2003-06-30 0",
        "11000 12000 2003-07-01 2010-12-31 1",
        "11000 12000 2015-01-01 * 0",
    ]);
    for (date, expected) in [
        ("1995-12-31", &[][..]),
        ("1996-01-01", &["11000/12000 0"]),
        ("2003-07-01", &["11000/12000 1"]),
        ("2010-12-31", &["11000/12000 1"]),
        ("2011-01-01", &[]),
        ("2014-12-31", &[]),
        ("2015-01-01", &["11000/12000 0"]),
    ] {
        assert_eq!(reported(&answer(date, &["12000", "11000"], &book)), expected, "{date}");
    }
}

// Fault: dates that cannot be read count as open, so that an ended edit is active or an active one is not.
#[test]
fn unknown_dates_do_not_fail_open() {
    let good = pairs_text(&["11000 12000 2004-07-01 * 1"]);
    for (from, to) in [("20040701\t*", "soon\t*"), ("20040701\t*", "\t*"), ("20040701\t*", "20040701\t20193112")] {
        let fault =
            compiled(Kind::PtpPractitioner, &[("ccipra-v322r0.txt", &good.replace(from, to))], &Given::default());
        let fault = fault.err().map(|it| (it.row, it.reason));
        assert_eq!(fault, Some((Some(7), Reason::Date)), "{to}");
    }
    let without = PairRow { from: None, to: None, indicator: 1, rationale: 0 };
    assert!(without.applies_on(day("1950-01-01")) && without.applies_on(day(FIRST)), "not known is not never");
    let ended = PairRow { to: Some(day("2019-12-31")), ..without };
    assert!(ended.applies_on(day("2019-12-31")) && !ended.applies_on(day("2020-01-01")));
    let mut visit = plain_visit(FIRST);
    visit.as_object_mut().unwrap().remove("date_of_service");
    let error = json::visit(&visit.to_string()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("field/missing", "$.date_of_service"));
}

// Fault: the first direction that is stored is taken, even where it ended and the reverse is active.
#[test]
fn both_directions_are_looked_up() {
    let book = of_pairs(&["11000 12000 2004-07-01 2025-12-31 1", "12000 11000 2026-01-01 * 0"]);
    for claim in [["11000", "12000"], ["12000", "11000"]] {
        assert_eq!(reported(&answer("2025-12-31", &claim, &book)), ["11000/12000 1"], "{claim:?}");
        let outcome = answer("2026-01-01", &claim, &book);
        assert_eq!(reported(&outcome), ["12000/11000 0"], "{claim:?}");
        let denied = fired(&outcome, NEVER)[0].at.line.map(usize::from).unwrap();
        assert_eq!(claim[denied], "11000", "column two is denied, wherever it stands");
    }
}

// Fault: a code that the table does not have costs a walk over all of its keys.
#[test]
fn an_unknown_code_costs_no_scan() {
    const MILLION: usize = 1_000_000;
    let mut writer = PairWriter::default();
    let known = |at: usize| -> Code { format!("{:05}", at * 2).parse().unwrap() };
    for at in 0..30_000 {
        writer.cover(known(at));
        let row = PairRow { from: None, to: None, indicator: 1, rationale: 0 };
        writer.push(known(at), known((at + 7) % 30_000), row);
    }
    let body = writer.finish(&PackSource::primary("made", "made up"), &[String::new()]).unwrap();
    let opened = pairs(2026, 3, &["11000 12000 2004-07-01 * 1"]);
    let header = ens_coding::pack::open(&opened, "$").unwrap().header;
    let pack = ens_coding::pack::write_body(&header, &body).unwrap();
    let book = Rulebook::load([pack.as_slice()]).unwrap();
    let table = &book.tables().ptp_practitioner.all().next().unwrap().table;
    assert_eq!((table.codes().len(), table.has(known(1))), (30_000, true));
    let strange: Vec<Code> = (0..1000).map(|at| format!("{:05}", at * 60 + 1).parse().unwrap()).collect();
    let start = Instant::now();
    let found = strange.iter().cycle().take(MILLION).filter(|code| table.has(**code)).count();
    // A walk over the keys would take 15 thousand million steps.
    assert_eq!(found, 0);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    let start = Instant::now();
    let rows: usize = strange.iter().cycle().take(MILLION / 10).map(|code| table.rows(*code, known(1)).count()).sum();
    assert_eq!(rows, 0);
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

/// Units and limit that a claim is over, for each finding, with the severity.
fn over(book: &Rulebook, claim: &[&str]) -> Vec<(Option<u16>, String, Severity)> {
    let outcome = answer(FIRST, claim, book);
    let of = |finding: &&ens_coding::Finding| (finding.at.line, fact(finding, "units"), finding.severity);
    fired(&outcome, OVER).iter().map(of).collect()
}

// Fault: the lines with a code are counted, not their units; and each line is held to a limit of the day.
#[test]
fn units_are_counted_and_summed_over_the_day() {
    let book = of_units(&["11000,4,1 Line Edit", "12000,4,2 Date of Service Edit: Policy", "13000,4,3 Clinical"]);
    for (code, severity) in [("12000", Severity::Deny), ("13000", Severity::Warn)] {
        let line = |units: u32, modifier: &str| format!("{code}{modifier} x{units}");
        let of = |lines: &[String]| over(&book, &lines.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(of(&[line(4, "")]), []);
        assert_eq!(of(&[line(5, "")]), [(Some(0), "5".to_owned(), severity)], "one line, five units");
        assert_eq!(of(&[line(2, ""), line(2, " 59")]), []);
        assert_eq!(of(&[line(2, ""), line(3, " 59")]), [(Some(0), "5".to_owned(), severity)], "two lines of a day");
        let four = [" 59", " XS", " XE", ""].map(|modifier| line(1, modifier));
        assert_eq!(of(&four), [], "four lines of one unit");
    }
    assert_eq!(over(&book, &["11000 x4", "11000 59 x4"]), [], "each line by itself");
    assert_eq!(over(&book, &["11000 x4", "11000 59 x5"]), [(Some(1), "5".to_owned(), Severity::Deny)]);
    let mut visit = plain_visit(FIRST);
    visit["history"]["services"] = json!([
        { "code": "12000", "date": FIRST, "units": 3 }, { "code": "12000", "date": "2026-08-02", "units": 9 }
    ]);
    let units_of = |claim: &[&str]| {
        let outcome = check(&visit, &lines(claim), &book).unwrap();
        fired(&outcome, OVER).iter().map(|finding| fact(finding, "units")).collect::<Vec<_>>()
    };
    assert_eq!(units_of(&["12000"]), [""; 0]);
    assert_eq!(units_of(&["12000 x2"]), ["5"], "what was billed for the same day counts, and no other day");
}

// Fault: rows with indicator 9 and rows that have ended are reported as edits.
#[test]
fn indicator_nine_and_ended_rows_are_no_edits() {
    let book = of_pairs(&[
        "11000 12000 2020-10-01 2020-10-01 9",
        "11000 12000 2004-07-01 2019-12-31 1",
        "11000 12000 1996-01-01 1996-01-01 9",
        "11000 13000 2026-08-03 2026-08-03 9",
    ]);
    for (date, expected) in [
        ("1996-01-01", &[][..]),
        ("2010-01-01", &["11000/12000 1"]),
        ("2020-10-01", &[]),
        ("2026-08-03", &[]),
        ("2026-09-30", &[]),
    ] {
        let outcome = answer(date, &["11000", "12000", "13000"], &book);
        assert_eq!(reported(&outcome), expected, "{date}");
        assert!(fired(&outcome, "ncci/pair-resolved").is_empty());
    }
}

/// What the answer says of pairs that were not checked.
fn unchecked(book: &Rulebook, claim: &[&str]) -> (Vec<String>, Verdict) {
    let outcome = answer(FIRST, claim, book);
    assert!(reported(&outcome).is_empty());
    assert_eq!(lacking(&outcome, NEEDS_MODIFIER), lacking(&outcome, NEVER));
    (lacking(&outcome, NEEDS_MODIFIER), outcome.verdict)
}

// Fault: a pair that a part of the table does not have is said to be no edit.
#[test]
fn absence_from_a_slice_is_not_checked_and_from_a_whole_table_no_edit() {
    let (lacks, verdict) = unchecked(Rulebook::bundled(), &["11000", "12000"]);
    assert_eq!(lacks, ["table:ptp_practitioner"; 2], "for each of the lines");
    assert_ne!(verdict, Verdict::Clean);
    let (lacks, _) = unchecked(&of_pairs(&["11000 15000 2004-07-01 * 1"]), &["11000", "12000"]);
    assert!(lacks.is_empty(), "{lacks:?}");
    // Of units alike: a whole table without the code sets no limit, a slice leaves the question open.
    let of = |book: &Rulebook| lacking(&answer(FIRST, &["11000 x99"], book), OVER);
    assert_eq!(of(Rulebook::bundled()), ["table:mue_practitioner"]);
    assert!(of(&of_units(&["12000,1,1 Line Edit"])).is_empty());
}

// Fault: a table that is not there gives the same answer as a pair that is not in it.
#[test]
fn a_table_that_is_not_loaded_is_never_an_approval() {
    let policies = ens_coding_data::named_parts().filter(|(name, _)| name.starts_with("policies/"));
    let book = Rulebook::load(policies.map(|(_, bytes)| bytes)).unwrap();
    let (lacks, verdict) = unchecked(&book, &["11000", "12000"]);
    assert_eq!((lacks, verdict), (vec!["table:ptp_practitioner".to_owned()], Verdict::Incomplete));
    assert_eq!(lacking(&answer(FIRST, &["11000"], &book), OVER), ["table:mue_practitioner"]);
    // Nor is the table of the other setting an answer.
    let book = Rulebook::load([pairs(2026, 3, &["11000 15000 2004-07-01 * 1"]).as_slice()]).unwrap();
    let mut visit = plain_visit(FIRST);
    visit["payer"] = json!({ "terms": { "pair_edits": true, "unit_edits": true } });
    visit["setting"] = json!({ "place_of_service": "22", "claim_form": "institutional" });
    let outcome = check(&visit, &lines(&["11000", "15000"]), &book).unwrap();
    assert_eq!((reported(&outcome), outcome.verdict), (vec![], Verdict::Incomplete));
    assert!(lacking(&outcome, NEVER).contains(&"table:ptp_hospital".to_owned()));
}

// Fault: modifiers on the claim are not looked at.
// Fault: 25 opens any pair, whatever the code that is denied.
#[test]
fn modifiers_open_the_pairs_that_they_can_open() {
    let book = of_pairs(&[
        "11000 12000 2004-07-01 * 1",
        "11000 99213 2004-07-01 * 1",
        "99214 12000 2004-07-01 * 1",
        "11000 13000 2004-07-01 * 0",
    ]);
    let of = |claim: &[&str]| reported(&answer(FIRST, claim, &book));
    assert_eq!(of(&["11000", "12000"]), ["11000/12000 1"]);
    for modifier in ["59", "XE", "XS", "XP", "XU"] {
        assert_eq!(of(&["11000", &format!("12000 {modifier}")]), [""; 0], "{modifier}");
        assert_eq!(of(&[&format!("11000 {modifier}"), "12000"]), [""; 0], "on either line since July 2019");
        assert_eq!(of(&["11000", &format!("13000 {modifier}")]), ["11000/13000 0"], "nothing opens indicator 0");
    }
    for modifier in ["25", "GP", "51", "76", "KX", "LT"] {
        assert_eq!(of(&["11000", &format!("12000 {modifier}")]), ["11000/12000 1"], "{modifier}");
    }
    assert_eq!(of(&["11000", "99213"]), ["11000/99213 1"]);
    assert_eq!(of(&["11000", "99213 25"]), [""; 0]);
    assert_eq!(of(&["99214 25", "12000"]), ["99214/12000 1"], "the visit is not what is denied");
    // Before July 2019 the modifier had to stand on the code in column two.
    let of = |date, claim: &[&str]| reported(&answer(date, claim, &book));
    assert_eq!(of("2019-06-30", &["11000 59", "12000"]), ["11000/12000 1"]);
    assert_eq!(of("2019-07-01", &["11000 59", "12000"]), [""; 0]);
    assert_eq!(of("2019-06-30", &["11000", "12000 59"]), [""; 0]);
    // An opened pair without a record is still told of: the modifier is a statement.
    let outcome = answer(FIRST, &["11000", "12000 59"], &book);
    assert_eq!(fired(&outcome, "modifier/distinct-unsupported").len(), 1);
    assert_ne!(outcome.verdict, Verdict::Clean);
}

fn therapy(payer: &str, date: &str, service: &Value) -> Value {
    json!({
        "payer": { "id": payer }, "date_of_service": date,
        "setting": { "place_of_service": "11", "claim_form": "professional" },
        "performers": [{ "id": "pt", "kind": "physical_therapist" }],
        "plan_of_care": { "discipline": "pt", "established": true, "certified": true },
        "diagnoses": ["M17.11"], "services": [service]
    })
}

fn drafted(visit: &Value) -> Vec<String> {
    let visit = json::visit(&visit.to_string()).unwrap();
    let outcome = code(&visit, Rulebook::bundled()).unwrap();
    outcome.claim.lines.iter().map(|line| line.code.to_string()).collect()
}

// Fault: 97014 is described as attended stimulation.
#[test]
fn unattended_is_unattended() {
    let codes = &Rulebook::bundled().tables().codes.all().next().unwrap().table;
    for (code, attendance, word) in [
        ("97014", Attendance::Supervised, "unattended"),
        ("G0283", Attendance::Supervised, "unattended"),
        ("97032", Attendance::Constant, "attended"),
    ] {
        let row = codes.on(&code.parse().unwrap(), day(FIRST)).unwrap();
        assert_eq!(row.value.attendance, attendance, "{code}");
        assert!(row.value.label.split_whitespace().any(|it| it == word), "{code}: {}", row.value.label);
    }
    let service = |attended: bool| {
        json!({ "what": { "electrical_stimulation": { "attended": attended } }, "minutes": 15,
            "note": { "attendance": attended } })
    };
    assert_eq!(drafted(&therapy("medicare", FIRST, &service(false))), ["G0283"]);
    assert_eq!(drafted(&therapy("medicare", FIRST, &service(true))), ["97032"]);
    for payer in ["commercial", "medicare"] {
        assert!(!drafted(&therapy(payer, FIRST, &service(true))).contains(&"97014".to_owned()), "{payer}");
    }
}

// Fault: 97532, which ended with 2017, is still listed as a timed code.
// Fault: the functional reporting codes, which ended with 2018, are still asked for.
#[test]
fn codes_that_are_gone_are_neither_used_nor_asked_for() {
    for (ended, date) in [("97532", FIRST), ("97532", "2018-01-02"), ("G8978", "2020-01-02"), ("G8979", FIRST)] {
        let outcome = answer(date, &[ended], Rulebook::bundled());
        assert_ne!(outcome.verdict, Verdict::Clean, "{ended} on {date}");
        let known = Rulebook::bundled()
            .tables()
            .codes
            .all()
            .any(|it| it.table.on(&ended.parse().unwrap(), day(date)).is_some());
        assert!(!known, "{ended} is not in force on {date}");
    }
    let minutes = json!({ "what": "therapeutic_exercise", "minutes": 30 });
    for date in ["2019-01-02", FIRST] {
        let visit = json::visit(&therapy("medicare", date, &minutes).to_string()).unwrap();
        let outcome = code(&visit, Rulebook::bundled()).unwrap();
        let text = serde_json::to_string(&outcome).unwrap();
        assert!(!text.contains("G89") && !text.contains("97532"), "{text}");
    }
}

// Fault: the therapy threshold of another year is used, or one that was never in force.
#[test]
fn the_threshold_is_that_of_the_year() {
    let table = &Rulebook::bundled().tables().thresholds.all().next().unwrap().table;
    for (year, cents) in [(2025, 241_000), (2026, 248_000)] {
        for pool in [Pool::PtSlp, Pool::Ot] {
            let rows = table.all(&(pool, year));
            assert_eq!(rows.iter().map(|row| row.value).collect::<Vec<_>>(), [cents], "{year}");
        }
        let beyond = |spent: u64| {
            let service = json!({ "what": "therapeutic_exercise", "minutes": 15, "allowed_cents": 3000 });
            let mut visit = therapy("medicare", &format!("{year}-06-01"), &service);
            visit["documentation"] = json!({ "necessity_beyond_threshold": true });
            visit["history"] = json!({ "services": [], "therapy_to_date": { "pt_slp_cents": spent } });
            let visit = json::visit(&visit.to_string()).unwrap();
            let kx = "KX".parse().unwrap();
            code(&visit, Rulebook::bundled()).unwrap().claim.lines.iter().any(|line| line.has(kx))
        };
        assert!(!beyond(cents - 3000) && beyond(cents - 2999), "{year}: one cent decides");
    }
}

// Fault: every claim is priced with the conversion factor of qualifying participants.
#[test]
fn the_two_conversion_factors_are_kept_apart() {
    let text = |factor: &str| fees_text(&[("11000", "1.00")], factor);
    let (others, qualifying) = (text("33.4009"), text("33.5675"));
    let names = ["PPRRVU2026_Jul_nonQPP.csv", "PPRRVU2026_Jul_QPP.csv"];
    let factors = |kind, files: &[(&str, &str)]| {
        let compiled = compiled(kind, files, &Given::default()).unwrap_or_else(|fault| panic!("{fault}"));
        let book = Rulebook::load([compiled.pack.as_slice()]).unwrap();
        let tables = book.tables();
        let fees = tables.pfs.all().flat_map(|it| it.table.rows()).map(|row| row.value.conversion_factor);
        let named = |factor: Factor| {
            let rows = tables.conversion_factor.all().flat_map(|it| it.table.rows());
            rows.filter(|row| row.key == factor).map(|row| row.value).collect::<Vec<_>>()
        };
        (fees.collect::<Vec<_>>(), named(Factor::Physician), named(Factor::QualifyingParticipant), compiled.summary.odd)
    };
    let both = [(names[0], others.as_str()), (names[1], qualifying.as_str())];
    for files in [both, [both[1], both[0]]] {
        let (fees, _, _, odd) = factors(Kind::Pfs, &files);
        assert_eq!(fees, [334_009], "of both files that of the others is taken");
        assert!(!odd.is_empty(), "and it is said that one was left out");
        let (_, physician, participant, _) = factors(Kind::ConversionFactor, &files);
        assert_eq!((physician, participant), (vec![334_009], vec![335_675]));
    }
    let (_, physician, participant, _) = factors(Kind::ConversionFactor, &both[1..]);
    assert_eq!((physician, participant), (vec![], vec![335_675]), "the file of some is not taken for that of all");
}
