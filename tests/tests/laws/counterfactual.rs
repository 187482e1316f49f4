//! What would make a claim payable holds when it is applied, contradicts nothing, and rewrites nothing.

use ens_coding::{Change, Claim, Outcome, Rulebook, Severity, Visit, apply, edit, json};
use serde_json::{Value, json};

use crate::asked::{all, text};
use crate::visits;

/// The node at a path such as `services[0].note.goal`, made where it is missing.
fn node<'v>(visit: &'v mut Value, path: &str) -> &'v mut Value {
    path.split('.').fold(visit, |node, step| match step.split_once('[') {
        Some((name, place)) => &mut node[name][place.trim_end_matches(']').parse::<usize>().unwrap()],
        None => &mut node[step],
    })
}

fn edited(visit: &Value, claim: &Claim, book: &Rulebook) -> Outcome {
    edit(&json::visit(&visit.to_string()).unwrap(), claim, book).unwrap()
}

/// What a rule still says at a place, notes apart.
fn open(outcome: &Outcome, rule: &str, at: &Value) -> usize {
    let same = |own: &ens_coding::At| {
        let own = serde_json::to_value(own).unwrap();
        let either = |name: &str| own[name] == at[name] || own[name].is_null() || at[name].is_null();
        ["line", "other_line", "diagnosis"].iter().all(|name| own[*name] == at[*name]) && either("service")
    };
    let findings = outcome.findings.iter().filter(|it| it.severity > Severity::Info);
    findings.filter(|it| it.rule == rule && same(&it.at)).count()
        + outcome.not_run.iter().filter(|it| it.rule == rule && same(&it.at)).count()
}

/// Modifiers that bill a line for its denial.
const FOR_DENIAL: [&str; 4] = ["GA", "GX", "GY", "GZ"];

fn codes(claim: &Claim) -> Vec<(String, u32)> {
    claim.lines.iter().map(|line| (line.code.to_string(), line.units.get())).collect()
}

/// Applies every way of the answer, each with every value that it names; how many ways and items there were.
fn hold(id: &str, visit: &Visit, claim: Option<&Claim>, book: &Rulebook) -> (usize, usize) {
    let checklist = ens_coding::missing(visit, claim, book).unwrap();
    let list = serde_json::to_value(&checklist).unwrap();
    let before = serde_json::to_value(visit).unwrap();
    let (mut ways, items) = (0, list["items"].as_array().unwrap());
    for item in items {
        let rule = item["rule"].as_str().unwrap();
        assert_ne!(item["unsearched"], json!(true), "{id}: {rule}");
        for way in item["ways"].as_array().unwrap() {
            ways += 1;
            let facts = way["facts"].as_array().unwrap();
            assert!(!facts.is_empty(), "{id}: {rule}");
            for (at, fact) in facts.iter().enumerate() {
                for value in fact["values"].as_array().unwrap() {
                    let mut then = before.clone();
                    for (other, fact) in facts.iter().enumerate() {
                        let place = node(&mut then, fact["path"].as_str().unwrap());
                        assert!(place.is_null(), "{id}: {rule} contradicts the record: {way}");
                        *place = if other == at { value.clone() } else { fact["values"][0].clone() };
                    }
                    let changes = way.get("changes").cloned().unwrap_or_else(|| json!([]));
                    let changes: Vec<Change> = serde_json::from_value(changes).unwrap();
                    let denied = |it: &Change| matches!(it, Change::AddModifier { modifier, .. } if FOR_DENIAL.contains(&modifier.to_string().as_str()));
                    assert!(!changes.iter().any(denied), "{id}: {rule} bills for a denial: {way}");
                    let fix = ens_coding::Fix { changes, document: Vec::new() };
                    let mended = apply(&checklist.claim, &fix);
                    assert_eq!(codes(&mended), codes(&checklist.claim), "{id}: {rule} rewrites: {way}");
                    let outcome = edited(&then, &mended, book);
                    assert_eq!(
                        open(&outcome, rule, &item["at"]),
                        0,
                        "{id}: {item} is not settled by {way}: {:?}",
                        outcome.findings
                    );
                    let denials = |outcome: &Outcome| -> Vec<String> {
                        let all = outcome.findings.iter().filter(|it| it.severity == Severity::Deny);
                        all.map(|it| it.rule.to_string()).collect()
                    };
                    let known = denials(&edited(&before, &checklist.claim, book));
                    let new: Vec<_> = denials(&outcome).into_iter().filter(|it| !known.contains(it)).collect();
                    assert!(new.is_empty(), "{id}: {rule}: {way} brings {new:?}");
                }
            }
        }
    }
    (ways, items.len())
}

