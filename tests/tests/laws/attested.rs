//! Nothing is attested by the machine: a modifier that states a fact stands on a drafted line only where the visit
//! records the fact; and a submitted claim is judged as it was submitted.

use ens_coding::visit::{
    DeviceRecord, Discontinued, Note, Purpose, Relation, Separation, Service, Side, Stage, Transaction, Waiver, What,
};
use ens_coding::{Claim, Fact, Line, Modifier, Rulebook, Visit, code, edit, json, select};
use proptest::prelude::*;

use crate::asked::all;
use crate::visits;

/// Modifiers that no field of a visit supports.
const NEVER: [&str; 7] = ["22", "51", "76", "77", "91", "XU", "47"];

/// Needle codes, whose KX says that the patient improves.
const NEEDLES: [&str; 6] = ["97810", "97811", "97813", "97814", "20560", "20561"];

/// The fact that supports a modifier on a drafted line is on the visit; true for modifiers that state no fact.
fn is_recorded(visit: &Visit, line: &Line, modifier: Modifier) -> bool {
    let record = &visit.documentation;
    let notes = || std::iter::once(&record.note).chain(visit.services.iter().map(|service| &service.note));
    let services: Vec<&Service> = line.services.iter().map(|at| &visit.services[usize::from(*at)]).collect();
    let any = |entry: &dyn Fn(&Note) -> bool| notes().any(entry);
    let modifier = modifier.to_string();
    match &*modifier {
        // Sides and parts of the body are in the words of the services themselves.
        "59" if services.iter().any(|service| is_placed(service)) => true,
        "59" | "XE" | "XS" | "XP" => any(&|note| note.separation.is_some_and(|it| it != Separation::None)),
        "25" => any(&|note| note.separately_identifiable == Fact::Yes),
        "57" => any(&|note| note.decision_for_surgery == Fact::Yes),
        "KX" if line.code.to_string().starts_with(['E', 'A']) => record.device != DeviceRecord::default(),
        "KX" if NEEDLES.contains(&&*line.code.to_string()) => record.improving == Fact::Yes,
        "KX" if line.code.to_string().starts_with(['2', '6']) || line.code.to_string() == "G0260" => {
            services.iter().any(|service| purpose_of(service) == Some(Purpose::Diagnostic))
        }
        "KX" => record.necessity_beyond_threshold == Fact::Yes,
        "AT" => record.active_treatment == Fact::Yes,
        "GA" => record.waiver == Some(Waiver::Mandatory),
        "GX" => record.waiver == Some(Waiver::Voluntary),
        "CQ" | "CO" => services.iter().any(|service| {
            let performer = visit.performer_of(service);
            service.assistant_minutes.is_some() || performer.is_some_and(|it| it.kind.is_assistant())
        }),
        "24" | "79" => services.iter().any(|service| service.relation == Some(Relation::Unrelated)),
        "78" => services.iter().any(|service| service.relation == Some(Relation::UnplannedReturn)),
        "58" => services.iter().any(|service| {
            service.relation == Some(Relation::Staged) || service.relation.is_none() && follows_a_trial(visit, service)
        }),
        "53" | "74" => services.iter().any(|it| it.discontinued == Some(Discontinued::AfterAnesthesia)),
        "73" => services.iter().any(|it| it.discontinued == Some(Discontinued::BeforeAnesthesia)),
        "50" => services.iter().any(|service| match &service.what {
            What::StimulatorLead(it) => it.side == Some(Side::Both),
            What::StimulatorGenerator(it) => it.side == Some(Side::Both),
            _ => sides_of(&services).contains(&Side::Both) || sides_of(&services).len() > 1,
        }),
        "LT" => sides_of(&services).iter().any(|side| *side != Side::Right),
        "RT" => sides_of(&services).iter().any(|side| *side != Side::Left),
        "52" => services.iter().any(|service| match &service.what {
            What::NerveBlock(it) => it.branches.is_some_and(|branches| branches < 3),
            What::NerveDestruction(it) => it.branches.is_some_and(|branches| branches < 3),
            _ => false,
        }),
        "JW" => discarded(&services).is_some_and(|units| units > 0),
        "JZ" => discarded(&services).is_some(),
        "FB" | "FC" => services.iter().any(|service| match &service.what {
            What::StimulatorGenerator(it) => it.credit_percent.is_some_and(|percent| percent >= 50),
            _ => false,
        }),
        "NU" => services.iter().any(|service| match &service.what {
            What::Device(device) => device.transaction == Some(Transaction::Purchase),
            _ => false,
        }),
        never => !NEVER.contains(&never),
    }
}

