//! Text in, text out.

use ens_coding::Rulebook;
use ens_coding_fee::{FeeEstimate, FeeRequest, json::fee};
use serde_json::json;

use crate::asked::{estimated, request};

#[test]
fn texts_are_those_of_the_typed_function() {
    let mut asked = request("2024-07-08", "11", &["97110-GP x 2", "64450-50", "97014", "J0585"]);
    asked["sequestration"] = json!(true);
    let text = fee(asked.to_string().as_bytes(), Rulebook::bundled()).unwrap();
    let typed = estimated(&asked);
    assert_eq!(text, serde_json::to_string(&typed).unwrap());
    assert_eq!(serde_json::from_str::<FeeEstimate>(&text).unwrap(), typed);
    let request: FeeRequest = serde_json::from_value(asked).unwrap();
    assert_eq!(serde_json::from_str::<FeeRequest>(&serde_json::to_string(&request).unwrap()).unwrap(), request);
    assert_eq!(text, fee(serde_json::to_string(&request).unwrap().as_bytes(), Rulebook::bundled()).unwrap());
}

#[test]
fn problems_have_a_code_and_a_path() {
    let problems = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut asked = request("2024-07-08", "11", &["97110-GP"]);
        change(&mut asked);
        let error = fee(asked.to_string().as_bytes(), Rulebook::bundled()).unwrap_err();
        assert!(!error.to_json().contains("SECRET"));
        error.problems().iter().map(|it| format!("{} {}", it.code, it.path)).collect::<Vec<_>>()
    };
    assert_eq!(problems(&|it| it["locality"] = json!("SECRET")), ["locality/malformed $.locality"]);
    assert_eq!(problems(&|it| it["zip"] = json!("9000A")), ["zip/malformed $.zip"]);
    assert_eq!(problems(&|it| it["claim"]["lines"] = json!([])), ["claim/empty $.claim.lines"]);
    assert_eq!(problems(&|it| it["claim"] = json!(null)), ["visit/empty $.visit.services"]);
    assert_eq!(problems(&|it| it["prise"] = json!([])), ["field/unknown $.prise"]);
    let price = json!([{ "code": "J0585", "cents": -1, "source": "SECRET" }]);
    assert_eq!(problems(&|it| it["prices"] = price.clone()), ["value/out-of-range $.prices[0].cents"]);
    let price = json!([{ "code": "J0585", "cents": 1, "units": 0, "source": "SECRET" }]);
    assert_eq!(problems(&|it| it["prices"] = price.clone()), ["value/out-of-range $.prices[0].units"]);
    assert_eq!(
        problems(&|it| it["visit"]["date_of_service"] = json!("2024-02-30")),
        ["date/impossible $.visit.date_of_service"]
    );
}

/// Every citation of an estimate is of a known source, and every step of a rule has one.
#[test]
fn every_step_names_its_source() {
    let mut asked =
        request("2024-07-08", "11", &["97110-CQ-GP x 2", "97530-GP", "64450-50", "64405", "63661-AS", "64483-80"]);
    asked["sequestration"] = json!(true);
    asked["visit"]["performers"][0]["kind"] = json!("nurse_practitioner");
    let estimate = estimated(&asked);
    let mut kinds = std::collections::BTreeSet::new();
    for step in estimate.lines.iter().flat_map(|line| &line.steps) {
        assert!(!step.citations.is_empty(), "{:?}", step.step);
        kinds.insert(step.step);
    }
    assert_eq!(kinds.len(), 9, "all but drugs: {kinds:?}");
    for line in estimate.lines.iter().filter(|line| line.not_priced.is_some()) {
        assert!(line.not_priced.as_ref().unwrap().citation.is_some(), "{}", line.code);
    }
}