#[test]
fn what_would_make_a_claim_payable_holds_when_applied() {
    let (mut ways, mut items) = (0, 0);
    for asked in all().iter().filter(|asked| !asked.has_parts()) {
        let (own, all) = hold(&asked.id, &asked.visit, asked.claim.as_ref(), Rulebook::bundled());
        ways += own;
        items += all;
    }
    println!("{ways} ways of {items} items");
    assert!(ways > 500, "{ways} ways of {items} items");
}

#[test]
fn what_would_make_a_random_visit_payable_holds_when_applied() {
    visits::check(48, visits::visit(), |tree| {
        hold("random", &json::visit(&tree.to_string()).unwrap(), None, Rulebook::bundled());
        Ok(())
    });
}

#[test]
fn every_denial_and_every_open_question_is_on_the_list() {
    for asked in all().iter().filter(|asked| !asked.has_parts()) {
        let list = ens_coding::missing(&asked.visit, asked.claim.as_ref(), Rulebook::bundled()).unwrap();
        let outcome = asked.answer();
        assert_eq!((list.verdict, &list.claim), (outcome.verdict, outcome.judged()), "{}", asked.id);
        for finding in outcome.findings.iter().filter(|it| it.severity > Severity::Info) {
            assert!(list.items.iter().any(|it| (&it.rule, it.at) == (&finding.rule, finding.at)), "{}", asked.id);
        }
        for open in &outcome.not_run {
            assert!(list.items.iter().any(|it| (&it.rule, it.at) == (&open.rule, open.at)), "{}: {open:?}", asked.id);
        }
    }
}

/// The record says no: nobody is told to write yes.
#[test]
fn what_the_record_denies_is_never_supposed() {
    let text = r#"{ "payer": { "id": "medicare" }, "date_of_service": "2026-03-04",
        "setting": { "place_of_service": "11", "claim_form": "professional" },
        "performers": [{ "id": "pt", "kind": "physical_therapist" }], "diagnoses": ["M17.11"],
        "plan_of_care": { "discipline": "pt", "certified": false },
        "documentation": { "note": { "site": false, "goal": false } },
        "services": [{ "what": { "electrical_stimulation": { "attended": false } }, "minutes": 15 }] }"#;
    let list = ens_coding::missing(&json::visit(text).unwrap(), None, Rulebook::bundled()).unwrap();
    let open = |rule: &str| list.items.iter().find(|it| it.rule == rule && it.severity.is_some()).unwrap();
    assert!(open("documentation/session-note-incomplete").ways.is_empty());
    assert!(open("documentation/plan-of-care-missing").ways.is_empty());
}

