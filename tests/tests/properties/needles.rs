//! Random needle procedures, drugs and what supports them.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Any, fact, maybe, number, object, one, tagged};

const LEVELS: &[&str] = &["C5-6", "C7-T1", "T12-L1", "L3-4", "L4-5", "L5-S1", "L4", "L5", "S1"];
const NERVES: &[&str] = &[
    "trigeminal_branch",
    "greater_occipital",
    "facial",
    "brachial_plexus",
    "suprascapular",
    "intercostal",
    "femoral",
    "genicular",
    "other_peripheral",
    "sacroiliac",
    "paravertebral",
    "thoracic_fascial_plane",
    "abdominal_fascial_plane",
    "leg_fascial_plane",
    "stellate",
    "lumbar_sympathetic",
    "celiac",
    "ganglion_impar",
];
const SITES: &[&str] = &["salivary_glands", "facial", "chronic_migraine", "neck", "larynx", "trunk", "axillae"];

fn side() -> Any {
    maybe(0.7, one(&["left", "right", "both"]))
}

fn imaging() -> Any {
    maybe(0.8, one(&["fluoroscopy", "ultrasound", "ct", "mri", "none"]))
}

fn purpose() -> Any {
    maybe(0.6, one(&["diagnostic", "therapeutic", "postoperative_pain", "anesthesia", "pump_trial"]))
}

fn levels() -> Any {
    maybe(0.8, vec(one(LEVELS), 1..4).prop_map(|it| json!(it)).boxed())
}

fn region() -> Any {
    maybe(0.4, one(&["cervical", "thoracic", "lumbar", "sacral"]))
}

fn limbs() -> Any {
    let all = ["left_arm", "right_arm", "left_leg", "right_leg"];
    let muscles = vec(1_u32..8, 1..5);
    muscles
        .prop_map(move |muscles| {
            let limbs = all.iter().zip(muscles).map(|(limb, muscles)| json!({ "limb": limb, "muscles": muscles }));
            Value::Array(limbs.collect())
        })
        .boxed()
}

/// A needle procedure, a drug or sedation.
pub(super) fn needle() -> Any {
    let block = || {
        vec![
            ("nerve", maybe(0.95, one(NERVES))),
            ("side", side()),
            ("count", maybe(0.3, number(1..4))),
            ("branches", maybe(0.2, number(1..4))),
            ("imaging", imaging()),
            ("image_saved", fact()),
        ]
    };
    let mut single = block();
    single.extend([("catheter", maybe(0.2, fact())), ("purpose", purpose())]);
    let mut destroyed = block();
    destroyed.push(("method", maybe(0.5, one(&["thermal", "pulsed", "cryoablation", "chemical"]))));
    let epidural = vec![
        ("approach", one(&["interlaminar", "caudal", "transforaminal"])),
        ("region", region()),
        ("levels", levels()),
        ("side", side()),
        ("imaging", imaging()),
        ("catheter", maybe(0.1, fact())),
        ("purpose", purpose()),
    ];
    let spine = |last: (&'static str, Any)| {
        vec![("region", region()), ("levels", levels()), ("side", side()), ("imaging", imaging()), last]
    };
    let method = maybe(0.6, one(&["thermal", "pulsed", "chemical"]));
    let limbs = vec![("site", one(&["limbs"])), ("limbs", limbs()), ("cosmetic", fact())];
    let toxin = vec![
        ("site", one(SITES)),
        ("side", side()),
        ("muscles", maybe(0.5, number(1..9))),
        ("guidance", maybe(0.4, one(&["electrical_stimulation", "electromyography", "ultrasound"]))),
        ("cosmetic", fact()),
    ];
    let drug = vec![
        ("product", one(&["onabotulinumtoxin", "abobotulinumtoxin", "rimabotulinumtoxin", "daxibotulinumtoxin"])),
        ("given", number(0..600)),
        ("discarded", maybe(0.7, number(0..200))),
        ("containers", maybe(0.4, vec(number(50..300), 1..3).prop_map(|it| json!(it)).boxed())),
        ("multi_dose", maybe(0.2, fact())),
        ("rest_given_to_another", maybe(0.1, fact())),
    ];
    let trigger = vec![("muscles", number(1..6)), ("imaging", imaging()), ("image_saved", fact())];
    let joint = vec![
        ("size", one(&["small", "medium", "large"])),
        ("count", maybe(0.3, number(1..4))),
        ("side", side()),
        ("imaging", imaging()),
        ("image_saved", fact()),
    ];
    let sacroiliac = vec![("side", side()), ("imaging", imaging()), ("purpose", purpose())];
    let sedation = vec![("by_another", fact()), ("under_five", maybe(0.2, fact()))];
    prop_oneof![
        3 => tagged("epidural_injection", object(epidural)),
        3 => tagged("nerve_block", object(single)),
        1 => tagged("nerve_destruction", object(destroyed)),
        3 => tagged("facet_injection", object(spine(("purpose", purpose())))),
        2 => tagged("facet_ablation", object(spine(("method", method)))),
        1 => tagged("sacroiliac_injection", object(sacroiliac)),
        1 => tagged("basivertebral_ablation", object(vec![("vertebrae", maybe(0.6, number(1..5)))])),
        1 => tagged("trigger_point_injection", object(trigger)),
        1 => tagged("joint_injection", object(joint)),
        1 => tagged("tendon_injection", object(vec![("origin", fact()), ("count", maybe(0.3, number(1..4)))])),
        1 => tagged("chemodenervation", object(limbs)),
        2 => tagged("chemodenervation", object(toxin)),
        2 => tagged("drug", object(drug)),
        1 => tagged("moderate_sedation", object(sedation)),
    ]
    .boxed()
}

/// What supports a needle procedure.
pub(super) fn procedure() -> Any {
    object(vec![
        ("conservative_care_days", maybe(0.5, number(0..60))),
        ("baseline_scale", fact()),
        ("contrast", fact()),
        ("contrast_contraindicated", maybe(0.2, fact())),
        ("views_saved", maybe(0.5, number(0..4))),
        ("prior_relief_percent", maybe(0.5, number(0..101))),
        ("prior_relief_days", maybe(0.5, number(0..200))),
        ("technique_changed", fact()),
        ("diagnostic_relief_percents", maybe(0.4, vec(number(0..101), 1..4).prop_map(|it| json!(it)).boxed())),
        ("untreated_radiculopathy", fact()),
        ("provocation_tests", maybe(0.4, number(0..6))),
        ("trigger_point_findings", maybe(0.4, number(0..4))),
        ("headache_days", maybe(0.4, number(0..31))),
        ("migraine_days", maybe(0.4, number(0..31))),
        ("biologic", fact()),
        ("sedation_reason", fact()),
        ("requested_by_surgeon", fact()),
    ])
}
