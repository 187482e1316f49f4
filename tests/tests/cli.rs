//! The program `ens`, run as its users run it.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use ens_coding::{Rulebook, json};
use serde_json::{Value, json};
const VISIT: &str = r#"{
  "payer": { "id": "medicare" }, "date_of_service": "2026-03-04",
  "setting": { "place_of_service": "11", "claim_form": "professional" },
  "performers": [{ "id": "pt", "kind": "physical_therapist" }],
  "plan_of_care": { "discipline": "pt", "certified": true },
  "diagnoses": ["M17.11"],
  "services": [{ "what": { "electrical_stimulation": { "attended": false } }, "minutes": 15 }]
}
"#;

const CLAIM: &str = r#"{ "lines": [{ "code": "G0283", "modifiers": ["GP"], "units": 1 }] }"#;

/// A program cannot ask for the binary of another package, so it is built here, once.
fn ens() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--package", "ens_coding_cli", "--message-format=json"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs");
        let messages = String::from_utf8(built.stdout).expect("cargo writes UTF-8");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let mut executables = messages.lines().filter_map(|line| {
            let message: Value = serde_json::from_str(line).ok()?;
            (message["target"]["name"] == "ens").then(|| message["executable"].as_str().map(PathBuf::from))?
        });
        executables.next_back().expect("the build names its executable")
    })
}

/// A directory of its own for each test.
struct Desk(PathBuf);

impl Desk {
    fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let place = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("ens-cli-{}-{place}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Run {
    status: i32,
    out: String,
    err: String,
}

impl Run {
    /// The documents of an answer in JSON, one a line.
    fn documents(&self) -> Vec<Value> {
        self.out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("not a line of JSON: {line}")))
            .collect()
    }
}

