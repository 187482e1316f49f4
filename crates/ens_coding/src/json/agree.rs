//! The reader and the writer against `serde_json`, which says what JSON is.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Debug;
use serde::de::DeserializeOwned;

use super::{typed, writer};
use crate::claim::{Claim, Units};
use crate::code::Code;
use crate::facts::{Facts, Value};
use crate::finding::Outcome;
use crate::fix::Change;
use crate::visit::{Discipline, Visit, What};

const VISIT: &str = r#"{ "payer": {"id":"m\u0065dicare"},	"date_of_service": "2026-04-02",
  "setting":{"place_of_service":"11", "claim_form":"professional","under_snf_part_a" : null},
  "performers": [{ "id": "pt", "kind": {"physical_therapist": null} }],
  "diagnoses" : [ "M17.11","R52" ],
  "services": [ { "what": { "electrical_stimulation" : { "attended": false } }, "minutes": 15 , "area": "Knie “außen”" },
                { "what": "ultrasound", "concurrent_with":[], "allowed_cents":0, "note":{} },
                { "what": { "massage" : null }, "area": "an area that is longer than sixteen bytes \\ \"" }]
}"#;

/// The reader takes what `serde_json` takes, and makes the same of it.
fn read_alike<T: DeserializeOwned + PartialEq + Debug>(text: &[u8]) {
    let (own, theirs) = (typed::<T>(text).ok(), serde_json::from_slice::<T>(text).ok());
    assert_eq!(own, theirs, "{}", String::from_utf8_lossy(text));
}

#[test]
fn spoiled_documents() {
    let spoilers = b" \n\t\x0c\0\x01\"\\,:[]{}-+.eE019antfu/'\x7f\x80\xc3\xff";
    read_alike::<Visit>(VISIT.as_bytes());
    assert!(typed::<Visit>(VISIT.as_bytes()).is_ok());
    for at in 0..VISIT.len() {
        let (before, after) = VISIT.as_bytes().split_at(at);
        read_alike::<Visit>(before);
        read_alike::<Visit>(&[before, after.get(1..).unwrap_or_default()].concat());
        for spoiler in spoilers {
            read_alike::<Visit>(&[before, &[*spoiler], after].concat());
            read_alike::<Visit>(&[before, &[*spoiler], after.get(1..).unwrap_or_default()].concat());
        }
    }
}

/// Values, and what is almost one.
const VALUES: &[&str] = &[
    "0",
    "-0",
    "00",
    "01",
    "-01",
    "1",
    "-1",
    "255",
    "256",
    "65535",
    "65536",
    "4294967295",
    "4294967296",
    "1.",
    "1.0",
    "1e2",
    "1E2",
    "-",
    "--1",
    "+1",
    ".5",
    "1 2",
    "9223372036854775807",
    "-9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "99999999999999999999",
    "1e999",
    "true",
    "false",
    "null",
    "tru",
    "truefalse",
    "nul",
    "nulll",
    "\"\"",
    "\"",
    "\"a",
    "a",
    "",
    " ",
    "[",
    "]",
    "[]",
    "[1]",
    "[1,2]",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1,,2]",
    "[[1]]",
    "{}",
    "{\"a\":1}",
    "{\"a\":1,}",
    "{,\"a\":1}",
    "{\"a\" 1}",
    "{\"a\":}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":\"x\",\"a\":2}",
    "{a:1}",
    "{1:1}",
    "\"pt\"",
    "\"xx\"",
    "{\"pt\":null}",
    "{\"pt\": null }",
    "{\"pt\":1}",
    "{\"pt\"}",
    "{\"pt\":null,\"ot\":null}",
    "{\"pt\":null",
    "\"97110\"",
    "\"9711\"",
    "{\"add_modifier\":{\"line\":0,\"modifier\":\"GP\"}}",
    "\"add_modifier\"",
    "{\"device\":{\"item\":\"tens_two_leads\"}}",
    "\"device\"",
    "{\"coded\":{\"code\":\"97110\",\"units\":1}}",
    "\"\\u00e9\"",
    "\"\\ud83d\\ude42\"",
    "\"\\ud83d\"",
    "\"\\ude42\"",
    "\"\\ud83d\\u0041\"",
    "\"\\x\"",
    "\"\\u12\"",
    "\"\\",
    "\"\\\"",
    "\"\\\\\"",
    "\"\\/\\b\\f\\n\\r\\t\"",
    "\"\u{7f}\"",
    "\"\u{1}\"",
    "\"é漢🙂\"",
    "1\u{a0}",
    "\u{feff}1",
    "\"\\u0070t\"",
    "{\"\\u0061\":1}",
    "\"a long text of many bytes\n\"",
    "\"a long text \\n of bytes\"",
];

