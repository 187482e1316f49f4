//! What a history leaves of the payer's limits.

use ens_coding::visit::Discipline;
use ens_coding::{AuthorizationStanding, Ledger, Rulebook, json, ledger};
use serde_json::{Value, json};

fn visit(payer: &str, date: &str, history: &Value) -> Value {
    json!({ "payer": { "id": payer }, "date_of_service": date, "history": history,
            "setting": { "place_of_service": "22", "claim_form": "institutional", "bill_type": "131" } })
}

fn of(visit: &Value) -> Ledger {
    ledger(&json::visit(&visit.to_string()).unwrap(), Rulebook::bundled()).unwrap()
}

#[test]
fn therapy_amounts_by_discipline_and_year() {
    let spent = json!({ "therapy_to_date": { "pt_slp_cents": 240_000, "ot_cents": 300_000 } });
    let amounts = |date: &str| {
        let all = of(&visit("medicare", date, &spent)).amounts;
        all.into_iter().map(|it| (it.disciplines, it.threshold_cents.get(), it.left_cents.get())).collect::<Vec<_>>()
    };
    let (pt, ot) = (vec![Discipline::Pt, Discipline::Slp], vec![Discipline::Ot]);
    assert_eq!(amounts("2026-03-04"), [(pt.clone(), 248_000, 8_000), (ot.clone(), 248_000, 0)]);
    assert_eq!(amounts("2024-12-31"), [(pt, 233_000, 0), (ot, 233_000, 0)]);
    let one = &of(&visit("medicare", "2026-03-04", &spent)).amounts[0];
    assert_eq!((one.year, one.review_cents.unwrap().get()), (2026, 300_000));
    assert!(one.citation.is_some());
    assert!(of(&visit("uhc", "2026-03-04", &spent)).amounts.is_empty());
}

#[test]
fn amounts_that_nobody_told_are_not_checked() {
    let mut visit = visit("medicare", "2026-03-04", &json!({}));
    assert!(of(&visit).amounts.is_empty() && of(&visit).not_run.is_empty());
    visit["plan_of_care"] = json!({ "discipline": "ot", "certified": true });
    let ledger = of(&visit);
    assert!(ledger.amounts.is_empty());
    assert!(ledger.not_run.iter().any(|it| it.lacks == "history.therapy_to_date.ot_cents"));
}

fn authorized(authorization: &Value, services: &Value) -> ens_coding::LedgerAuthorization {
    let history = json!({ "authorizations": [authorization], "services": services });
    of(&visit("medicare", "2026-03-04", &history)).authorizations.remove(0)
}

#[test]
fn authorizations_and_what_is_left_of_them() {
    let none = json!([]);
    let standing = |it: Value| authorized(&it, &none).standing;
    assert_eq!(standing(json!({ "decision": "affirmed", "decided_on": "2026-02-01" })), AuthorizationStanding::Valid);
    assert_eq!(standing(json!({ "decision": "affirmed", "decided_on": "2025-11-04" })), AuthorizationStanding::Valid);
    assert_eq!(standing(json!({ "decision": "affirmed", "decided_on": "2025-11-03" })), AuthorizationStanding::Expired);
    assert_eq!(standing(json!({ "decision": "not_affirmed" })), AuthorizationStanding::NotAffirmed);
    assert_eq!(standing(json!({ "decision": "pending" })), AuthorizationStanding::Pending);
    assert_eq!(standing(json!({ "decided_on": "2026-03-05" })), AuthorizationStanding::Pending);
    assert_eq!(standing(json!({ "from": "2026-03-05" })), AuthorizationStanding::Later);
    assert_eq!(standing(json!({ "to": "2026-03-03" })), AuthorizationStanding::Expired);
    let days = authorized(&json!({ "decided_on": "2026-02-01", "to": "2026-03-14" }), &none);
    assert_eq!((days.last_day.unwrap().to_string(), days.days_left), ("2026-03-14".into(), Some(10)));
}

#[test]
fn authorized_visits_are_counted_by_day() {
    let covers = json!({ "codes": ["97110"], "from": "2026-01-01", "to": "2026-06-30", "visits": 3 });
    let on = |code: &str, date: &str| json!({ "code": code, "date": date });
    let used = json!([
        on("97110", "2025-12-31"),
        on("97110", "2026-01-05"),
        on("97110", "2026-01-05"),
        on("97140", "2026-01-07"),
        on("97110", "2026-02-02"),
        on("97110", "2026-03-04")
    ]);
    let it = authorized(&covers, &used);
    assert_eq!((it.standing, it.visits_used, it.visits_left), (AuthorizationStanding::Valid, Some(2), Some(1)));
    let all = json!([on("97110", "2026-01-05"), on("97110", "2026-01-06"), on("97110", "2026-01-07")]);
    let it = authorized(&covers, &all);
    assert_eq!((it.standing, it.visits_left), (AuthorizationStanding::Used, Some(0)));
    let untold = of(&visit("medicare", "2026-03-04", &json!({ "authorizations": [covers] })));
    assert_eq!(untold.authorizations[0].visits_left, None);
    assert!(untold.not_run.iter().any(|it| it.lacks == "history.services"));
}

