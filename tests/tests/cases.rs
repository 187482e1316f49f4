//! Replays the golden cases.

use std::collections::BTreeSet;
use std::fs;

use ens_coding::{Rulebook, json};
use ens_coding_tests::{
    ExpectedFinding, Mode, cases, disputed, failures, families, original_folder, rule_case, workspace_root,
};
use serde_json::Value;

type Failure = Box<dyn std::error::Error>;

/// The families that are complete, with the number of their cases.
const COMPLETE: [(&str, usize); 3] = [("needle", 63), ("neuromodulation", 67), ("therapy", 60)];

#[test]
fn every_case_is_answered_rightly() -> Result<(), Failure> {
    let (mut failed, mut all) = (0, 0);
    for family in families()? {
        for case in cases(&family)? {
            all += 1;
            let wrong = match case.run() {
                Ok(outcome) => failures(&case, &outcome),
                Err(error) => vec![format!("refused         {error}")],
            };
            if !wrong.is_empty() {
                failed += 1;
                let lines = wrong.join("\n    ");
                println!("{family}/{} {}\n    {lines}", case.id, case.title);
            }
        }
    }
    assert_eq!(failed, 0, "{failed} of {all} cases fail");
    Ok(())
}

#[test]
fn every_case_is_there() -> Result<(), Failure> {
    let disputed = disputed()?;
    for (family, count) in COMPLETE {
        let ids: BTreeSet<String> = cases(family)?.into_iter().map(|case| case.id).collect();
        let prefix = ids.iter().next().and_then(|id| id.get(..1)).unwrap_or("?");
        let gone = disputed.iter().filter(|id| id.starts_with(prefix) && !ids.contains(*id));
        assert_eq!(ids.len() + gone.count(), count, "{family}");
    }
    Ok(())
}

/// The inherited policy names 97014, and the payer's own one swaps it for another code.
#[test]
fn a_nearer_policy_goes_before_those_that_it_inherits_from() -> Result<(), Failure> {
    let policy = r#"{
        "policy": "lakeside", "title": "an invented plan", "line_of_business": "commercial", "inherits": "commercial",
        "sources": [{ "id": "contract", "title": "an invented contract", "trust": "primary" }],
        "codes": [{ "code": "97014", "take": "G0283", "from": "2024-01-01", "source": "contract", "trust": "primary" }]
    }"#;
    let book = Rulebook::bundled_with([policy.as_bytes()])?;
    let code = |payer: &str, terms: &str| -> Result<String, Failure> {
        let visit = format!(
            r#"{{ "payer": {{ "id": "{payer}", "terms": {{ {terms} }} }}, "date_of_service": "2026-01-05",
                 "setting": {{ "place_of_service": "11", "claim_form": "professional" }},
                 "services": [{{ "what": {{ "electrical_stimulation": {{ "attended": false }} }}, "minutes": 15 }}] }}"#
        );
        Ok(ens_coding::code(&json::visit(&visit)?, &book)?.claim.lines[0].code.to_string())
    };
    assert_eq!(code("commercial", "")?, "97014");
    assert_eq!(code("lakeside", "")?, "G0283");
    assert_eq!(code("lakeside", r#""unattended_stimulation": "97014""#)?, "97014");
    Ok(())
}

/// The rows of the project's source documents that are about implants; N3, which is about fees, has a test of its own.
#[test]
fn every_row_of_the_source_documents_has_a_case() -> Result<(), Failure> {
    let mut said = Vec::new();
    for family in families()? {
        said.extend(cases(&family)?.into_iter().map(|case| case.why));
    }
    for rule in ens_coding::rules() {
        said.push(rule_case(rule, "fires")?.why);
    }
    let rows = (1..=14).filter(|row| *row != 3).map(|row| format!("N{row}:"));
    let needles = (1..=10).map(|row| format!("P{row}:"));
    for row in rows.chain(needles).chain(["G2", "G5", "G8", "G9"].map(|row| format!("{row}:"))) {
        assert!(said.iter().any(|why| why.starts_with(&row) || why.contains(&format!(" {row}"))), "{row} has no case");
    }
    Ok(())
}

/// N3: relative value of the work, global period and status by code; the document names those of 2024.
#[test]
fn n3_values_of_stimulators_in_2024() -> Result<(), Failure> {
    let date = "2024-04-01".parse()?;
    let tables = Rulebook::bundled().tables().on(date);
    let fees = tables.pfs().ok_or("no fee schedule")?;
    let row = |code: &str| -> Result<_, Failure> {
        let row = fees.table.fee(code.parse()?, None, date).ok_or("no row")?;
        Ok((row.value.work, row.value.global.to_string(), row.value.status))
    };
    assert_eq!(row("63650")?, (715, "010".to_owned(), 'A'));
    assert_eq!(row("63685")?, (519, "010".to_owned(), 'A'));
    assert_eq!(row("64555")?.0, 576);
    for code in ["64596", "64597", "64598"] {
        assert_eq!(row(code)?.2, 'C', "{code} is priced by contractors");
    }
    Ok(())
}

/// G10: the national determination and the local one of the claim's jurisdiction decide, and the result names them.
#[test]
fn g10_the_determinations_of_the_jurisdiction_are_named() -> Result<(), Failure> {
    let sources = |payer: &str, rule: &str| -> Result<Vec<String>, Failure> {
        let visit = format!(
            r#"{{ "payer": {{ "id": "{payer}" }}, "date_of_service": "2025-03-04", "diagnoses": ["G89.4", "M96.1"],
                 "setting": {{ "place_of_service": "24", "claim_form": "professional" }},
                 "documentation": {{ "implant": {{ "conservative_care_failed": false, "education": false,
                     "daily_living_impact": false, "trial": {{ "done": true, "function_improved": false }} }} }},
                 "services": [
                     {{ "what": {{ "stimulator_lead": {{ "target": "spinal_cord", "stage": "permanent", "leads": 2 }} }} }},
                     {{ "what": {{ "stimulator_generator": {{ "target": "spinal_cord" }} }} }}] }}"#
        );
        let outcome = ens_coding::code(&json::visit(&visit)?, Rulebook::bundled())?;
        let own = outcome.findings.iter().filter(|it| it.rule == rule);
        Ok(own.flat_map(|it| it.citations.iter().map(|it| it.source.to_string())).collect())
    };
    for payer in ["medicare-palmetto", "medicare-noridian", "medicare-ngs"] {
        let cited = sources(payer, "documentation/conservative-care-missing")?;
        assert!(cited.iter().any(|it| it == "ncd-160-7"), "{payer}: {cited:?}");
        let function = sources(payer, "documentation/trial-function-missing")?;
        assert_eq!(function.iter().any(|it| it == "l37632"), payer == "medicare-palmetto", "{payer}: {function:?}");
        let selection = sources(payer, "documentation/selection-incomplete")?;
        assert_eq!(selection.iter().any(|it| it == "l36204"), payer == "medicare-noridian", "{payer}: {selection:?}");
    }
    Ok(())
}

