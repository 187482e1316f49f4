//! Writes the corpus that every face replays: what goes in, and the bytes that the Rust library answers.
//!
//! `corpus FILE`. The file is a list of records, each one a line and the texts that it announces:
//!
//! ```text
//! OPERATION STATUS COUNT LENGTH… NAME\n
//! ```
//!
//! followed by COUNT texts of these lengths in bytes and a line break; the last text is the answer, the others go in.
//! OPERATION is `bundled_with` or `load` (the texts are parts, and later records use that rulebook), `with` (the text is the
//! options, and later records use the present rulebook with them), `rules`, or the name of a function: `edit` and `apply` take
//! two texts, `explain` and all others one. STATUS is `ok` or `refused`.

mod codes;
mod recorder;
mod spoiled;
mod visits;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use ens_coding::{Rulebook, json};
use ens_coding_tests::{RULE_CASES, cases, families, rule_case, workspace_root};

use recorder::Recorder;
use spoiled::{broken, wrong};
use visits::Visits;

type Failure = Box<dyn std::error::Error>;

const OWN_POLICY: &[u8] = br#"{
  "policy": "lakeside", "title": "an invented plan", "line_of_business": "commercial", "inherits": "commercial",
  "sources": [{ "id": "contract", "title": "an invented contract", "trust": "primary" }],
  "codes": [{ "code": "97014", "take": "G0283", "from": "2024-01-01", "source": "contract", "trust": "primary" }]
}"#;

const OWN_VISIT: &[u8] = br#"{
  "payer": { "id": "lakeside" }, "date_of_service": "2026-01-05",
  "setting": { "place_of_service": "11", "claim_form": "professional" },
  "services": [{ "what": { "electrical_stimulation": { "attended": false } }, "minutes": 15 }]
}"#;

/// Nobody; a payer that nobody knows; a period that ends before it begins, and a clinician who stands twice.
const OWN_PRACTICES: [&str; 3] = [
    r#"{"payer":{"line_of_business":"medicare"},"from":"2026-01-01","to":"2026-06-30","clinicians":[]}"#,
    r#"{"payer":{"id":"lakeside","line_of_business":"commercial"},"from":"2026-01-01","to":"2026-01-01",
        "clinicians":[{"id":"Grüße, 漢字 🙂","trials":4294967295,"permanent_implants":0}]}"#,
    r#"{"payer":{"id":"medicare"},"from":"2026-01-02","to":"2026-01-01","clinicians":[{"id":"a"},{"id":"b"},{"id":"a"}]}"#,
];

const OTHER_CLAIM: &[u8] = br#"{"lines":[{"code":"97110","units":9}]}"#;

struct Corpus<W> {
    recorder: Recorder<W>,
    visits: Visits,
}

impl<W: Write> Corpus<W> {
    fn document(&mut self, name: &str, visit: &[u8], claim: Option<&[u8]>) -> io::Result<()> {
        self.visits.document(&mut self.recorder, name, visit, claim)
    }

    /// Every case, every example, and what is wrong with some of them.
    fn all(&mut self) -> Result<(), Failure> {
        for family in families()? {
            for case in cases(&family)? {
                self.visits.case(&mut self.recorder, &case)?;
            }
        }
        for rule in ens_coding::rules() {
            for name in RULE_CASES {
                self.visits.case(&mut self.recorder, &rule_case(rule, name)?)?;
            }
        }
        self.visits.many(&mut self.recorder)?;
        for (at, (name, visit)) in examples("visits")?.iter().enumerate() {
            self.document(name, visit.as_bytes(), Some(OTHER_CLAIM))?;
            if at % 4 == 0 {
                self.visits.spoiled(&mut self.recorder, name, visit)?;
            }
        }
        for (name, text) in examples("claims")? {
            let check: json::Check = serde_json::from_str(&text)?;
            let (visit, claim) = (serde_json::to_vec(&check.visit)?, serde_json::to_vec(&check.claim)?);
            self.document(&name, &visit, Some(&claim))?;
            self.visits.line(text.as_bytes());
            self.visits.line(&claim);
        }
        self.practices(true)?;
        Visits::nothing(&mut self.recorder)?;
        self.visits.many(&mut self.recorder)?;
        codes::all(&mut self.recorder, &listed()?)?;
        Ok(())
    }

