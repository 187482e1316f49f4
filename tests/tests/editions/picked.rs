//! The date of service picks the edition, and the form of the claim the table.

use ens_coding::table::Billable;
use ens_coding::{Fact, Outcome, Rulebook, Severity};
use ens_coding_pack::{Given, Kind, Reason};
use serde_json::json;

use crate::made::{
    ALONE, DIAGNOSIS, NEEDS_MODIFIER, OVER, add_ons, add_ons_text, answer, book, check, compiled, day, diagnoses, fact,
    fees, fired, hospital_pairs, lacking, level_two, lines, pairs, pairs_text, plain_visit, reported, units, units_of,
    units_text,
};

/// Units over the limit, with the limit.
fn over(outcome: &Outcome) -> Vec<String> {
    fired(outcome, OVER).iter().map(|it| format!("{} > {}", fact(it, "units"), fact(it, "limit"))).collect()
}

#[test]
fn unit_edits_of_two_quarters() {
    let book =
        book(&[&units(2026, 2, &["11000,2,2 Policy"]), &units(2026, 3, &["11000,3,2 Policy", "12000,1,2 Policy"])]);
    for (date, expected) in [
        ("2026-04-01", &["4 > 2"][..]),
        ("2026-06-30", &["4 > 2"]),
        ("2026-07-01", &["4 > 3", "2 > 1"]),
        ("2026-09-30", &["4 > 3", "2 > 1"]),
        // No edition covers the day, and the nearest one answers.
        ("2026-03-31", &["4 > 2"]),
        ("2026-12-31", &["4 > 3", "2 > 1"]),
    ] {
        assert_eq!(over(&answer(date, &["11000 x4", "12000 x2"], &book)), expected, "{date}");
    }
}

#[test]
fn pair_edits_of_two_quarters() {
    let second = pairs(2026, 2, &["11000 12000 2004-07-01 * 1", "11000 13000 2026-04-01 * 0"]);
    let third = pairs(2026, 3, &["11000 12000 2004-07-01 2026-06-30 1", "11000 13000 2026-04-01 * 0"]);
    let on = |date: &str, packs: &[&[u8]]| reported(&answer(date, &["11000", "12000", "13000"], &book(packs)));
    let both: [&[u8]; 2] = [&second, &third];
    assert_eq!(
        on("2026-03-31", &both),
        ["11000/12000 1"],
        "rows bring their own days along, also for earlier quarters"
    );
    assert_eq!(on("2026-06-30", &both), ["11000/13000 0", "11000/12000 1"]);
    assert_eq!(on("2026-07-01", &both), ["11000/13000 0"]);
    assert_eq!(on("2026-07-01", &both[..1]), ["11000/13000 0", "11000/12000 1"], "the nearest one, where none covers");
}

#[test]
fn a_deletion_with_effect_on_the_past_is_known_to_the_later_edition() {
    let second = pairs(2026, 2, &["11000 12000 2026-01-01 * 1", "11000 13000 2004-07-01 * 0"]);
    let third = pairs(2026, 3, &["11000 12000 2026-01-01 2026-01-01 9", "11000 13000 2004-07-01 2025-12-31 0"]);
    for date in ["2026-02-01", "2026-05-04", "2026-08-03"] {
        let of = |packs: &[&[u8]]| reported(&answer(date, &["11000", "12000", "13000"], &book(packs)));
        assert_eq!(of(&[&second]), ["11000/13000 0", "11000/12000 1"], "{date}");
        assert_eq!(of(&[&second, &third]), [""; 0], "{date}");
        assert_eq!(of(&[&third, &second]), [""; 0], "{date}");
    }
    let of_2025 = reported(&answer("2025-12-31", &["11000", "13000"], &book(&[&second, &third])));
    assert_eq!(of_2025, ["11000/13000 0"]);
}

#[test]
fn fees_of_two_quarters() {
    let edits = pairs(2026, 3, &["11000 12000 2004-07-01 * 1"]);
    let (third, fourth) = (
        fees(2026, 3, &[("11000", "5.00"), ("12000", "1.00")], "33.4009"),
        fees(2026, 4, &[("11000", "5.00"), ("12000", "9.00")], "33.4009"),
    );
    let book = book(&[&edits, &fourth, &third]);
    let pays_more = |date| fired(&answer(date, &["11000", "12000"], &book), "ncci/column-two-pays-more").len();
    assert_eq!([pays_more("2026-07-01"), pays_more("2026-09-30")], [0, 0]);
    assert_eq!([pays_more("2026-10-01"), pays_more("2026-12-31")], [1, 1]);
}