/// What the ledger calls used up no rule takes for an authorization.
#[test]
fn a_used_up_authorization_is_none() {
    let mut visit = visit(
        "medicare",
        "2025-03-04",
        &json!({
        "authorizations": [{ "number": "A1", "codes": ["63650"], "decision": "affirmed", "decided_on": "2025-01-10",
                             "visits": 1 }],
        "services": [{ "code": "63650", "date": "2025-01-20" }] }),
    );
    visit["services"] =
        json!([{ "what": { "stimulator_lead": { "target": "spinal_cord", "stage": "trial", "leads": 2 } } }]);
    let missing = |visit: &Value| {
        let outcome = ens_coding::code(&json::visit(&visit.to_string()).unwrap(), Rulebook::bundled()).unwrap();
        outcome.findings.iter().any(|it| it.rule == "authorization/missing")
    };
    assert!(missing(&visit));
    visit["history"]["authorizations"][0]["visits"] = json!(2);
    assert!(!missing(&visit));
}

#[test]
fn from_the_trial_to_the_implant() {
    let history = json!({
        "services": [{ "code": "63650", "date": "2025-01-10" }, { "code": "63685", "date": "2025-02-20" }],
        "trials": [{ "date": "2025-06-01", "leads": 1 }, { "date": "2025-01-10", "leads": 2, "outcome": "success" }] });
    let episodes = of(&visit("medicare", "2025-06-05", &history)).episodes;
    let [first, second] = &episodes[..] else { panic!("{episodes:?}") };
    assert_eq!(first.trial_on.to_string(), "2025-01-10");
    assert_eq!(first.global_period_to.unwrap().to_string(), "2025-01-20");
    assert_eq!(first.permanent_on.unwrap().to_string(), "2025-02-20");
    assert_eq!((first.leads, first.days_since), (Some(2), 146));
    // Nobody tells what the leads of the second trial were billed as.
    assert_eq!((second.therapy, second.global_period_to, second.permanent_on), (None, None, None));
}

#[test]
fn sessions_in_each_window_and_the_next_day() {
    let on = |date: &str| json!({ "code": "62323", "date": date });
    let days = ["2025-04-01", "2025-06-01", "2025-09-01", "2025-12-01"].map(on);
    let ledger = of(&visit("medicare-noridian", "2026-03-04", &json!({ "services": days })));
    let year = ledger.entries.iter().find(|it| it.months == Some(12)).unwrap();
    assert_eq!((year.allowed, year.left, year.sessions.len()), (4, 0, 4));
    assert!(year.next_eligible.to_string().starts_with("2026-04-0"), "{year:?}");
    assert!(year.citation.is_some());
}

/// N7, and others that a rule warns of: the ledger tells them before.
#[test]
fn programming_courses_and_leads_are_limits_too() {
    let of_code = |payer: &str, code: &str, dates: &[&str]| {
        let services: Vec<Value> = dates.iter().map(|date| json!({ "code": code, "date": date, "units": 1 })).collect();
        of(&visit(payer, "2025-03-04", &json!({ "services": services }))).entries
    };
    let programming = &of_code("medicare-palmetto", "95972", &["2025-01-01", "2025-02-22"])[0];
    assert_eq!((programming.days, programming.left), (Some(30), 0));
    assert_eq!(programming.next_eligible.to_string(), "2025-03-24");
    let leads = &of_code("medicare-noridian", "64555", &["2024-06-01", "2024-07-01"])[0];
    assert_eq!((leads.allowed, leads.left, leads.next_eligible.to_string().as_str()), (2, 0, "2025-06-02"));
    assert_eq!(of_code("medicare-noridian", "64555", &["2024-07-01"])[0].left, 1);
}

#[test]
fn an_unknown_payer_is_no_payer_without_limits() {
    let ledger = of(&visit("acme", "2025-03-04", &json!({ "services": [{ "code": "62323", "date": "2025-01-02" }] })));
    assert!(ledger.not_run.iter().any(|it| it.lacks == "policy:limits"));
}

/// The days from the decision are those of the programs; therapy is not under them.
#[test]
fn an_authorization_of_therapy_holds_as_long_as_it_says() {
    let it = authorized(&json!({ "codes": ["97110"], "decided_on": "2025-01-02", "to": "2026-12-31" }), &json!([]));
    assert_eq!((it.standing, it.last_day.unwrap().to_string().as_str()), (AuthorizationStanding::Valid, "2026-12-31"));
}
