//! Small visits and claims on which a property failed once; random ones meet them too seldom.

use ens_coding::{Rulebook, Verdict, code, edit};
use serde_json::{Value, json};

use crate::fixes::{idle_fixes, left_over};
use crate::order::{same_in_this_order, same_with_these_lines};
use crate::{claim_of, visit_of};

/// A visit on 2024-08-01 in an office, with these fields.
fn visit(payer: &str, fields: Value) -> Value {
    let mut visit = json!({ "payer": { "id": payer }, "date_of_service": "2024-08-01",
        "setting": { "place_of_service": "11", "claim_form": "professional" } });
    for (name, value) in fields.as_object().unwrap() {
        visit[name] = value.clone();
    }
    visit
}

fn in_both_orders(visit: Value) {
    let mut services = visit["services"].as_array().unwrap().clone();
    services.reverse();
    same_in_this_order(visit, services).unwrap_or_else(|error| panic!("{error}"));
}

/// Every fix of the draft mends, and the mended draft is at rest.
fn mends(visit: &Value) {
    let visit = visit_of(visit);
    let outcome = code(&visit, Rulebook::bundled()).unwrap();
    assert_eq!(idle_fixes(&visit, &outcome), [""; 0]);
    assert_eq!(left_over(&visit, &outcome.claim), [""; 0]);
}

/// A physical therapist and an occupational therapist, each under the own name.
fn two_therapists() -> Value {
    json!([{ "id": "pt", "kind": "physical_therapist" }, { "id": "ot", "kind": "occupational_therapist" }])
}

#[test]
fn a_coded_service_beside_a_selected_one_of_the_same_code() {
    in_both_orders(visit(
        "medicare",
        json!({ "services": [
        { "what": { "evaluation_and_management": { "code": "99213" } } },
        { "what": { "coded": { "code": "99213" } } }
    ] }),
    ));
    in_both_orders(visit(
        "medicare",
        json!({
            "performers": [{ "id": "pt", "kind": "physical_therapist" }],
            "services": [
                { "what": "therapeutic_exercise", "minutes": 30 },
                { "what": { "coded": { "code": "97110", "units": 1 } }, "minutes": 15 }
            ]
        }),
    ));
}

/// One code by two disciplines is two lines, and each is judged by its own services.
#[test]
fn one_code_by_two_disciplines() {
    let services = json!([
        { "what": "therapeutic_exercise", "minutes": 30, "performer": "pt" },
        { "what": "therapeutic_exercise", "minutes": 45, "performer": "ot" }
    ]);
    let plan = json!({ "discipline": "pt", "established": true, "certified": true });
    let visit =
        visit("medicare", json!({ "performers": two_therapists(), "plan_of_care": plan, "services": services }));
    let outcome = code(&visit_of(&visit), Rulebook::bundled()).unwrap();
    let shown: Vec<String> = outcome
        .claim
        .lines
        .iter()
        .map(|line| format!("{} {:?} x{}", line.code, line.modifiers, line.units.get()))
        .collect();
    let findings: Vec<_> = outcome.findings.iter().map(|it| &it.rule).collect();
    assert_eq!(shown, ["97110 [GP] x2", "97110 [GO] x3"], "{findings:?}");
    mends(&visit);
    in_both_orders(visit);
}

#[test]
fn one_code_by_an_assistant_and_another_discipline() {
    in_both_orders(visit(
        "medicare",
        json!({
            "performers": [{ "id": "pta", "kind": "physical_therapist_assistant" }],
            "plan_of_care": { "discipline": "ot", "certified": true },
            "services": [
                { "what": { "electrical_stimulation": {} }, "performer": "pta" },
                { "what": { "electrical_stimulation": {} } }
            ]
        }),
    ));
}

#[test]
fn every_performer_of_a_line_is_looked_at() {
    in_both_orders(visit(
        "medicare",
        json!({
            "performers": [{ "id": "pt", "kind": "physical_therapist" }, { "id": "dc", "kind": "chiropractor" }],
            "plan_of_care": { "discipline": "pt", "certified": true },
            "services": [
                { "what": "gait_training", "minutes": 30, "performer": "pt" },
                { "what": "gait_training", "minutes": 30, "performer": "dc" }
            ]
        }),
    ));
}

#[test]
fn the_note_of_every_service_of_a_line_is_read() {
    in_both_orders(visit(
        "medicare",
        json!({
            "performers": [{ "id": "dc", "kind": "physician" }],
            "services": [
                { "what": { "spinal_manipulation": { "regions": 2 } } },
                { "what": "manual_therapy", "minutes": 15 },
                { "what": "manual_therapy", "minutes": 15, "note": { "separation": "site" } }
            ]
        }),
    ));
}