#[test]
fn diagnoses_of_two_years() {
    let book = book(&[
        &diagnoses(2026, &[("Q99", false), ("Q991", true), ("Q992", true)]),
        &diagnoses(2027, &[("Q99", false), ("Q991", false), ("Q9911", true), ("Q992", true)]),
    ]);
    let wrong = |date: &str| {
        let mut visit = plain_visit(date);
        visit["diagnoses"] = json!(["Q99.1", "Q99.11", "Q99.2", "Q99"]);
        let outcome = check(&visit, &lines(&["11000"]), &book).unwrap();
        fired(&outcome, DIAGNOSIS).iter().map(|it| it.at.diagnosis.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(wrong("2025-10-01"), [1, 3]);
    assert_eq!(wrong("2026-09-30"), [1, 3]);
    assert_eq!(wrong("2026-10-01"), [0, 3]);
    assert_eq!(wrong("2027-09-30"), [0, 3]);
    // The bundled list of the year before is still there.
    let bundled = book.tables().on(day("2025-09-30")).icd10cm().unwrap();
    assert_eq!(bundled.edition, "FY2025-April");
    assert_eq!(bundled.table.find("M1711".parse().unwrap()), Some(Billable::Yes));
    let own = book.tables().on(day("2025-10-01")).icd10cm().unwrap();
    assert_eq!((own.edition.as_str(), own.table.len()), ("FY2026", 3));
}

#[test]
fn level_two_of_two_quarters() {
    let second = level_two(2026, 2, &[("G0283", "20030101", ""), ("L8680", "20140101", "")]);
    let third = level_two(2026, 3, &[("G0283", "20030101", ""), ("L8680", "20140101", "20260331")]);
    let book = book(&[&second, &third]);
    let on = |date: &str| {
        let loaded = book.tables().on(day(date)).hcpcs().unwrap();
        (loaded.edition.clone(), loaded.table.codes.on(&"L8680".parse().unwrap(), day(date)).is_some())
    };
    assert_eq!(on("2026-03-31"), ("2026-07-01".to_owned(), true));
    assert_eq!(on("2026-05-01"), ("2026-07-01".to_owned(), false), "the later edition knows that it had ended");
    assert_eq!(on("2026-11-01"), ("2026-07-01".to_owned(), false));
    let earlier = crate::made::book(&[&second]);
    let loaded = earlier.tables().on(day("2026-05-01")).hcpcs().unwrap();
    assert!(loaded.table.codes.on(&"L8680".parse().unwrap(), day("2026-05-01")).is_some());
}

#[test]
fn the_form_of_the_claim_decides_the_table() {
    let book = book(&[
        &pairs(2026, 3, &["11000 12000 2004-07-01 * 1"]),
        &hospital_pairs(2026, 3, &["11000 12000 2004-07-01 * 0", "12000 13000 2004-07-01 * 1"]),
        &units(2026, 3, &["11000,2,2 Policy"]),
        &units_of(Kind::MueHospital, 2026, 3, &["11000,3,2 Policy"]),
        &units_of(Kind::MueDme, 2026, 3, &["E0720,1,2 Policy"]),
    ]);
    let hospital = |form: Option<&str>| {
        let mut visit = plain_visit("2026-08-03");
        let mut claim = lines(&["11000 x9", "12000", "13000"]);
        match form {
            Some(form) => claim["claim_form"] = json!(form),
            None => visit["setting"] = json!({ "place_of_service": "22", "claim_form": "institutional" }),
        }
        check(&visit, &claim, &book).unwrap()
    };
    for outcome in [hospital(None), hospital(Some("institutional"))] {
        assert_eq!(reported(&outcome), ["11000/12000 0", "12000/13000 1"]);
        assert_eq!(over(&outcome), ["9 > 3"]);
        assert!(lacking(&outcome, NEEDS_MODIFIER).is_empty(), "a whole table of hospitals leaves nothing open");
    }
    let outcome = hospital(Some("professional"));
    assert_eq!((reported(&outcome), over(&outcome)), (vec!["11000/12000 1".to_owned()], vec!["9 > 2".to_owned()]));
    let mut visit = plain_visit("2026-08-03");
    visit["performers"] = json!([{ "id": "s", "kind": "dme_supplier" }]);
    assert_eq!(over(&check(&visit, &lines(&["E0720 x2"]), &book).unwrap()), ["2 > 1"]);
    assert_eq!(over(&answer("2026-08-03", &["E0720 x2"], &book)), [""; 0], "no limit in the practitioners' table");
}

/// The bundled slice has 97150/97140 and covers the third quarter of 2024.
#[test]
fn a_whole_edition_goes_before_the_bundled_slice() {
    let of = |date: &str, book: &Rulebook| reported(&answer(date, &["97150 GP", "97140 GP"], book));
    assert_eq!(of("2024-08-05", Rulebook::bundled()), ["97150/97140 1"]);
    let whole = book(&[&pairs(2026, 3, &["97150 97140 2004-07-01 2024-07-31 1", "11000 12000 2004-07-01 * 1"])]);
    assert_eq!(of("2024-07-31", &whole), ["97150/97140 1"]);
    assert_eq!(of("2024-08-05", &whole), [""; 0], "it reaches back, and knows better");
    assert_eq!(of("2026-08-03", &whole), [""; 0]);
    // Unit edits have no days of their own: the whole edition of a quarter speaks of that quarter.
    let whole = book(&[&units(2026, 3, &["97110,1,2 Policy"])]);
    let limit = |date: &str| {
        let loaded = whole.tables().on(day(date)).mue_practitioner().unwrap();
        (loaded.is_whole, loaded.edition.clone())
    };
    assert_eq!(limit("2026-08-03"), (true, "2026-07-01".to_owned()));
    assert_eq!(
        limit("2024-08-05"),
        (false, "2024-04-01".to_owned()),
        "a slice that covers goes before a whole that does not"
    );
    assert_eq!(limit("2024-10-05"), (false, "2024-04-01".to_owned()), "of those that do not cover, the nearest");
    assert_eq!(limit("2026-06-30"), (true, "2026-07-01".to_owned()));
}

#[test]
fn add_on_codes_of_each_type() {
    let book = book(&[&add_ons(
        2026,
        3,
        &[
            "1|20001|20000|2013091||",
            "2|20002|CCCCC|2013091||Contractor Defined Primary Codes",
            "3|20003|20000|2013091||",
            "1|20004|20000|2013091||\"(Temporarily suspended retroactive to 1/1/2019)\"",
            "1|20005|20000|2013091|2025365|",
            "1|20006|20000|2026183||",
            "3|20007|20000|2013091||",
            "3|20007|CCCCC|2013091||Contractor Defined Primary Codes",
            "1|20008|20000|2013091||facilities only",
        ],
    )]);
    let on = |date: &str, claim: &[&str]| {
        let outcome = answer(date, claim, &book);
        let found = fired(&outcome, ALONE);
        let note = found.first().map(|it| fact(it, "note")).filter(|it| it != "null");
        (found.first().map(|it| it.severity), note, lacking(&outcome, ALONE))
    };
    let date = "2026-08-03";
    let policy = "policy:primaries of the add-on, which the contractor defines".to_owned();
    assert_eq!(on(date, &["20001"]), (Some(Severity::Deny), None, vec![]));
    assert_eq!(on(date, &["20001", "20000"]), (None, None, vec![]));
    assert_eq!(on(date, &["20002"]), (None, None, vec![policy.clone()]), "nobody here can tell");
    assert_eq!(on(date, &["20003"]), (Some(Severity::Warn), None, vec![]), "the contractor may know others");
    let note = Some("(Temporarily suspended retroactive to 1/1/2019)".to_owned());
    assert_eq!(on(date, &["20004"]), (Some(Severity::Info), note, vec![]));
    assert_eq!(on("2025-12-31", &["20005"]), (Some(Severity::Deny), None, vec![]));
    assert_eq!(on("2026-01-01", &["20005"]), (None, None, vec![]), "the edit has ended");
    assert_eq!(on("2026-07-01", &["20006"]), (None, None, vec![]), "and this one has not begun");
    assert_eq!(on("2026-07-02", &["20006"]).0, Some(Severity::Deny));
    assert_eq!(on(date, &["20007"]), (None, None, vec![policy]));
    assert_eq!(on(date, &["20007", "20000"]), (None, None, vec![]));
    assert_eq!(on(date, &["20008"]), (Some(Severity::Deny), Some("facilities only".to_owned()), vec![]));
    let mut visit = plain_visit(date);
    visit["history"]["services"] = json!([{ "code": "20000", "date": date }]);
    let outcome = check(&visit, &lines(&["20001"]), &book).unwrap();
    assert!(fired(&outcome, ALONE).is_empty(), "the primary was billed for the same day before");
    visit["history"]["services"] = json!([{ "code": "20000", "date": "2026-08-02" }]);
    let outcome = check(&visit, &lines(&["20001"]), &book).unwrap();
    assert_eq!(fired(&outcome, ALONE).len(), 1, "on another day it does not count");
}

/// A limit of zero means that the setting's contractor never pays the code: such a claim is not clean.
#[test]
fn a_limit_of_zero_is_no_approval() {
    // The bundled tables know the code, so that nothing else keeps the claim from being clean.
    let mut visit = plain_visit("2026-08-03");
    visit["documentation"] = json!({ "note": { "separately_identifiable": true } });
    let with = |units: &[u8]| {
        let list = diagnoses(2026, &[("M17", false), ("M171", false), ("M1711", true)]);
        let book = book(&[units, &list, &pairs(2026, 3, &["11000 12000 2004-07-01 * 1"])]);
        check(&visit, &lines(&["95972"]), &book).unwrap()
    };
    let some = with(&units(2026, 3, &["95972,1,2 Policy"]));
    let none = with(&units(2026, 3, &["95972,0,2 Policy"]));
    let said = |outcome: &Outcome| (outcome.verdict, outcome.findings.len(), outcome.not_run.len());
    assert_ne!(said(&none), said(&some), "a limit of zero is passed over: {:?}", said(&none));
}

/// With the bundled tables alone, too: whatever is wrong with such a code is said by some rule.
#[test]
fn bundled_limits_of_zero_are_no_approval() {
    let date = "2024-10-01"; // the diagnosis is known on it
    let tables = Rulebook::bundled().tables();
    let mut clean = Vec::new();
    for (form, table) in [("professional", &tables.mue_practitioner), ("institutional", &tables.mue_hospital)] {
        for row in table.all().flat_map(|it| it.table.rows()).filter(|row| row.value.units == 0) {
            let mut visit = plain_visit(date);
            visit["setting"] = json!({ "place_of_service": "22", "claim_form": form });
            let outcome = check(&visit, &lines(&[&row.key.to_string()]), Rulebook::bundled()).unwrap();
            if outcome.verdict == ens_coding::Verdict::Clean {
                clean.push(format!("{} ({form})", row.key));
            }
        }
    }
    assert!(clean.is_empty(), "clean, and never paid: {}", clean.join(", "));
}

/// What the user says of the days goes before what the files say.
#[test]
fn days_that_the_user_gives() {
    let given = Given { edition: Some("2026Q4".to_owned()), from: Some(day("2026-11-01")), to: None };
    let text = units_text("Practitioner", &["11000,5,2 Policy"]);
    let compiled =
        compiled(Kind::MuePractitioner, &[("limits.csv", &text)], &given).unwrap_or_else(|it| panic!("{it}"));
    let book = book(&[&compiled.pack, &units(2026, 3, &["11000,3,2 Policy"])]);
    let limit = |date: &str| book.tables().on(day(date)).mue_practitioner().unwrap().edition.clone();
    assert_eq!([limit("2026-10-01"), limit("2026-10-31")], ["2026-07-01", "2026-10-01"].map(str::to_owned));
    assert_eq!([limit("2026-11-01"), limit("2026-12-31")], ["2026-10-01"; 2].map(str::to_owned));
    // A history reaches back to the beginning, unless the user says otherwise.
    for (kind, name, text) in [
        (Kind::PtpPractitioner, "ccipra-v322r0.txt", pairs_text(&["11000 12000 2004-07-01 * 1"])),
        (Kind::AddOn, "AOC_V2026Q3-MCR.txt", add_ons_text(&["1|20001|20000|2013091||"])),
    ] {
        for from in [None, Some(day("2026-01-01"))] {
            let given = Given { edition: None, from, to: Some(day("2026-08-31")) };
            let made = crate::made::compiled(kind, &[(name, &text)], &given).unwrap_or_else(|it| panic!("{it}"));
            let header = ens_coding::pack::open(&made.pack, "$").unwrap().header;
            assert_eq!((header.from, header.to), (from, given.to), "{kind}");
            assert_eq!((made.summary.from, made.summary.to), (from, given.to), "{kind}");
        }
    }
}

/// An edition that ends before it begins answers for no day: it is a mistake of whoever gave the days.
#[test]
fn days_the_wrong_way_round_are_refused() {
    let given = Given { edition: None, from: Some(day("2026-09-30")), to: Some(day("2026-07-01")) };
    let text = units_text("Practitioner", &["11000,5,2 Policy"]);
    let name = "MCR_MUE_PractitionerServices_Eff_07-01-2026.csv";
    let fault = compiled(Kind::MuePractitioner, &[(name, &text)], &given).err();
    assert_eq!(fault.map(|it| it.reason), Some(Reason::Backwards));
}

/// A code is no pair with itself, whatever a file says.
#[test]
fn a_pair_of_a_code_with_itself() {
    let text = pairs_text(&["11000 11000 2004-07-01 * 0", "11000 12000 2004-07-01 * 1"]);
    let made = compiled(Kind::PtpPractitioner, &[("ccipra-v322r0.txt", &text)], &Given::default());
    let book = book(&[&made.unwrap_or_else(|fault| panic!("{fault}")).pack]);
    assert_eq!(reported(&answer("2026-08-03", &["11000"], &book)), [""; 0], "a line beside itself");
    assert_eq!(reported(&answer("2026-08-03", &["11000", "11000 59"], &book)), [""; 0]);
}

#[test]
fn facts_are_not_invented_by_an_edition() {
    // The helper above relies on a visit that records nothing.
    let visit = ens_coding::json::visit(&plain_visit("2026-08-03").to_string()).unwrap();
    assert_eq!(visit.documentation.note.separately_identifiable, Fact::NotStated);
    assert_eq!(visit.documentation.note.separation, None);
}
