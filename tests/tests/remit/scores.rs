//! Scorecards: counts that can be added up in any order.

use ens_coding::{Cents, RemitRequest, Rulebook, Scorecard, json};
use serde_json::{Value, json};

use super::remitted;

const EXAMPLES: [&str; 3] = ["past-threshold-without-kx", "stimulator-bundled", "unprocessable-97014"];

fn one_line(name: &str) -> String {
    let path = ens_coding_tests::workspace_root().join("examples/remittances").join(name).with_extension("json");
    let document: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    document.to_string()
}

fn score(lines: &[String]) -> String {
    json::score(lines.join("\n").as_bytes(), Rulebook::bundled()).unwrap()
}

#[test]
fn partial_counts_add_up_to_the_whole() {
    let lines = EXAMPLES.map(one_line);
    let whole = score(&lines);
    let parts: Vec<String> = lines.iter().map(|line| score(std::slice::from_ref(line))).collect();
    assert_eq!(score(&parts), whole);
    let mixed = [parts[2].clone(), lines[0].clone(), parts[1].clone()];
    assert_eq!(score(&mixed), whole, "in any order, and beside remittances");
    assert_eq!(score(std::slice::from_ref(&whole)), whole);
    assert_eq!(score(&[]), json::score(b"\n \n", Rulebook::bundled()).unwrap());
    let card: Scorecard = serde_json::from_str(&whole).unwrap();
    assert_eq!(serde_json::to_string(&card).unwrap(), whole);
}

/// The same claim line, answered in four ways.
#[test]
fn counts_are_what_they_are_called() {
    let mut request: RemitRequest = serde_json::from_str(&one_line("unprocessable-97014")).unwrap();
    let mut card = Scorecard::default();
    for codes in [&["CO-16"][..], &["CO-29"], &["CO-45"], &["CO-252"]] {
        request.lines = vec![remitted(1, codes, &[])];
        request.lines[0].paid_cents = Cents::new(if codes == ["CO-45"] { 5000 } else { 0 });
        card.add(&request, Rulebook::bundled()).unwrap();
    }
    // A line without a finding, denied for the reason that the rule expects, and denied for a code that nobody knows.
    for codes in [&["CO-16"][..], &["CO-16", "CO-45"], &["CO-999", "CO-29"]] {
        request.lines = vec![remitted(0, codes, &[])];
        card.add(&request, Rulebook::bundled()).unwrap();
    }
    let card = card.measured();
    assert_eq!((card.remittances, card.decided_lines, card.undecided_lines), (7, 6, 1));
    assert_eq!((card.denied_lines, card.caught_lines, card.recall_per_mille), (5, 1, Some(200)));
    assert_eq!((card.predicted_lines, card.predicted_and_denied_lines), (3, 1));
    assert_eq!(card.precision_per_mille, Some(333));
    let [rule] = card.rules.as_slice() else { panic!("{:?}", card.rules) };
    assert_eq!(rule.rule, "code/not-accepted-by-payer");
    assert_eq!((rule.predicted_and_denied, rule.denied_otherwise, rule.predicted_and_paid), (1, 1, 1));
    assert_eq!((rule.precision_per_mille, rule.recall_per_mille), (Some(333), Some(333)), "two were missed");
    let reasons: Vec<_> =
        card.reasons.iter().map(|it| (it.reason.map(|own| own.to_string()), it.denied, it.caught)).collect();
    assert_eq!(reasons, [(None, 1, 0), (Some("16".into()), 3, 1), (Some("29".into()), 2, 0)]);
}

#[test]
fn a_denial_that_the_line_announces_is_not_missed() {
    let mut request: RemitRequest = serde_json::from_str(&one_line("unprocessable-97014")).unwrap();
    request.claim.lines[0].modifiers.push("GZ".parse().unwrap());
    for (code, counts) in [("CO-50", (1, 0)), ("CO-29", (0, 1))] {
        request.lines = vec![remitted(0, &[code], &[])];
        let mut card = Scorecard::default();
        card.add(&request, Rulebook::bundled()).unwrap();
        assert_eq!((card.announced_lines, card.denied_lines), counts, "{code}");
    }
}

#[test]
fn a_document_that_cannot_be_counted_is_named_by_its_place() {
    let refused = |second: String| {
        let text = format!("{}\n{second}\n", one_line("stimulator-bundled"));
        let error = json::score(text.as_bytes(), Rulebook::bundled()).unwrap_err();
        (error.code().to_owned(), error.path().to_owned())
    };
    assert_eq!(refused("nonsense".into()), ("json/syntax".into(), "$[1]".into()));
    let mut card: Value = serde_json::from_str(&score(&[])).unwrap();
    card["rules"] =
        json!([{ "rule": "no/such", "predicted_and_denied": 1, "denied_otherwise": 0, "predicted_and_paid": 0 }]);
    assert_eq!(refused(card.to_string()), ("rule/unknown".into(), "$[1].rules[0].rule".into()));
    card["rules"] = json!([]);
    let reason = |at: usize| json!({ "reason": format!("Z{at}"), "denied": 1, "caught": 0 });
    card["reasons"] = (0..2_001).map(reason).collect();
    assert_eq!(refused(card.to_string()), ("limit/exceeded".into(), "$[1].reasons".into()), "memory stays bounded");
    let mut request: Value = serde_json::from_str(&one_line("stimulator-bundled")).unwrap();
    request["lines"] = json!([{ "line": 99 }]);
    assert_eq!(refused(request.to_string()), ("remit/line-unknown".into(), "$[1].lines[0]".into()));
}

/// Adding stops at the largest number, and the same rules take the same room.
#[test]
fn counts_do_not_overflow_and_do_not_grow() {
    let mut card: Value = serde_json::from_str(&score(&EXAMPLES.map(one_line))).unwrap();
    let rules = card["rules"].as_array().unwrap().len();
    card["remittances"] = u64::MAX.into();
    card["denied_lines"] = u64::MAX.into();
    let twice = score(&[card.to_string(), card.to_string()]);
    let twice: Scorecard = serde_json::from_str(&twice).unwrap();
    assert_eq!((twice.remittances, twice.rules.len()), (u64::MAX, rules));
}
