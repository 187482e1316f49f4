//! What has no amount says why, and is never guessed.

use ens_coding::table::Fee;
use ens_coding::{Code, Options, Rulebook};
use serde_json::json;

use crate::asked::{amounts, estimated, estimated_by, of, reasons, request};
use crate::made::{area_packs, book, fee};

const DAY: &str = "2025-11-03";

#[test]
fn statuses_have_reasons() {
    let rows = |status| vec![("99001", fee(status, [100, 100, 100, 100], ["0", "0", "0"]))];
    for (status, reason) in [
        ('A', ""),
        ('R', ""),
        ('T', ""),
        ('B', "bundled"),
        ('C', "carrier_priced"),
        ('D', "code_not_in_force"),
        ('E', "excluded_from_schedule"),
        ('G', "not_valid_for_medicare"),
        ('I', "not_valid_for_medicare"),
        ('J', "anesthesia"),
        ('M', "reporting_only"),
        ('N', "not_covered"),
        ('P', "bundled"),
        ('X', "excluded_from_schedule"),
        ('?', "status_unknown"),
    ] {
        let estimate = estimated_by(&request(DAY, "11", &["99001"]), &book(rows(status)));
        assert_eq!(reasons(&estimate), [reason], "{status}");
        if !reason.is_empty() {
            let refusal = estimate.lines[0].not_priced.clone().unwrap();
            assert_eq!(refusal.indicator, Some(status.to_string()));
            assert!(refusal.citation.is_some());
            assert_eq!((estimate.total.priced, estimate.total.not_priced), (0, 1));
        }
    }
    // By the bundled tables.
    let estimate = of("2026-08-04", "11", &["97014", "97010", "97037-GP", "64596", "E0730"]);
    let known = ["not_valid_for_medicare", "bundled", "not_covered", "carrier_priced"];
    assert_eq!(reasons(&estimate)[..4], known);
    assert!(!reasons(&estimate)[4].is_empty());
}

#[test]
fn rows_without_a_price() {
    let mut unused = fee('A', [100, 100, 100, 100], ["0", "0", "0"]);
    unused.not_used = Some(true);
    let mut hospitals = fee('A', [100, 100, 100, 100], ["0", "0", "0"]);
    hospitals.na_nonfacility = Some(true);
    let empty = |status| fee(status, [0; 4], ["0", "0", "0"]);
    let fees = book(vec![
        ("99001", unused),
        ("99002", hospitals),
        ("99003", empty('A')),
        ("99004", empty('R')),
        ("99005", fee('T', [100, 0, 0, 0], ["0", "0", "0"])),
        ("99006", fee('A', [100, 0, 0, 0], ["0", "0", "0"])),
    ]);
    let of = |place: &str, lines: &[&str]| reasons(&estimated_by(&request(DAY, place, lines), &fees));
    assert_eq!(of("11", &["99001"]), ["not_valid_for_medicare"]);
    assert_eq!(
        (of("11", &["99002"]), of("22", &["99002"])),
        (vec!["not_priced_in_setting".into()], vec![String::new()])
    );
    assert_eq!(of("11", &["99003", "99004"]), ["no_relative_values", "carrier_priced"]);
    assert_eq!(
        (of("11", &["99005"]), of("11", &["99006", "99005"])),
        (vec![String::new()], vec![String::new(), "bundled".into()])
    );
    assert_eq!(of("11", &["99007"]), ["not_in_table"]);
    assert_eq!(of("98", &["99006"]), ["place_unknown"]);
    assert_eq!(of("11", &["99006-26"]), ["not_in_table"]);
}

#[test]
fn dates_without_a_release_or_a_factor() {
    let fees = book(vec![("99001", fee('A', [100, 0, 0, 0], ["0", "0", "0"]))]);
    let on = |date: &str| estimated_by(&request(date, "11", &["99001"]), &fees);
    assert_eq!(reasons(&on("2025-01-01")), [""]);
    assert_eq!(reasons(&on("2024-12-31")), ["not_in_table"], "the bundled slice covers that day");
    assert_eq!(reasons(&of("2027-01-04", "11", &["97110-GP"])), ["no_release_for_date"]);
    assert_eq!(reasons(&of("2019-06-03", "11", &["97110-GP"])), ["no_release_for_date"]);
    // A release of the same year will do, and the estimate says so; where all is to be strict it will not.
    let may = of("2026-05-04", "11", &["97110-GP"]);
    assert_eq!((may.lines[0].values.as_ref().unwrap().covers_date, reasons(&may)), (false, vec![String::new()]));
    assert!(may.assumed.contains(&ens_coding_fee::Assumption::NearestRelease));
    let strict = Rulebook::bundled().with(Options { strict: true, ..Options::default() });
    assert_eq!(reasons(&estimated_by(&request("2026-05-04", "11", &["97110-GP"]), &strict)), ["no_release_for_date"]);
    // A code that has ended is not priced by the row of another month.
    assert_eq!(reasons(&of("2026-08-04", "11", &["0720T"])), ["code_not_in_force"]);
    let later = crate::made::packed(
        "pfs",
        "2027-01-01",
        "2027-12-31",
        &crate::made::table([("99001".parse::<Code>().unwrap(), fee('A', [100, 0, 0, 0], ["0", "0", "0"]))]),
    );
    let later = Rulebook::bundled_with([later.as_slice()]).unwrap();
    assert_eq!(reasons(&estimated_by(&request("2027-02-01", "11", &["99001"]), &later)), ["no_factor_for_date"]);
}

