//! One problem at a time.

use ens_coding::{Rulebook, json};
use serde_json::json;

use crate::{CLAIM, VISIT, changed, one, refused, valid};

#[test]
fn the_valid_documents_are_valid() {
    assert!(json::visit(VISIT).is_ok());
    assert!(json::code(VISIT.as_bytes(), Rulebook::bundled()).is_ok());
    assert!(json::edit(VISIT.as_bytes(), CLAIM.as_bytes(), Rulebook::bundled()).is_ok());
    assert!(json::visit(&changed(&[("/services/0/minutes", json!(0))])).is_ok());
    assert!(json::visit(&changed(&[("/services/0/minutes", json!(1440))])).is_ok());
}

/// Pointer into the valid visit, its new value, the code of the problem, and its path.
const ONE_PROBLEM: &str = r#"
/colour | 1 | field/unknown | $.colour
/payer/colour | 1 | field/unknown | $.payer.colour
/services/1/colour | 1 | field/unknown | $.services[1].colour
/payer/terms/colour | 1 | field/unknown | $.payer.terms.colour
/services/1/minutes | "30" | field/wrong-type | $.services[1].minutes
/services/1/minutes | [30] | field/wrong-type | $.services[1].minutes
/services/1/minutes | 30.5 | field/wrong-type | $.services[1].minutes
/services/1/minutes | -5 | value/out-of-range | $.services[1].minutes
/services/1/minutes | 1441 | value/out-of-range | $.services[1].minutes
/services/1/minutes | 100000 | value/out-of-range | $.services[1].minutes
/services/1/minutes | 18446744073709551615 | value/out-of-range | $.services[1].minutes
/services/1/allowed_cents | -1 | value/out-of-range | $.services[1].allowed_cents
/services/1/allowed_cents | 10000000001 | value/out-of-range | $.services[1].allowed_cents
/services | 7 | field/wrong-type | $.services
/services/1 | "x" | field/wrong-type | $.services[1]
/payer | "medicare" | field/wrong-type | $.payer
/payer | null | field/wrong-type | $.payer
/date_of_service | "2026-02-30" | date/impossible | $.date_of_service
/date_of_service | "2026-4-2" | date/impossible | $.date_of_service
/date_of_service | 20260402 | field/wrong-type | $.date_of_service
/setting/place_of_service | "1" | place-of-service/malformed | $.setting.place_of_service
/setting/claim_form | "paper" | value/unknown | $.setting.claim_form
/setting/bill_type | "13" | bill-type/malformed | $.setting.bill_type
/setting/revenue_code | "42" | revenue-code/malformed | $.setting.revenue_code
/performers/1/kind | "wizard" | value/unknown | $.performers[1].kind
/plan_of_care/certified | "yes" | field/wrong-type | $.plan_of_care.certified
/plan_of_care/discipline | "xt" | value/unknown | $.plan_of_care.discipline
/diagnoses/2 | "m54" | diagnosis/malformed | $.diagnoses[2]
/history/services/0/code | "9711" | code/malformed | $.history.services[0].code
/history/services/0/code | "97110\u0000" | code/malformed | $.history.services[0].code
/services/1/what | "sorcery" | value/unknown | $.services[1].what
/services/1/what | {} | field/wrong-type | $.services[1].what
/services/1/what | "spinal_manipulation" | field/wrong-type | $.services[1].what
/services/2/what/spinal_manipulation | 3 | field/wrong-type | $.services[2].what.spinal_manipulation
/services/2/what/spinal_manipulation/regions | 9 | value/out-of-range | $.services[2].what.spinal_manipulation.regions
/services/2/what/spinal_manipulation/regions | 300 | value/out-of-range | $.services[2].what.spinal_manipulation.regions
/services/1/assistant_minutes | 31 | visit/assistant-minutes | $.services[1].assistant_minutes
/services/1/performer | "nobody" | visit/performer-unknown | $.services[1].performer
/services/1/concurrent_with | ["no"] | visit/service-unknown | $.services[1].concurrent_with
/performers/0/id | "pta" | visit/performer-duplicate | $.performers[1].id
/services/2/id | "ex" | visit/service-duplicate | $.services[2].id
"#;

#[test]
fn one_problem_has_its_code_and_path() {
    let mut wrong = Vec::new();
    for row in ONE_PROBLEM.trim().lines() {
        let [pointer, value, code, path] = row.split(" | ").collect::<Vec<_>>()[..] else {
            panic!("{row}");
        };
        let value = serde_json::from_str(value).unwrap();
        let problems = refused(&changed(&[(pointer, value)]));
        if problems != one(code, path) {
            wrong.push(format!("{row}\n  is {problems:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

/// Objects of the schema; none of them may be written as a list of its values.
const OBJECTS: [&str; 5] = ["/payer", "/payer/terms", "/documentation", "/documentation/note", "/history"];

#[test]
fn a_list_is_not_an_object() {
    let read: Vec<_> =
        OBJECTS.iter().filter(|pointer| json::visit(&changed(&[(pointer, json!([]))])).is_ok()).collect();
    assert!(read.is_empty(), "read as an object: {read:?}");
    let setting = changed(&[("/setting", json!(["11", "professional"]))]);
    assert_eq!(refused(&setting), one("field/wrong-type", "$.setting"));
}

#[test]
fn fields_that_stand_twice() {
    let twice = VISIT.replacen("\"minutes\": 15", "\"minutes\": 15, \"minutes\": 15", 1);
    assert_eq!(refused(&twice), one("field/duplicate", "$.services[0].minutes"));
    let twice = VISIT.replacen("{ \"id\": \"medicare\"", "{ \"id\": null, \"id\": \"medicare\"", 1);
    assert_eq!(refused(&twice), one("field/duplicate", "$.payer.id"));
    let thrice = VISIT.replacen("\"payer\"", "\"payer\": {}, \"payer\": {}, \"payer\"", 1);
    assert_eq!(refused(&thrice), one("field/duplicate", "$.payer"));
}

#[test]
fn fields_that_are_missing() {
    let mut wrong = Vec::new();
    for (parent, field, path) in [
        ("", "payer", "$.payer"),
        ("", "date_of_service", "$.date_of_service"),
        ("/setting", "claim_form", "$.setting.claim_form"),
        ("/services/0", "what", "$.services[0].what"),
        ("/performers/1", "kind", "$.performers[1].kind"),
        ("/plan_of_care", "discipline", "$.plan_of_care.discipline"),
    ] {
        let mut visit = valid();
        let object = visit.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        object.shift_remove(field).unwrap();
        let problems = refused(&visit.to_string());
        if problems != one("field/missing", path) {
            wrong.push(problems);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn oddly_named_fields_are_reported_each_in_its_place() {
    let visit = changed(&[("/services/1/Odd A", json!(1)), ("/services/1/Odd B", json!(1))]);
    let problems = refused(&visit);
    let paths: Vec<_> = problems.iter().map(|(_, path)| path.as_str()).collect();
    // The service has four fields of its own.
    assert_eq!(paths, ["$.services[1].[field 4]", "$.services[1].[field 5]"]);
}