#[test]
fn the_review_amount_is_of_every_pool() {
    let tree = visit(
        "medicare",
        json!({
            "history": { "therapy_to_date": { "pt_slp_cents": 281_172, "ot_cents": 307_208 } }
        }),
    );
    let claim = claim_of(&json!([
        { "code": "97110", "modifiers": ["GP", "KX"], "units": 1 },
        { "code": "97535", "modifiers": ["GO", "KX"], "units": 1 }
    ]));
    let mut turned = claim.lines.clone();
    turned.reverse();
    same_with_these_lines(&tree, &claim, turned).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_modifier_before_its_time() {
    let mut visit = visit(
        "tricare",
        json!({
            "performers": [{ "id": "pta", "kind": "physical_therapist_assistant" }],
            "services": [{ "what": "mechanical_traction" }]
        }),
    );
    visit["date_of_service"] = json!("2019-07-01");
    mends(&visit);
}

#[test]
fn revenue_codes_of_the_setting_and_of_the_discipline() {
    for what in ["cognitive_intervention", "therapeutic_exercise"] {
        mends(&visit(
            "medicare",
            json!({
                "setting": { "place_of_service": "22", "claim_form": "institutional", "revenue_code": "0420" },
                "plan_of_care": { "discipline": "ot", "certified": true },
                "services": [{ "what": what, "minutes": 15 }]
            }),
        ));
    }
}

#[test]
fn acupuncture_with_and_without_current() {
    mends(&visit(
        "humana",
        json!({ "services": [
        { "what": { "acupuncture": { "electrical": false } }, "minutes": 60 },
        { "what": { "acupuncture": { "electrical": true } }, "minutes": 60 }
    ] }),
    ));
    mends(&visit(
        "humana",
        json!({ "services": [
        { "what": { "acupuncture": { "electrical": false } }, "minutes": 60 },
        { "what": { "coded": { "code": "97813", "units": 4 } } }
    ] }),
    ));
}

/// The line says that the device was bought; that the visit does not say so is no approval.
#[test]
fn a_device_of_which_nobody_says_that_it_is_rented() {
    let tree = visit(
        "medicare",
        json!({
            "setting": { "place_of_service": "12", "claim_form": "professional" },
            "performers": [{ "id": "dme", "kind": "dme_supplier" }],
            "diagnoses": ["M17.11", "G89.29"],
            "services": [{ "what": { "device": { "item": "tens_two_leads" } } }],
            "documentation": { "device": { "order": true, "pain_months": 8, "other_treatment_failed": true } }
        }),
    );
    let claim = claim_of(&json!([{ "code": "E0720", "modifiers": ["NU", "KX"], "units": 1 }]));
    let outcome = edit(&visit_of(&tree), &claim, Rulebook::bundled()).unwrap();
    assert_ne!(outcome.verdict, Verdict::Clean, "{:?}", outcome.findings);
}

/// Every fix of the checked claim mends, and the mended claim is at rest.
fn mends_claim(tree: &Value, lines: Value) {
    let visit = visit_of(tree);
    let outcome = edit(&visit, &claim_of(&lines), Rulebook::bundled()).unwrap();
    assert_eq!(idle_fixes(&visit, &outcome), [""; 0]);
    assert_eq!(left_over(&visit, &outcome.claim), [""; 0]);
}

#[test]
fn a_modifier_that_stands_twice() {
    let tree = visit(
        "medicare",
        json!({
            "plan_of_care": { "discipline": "pt", "certified": true },
            "services": [{ "what": "therapeutic_exercise", "minutes": 15 }]
        }),
    );
    mends_claim(&tree, json!([{ "code": "97110", "modifiers": ["GP", "GP"], "units": 1 }]));
    mends_claim(&tree, json!([{ "code": "G0283", "modifiers": ["GP", "GP"], "units": 1 }]));
}

#[test]
fn units_of_an_earlier_claim_of_the_day() {
    let tree = visit(
        "commercial",
        json!({
            "services": [{ "what": { "therapy_evaluation": { "discipline": "pt", "kind": "re_evaluation" } } }],
            "history": { "services": [{ "code": "97164", "date": "2024-08-01" }] }
        }),
    );
    mends_claim(&tree, json!([{ "code": "97164", "modifiers": [], "units": 4 }]));
}

#[test]
fn two_initial_acupuncture_codes() {
    for payer in ["medicare", "medicare-advantage"] {
        let tree = visit(payer, json!({}));
        mends_claim(
            &tree,
            json!([
                { "code": "97813", "modifiers": [], "units": 2 }, { "code": "97810", "modifiers": [], "units": 4 }
            ]),
        );
    }
}