#[test]
fn tables_that_are_not_loaded() {
    let with = |field: &str, value: &str| {
        let mut asked = request(DAY, "11", &["97110-GP"]);
        asked[field] = json!(value);
        asked
    };
    let lacks = |asked: &serde_json::Value, book: &Rulebook| {
        let refusal = estimated_by(asked, book).lines[0].not_priced.clone().unwrap();
        (serde_json::to_value(refusal.reason).unwrap(), refusal.lacks.unwrap_or_default())
    };
    let bundled = Rulebook::bundled();
    assert_eq!(lacks(&with("locality", "0118218"), bundled), (json!("table_not_loaded"), "table:gpci".into()));
    assert_eq!(lacks(&with("zip", "90001"), bundled), (json!("table_not_loaded"), "table:locality".into()));
    let packs = area_packs();
    let local = Rulebook::bundled_with(packs.iter().map(Vec::as_slice)).unwrap();
    assert_eq!(lacks(&with("zip", "90002"), &local).0, "locality_undecided", "four further digits decide");
    assert_eq!(lacks(&with("zip", "10001"), &local).0, "locality_unknown");
    assert_eq!(lacks(&with("locality", "1328299"), &local).0, "locality_unknown");
    let mut early = with("zip", "90001");
    early["visit"]["date_of_service"] = json!("2024-08-05");
    assert_eq!(lacks(&early, &local), (json!("table_not_loaded"), "table:locality".into()), "the edition is of 2025");
    // Without a table a line is not priced, and the table is named.
    for table in ["pfs", "conversion_factor", "place"] {
        let name = format!("packs/{table}.pack");
        let parts = ens_coding_data::named_parts().filter(|(own, _)| *own != name).map(|(_, bytes)| bytes);
        let book = Rulebook::load(parts).unwrap();
        let expected = (json!("table_not_loaded"), format!("table:{table}"));
        assert_eq!(lacks(&request("2026-08-04", "11", &["97110-GP"]), &book), expected);
    }
}

#[test]
fn other_payers_pay_by_other_schedules() {
    let priced = |payer: serde_json::Value| {
        let mut asked = request("2026-08-04", "11", &["97110-GP"]);
        asked["visit"]["payer"] = payer;
        reasons(&estimated(&asked))[0].is_empty()
    };
    for id in ["medicare", "medicare-ngs", "medicare-noridian"] {
        assert!(priced(json!({ "id": id })), "{id}");
    }
    assert!(priced(json!({ "line_of_business": "medicare" })));
    for id in ["uhc", "medicare-advantage", "humana-medicare-advantage", "tricare", "medicaid", "self-pay"] {
        assert!(!priced(json!({ "id": id })), "{id}");
    }
    assert!(!priced(json!({})) && !priced(json!({ "id": "nobody-knows" })));
    assert!(!priced(json!({ "line_of_business": "medicare_advantage" })));
}