#[test]
fn values() {
    for value in VALUES {
        for text in [value.to_string(), alloc::format!(" \n{value}\t\r "), alloc::format!("{value}x")] {
            let text = text.as_bytes();
            read_alike::<u8>(text);
            read_alike::<u16>(text);
            read_alike::<u64>(text);
            read_alike::<i64>(text);
            read_alike::<Option<bool>>(text);
            read_alike::<String>(text);
            read_alike::<Vec<Option<u8>>>(text);
            read_alike::<Vec<Vec<u8>>>(text);
            read_alike::<Code>(text);
            read_alike::<Units>(text);
            read_alike::<Discipline>(text);
            read_alike::<Change>(text);
            read_alike::<What>(text);
            read_alike::<Value>(text);
            read_alike::<Facts>(text);
        }
    }
}

#[test]
fn structures_are_objects() {
    assert!(serde_json::from_str::<Claim>("[null,null,null,null,[],[],[]]").is_ok());
    assert!(typed::<Claim>(b"[null,null,null,null,[],[],[]]").is_err());
}

#[test]
fn texts_and_numbers_are_written_alike() {
    let mut texts: Vec<String> = (0..0x300_u32).filter_map(char::from_u32).map(String::from).collect();
    texts.extend(
        ["", "plain", "eight by", "nine byte", "漢字 🙂", "sixteen or more by\"tes", "at the end of it\\"]
            .map(Into::into),
    );
    let padded: Vec<String> = texts.iter().map(|text| alloc::format!("some bytes before {text} and after")).collect();
    let numbers = [0, 1, 9, 10, 99, 100, 65_535, u64::from(u32::MAX), u64::MAX];
    let signed = [0, 1, -1, 10, -10, i64::MAX, i64::MIN];
    assert_eq!(writer::text(&texts).ok(), serde_json::to_string(&texts).ok());
    assert_eq!(writer::text(&padded).ok(), serde_json::to_string(&padded).ok());
    assert_eq!(writer::text(&numbers.as_slice()).ok(), serde_json::to_string(&numbers).ok());
    assert_eq!(writer::text(&signed.as_slice()).ok(), serde_json::to_string(&signed).ok());
}

#[test]
fn documents_are_written_alike() {
    let visit = typed::<Visit>(VISIT.as_bytes()).ok();
    assert_eq!(writer::text(&visit).ok(), serde_json::to_string(&visit).ok());
    let outcome = r#"{"verdict":"clean","claim":{"claim_form":"institutional","bill_type":"131","diagnoses":["M54.50"],
        "lines":[{"code":"97110","units":99999,"revenue_code":"0420","diagnosis_pointers":[],"services":[0,1]}]},
        "judged":{"lines":[]},"findings":[{"rule":"a/b","severity":"deny","at":{"line":1,"other_line":0},
        "facts":{"n":-3,"t\"":"ü\n"},"citations":[{"source":"s","title":"\\","trust":"primary","from":"2024-01-01"}],
        "fixes":[{"changes":[{"set_units":{"line":0,"units":2}},{"add_line":{"new":{"code":"G0283","units":1}}}],
        "document":["a.b"]},{}],"denial":{"carc":"CO-4","rarc":["N1"]}}],"steps":[],
        "not_run":[{"rule":"r","at":{},"lacks":"l"}],"basis":{"library":"1","policy":"p","parts":[{"part":"p","digest":"d"}]}}"#;
    let outcome = typed::<Outcome>(outcome.as_bytes());
    assert!(outcome.is_ok());
    assert_eq!(writer::text(&outcome.as_ref().ok()).ok(), serde_json::to_string(&outcome.as_ref().ok()).ok());
}