#[test]
fn every_visit_and_practice_survives_a_round_trip() -> Result<(), Failure> {
    for family in families()? {
        for case in cases(&family)? {
            if let Some(practice) = &case.practice {
                let practice =
                    json::practice(&practice.to_string()).map_err(|error| format!("{}: {error}", case.id))?;
                assert_eq!(json::practice(&serde_json::to_string(&practice)?)?, practice, "{}", case.id);
                continue;
            }
            let visit = case.visit().map_err(|error| format!("{}: {error}", case.id))?;
            let again = json::visit(&serde_json::to_string(&visit)?)?;
            assert_eq!(again, visit, "{}", case.id);
        }
    }
    Ok(())
}

#[test]
fn the_original_cases_say_the_same() -> Result<(), Failure> {
    let Some(folder) = original_folder() else {
        println!("no original cases beside {}", workspace_root().display());
        return Ok(());
    };
    let disputed = disputed()?;
    for (family, _) in COMPLETE {
        let text = fs::read(folder.join(family).with_extension("json"))?;
        let originals: Vec<Value> = serde_json::from_slice(&text)?;
        let originals = originals.into_iter().filter(|it| !disputed.contains(text_of(&it["id"])));
        let originals: Vec<Value> = originals.collect();
        let mut ours = cases(family)?;
        ours.retain(|case| !disputed.contains(&case.id));
        let ids: BTreeSet<&str> = originals.iter().map(|it| text_of(&it["id"])).collect();
        assert_eq!(ids, ours.iter().map(|case| &*case.id).collect(), "{family}");
        for case in &ours {
            let Some(original) = originals.iter().find(|it| it["id"] == *case.id) else {
                continue;
            };
            let expected = &original["expected"];
            let findings: Vec<ExpectedFinding> = expected["findings"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|it| serde_json::json!({ "rule": it["rule"], "severity": it["severity"] }))
                .map(serde_json::from_value)
                .collect::<Result<_, _>>()?;
            let id = &case.id;
            // The originals know no mode of its own for a practice, and give it a claim without lines.
            let mode = if case.is_audit() { Mode::Code } else { case.mode };
            assert_eq!(text_of(&original["mode"]), format!("{mode:?}").to_lowercase(), "{id}");
            assert_eq!(original["confidence"], serde_json::to_value(case.trust)?, "{id}");
            assert_eq!(expected["lines"], lines_of(&case.expect.lines)?, "{id}");
            assert_eq!(findings, case.expect.findings, "{id}");
            let alternates: Vec<Value> =
                case.expect.alternates.iter().map(|it| lines_of(it)).collect::<Result<_, _>>()?;
            let theirs = original["alternates_ok"].as_array().cloned().unwrap_or_default();
            assert_eq!(theirs, alternates, "{id}");
            let revenue_code = serde_json::to_value(case.expect.revenue_code)?;
            assert_eq!(expected["revenue_code"], revenue_code, "{id}");
            let submitted = case.submitted.as_ref().map(|it| lines_of(&it.lines)).transpose()?;
            let none = if case.is_audit() { Value::Array(Vec::new()) } else { Value::Null };
            assert_eq!(original["submitted"], submitted.unwrap_or(none), "{id}");
        }
    }
    Ok(())
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn lines_of(lines: &[ens_coding::Line]) -> serde_json::Result<Value> {
    serde_json::to_value(lines)
}