fn run_with<A: AsRef<OsStr>>(input: impl AsRef<[u8]>, args: impl IntoIterator<Item = A>) -> Run {
    let mut child = Command::new(ens())
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    let feeder = thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap();
    Run {
        status: output.status.code().expect("no signal ends the program"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Run {
    run_with("", args)
}

macro_rules! args {
    ($($arg:expr),* $(,)?) => { [$(AsRef::<OsStr>::as_ref(&$arg).to_os_string()),*] };
}

#[path = "cli/audit.rs"]
mod audit;
#[path = "cli/fee.rs"]
mod fee;
#[path = "cli/look_up.rs"]
mod look_up;
#[path = "editions/made.rs"]
mod made;
#[path = "cli/many.rs"]
mod many;
#[path = "cli/packs.rs"]
mod packs;
#[path = "cli/remit.rs"]
mod remit;
#[path = "cli/services.rs"]
mod services;
#[path = "cli/streams.rs"]
mod streams;

/// A document on one line.
fn one_line(text: &str) -> String {
    serde_json::from_str::<Value>(text).unwrap().to_string()
}

fn check_document(visit: &str, claim: &str) -> String {
    format!(r#"{{"visit":{},"claim":{}}}"#, one_line(visit), one_line(claim))
}

/// The library's answer in JSON.
fn coded() -> String {
    json::code(VISIT.as_bytes(), Rulebook::bundled()).unwrap()
}

fn checked() -> String {
    json::edit(VISIT.as_bytes(), CLAIM.as_bytes(), Rulebook::bundled()).unwrap()
}

/// The exit status that an answer calls for.
fn status_of(outcome: &str) -> i32 {
    let outcome: Value = serde_json::from_str(outcome).unwrap();
    let denied = outcome["findings"].as_array().unwrap().iter().any(|finding| finding["severity"] == "deny");
    i32::from(denied || outcome["verdict"] == "incomplete")
}

fn page_of(outcome: &str) -> String {
    let explanation = json::explain(outcome.as_bytes()).unwrap();
    serde_json::from_str::<ens_coding::Explanation>(&explanation).unwrap().to_string()
}

/// An answer of this verdict, with findings of these severities.
fn outcome(verdict: &str, severities: &[&str]) -> String {
    let findings: Vec<Value> = severities
        .iter()
        .map(|severity| {
            json!({ "rule": "units/tie-choice", "severity": severity, "at": {}, "facts": {}, "citations": [],
                    "fixes": [] })
        })
        .collect();
    let claim: Value = serde_json::from_str(CLAIM).unwrap();
    json!({ "verdict": verdict, "claim": claim, "findings": findings, "steps": [], "not_run": [],
            "basis": { "library": "0.1.0", "parts": [] } })
    .to_string()
}

fn error_code(document: &Value) -> &str {
    document["error"]["code"].as_str().unwrap_or("no error")
}

#[test]
fn codes_a_visit_as_text() {
    let desk = Desk::new();
    let run = run(args!["code", desk.file("visit.json", VISIT)]);
    assert_eq!(run.out, page_of(&coded()));
    assert_eq!(run.err, "");
    assert_eq!(run.status, status_of(&coded()));
}

#[test]
fn codes_a_visit_as_json_exactly_as_the_library() {
    let desk = Desk::new();
    let run = run(args!["code", "--format", "json", desk.file("visit.json", VISIT)]);
    assert_eq!(run.out, coded() + "\n");
    assert_eq!(run.status, status_of(&coded()));
}

#[test]
fn reads_one_document_from_standard_input_on_one_line_or_many() {
    for text in [VISIT.into(), one_line(VISIT), format!("\n \n{VISIT}\n\n"), format!("\u{feff}{VISIT}")] {
        for args in [&["code", "--format=json"][..], &["code", "--format=json", "-"]] {
            assert_eq!(run_with(&text, args).out, coded() + "\n");
        }
        assert_eq!(run_with(text.trim_end(), ["code"]).out, page_of(&coded()), "no title on a page that stands alone");
    }
}

#[test]
fn answers_several_files_in_their_order() {
    let desk = Desk::new();
    let (first, second) = (desk.file("first.json", VISIT), desk.file("second.json", check_document(VISIT, CLAIM)));
    let json = run(args!["code", first, second, "--format", "json"]);
    assert_eq!(json.out, format!("{}\n{}\n", coded(), checked()));
    let text = run(args!["code", first, second]);
    let (first, second) = (first.display(), second.display());
    let expected = format!("=== {first} ===\n{}\n=== {second} ===\n{}", page_of(&coded()), page_of(&checked()));
    assert_eq!(text.out, expected);
}

#[test]
fn checks_a_claim_in_both_forms() {
    let desk = Desk::new();
    let (visit, claim) = (desk.file("visit.json", VISIT), desk.file("claim.json", CLAIM));
    let both = desk.file("both.json", check_document(VISIT, CLAIM));
    let answer = checked() + "\n";
    assert_eq!(run(args!["check", visit, claim, "--format", "json"]).out, answer);
    assert_eq!(run(args!["check", both, "--format", "json"]).out, answer);
    assert_eq!(run(args!["check", both, both, "--format", "json"]).out, answer.repeat(2));
    assert_eq!(run_with(CLAIM, args!["check", visit, "-", "--format", "json"]).out, answer);
    assert_eq!(run_with(check_document(VISIT, CLAIM), ["check", "--format", "json"]).out, answer);
    assert_eq!(run(args!["check", visit, claim]).out, page_of(&checked()));
    assert_eq!(run(args!["check", visit, claim]).status, status_of(&checked()));
}

#[test]
fn checks_many_claims_against_as_many_visits() {
    let desk = Desk::new();
    let visits = desk.file("visits.ndjson", format!("{}\n", one_line(VISIT)).repeat(3));
    let claims = desk.file("claims.ndjson", format!("{}\n", one_line(CLAIM)).repeat(2));
    let run = run(args!["check", visits, claims, "--format", "json"]);
    let documents = run.documents();
    assert_eq!(documents.len(), 3);
    assert_eq!(documents[1].to_string(), checked());
    assert_eq!((error_code(&documents[2]), &documents[2]["error"]["path"]), ("json/truncated", &json!("$claim")));
    assert_eq!(run.status, 2);
}

#[test]
fn names_the_problems_of_a_visit_and_of_its_claim() {
    let desk = Desk::new();
    let claim = desk.file("claim.json", r#"{ "lines": [{ "code": "SECRET", "units": 1 }] }"#);
    let unreadable = run(args!["check", desk.0.join("missing.json"), claim, "--format", "json"]);
    assert_eq!(error_code(&unreadable.documents()[0]), "input/unreadable");
    let run = run(args!["check", desk.file("visit.json", VISIT), claim]);
    assert!(run.err.contains("claim.json: code/malformed at $claim.lines[0].code"), "{}", run.err);
    assert!(!run.err.contains("SECRET"));
    assert_eq!(run.status, 2);
}

#[test]
fn explains_an_answer_a_visit_and_a_check() {
    let desk = Desk::new();
    let answer = desk.file("answer.json", coded());
    assert_eq!(run(args!["explain", answer]).out, page_of(&coded()));
    assert_eq!(run(args!["explain", desk.file("visit.json", VISIT)]).out, page_of(&coded()));
    let both = check_document(VISIT, CLAIM);
    assert_eq!(run_with(both, ["explain"]).out, page_of(&checked()));
    let explained = json::explain(coded().as_bytes()).unwrap() + "\n";
    assert_eq!(run(args!["explain", answer, "--format=json"]).out, explained);
}

#[test]
fn lists_rules_and_shows_one() {
    let list = run(["rules"]);
    assert_eq!(list.status, 0);
    let ids: Vec<&str> = list.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let expected: Vec<&str> = ens_coding::rules().map(|rule| rule.id).collect();
    assert_eq!(ids, expected);
    assert_eq!(run(["rules", "--format=json"]).out, json::rules().unwrap() + "\n");

    let rule = ens_coding::rules().next().unwrap();
    let one = run(["rules", rule.id]);
    assert!(one.out.starts_with(rule.id) && one.out.contains(rule.says) && one.out.contains(rule.cites[0].title));
    let one: Value = serde_json::from_str(&run(["rules", rule.id, "--format=json"]).out).unwrap();
    assert_eq!(one["id"], rule.id);

    let unknown = run(["rules", "no/such", "--format=json"]);
    assert_eq!((error_code(&unknown.documents()[0]), unknown.status), ("rule/unknown", 2));
}
