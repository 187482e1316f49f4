//! Random visits and claims, as the JSON that a host would send; every one of them is valid.

#[path = "needles.rs"]
mod needles;
#[path = "pools.rs"]
mod pools;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::BoxedStrategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};
use serde_json::{Map, Value, json};

use pools::{
    CODES, DAYS, DIAGNOSES, LINES_OF_BUSINESS, MODIFIERS, PAYERS, PERFORMERS, PLAIN_SERVICES, SEPARATIONS, TARGETS,
};

type Any = BoxedStrategy<Value>;

/// Runs a property over random values: 256 of them, always the same; or, where the environment sets `PROPTEST_CASES`,
/// so many fresh ones.
pub fn check<S: Strategy>(cases: u32, values: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let asked: Option<u32> = std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok());
    let config = Config { cases: asked.unwrap_or(cases), failure_persistence: None, ..Config::default() };
    let mut runner = match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    if let Err(error) = runner.run(&values, property) {
        panic!("{error}");
    }
}

/// The day that so many days follow 2018-01-01.
fn day(mut days: u32) -> String {
    for year in 2018.. {
        let leap = u32::from(year % 4 == 0);
        for (month, length) in [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].into_iter().enumerate() {
            if days < length {
                return format!("{year}-{:02}-{:02}", month + 1, days + 1);
            }
            days -= length;
        }
    }
    unreachable!("some year holds the day")
}

fn date() -> Any {
    prop_oneof![select(DAYS).prop_map(|it| json!(it)), (0_u32..3287).prop_map(|it| json!(day(it)))].boxed()
}

