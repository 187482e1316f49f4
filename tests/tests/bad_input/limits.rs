//! Documents that are too large, too deep or too wrong.

use serde_json::json;

use crate::{VISIT, changed, one, refused, refused_claim};

#[test]
fn too_many_of_anything() {
    for count in [201, 10_000] {
        let services = json!(vec![json!({ "what": "massage", "minutes": 8 }); count]);
        let visit = changed(&[("/services", services)]);
        assert_eq!(refused(&visit), one("limit/exceeded", "$.services"));
        let performers: Vec<_> = (0..count).map(|at| json!({ "id": at.to_string(), "kind": "aide" })).collect();
        let visit = changed(&[("/performers", json!(performers)), ("/services/1", json!({ "what": "massage" }))]);
        assert_eq!(refused(&visit), one("limit/exceeded", "$.performers"));
    }
    let lines = json!(vec![json!({ "code": "97110", "units": 1 }); 10_000]);
    assert_eq!(refused_claim(&json!({ "lines": lines }).to_string())[0].0, "limit/exceeded");
}

#[test]
fn too_many_problems_end_soon() {
    let services = json!(vec![json!({ "what": "massage", "minutes": -1 }); 10_000]);
    let problems = refused(&changed(&[("/services", services)]));
    assert!((2..=1000).contains(&problems.len()), "{}", problems.len());
    assert_eq!(problems[1].1, "$.services[1].minutes");
    let services = json!(vec![json!({ "colour Of": 1, "colour oF": 1 }); 10_000]);
    assert!(refused(&changed(&[("/services", services)])).len() <= 1000);
}

#[test]
fn deep_documents() {
    for open in ["[", "{\"payer\":", "{\"services\":[", "{\"documentation\":{\"note\":["] {
        let deep = open.repeat(10_000);
        assert!(["json/too-deep", "json/truncated"].contains(&&*refused(&deep)[0].0), "{open}");
    }
    let closed = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(refused(&closed), one("json/too-deep", "$"));
    let inside = VISIT.replacen("\"medicare\"", &closed, 1);
    assert_eq!(refused(&inside), one("json/too-deep", "$"));
    let shallow = VISIT.replacen("\"medicare\"", &format!("{}{}", "[".repeat(99), "]".repeat(99)), 1);
    assert_eq!(refused(&shallow), one("field/wrong-type", "$.payer.id"));
}
