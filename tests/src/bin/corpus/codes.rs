//! Questions about codes.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::recorder::Recorder;
use crate::spoiled::{NOTHING, wrong};

const DATES: [&str; 3] = ["2023-06-30", "2025-03-04", "2026-03-04"];

/// Typed as people type; the last ones are no words for anything here.
const WORDS: [&str; 40] = [
    "tens unit",
    "TENS",
    "tens untis",
    "e-stim",
    "e-stim attended",
    "estim unattended",
    "interferential",
    "electrical stimulation",
    "greater occipital",
    "occipitl block",
    "occipital nerve block bilateral",
    "epidural",
    "transforaminal lumbar",
    "facet injection",
    "medial branch",
    "radiofrequency ablation",
    "botox migraine",
    "botulinum",
    "dry needling",
    "dry needeling",
    "acupuncture",
    "electroacupuncture",
    "trigger point",
    "spinal cord stimulator",
    "scs trial",
    "stimulator programming",
    "vagus",
    "tibial nerve",
    "sacral neuromodulation",
    "97014",
    "G0283",
    "9701",
    "electrodes",
    "lead wires",
    "kx",
    "",
    " ",
    "Grüße, 漢字 🙂",
    "xyzzy",
    "\u{0}\"\\",
];

/// Codes of which payers want different ones, that ended, or that nobody knows.
const SOUGHT: [&str; 12] =
    ["97014", "G0283", "97032", "97813", "20560", "64405", "62323", "63650", "L8680", "E0720", "A4595", "00000"];

fn payers() -> [Value; 5] {
    [
        json!({ "id": "medicare" }),
        json!({ "id": "aetna" }),
        json!({ "line_of_business": "commercial" }),
        json!({ "id": "tricare", "line_of_business": "tricare" }),
        json!({ "id": "Grüße, 漢字 🙂" }),
    ]
}

/// Asks about every code of the list, and about some of them for every date and payer.
pub fn all<W: Write>(recorder: &mut Recorder<W>, codes: &[String]) -> io::Result<()> {
    let payers = payers();
    for ((code, date), payer) in codes.iter().zip(DATES.iter().cycle()).zip(payers.iter().cycle()) {
        ask(recorder, "lookup", &json!({ "code": code, "date": date, "payer": payer }))?;
    }
    some(recorder)?;
    for three in codes.chunks(30).filter_map(|chunk| chunk.get(..3)) {
        ask(recorder, "compare", &json!({ "codes": three, "date": "2026-03-04" }))?;
    }
    refused(recorder)
}

/// The questions of which the answers depend on policies most.
pub fn some<W: Write>(recorder: &mut Recorder<W>) -> io::Result<()> {
    let payers = payers();
    for (at, date) in DATES.iter().enumerate() {
        for code in SOUGHT {
            ask(recorder, "lookup", &json!({ "code": code, "date": date }))?;
            ask(recorder, "crosswalk", &json!({ "code": code, "date": date }))?;
            let payers = ["medicare", "aetna", if at == 0 { "nobody" } else { "tricare" }];
            ask(recorder, "crosswalk", &json!({ "code": code, "date": date, "payers": payers }))?;
        }
        for payer in &payers {
            let codes = ["97014", "G0283", "97032"];
            ask(recorder, "compare", &json!({ "codes": codes, "date": date, "payer": payer }))?;
        }
        for words in WORDS.iter().skip(at).step_by(DATES.len()) {
            ask(recorder, "search", &json!({ "words": words }))?;
            ask(recorder, "search", &json!({ "words": words, "date": date, "limit": 3 }))?;
        }
    }
    Ok(())
}

fn refused<W: Write>(recorder: &mut Recorder<W>) -> io::Result<()> {
    let date = "2026-03-04";
    let sound = [
        ("lookup", json!({ "code": "97014", "date": date, "payer": { "id": "medicare" } })),
        ("search", json!({ "words": "tens unit", "date": date, "limit": 3 })),
        ("compare", json!({ "codes": ["97014", "G0283"], "date": date, "payer": { "id": "medicare" } })),
        ("crosswalk", json!({ "code": "97014", "date": date, "payers": ["medicare"] })),
    ];
    for (operation, request) in &sound {
        for text in wrong(&request.to_string()).iter().map(String::as_str).chain(NOTHING) {
            recorder.ask("bad request", operation, text.as_bytes())?;
        }
    }
    let many: Vec<&str> = std::iter::repeat_n("97014", 1_000).collect();
    for codes in [&[][..], &["97014"], &["97014", "97014"], &["97014", "G0283", "97032", "97110"], &many] {
        ask(recorder, "compare", &json!({ "codes": codes, "date": date }))?;
    }
    ask(recorder, "search", &json!({ "words": "tens ".repeat(2_000) }))
}

fn ask<W: Write>(recorder: &mut Recorder<W>, operation: &str, request: &Value) -> io::Result<()> {
    let name = request.get("code").and_then(Value::as_str).unwrap_or(operation);
    recorder.ask(name, operation, request.to_string().as_bytes()).map(drop)
}