    /// Every way to judge and to answer, each for some of the documents.
    fn options(&mut self) -> Result<(), Failure> {
        let ways = [r#"{"strict":true}"#, r#"{"compact":true}"#, r#"{"compact":true,"strict":true}"#, "{}"];
        for (turn, options) in ways.iter().enumerate() {
            self.recorder.with(options, options.as_bytes())?;
            for (at, rule) in ens_coding::rules().enumerate() {
                if at % ways.len() == turn {
                    let case = rule_case(rule, RULE_CASES.first().ok_or("no case")?)?;
                    self.visits.case_here(&mut self.recorder, &case)?;
                }
            }
            for (name, visit) in examples("visits")? {
                self.document(&name, visit.as_bytes(), Some(OTHER_CLAIM))?;
            }
            for (_, text) in examples("claims")? {
                self.visits.line(text.as_bytes());
            }
            self.document("nothing", b"{}", Some(b"{}"))?;
            self.practices(false)?;
            self.visits.many(&mut self.recorder)?;
            self.visits.replays(&mut self.recorder)?;
        }
        for options in ["", "[]", r#"{"strict":1}"#, r#"{"compct":true,"strict":null}"#] {
            self.recorder.with("bad options", options.as_bytes())?;
        }
        Ok(())
    }

    /// Other rulebooks than the bundled one.
    fn rulebooks(&mut self) -> io::Result<()> {
        self.recorder.bundled_with("own policy", &[OWN_POLICY])?;
        self.document("own policy", OWN_VISIT, None)?;
        self.visits.replays(&mut self.recorder)?;
        self.recorder.load("nothing", &[])?;
        self.document("nothing", OWN_VISIT, None)?;
        self.visits.replays(&mut self.recorder)?;
        codes::some(&mut self.recorder)?;
        self.practices(false)?;
        self.recorder.load("no part", &[b"\x00\x01"])?;
        let orphan = br#"{"policy":"x","title":"x","line_of_business":"commercial","inherits":"y"}"#;
        self.recorder.bundled_with("unknown parent", &[orphan])
    }

    /// Practices good and bad; all bad ones once.
    fn practices(&mut self, and_spoiled: bool) -> io::Result<()> {
        for (name, practice) in examples("practices")? {
            self.visits.audit(&mut self.recorder, &name, practice.as_bytes())?;
            for text in broken(&practice).iter().chain(&wrong(&practice)).filter(|_| and_spoiled) {
                self.visits.audit(&mut self.recorder, &name, text.as_bytes())?;
            }
        }
        let mut own = OWN_PRACTICES.iter();
        own.try_for_each(|practice| self.visits.audit(&mut self.recorder, "own practice", practice.as_bytes()))
    }
}

/// Name and text of each document in a folder of the examples.
fn examples(folder: &str) -> io::Result<Vec<(String, String)>> {
    let entries = fs::read_dir(workspace_root().join("examples").join(folder))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    let named = |path: &PathBuf| {
        Ok((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), fs::read_to_string(path)?))
    };
    paths.iter().map(named).collect()
}

/// The codes of the bundled table, each once.
fn listed() -> io::Result<Vec<String>> {
    let table = fs::read_to_string(workspace_root().join("crates/ens_coding_data/tables/codes.csv"))?;
    let mut codes: Vec<String> =
        table.lines().skip(1).filter_map(|row| Some(row.split_once(',')?.0.to_owned())).collect();
    codes.dedup();
    Ok(codes)
}

fn write(path: &str) -> Result<(), Failure> {
    let out = BufWriter::new(fs::File::create(path)?);
    let recorder = Recorder { out, book: Rulebook::bundled().clone() };
    let mut corpus = Corpus { recorder, visits: Visits::default() };
    corpus.recorder.bundled_with("bundled", &[])?;
    corpus.recorder.put("rules", "rules", &[], json::rules())?;
    corpus.all()?;
    corpus.options()?;
    corpus.rulebooks()?;
    corpus.recorder.out.flush()?;
    Ok(())
}

fn main() -> ExitCode {
    let done = std::env::args().nth(1).ok_or("usage: corpus FILE".into()).and_then(|path| write(&path));
    if let Err(failure) = done {
        eprintln!("corpus: {failure}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