/// Section 15 of the facts on neuromodulation: a second surgeon is never paid for 63650, and for 63655 by the record.
#[test]
fn shared_work_goes_by_its_indicator() {
    let shared = |co_surgeon: &str, team: &str| {
        let fee = fee('A', [100, 0, 0, 0], ["2", "0", "0"]);
        book(vec![("99001", Fee { co_surgeon: co_surgeon.parse().unwrap(), team: team.parse().unwrap(), ..fee })])
    };
    let refused = |line: &str, fees: &Rulebook| {
        let refusal = estimated_by(&request(DAY, "22", &[line]), fees).lines[0].not_priced.clone().unwrap();
        assert!(refusal.citation.is_some() || refusal.indicator.as_deref() == Some(""), "{line}");
        let modifier = refusal.modifier.map(|it| it.to_string());
        assert_eq!(modifier.as_deref(), line.split_once('-').map(|it| it.1));
        serde_json::to_value(refusal.reason).unwrap()
    };
    let reasons = [
        ("0", "modifier_not_allowed"),
        ("1", "by_report"),
        ("2", "by_report"),
        ("9", "modifier_not_allowed"),
        ("", "indicator_unknown"),
    ];
    for (indicator, reason) in reasons {
        assert_eq!(refused("99001-62", &shared(indicator, "1")), reason, "co-surgeons {indicator}");
        assert_eq!(refused("99001-66", &shared("1", indicator)), reason, "team {indicator}");
    }
    let bundled = Rulebook::bundled();
    for code in ["63650", "64555", "63688", "64561", "64575", "64581", "64585", "64595"] {
        assert_eq!(refused(&format!("{code}-62"), bundled), "modifier_not_allowed", "{code}");
    }
    for code in ["63655", "63661", "63664", "63685", "64590"] {
        assert_eq!(refused(&format!("{code}-62"), bundled), "by_report", "{code}");
    }
}

/// Section 9 of the facts on therapy: the practice expense of what is always therapy is the same in all places, although the
/// file marks that of facilities; a hospital bills for its own patients.
#[test]
fn always_therapy_has_a_price_outside_of_hospitals() {
    let office = amounts(&of(DAY, "11", &["97110-GP", "G0283-GP"]));
    assert!(office.iter().all(|cents| *cents > 0));
    for place in ["02", "10", "12", "24", "31", "32", "62"] {
        let estimate = of(DAY, place, &["97110-GP", "G0283-GP"]);
        assert_eq!((amounts(&estimate), reasons(&estimate)), (office.clone(), vec![String::new(); 2]), "{place}");
    }
    for place in ["19", "21", "22", "23", "51", "61"] {
        let estimate = of(DAY, place, &["97110-GP"]);
        assert_eq!(reasons(&estimate), ["not_priced_in_setting"], "{place}");
        assert!(estimate.lines[0].not_priced.as_ref().unwrap().citation.is_some());
    }
    // Other codes without a price in a facility have none there, whatever the facility.
    let mut offices = fee('A', [100, 100, 100, 100], ["0", "0", "0"]);
    offices.na_facility = Some(true);
    let fees = book(vec![("99001", offices)]);
    assert_eq!(reasons(&estimated_by(&request(DAY, "31", &["99001"]), &fees)), ["not_priced_in_setting"]);
}

#[test]
fn modifiers_that_take_the_price() {
    let fees = book(vec![
        ("99001", fee('A', [100, 0, 0, 0], ["2", "0", "0"])),
        ("99002", fee('A', [100, 0, 0, 0], ["3", "0", "0"])),
        ("99003", fee('A', [100, 0, 0, 0], ["4", "0", "0"])),
        ("99004", fee('A', [100, 0, 0, 0], ["7", "0", "0"])),
        ("99005", fee('A', [100, 0, 0, 0], ["", "0", "0"])),
    ]);
    let of = |lines: &[&str]| reasons(&estimated_by(&request(DAY, "11", lines), &fees));
    for modifier in ["22", "52", "53", "54", "55", "56", "73", "74", "78"] {
        assert_eq!(of(&[&format!("99001-{modifier}")]), ["by_report"], "{modifier}");
    }
    for modifier in ["GY", "GZ", "GX"] {
        assert_eq!(of(&[&format!("99001-{modifier}")]), ["billed_for_denial"], "{modifier}");
    }
    for modifier in ["51", "58", "59", "76", "79", "GA", "KX", "XS"] {
        let estimate = estimated_by(&request(DAY, "11", &[&format!("99001-{modifier}")]), &fees);
        assert_eq!(amounts(&estimate), [3_235], "{modifier} changes no price");
    }
    assert_eq!(of(&["99001", "99002"]), ["", ""], "one endoscopy is a procedure like others");
    assert_eq!(of(&["99001", "99002 x 2"]), ["endoscopy_rule", "endoscopy_rule"]);
    assert_eq!(of(&["99003"]), [""]);
    assert_eq!(of(&["99003", "99003", "99001"]), ["diagnostic_reduction", "diagnostic_reduction", ""]);
    assert_eq!(of(&["99004 x 2"]), ["diagnostic_reduction"]);
    assert_eq!(of(&["99005"]), [""]);
    assert_eq!(of(&["99005", "99001"]), ["indicator_unknown", "indicator_unknown"]);
}
