//! The look-up says what the rules do: units, swaps, selection, side by side.

use ens_coding::visit::{PerformerKind, Visit};
use ens_coding::{CompareRequest, CrosswalkRequest, PayerStanding, Rulebook, Value, compare, crosswalk, json};

use super::{all_codes, code, day, looked_up, payer, policies};

fn visit(id: &str, date: &str, what: &str) -> Visit {
    json::visit(&format!(
        r#"{{ "payer": {{ "id": "{id}" }}, "date_of_service": "{date}",
             "setting": {{ "place_of_service": "11", "claim_form": "professional" }},
             "performers": [{{ "id": "a", "kind": "physical_therapist" }}],
             "plan_of_care": {{ "discipline": "pt", "certified": true }}, "diagnoses": ["M17.11"],
             "services": [{{ "what": {what}, "minutes": 15 }}] }}"#
    ))
    .expect("a visit")
}

/// What the rule on units compares with is what the look-up says, for every code and form of claim.
#[test]
fn unit_limits_are_those_that_the_rule_on_units_uses() {
    let mut fired = 0;
    for (form, setting, place) in [("professional", "practitioner", "11"), ("institutional", "hospital", "22")] {
        for own in all_codes() {
            let text = own.to_string();
            let found = looked_up(&text, "2024-08-14", "medicare");
            let limit =
                found.unit_limits.iter().rfind(|it| it.about.as_ref().is_some_and(|about| about.starts_with(setting)));
            let document = format!(
                r#"{{ "visit": {{ "payer": {{ "id": "medicare" }}, "date_of_service": "2024-08-14",
                      "setting": {{ "place_of_service": "{place}", "claim_form": "{form}" }},
                      "performers": [{{ "id": "a", "kind": "physician" }}], "diagnoses": ["M17.11"] }},
                    "claim": {{ "lines": [{{ "code": "{text}", "units": 900 }}] }} }}"#
            );
            let check = json::check(&document).expect("a check");
            assert_eq!(check.visit.performers[0].kind, PerformerKind::Physician);
            let outcome = ens_coding::edit(&check.visit, &check.claim, Rulebook::bundled()).expect("an answer");
            let Some(finding) = outcome.findings.iter().find(|it| it.rule == "units/over-mue") else { continue };
            fired += 1;
            let number = |name: &str| match finding.facts.get(name) {
                Some(Value::Number(number)) => number.to_string(),
                other => panic!("{text}: {name} is {other:?}"),
            };
            let limit = limit.unwrap_or_else(|| panic!("{text}: the rule has a limit, the look-up none"));
            assert_eq!(limit.value, number("limit"), "{text}");
            assert_eq!(limit.indicator.map(|it| it.to_string()), Some(number("adjudication")), "{text}");
        }
    }
    assert!(fired > 500, "{fired}");
}

/// What the crosswalk says that a payer takes is what selection drafts for that payer's visit.
#[test]
fn crosswalks_agree_with_selection() {
    let services = [
        (r#"{ "electrical_stimulation": { "attended": false } }"#, &["97014", "G0283"][..]),
        (r#""auricular_field_stimulation""#, &["0720T", "64567"][..]),
    ];
    let mut agreed = 0;
    for (what, codes) in services {
        for id in policies() {
            for date in ["2023-06-01", "2025-12-31", "2026-01-01", "2026-06-01"] {
                let draft = ens_coding::select(&visit(id, date, what), Rulebook::bundled()).expect("a draft");
                let drafted = draft.claim.lines.first().map(|line| line.code);
                for asked in codes {
                    let request = CrosswalkRequest { code: code(asked), date: day(date), payers: vec![id.to_owned()] };
                    let found = crosswalk(&request, Rulebook::bundled()).expect("a crosswalk");
                    let entry = &found.payers[0];
                    if [PayerStanding::Taken, PayerStanding::Priced, PayerStanding::Replaced].contains(&entry.standing)
                    {
                        assert_eq!(entry.take, drafted, "{id} {date} {asked}");
                        assert!(entry.citation.is_some(), "{id} {date} {asked}");
                        agreed += 1;
                    }
                }
            }
        }
    }
    assert!(agreed > 200, "{agreed}");
}

/// A comparison shows what the look-ups say, and nothing else.
#[test]
fn cells_of_comparisons_are_the_answers_of_look_ups() {
    let triples = [
        ["97014", "G0283", "97032"],
        ["64483", "62323", "64493"],
        ["63650", "64555", "64596"],
        ["20552", "20560", "E0730"],
    ];
    for texts in triples {
        for id in ["", "medicare", "aetna", "nobody"] {
            let request = CompareRequest {
                codes: texts.map(code).to_vec(),
                date: day("2025-11-03"),
                payer: (!id.is_empty()).then(|| payer(id)),
            };
            let found = compare(&request, Rulebook::bundled()).expect("a comparison");
            for (at, text) in texts.iter().enumerate() {
                let own = looked_up(text, "2025-11-03", id);
                for (question, told) in own.answers() {
                    let row = found.rows.iter().find(|row| row.question == question);
                    let cell = row.map_or(&[][..], |row| row.cells[at].as_slice());
                    assert_eq!(cell, told, "{text} {question}");
                }
                assert!(own.not_run.iter().all(|it| found.not_run.contains(it)));
            }
            // The order of the codes is the order of the cells, and nothing more.
            let turned = CompareRequest { codes: request.codes.iter().rev().copied().collect(), ..request };
            let turned = compare(&turned, Rulebook::bundled()).expect("a comparison");
            for (row, other) in found.rows.iter().zip(&turned.rows) {
                assert_eq!(row.is_same, other.is_same, "{}", row.question);
                assert!(row.cells.iter().eq(other.cells.iter().rev()), "{}", row.question);
            }
        }
    }
}