/// The sides that the services of a line name.
fn sides_of(services: &[&Service]) -> Vec<Side> {
    let of = |service: &&Service| match &service.what {
        What::EpiduralInjection(it) => it.side,
        What::NerveBlock(it) => it.side,
        What::NerveDestruction(it) => it.side,
        What::FacetInjection(it) => it.side,
        What::FacetAblation(it) => it.side,
        What::SacroiliacInjection(it) => it.side,
        What::JointInjection(it) => it.side,
        What::TendonInjection(it) => it.side,
        What::Chemodenervation(it) => it.side,
        _ => None,
    };
    let mut sides: Vec<Side> = services.iter().filter_map(of).collect();
    sides.dedup();
    sides
}

/// A service whose side or part of the body the visit names.
fn is_placed(service: &Service) -> bool {
    match &service.what {
        What::EpiduralInjection(it) => it.region.is_some() || !it.levels.is_empty(),
        What::FacetInjection(it) => it.region.is_some() || !it.levels.is_empty(),
        What::FacetAblation(it) => it.region.is_some() || !it.levels.is_empty(),
        What::SacroiliacInjection(_) | What::Chemodenervation(_) => true,
        What::NerveBlock(it) => it.nerve.is_some() || it.side.is_some(),
        _ => !sides_of(&[service]).is_empty(),
    }
}

fn purpose_of(service: &Service) -> Option<Purpose> {
    match &service.what {
        What::EpiduralInjection(it) => it.purpose,
        What::NerveBlock(it) => it.purpose,
        What::FacetInjection(it) => it.purpose,
        What::SacroiliacInjection(it) => it.purpose,
        _ => None,
    }
}

/// Discarded units of the drugs of a line.
fn discarded(services: &[&Service]) -> Option<u32> {
    services.iter().find_map(|service| match &service.what {
        What::Drug(it) => it.discarded,
        _ => None,
    })
}

/// The record has a permanent part of a stimulator after leads that were placed earlier.
fn follows_a_trial(visit: &Visit, service: &Service) -> bool {
    let permanent = match &service.what {
        What::StimulatorLead(it) => it.stage == Some(Stage::Permanent),
        What::StimulatorGenerator(it) => it.external != Fact::Yes,
        What::IntegratedStimulator(_) => true,
        _ => false,
    };
    let history = &visit.history;
    permanent
        && (history.trials.iter().flatten().next().is_some() || history.services.iter().flatten().next().is_some())
}

/// Modifiers without their fact, on the draft, and on the draft once it was checked and mended.
fn unsupported(visit: &Visit, book: &Rulebook) -> Vec<String> {
    let outcome = code(visit, book).unwrap();
    let draft = select(visit, book).unwrap().claim;
    assert_eq!(*outcome.judged(), draft, "what is judged is the draft");
    let claims = [("draft", &draft), ("mended", &outcome.claim)];
    let mut found = Vec::new();
    for (which, claim) in claims {
        for line in &claim.lines {
            for modifier in line.modifiers.iter().filter(|it| !is_recorded(visit, line, **it)) {
                found.push(format!("{modifier} on {} ({which})", line.code));
            }
        }
    }
    found
}

#[test]
fn drafts_of_cases_attest_what_is_recorded() {
    let cases = all();
    let coded: Vec<_> = cases.iter().filter(|asked| asked.claim.is_none()).collect();
    assert!(coded.len() > 40, "{}", coded.len());
    for asked in coded {
        assert_eq!(unsupported(&asked.visit, Rulebook::bundled()), [""; 0], "{}", asked.id);
    }
}

