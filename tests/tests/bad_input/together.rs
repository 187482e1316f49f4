//! Several problems at a time.

use serde_json::json;

use crate::{VISIT, changed, many, refused, sorted};

/// A missing field ends the reading of its object, so that the first one stands for its neighbours.
#[test]
fn the_first_missing_field_is_reported() {
    assert_eq!(refused("{}"), many(&[("field/missing", "$.payer")]));
}

#[test]
fn several_problems_are_reported_together() {
    let service = |minutes: i32| json!({ "what": "massage", "minutes": minutes });
    let visit = changed(&[
        ("/date_of_service", json!("2026-13-01")),
        ("/setting/place_of_service", json!("office")),
        ("/diagnoses", json!(["M17.11", "m54", "R52", 7, "M54.50"])),
        ("/services", json!([service(-1), service(10), service(9999), "x", service(20), { "what": "x" }])),
        ("/documentation/colour", json!("red")),
    ]);
    let all = many(&[
        ("date/impossible", "$.date_of_service"),
        ("place-of-service/malformed", "$.setting.place_of_service"),
        ("diagnosis/malformed", "$.diagnoses[1]"),
        ("field/wrong-type", "$.diagnoses[3]"),
        ("value/out-of-range", "$.services[0].minutes"),
        ("value/out-of-range", "$.services[2].minutes"),
        ("field/wrong-type", "$.services[3]"),
        ("value/unknown", "$.services[5].what"),
        ("field/unknown", "$.documentation.colour"),
    ]);
    assert_eq!(sorted(refused(&visit)), all);
}

#[test]
fn two_problems_in_one_required_object() {
    let visit = changed(&[
        ("/setting/place_of_service", json!("x")),
        ("/setting/claim_form", json!("x")),
        ("/services/0/minutes", json!(-1)),
    ]);
    let all = many(&[
        ("place-of-service/malformed", "$.setting.place_of_service"),
        ("value/unknown", "$.setting.claim_form"),
        ("value/out-of-range", "$.services[0].minutes"),
    ]);
    assert_eq!(sorted(refused(&visit)), all);
}

#[test]
fn problems_among_the_parts_are_reported_together() {
    let visit = changed(&[
        ("/services/0/performer", json!("nobody")),
        ("/services/2/id", json!("ex")),
        ("/services/2/what/spinal_manipulation/regions", json!(0)),
    ]);
    let all = many(&[
        ("visit/performer-unknown", "$.services[0].performer"),
        ("visit/service-duplicate", "$.services[2].id"),
        ("value/out-of-range", "$.services[2].what.spinal_manipulation.regions"),
    ]);
    assert_eq!(sorted(refused(&visit)), all);
}

#[test]
fn a_field_that_stands_three_times_hides_nothing() {
    let visit = VISIT.replacen("\"payer\"", "\"payer\": {}, \"payer\": {}, \"payer\"", 1).replacen("M17.11", "m17", 1);
    let all = many(&[("field/duplicate", "$.payer"), ("diagnosis/malformed", "$.diagnoses[0]")]);
    assert_eq!(sorted(refused(&visit)), all);
}
