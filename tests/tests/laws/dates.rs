//! The date of service decides: the answer changes on the very day, and on no other.

use ens_coding::{Date, Outcome, Rulebook, Severity, Visit, code};
use serde_json::{Value, json};

fn visit(payer: &str, changes: &[(&str, Value)]) -> Value {
    let mut visit = json!({
        "payer": { "id": payer },
        "date_of_service": "2026-01-01",
        "setting": { "place_of_service": "11", "claim_form": "professional" },
        "performers": [{ "id": "pt", "kind": "physical_therapist" }],
        "plan_of_care": { "discipline": "pt", "established": true, "certified": true },
        "diagnoses": ["M17.11"],
        "services": [{ "what": "therapeutic_exercise", "minutes": 15 }],
        "documentation": { "note": { "site": true, "parameters": true, "tolerance": true, "response": true,
            "attendance": true } },
        "history": { "services": [], "therapy_to_date": { "pt_slp_cents": 0, "ot_cents": 0 } }
    });
    for (field, value) in changes {
        visit[field] = value.clone();
    }
    visit
}

fn days_of(year: u32, month: u32) -> impl Iterator<Item = Date> {
    (1..=31).filter_map(move |day| Date::new(year, month, day))
}

/// What is seen of a visit in every month from 2018 to 2026, and the days on which it changes.
fn replay<T: PartialEq>(visit: &Value, seen: impl Fn(&Outcome) -> T) -> (T, Vec<(String, T)>) {
    let mut visit: Visit = ens_coding::json::visit(&visit.to_string()).unwrap();
    let mut look = |date: Date| {
        visit.date_of_service = date;
        seen(&code(&visit, Rulebook::bundled()).unwrap())
    };
    let months = (2018..=2026).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let first = look(Date::new(2018, 1, 1).unwrap());
    let mut changes: Vec<(String, T)> = Vec::new();
    for (year, month) in months {
        let last = days_of(year, month).last().unwrap();
        if look(last) == *changes.last().map_or(&first, |(_, now)| now) {
            continue;
        }
        for day in days_of(year, month) {
            let now = look(day);
            if now != *changes.last().map_or(&first, |(_, now)| now) {
                changes.push((day.to_string(), now));
            }
        }
    }
    (first, changes)
}

fn expect<T: PartialEq + std::fmt::Debug>(
    visit: &Value,
    seen: impl Fn(&Outcome) -> T,
    first: T,
    changes: impl IntoIterator<Item = (&'static str, T)>,
) {
    let changes = changes.into_iter().map(|(day, now)| (day.to_owned(), now)).collect();
    assert_eq!(replay(visit, seen), (first, changes));
}

fn severity(rule: &str) -> impl Fn(&Outcome) -> Option<Severity> {
    move |outcome| outcome.findings.iter().filter(|it| it.rule == rule).map(|it| it.severity).max()
}

fn codes(outcome: &Outcome) -> String {
    let codes: Vec<String> = outcome.judged().lines.iter().map(|line| line.code.to_string()).collect();
    codes.join(" ")
}

fn carries(modifier: &str) -> impl Fn(&Outcome) -> bool {
    let modifier = modifier.parse().unwrap();
    move |outcome| outcome.judged().lines.iter().any(|line| line.has(modifier))
}

#[test]
fn a_pair_edit_ends() {
    let pair = json!([
        { "what": "therapeutic_activities", "minutes": 15 },
        { "what": "manual_therapy", "minutes": 15 }
    ]);
    let visit = visit("medicare", &[("services", pair)]);
    let severity = severity("ncci/pair-needs-modifier");
    let (first, changes) = replay(&visit, |outcome| severity(outcome).is_some());
    assert!(first);
    assert_eq!(changes, [("2020-01-01".to_owned(), false)]);
}

#[test]
fn codes_begin_and_end() {
    let ear = json!([{ "what": "auricular_field_stimulation" }]);
    let changes = [("2022-07-01", "0720T".to_owned()), ("2026-01-01", "64567".to_owned())];
    expect(&visit("medicare", &[("services", ear)]), codes, String::new(), changes);
    let tens = json!([{ "what": "tens_application", "minutes": 15 }]);
    let changes = [("2019-01-01", "97032".to_owned())];
    expect(&visit("medicare", &[("services", tens)]), codes, "64550".to_owned(), changes);
}

#[test]
fn the_assistants_modifier_begins() {
    let performers = json!([{ "id": "pta", "kind": "physical_therapist_assistant" }]);
    let visit = visit("medicare", &[("performers", performers)]);
    expect(&visit, carries("CQ"), false, [("2020-01-01", true)]);
}

#[test]
fn the_threshold_changes_every_year() {
    let amounts = [201_000, 204_000, 208_000, 211_000, 215_000, 223_000, 233_000, 241_000, 248_000_u64];
    let visit = |spent: u64, allowed: u64| {
        let services = json!([{ "what": "therapeutic_exercise", "minutes": 15, "allowed_cents": allowed }]);
        let history = json!({ "services": [], "therapy_to_date": { "pt_slp_cents": spent } });
        let documentation = json!({ "necessity_beyond_threshold": true });
        visit("medicare", &[("services", services), ("history", history), ("documentation", documentation)])
    };
    for (year, amount) in (2018..).zip(amounts) {
        for day in [Date::new(year, 1, 1), Date::new(year, 12, 31)] {
            let kx = |spent, allowed| {
                let visit = visit(spent, allowed);
                let mut visit = ens_coding::json::visit(&visit.to_string()).unwrap();
                visit.date_of_service = day.unwrap();
                carries("KX")(&code(&visit, Rulebook::bundled()).unwrap())
            };
            assert!(!kx(amount - 3000, 3000), "{day:?}: the amount itself is not beyond");
            assert!(kx(amount - 3000, 3001), "{day:?}: one cent beyond");
            assert!(kx(amount, 3000), "{day:?}: all of it beyond");
        }
        // The threshold falls in no year, so that what lies between two of them is beyond until the year changes.
        let Some(next) = amounts.get(usize::try_from(year - 2017).unwrap()) else { continue };
        let (first, changes) = replay(&visit(next - 3000, 3000), carries("KX"));
        assert!(first);
        assert_eq!(changes, [(format!("{}-01-01", year + 1), false)]);
    }
}

#[test]
fn a_diagnosis_ends_and_its_successors_begin() {
    let rule = "diagnosis/not-in-force";
    let seen = |outcome: &Outcome| severity(rule)(outcome).is_some();
    let of = |code: &str| visit("medicare", &[("diagnoses", json!([code]))]);
    expect(&of("M54.5"), seen, false, [("2021-10-01", true)]);
    expect(&of("M54.50"), seen, true, [("2021-10-01", false)]);
}

#[test]
fn tricare_excludes_tens_for_low_back_pain() {
    let services = json!([{ "what": { "electrical_stimulation": { "attended": true, "waveform": "tens" } },
        "minutes": 15 }]);
    let visit = visit("tricare", &[("services", services), ("diagnoses", json!(["M54.5"]))]);
    let severity = severity("coverage/service-not-covered");
    expect(&visit, |outcome| severity(outcome).is_some(), false, [("2020-06-01", true)]);
}

#[test]
fn the_exception_for_unsigned_plans_begins() {
    let plan = json!({ "discipline": "pt", "established": true, "certified": false, "initial": true,
        "order_on_file": true, "sent_after_days": 12 });
    let visit = visit("medicare", &[("plan_of_care", plan)]);
    let changes = [("2025-01-01", Some(Severity::Info))];
    expect(&visit, severity("documentation/plan-of-care-missing"), Some(Severity::Deny), changes);
}