#[test]
fn drafts_of_random_visits_attest_what_is_recorded() {
    visits::check(512, visits::visit(), |visit| {
        let visit = json::visit(&visit.to_string()).unwrap();
        prop_assert_eq!(unsupported(&visit, Rulebook::bundled()), [""; 0]);
        Ok(())
    });
}

/// The mapping above is worth something only if the modifiers do occur.
#[test]
fn recorded_facts_are_attested() {
    let modifiers = |payer: &str, rest: serde_json::Value| {
        let mut visit = serde_json::json!({
            "payer": { "id": payer }, "date_of_service": "2026-04-02",
            "setting": { "place_of_service": "11", "claim_form": "professional" },
            "performers": [{ "id": "p", "kind": "physical_therapist" }],
            "plan_of_care": { "discipline": "pt", "established": true, "certified": true },
            "diagnoses": ["M17.11"]
        });
        for (name, value) in rest.as_object().unwrap() {
            visit[name] = value.clone();
        }
        let visit = json::visit(&visit.to_string()).unwrap();
        let lines = code(&visit, Rulebook::bundled()).unwrap().claim.lines;
        let of_line = |line: &Line| line.modifiers.iter().map(Modifier::to_string).collect::<Vec<_>>();
        lines.iter().flat_map(of_line).collect::<Vec<String>>()
    };
    let has = |all: Vec<String>, wanted: &str| assert!(all.iter().any(|it| it == wanted), "{wanted} not in {all:?}");
    let device = serde_json::json!([{ "what": { "device": { "item": "tens_two_leads", "transaction": "rental" } } }]);
    has(
        modifiers(
            "medicare",
            serde_json::json!({ "services": device, "performers": [{ "id": "s", "kind": "dme_supplier" }],
                "documentation": { "device": { "order": true, "pain_months": 5, "other_treatment_failed": true } } }),
        ),
        "KX",
    );
    let beyond = serde_json::json!({
        "services": [{ "what": "therapeutic_exercise", "minutes": 15, "allowed_cents": 3000 }],
        "documentation": { "necessity_beyond_threshold": true },
        "history": { "therapy_to_date": { "pt_slp_cents": 260_000 } }
    });
    has(modifiers("medicare", beyond.clone()), "KX");
    let mut told = beyond;
    told["documentation"] = serde_json::json!({ "necessity_beyond_threshold": false, "waiver": "mandatory" });
    has(modifiers("medicare", told), "GA");
    let manipulation = serde_json::json!({
        "performers": [{ "id": "dc", "kind": "chiropractor" }],
        "services": [{ "what": { "spinal_manipulation": { "regions": 2 } } }],
        "documentation": { "active_treatment": true }
    });
    has(modifiers("medicare", manipulation), "AT");
    let apart = serde_json::json!({
        "services": [
            { "what": { "spinal_manipulation": { "regions": 2 } } },
            { "what": { "evaluation_and_management": { "code": "99213" } }, "note": { "separately_identifiable": true } },
            { "what": "manual_therapy", "minutes": 15, "note": { "separation": "site" } }
        ]
    });
    let all = modifiers("medicare", apart);
    has(all.clone(), "25");
    has(all, "XS");
}

fn never_altered(visit: &Visit, claim: &Claim) {
    let before = claim.clone();
    let outcome = edit(visit, claim, Rulebook::bundled()).unwrap();
    assert_eq!(*claim, before);
    assert_eq!(outcome.judged(), claim);
}

#[test]
fn a_submitted_claim_is_never_altered() {
    for asked in all() {
        if let Some(claim) = &asked.claim {
            never_altered(&asked.visit, claim);
        }
    }
    visits::check(256, (visits::visit(), visits::lines()), |(visit, lines)| {
        let visit = json::visit(&visit.to_string()).unwrap();
        let claim = json::claim(&serde_json::json!({ "lines": lines }).to_string()).unwrap();
        never_altered(&visit, &claim);
        Ok(())
    });
}