/// An object of these fields; those that are null are left out.
fn object(fields: Vec<(&'static str, Any)>) -> Any {
    let (names, values): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
    values
        .prop_map(move |values| {
            let fields = names.iter().map(|name| (*name).to_owned()).zip(values);
            Value::Object(fields.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
        })
        .boxed()
}

fn maybe(share: f64, value: impl Strategy<Value = Value> + 'static) -> Any {
    proptest::option::weighted(share, value).prop_map(Option::unwrap_or_default).boxed()
}

fn fact() -> Any {
    prop_oneof![3 => Just(Value::Null), 2 => Just(json!(true)), 1 => Just(json!(false))].boxed()
}

fn one(of: &'static [&'static str]) -> Any {
    select(of).prop_map(|it| json!(it)).boxed()
}

fn number(range: std::ops::Range<u32>) -> Any {
    range.prop_map(|it| json!(it)).boxed()
}

fn payer() -> Any {
    let terms = object(vec![
        ("counting_method", maybe(0.3, one(&["cms", "ama"]))),
        ("unattended_stimulation", maybe(0.3, one(&["97014", "G0283"]))),
        ("pair_edits", fact()),
        ("x_modifiers", fact()),
        ("therapy_threshold", fact()),
        ("threshold_lines", maybe(0.3, one(&["from_crossing", "all_of_date"]))),
    ]);
    object(vec![
        ("id", maybe(0.9, one(PAYERS))),
        ("line_of_business", maybe(0.3, one(LINES_OF_BUSINESS))),
        ("terms", maybe(0.15, terms)),
    ])
}

fn setting() -> Any {
    prop_oneof![
        4 => object(vec![
            ("place_of_service", one(&["11", "11", "11", "12", "19", "22", "31", "32"])),
            ("claim_form", Just(json!("professional")).boxed()),
            ("under_snf_part_a", maybe(0.2, fact())),
            ("under_home_health_plan", maybe(0.2, fact())),
        ]),
        1 => object(vec![
            ("place_of_service", one(&["22", "19", "31"])),
            ("claim_form", Just(json!("institutional")).boxed()),
            ("bill_type", maybe(0.8, one(&["131", "0131", "741", "221"]))),
            ("revenue_code", maybe(0.5, one(&["0420", "0430", "0510"]))),
        ]),
    ]
    .boxed()
}

fn plan() -> Any {
    object(vec![
        ("discipline", one(&["pt", "pt", "ot", "slp"])),
        ("established", fact()),
        ("certified", prop_oneof![2 => Just(json!(true)), 1 => fact()].boxed()),
        ("certified_on", maybe(0.2, date())),
        ("certified_by", maybe(0.2, one(&["physician", "chiropractor", "nurse_practitioner"]))),
        ("first_treatment", maybe(0.2, date())),
        ("certified_through", maybe(0.2, date())),
        ("initial", fact()),
        ("order_on_file", fact()),
        ("sent_after_days", maybe(0.3, number(0..60))),
    ])
}

fn note(share_of_separation: f64) -> Any {
    object(vec![
        ("modality", fact()),
        ("site", fact()),
        ("parameters", fact()),
        ("tolerance", fact()),
        ("minutes", fact()),
        ("response", fact()),
        ("goal", fact()),
        ("attendance", fact()),
        ("separation", maybe(share_of_separation, one(SEPARATIONS))),
        ("separately_identifiable", fact()),
        ("unlisted_report", fact()),
    ])
}

fn wound() -> Any {
    object(vec![
        ("kind", maybe(0.8, one(&["pressure", "arterial", "diabetic", "venous", "other"]))),
        ("stage", maybe(0.7, number(1..5))),
        ("standard_care_days", maybe(0.7, number(0..60))),
        ("healing", fact()),
        ("stimulation_days", maybe(0.3, number(0..60))),
        ("physician_evaluation_days", maybe(0.3, number(0..60))),
        ("epithelialised", fact()),
        ("unsupervised", fact()),
    ])
}

fn tagged(name: &'static str, content: Any) -> Any {
    content.prop_map(move |content| json!({ name: content })).boxed()
}

/// Stimulators, from the trial to the removal.
fn stimulator() -> Any {
    let target = || one(TARGETS);
    let action = || maybe(0.4, one(&["placed", "replaced", "revised", "removed"]));
    let side = || maybe(0.2, one(&["left", "right", "both"]));
    let lead = object(vec![
        ("target", target()),
        ("action", action()),
        ("stage", maybe(0.8, one(&["trial", "temporary", "permanent"]))),
        ("approach", maybe(0.5, one(&["percutaneous", "open", "open_subcutaneous", "burr_hole", "stereotactic"]))),
        ("leads", maybe(0.6, number(1..5))),
        ("contacts", maybe(0.3, number(4..17))),
        ("side", side()),
        ("region", maybe(0.5, one(&["thoracolumbar", "cervical"]))),
        ("incision", fact()),
    ]);
    let generator = object(vec![
        ("target", target()),
        ("action", action()),
        ("external", fact()),
        ("reused", maybe(0.2, fact())),
        ("pocket", fact()),
        ("detachable", fact()),
        ("side", side()),
        ("credit_percent", maybe(0.3, number(0..101))),
    ]);
    let integrated = object(vec![("target", target()), ("action", action()), ("leads", maybe(0.5, number(1..4)))]);
    let programming = object(vec![
        ("target", target()),
        ("system", maybe(0.6, one(&["implanted", "integrated", "external"]))),
        ("parameters_changed", maybe(0.8, number(0..8))),
        ("during_operation", maybe(0.3, fact())),
    ]);
    let needles = object(vec![("suitability_test", fact()), ("course_days", maybe(0.5, number(0..60)))]);
    prop_oneof![
        4 => tagged("stimulator_lead", lead),
        3 => tagged("stimulator_generator", generator),
        2 => tagged("integrated_stimulator", integrated),
        2 => tagged("stimulator_programming", programming),
        1 => tagged("needle_stimulation", needles),
        1 => tagged("tibial_needle_stimulation", object(vec![("session", maybe(0.7, number(1..20)))])),
        1 => tagged("magnetic_nerve_stimulation", object(vec![("nerves", maybe(0.5, number(1..4)))])),
        1 => tagged("intraoperative_monitoring", object(vec![("remote", fact())])),
        1 => tagged("imaging_guidance", object(vec![("kind", one(&["fluoroscopy", "ultrasound"]))])),
        1 => Just(json!("auricular_electroacupuncture")),
    ]
    .boxed()
}

fn what() -> Any {
    let stimulation = object(vec![
        ("attended", fact()),
        ("waveform", maybe(0.4, one(&["interferential", "tens", "functional", "other"]))),
        ("through_acupuncture_needles", maybe(0.2, fact())),
    ]);
    let device = object(vec![
        (
            "item",
            one(&[
                "tens_two_leads",
                "tens_four_leads",
                "conductive_garment",
                "neuromuscular_stimulator",
                "walking_stimulator",
                "wound_stimulator",
            ]),
        ),
        ("transaction", maybe(0.7, one(&["rental", "purchase"]))),
    ]);
    prop_oneof![
        8 => one(PLAIN_SERVICES),
        5 => stimulator(),
        6 => needles::needle(),
        4 => tagged("electrical_stimulation", stimulation),
        1 => tagged("wound_stimulation", object(vec![
            ("energy", one(&["electrical", "electromagnetic"])),
            ("wound", wound()),
        ])),
        1 => tagged("transcutaneous_auricular_stimulation", object(vec![("setup_and_instruction", fact())])),
        1 => tagged("therapy_evaluation", object(vec![
            ("discipline", one(&["pt", "ot", "slp"])),
            ("kind", one(&["low", "moderate", "high", "re_evaluation"])),
        ])),
        1 => tagged("evaluation_and_management", object(vec![("code", one(&["99213", "99204"]))])),
        1 => tagged("spinal_manipulation", object(vec![("regions", number(1..6))])),
        1 => tagged("acupuncture", object(vec![
            ("electrical", any::<bool>().prop_map(|it| json!(it)).boxed()),
            ("reinserted", fact()),
        ])),
        1 => tagged("dry_needling", object(vec![("muscles", number(1..6))])),
        1 => tagged("device", device),
        1 => tagged("supply", object(vec![
            ("code", one(&["A4595", "A4556", "A4557"])),
            ("quantity", maybe(0.5, number(1..4))),
        ])),
        1 => tagged("coded", object(vec![("code", one(CODES)), ("units", maybe(0.5, number(1..5)))])),
    ]
    .boxed()
}

/// A service; `performer` and `concurrent_with` are numbers until the visit is put together.
fn service() -> Any {
    object(vec![
        ("what", what()),
        ("performer", maybe(0.3, number(0..3))),
        ("minutes", maybe(0.9, number(0..121))),
        ("assistant_minutes", maybe(0.15, number(0..60))),
        ("concurrent_with", maybe(0.07, number(0..5))),
        ("allowed_cents", maybe(0.5, number(0..8000))),
        ("discontinued", maybe(0.03, one(&["before_anesthesia", "after_anesthesia"]))),
        ("relation", maybe(0.1, one(&["staged", "unplanned_return", "unrelated", "follow_up"]))),
        ("note", maybe(0.3, note(0.5))),
    ])
}

fn documentation() -> Any {
    let device = object(vec![
        ("order", fact()),
        ("acute_postoperative", maybe(0.3, fact())),
        ("days_since_surgery", maybe(0.4, number(0..60))),
        ("pain_months", maybe(0.6, number(0..12))),
        ("other_treatment_failed", fact()),
        ("trial_done", fact()),
        ("four_lead_reason", fact()),
        ("approved_study", fact()),
        ("nerve_supply_intact", fact()),
        ("disuse_atrophy", fact()),
        ("walking_sessions", maybe(0.4, number(0..50))),
        ("walking_criteria_met", fact()),
        ("leads", maybe(0.3, number(2..5))),
    ]);
    object(vec![
        ("note", maybe(0.8, note(0.3))),
        ("necessity_beyond_threshold", fact()),
        ("waiver", maybe(0.4, one(&["none", "mandatory", "voluntary"]))),
        ("active_treatment", fact()),
        ("improving", fact()),
        ("treatment_days_since_progress_report", maybe(0.4, number(0..15))),
        ("condition_days", maybe(0.5, number(0..200))),
        ("excluded_cause", fact()),
        ("device", maybe(0.4, device)),
        ("implant", maybe(0.5, implant())),
        ("procedure", maybe(0.6, needles::procedure())),
    ])
}

fn implant() -> Any {
    let trial = object(vec![
        ("done", fact()),
        ("days", maybe(0.5, number(1..12))),
        ("pain_relief_percent", maybe(0.7, number(0..101))),
        ("analgesic_reduction_percent", maybe(0.4, number(0..101))),
        ("symptom_improvement_percent", maybe(0.4, number(0..101))),
        ("function_improved", fact()),
        ("clinical_judgement", maybe(0.2, fact())),
    ]);
    object(vec![
        ("conservative_care_failed", fact()),
        ("psychological_evaluation", fact()),
        ("physical_evaluation", fact()),
        ("education", fact()),
        ("pain_months", maybe(0.5, number(0..12))),
        ("national_criteria_met", fact()),
        ("trial", maybe(0.7, trial)),
        ("repeat_reason", maybe(0.3, one(&["technical", "new_modality", "none"]))),
    ])
}

fn history() -> Any {
    let earlier = object(vec![
        ("code", one(CODES)),
        ("date", date()),
        ("units", maybe(0.3, number(1..4))),
        ("purpose", maybe(0.3, one(&["diagnostic", "therapeutic"]))),
        ("relief_percent", maybe(0.3, number(0..101))),
    ]);
    let to_date = object(vec![
        ("pt_slp_cents", maybe(0.8, number(190_000..320_000))),
        ("ot_cents", maybe(0.5, number(190_000..320_000))),
    ]);
    let trial = object(vec![
        ("date", date()),
        ("region", maybe(0.7, one(&["thoracolumbar", "cervical"]))),
        ("leads", maybe(0.7, number(1..4))),
        ("outcome", maybe(0.8, one(&["success", "failed", "technical"]))),
        ("place_of_service", maybe(0.4, one(&["11", "22"]))),
    ]);
    object(vec![
        ("trials", maybe(0.3, vec(trial, 0..3).prop_map(|it| json!(it)))),
        ("implanted_on", maybe(0.2, date())),
        ("services", maybe(0.6, vec(earlier, 0..4).prop_map(|it| json!(it)))),
        ("therapy_to_date", maybe(0.6, to_date)),
        (
            "authorizations",
            maybe(0.1, Just(json!([{ "number": "A1", "decided_on": "2024-06-01" }, { "codes": ["97110"] }]))),
        ),
    ])
}

/// A valid visit with at least one service.
pub fn visit() -> impl Strategy<Value = Value> {
    let performers = vec(select(PERFORMERS), 0..4);
    let parts = vec![
        payer(),
        date(),
        setting(),
        maybe(0.8, plan()),
        vec(one(DIAGNOSES), 0..4).prop_map(|it| json!(it)).boxed(),
        documentation(),
        maybe(0.7, history()),
    ];
    (parts, performers, vec(service(), 1..6)).prop_map(|(parts, performers, services)| {
        let names = ["payer", "date_of_service", "setting", "plan_of_care", "diagnoses", "documentation", "history"];
        let fields = names.into_iter().map(str::to_owned).zip(parts);
        let mut visit = Value::Object(fields.filter(|(_, value)| !value.is_null()).collect());
        let people = performers.iter().enumerate();
        visit["performers"] = people.map(|(at, kind)| json!({ "id": format!("p{at}"), "kind": kind })).collect();
        let count = services.len();
        visit["services"] = services
            .into_iter()
            .enumerate()
            .map(|(at, service)| joined(at, service, performers.len(), count))
            .collect();
        visit
    })
}

/// A service whose references lead to what the visit has.
fn joined(at: usize, mut service: Value, performers: usize, services: usize) -> Value {
    let fields = service.as_object_mut().unwrap();
    fields.insert("id".to_owned(), json!(format!("s{at}")));
    let number = |value: Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    if let Some(performer) = fields.remove("performer").map(number).filter(|_| performers > 0) {
        fields.insert("performer".to_owned(), json!(format!("p{}", performer % performers)));
    }
    if let Some(other) = fields.remove("concurrent_with").map(|it| number(it) % services).filter(|it| *it != at) {
        fields.insert("concurrent_with".to_owned(), json!([format!("s{other}")]));
    }
    let minutes = fields.get("minutes").and_then(Value::as_u64);
    if let Some(part) = fields.remove("assistant_minutes").and_then(|it| it.as_u64())
        && let Some(minutes) = minutes
    {
        fields.insert("assistant_minutes".to_owned(), json!(part.min(minutes)));
    }
    service
}

/// Lines of a claim.
pub fn lines() -> impl Strategy<Value = Value> {
    let line = object(vec![
        ("code", one(CODES)),
        ("modifiers", vec(one(MODIFIERS), 0..4).prop_map(|it| json!(it)).boxed()),
        ("units", prop_oneof![20 => number(1..6), 1 => number(6..99_999)].boxed()),
    ]);
    vec(line, 1..6).prop_map(|it| json!(it))
}
