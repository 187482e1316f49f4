//! The promises of the design, each with a test that would fail without it.

#[path = "laws/asked.rs"]
mod asked;
#[path = "laws/attested.rs"]
mod attested;
#[path = "laws/audited.rs"]
mod audited;
#[path = "laws/basis.rs"]
mod basis;
#[path = "laws/counterfactual.rs"]
mod counterfactual;
#[path = "laws/dates.rs"]
mod dates;
#[path = "laws/fees.rs"]
mod fees;
#[path = "laws/pure.rs"]
mod pure;
#[path = "laws/receipts.rs"]
mod receipts;
#[path = "laws/silence.rs"]
mod silence;
#[path = "laws/tallied.rs"]
mod tallied;
#[path = "laws/trust.rs"]
mod trust;
#[path = "laws/unasked.rs"]
mod unasked;
#[path = "properties/visits.rs"]
mod visits;

use ens_coding::{Rulebook, json};

#[test]
fn bad_input_is_an_answer_with_code_and_path() {
    let book = Rulebook::bundled();
    let visit = br#"{ "payer": {}, "date_of_service": "2026-02-30", "setting": { "place_of_service": "11",
        "claim_form": "professional" }, "services": [{ "what": "massage", "minutes": "ten" }] }"#;
    let error = json::code(visit, book).unwrap_err();
    let problems: Vec<_> = error.problems().iter().map(|it| (&*it.code, &*it.path)).collect();
    let expected = [("date/impossible", "$.date_of_service"), ("field/wrong-type", "$.services[0].minutes")];
    assert_eq!(problems, expected);
    let document = serde_json::to_value(&error).unwrap();
    assert_eq!(document["error"]["code"], "date/impossible");
    assert_eq!(document["error"]["path"], "$.date_of_service");
    assert_eq!(document["error"]["others"][0]["path"], "$.services[0].minutes", "every cause reaches the face");
    for (garbage, code) in
        [(&b""[..], "json/truncated"), (b"{", "json/truncated"), (b"ten", "json/syntax"), (b"\xff", "json/not-utf8")]
    {
        for error in [
            json::code(garbage, book).unwrap_err(),
            json::select(garbage, book).unwrap_err(),
            json::explain(garbage).unwrap_err(),
        ] {
            assert_eq!((error.code(), error.path()), (code, "$"), "{garbage:?}");
        }
    }
}