/// What the record is expected to hold is listed whether something is open or not, and what the visit states is marked.
#[test]
fn the_record_is_listed_with_what_the_visit_states() {
    let text = |note: &str| {
        format!(
            r#"{{ "payer": {{ "id": "medicare" }}, "date_of_service": "2026-03-04", "diagnoses": ["M17.11"],
                 "setting": {{ "place_of_service": "11", "claim_form": "professional" }},
                 "services": [{{ "what": {{ "electrical_stimulation": {{ "attended": false }} }}, "minutes": 15,
                                 "note": {{ {note} }} }}] }}"#
        )
    };
    let stated = |note: &str, path: &str| {
        let list = ens_coding::missing(&json::visit(&text(note)).unwrap(), None, Rulebook::bundled()).unwrap();
        let duty = list.record.iter().find(|it| it.path.as_deref() == Some(path)).unwrap().clone();
        assert!(duty.citation.is_some() && duty.codes.iter().any(|it| it.to_string() == "G0283"));
        duty.stated
    };
    assert_eq!(stated("", "documentation.note.goal"), Some(false));
    assert_eq!(stated(r#""goal": true"#, "documentation.note.goal"), Some(true));
    assert_eq!(stated(r#""goal": true"#, "documentation.note.site"), Some(false));
}

fn listed(visit: &str) -> ens_coding::Checklist {
    ens_coding::missing(&json::visit(visit).unwrap(), None, Rulebook::bundled()).unwrap()
}

/// The paths of the ways of a rule's items, with what then changes.
fn ways(list: &ens_coding::Checklist, rule: &str) -> Vec<(String, String, usize)> {
    let items = list.items.iter().filter(|it| it.rule == rule);
    let ways = items.flat_map(|it| &it.ways);
    ways.map(|way| {
        let paths: Vec<&str> = way.facts.iter().map(|it| it.path.as_str()).collect();
        (paths.join(" "), text(&way.facts[0].values), way.changes.len())
    })
    .collect()
}

/// What is billed for its denial is not payable, and nobody is told to record what forbids payment.
#[test]
fn a_denial_of_the_draft_is_listed_without_a_way() {
    let list = listed(
        r#"{ "payer": { "id": "medicare" }, "date_of_service": "2025-03-04", "diagnoses": ["M54.2"],
             "setting": { "place_of_service": "11", "claim_form": "professional" },
             "performers": [{ "id": "p", "kind": "physician" }],
             "services": [{ "what": { "acupuncture": { "electrical": true } }, "minutes": 15 }] }"#,
    );
    let denial = list.items.iter().find(|it| it.rule == "diagnosis/not-covered").unwrap();
    assert!(denial.ways.is_empty() && denial.for_denial, "{denial:?}");
}

#[test]
fn each_answer_to_a_question_is_a_way_of_its_own() {
    let list = listed(
        r#"{ "payer": { "id": "medicare-noridian" }, "date_of_service": "2025-03-04", "diagnoses": ["M54.16"],
             "setting": { "place_of_service": "11", "claim_form": "professional" }, "history": { "services": [] },
             "services": [{ "what": { "epidural_injection": { "approach": "transforaminal", "region": "lumbar",
                 "levels": ["L4-L5"], "side": "left", "imaging": "fluoroscopy" } } }] }"#,
    );
    let purposes: Vec<_> =
        list.items.iter().flat_map(|it| &it.ways).filter(|way| way.facts[0].path.ends_with(".purpose")).collect();
    assert!(purposes.iter().any(|way| way.changes.is_empty()), "without KX: {purposes:?}");
}

/// Another fix does not hide the fact that would keep the line.
#[test]
fn a_line_that_would_come_off_may_be_kept_by_a_fact() {
    let list = listed(
        r#"{ "payer": { "id": "medicare" }, "date_of_service": "2024-08-14", "diagnoses": ["M54.81"],
             "setting": { "place_of_service": "11", "claim_form": "professional" },
             "performers": [{ "id": "p", "kind": "physician" }],
             "services": [{ "what": { "evaluation_and_management": { "code": "99213" } } },
                          { "what": { "nerve_block": { "nerve": "greater_occipital", "side": "left" } } }] }"#,
    );
    let own = ways(&list, "ncci/pair-needs-modifier");
    assert!(own.iter().any(|(path, ..)| path == "services[0].note.separately_identifiable"), "{:?}", list.items);
}

/// Amounts and thresholds are told, not supposed.
#[test]
fn no_amount_is_supposed() {
    for asked in all().iter().filter(|asked| !asked.has_parts()) {
        let list = ens_coding::missing(&asked.visit, asked.claim.as_ref(), Rulebook::bundled()).unwrap();
        let facts = list.items.iter().flat_map(|it| &it.ways).flat_map(|it| &it.facts);
        for fact in facts {
            let told = ["_cents", ".minutes", ".waiver", ".attendance", "place_of_service", "diagnoses"];
            assert!(!told.iter().any(|it| fact.path.ends_with(it)), "{}: {}", asked.id, fact.path);
        }
    }
}

/// N4: as much less of analgesics will do instead of relief.
#[test]
fn an_alternative_of_the_payer_is_a_way() {
    let list = listed(
        r#"{ "payer": { "id": "medicare" }, "date_of_service": "2025-03-04", "diagnoses": ["G89.4", "M96.1"],
             "setting": { "place_of_service": "24", "claim_form": "professional" }, "history": { "services": [] },
             "documentation": { "implant": { "trial": { "done": true, "pain_relief_percent": 30 } } },
             "services": [{ "what": { "stimulator_generator": { "target": "spinal_cord", "pocket": true,
                 "detachable": true } } }] }"#,
    );
    let own = ways(&list, "coverage/trial-threshold-unmet");
    assert!(own.iter().any(|(path, ..)| path.ends_with("analgesic_reduction_percent")), "{own:?}");
}
