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
//! options, and later records use the present rulebook with them), `code`, `select`, `edit`, `batch`, `explain`, `apply`,
//! `audit`, `ledger` or `rules`; STATUS is `ok` or `refused`.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use ens_coding::{Error, Outcome, Rulebook, json};
use ens_coding_tests::{Case, RULE_CASES, cases, families, rule_case, workspace_root};

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

struct Corpus<W> {
    out: W,
    book: Rulebook,
    lines: Vec<u8>, // every document so far, for `batch`
}

impl<W: Write> Corpus<W> {
    fn put(&mut self, name: &str, operation: &str, texts: &[&[u8]], answer: Result<String, Error>) -> io::Result<()> {
        let status = if answer.is_ok() { "ok" } else { "refused" };
        let answer = answer.unwrap_or_else(|error| error.to_json());
        let all: Vec<&[u8]> = texts.iter().copied().chain([answer.as_bytes()]).collect();
        write!(self.out, "{operation} {status} {}", all.len())?;
        all.iter().try_for_each(|text| write!(self.out, " {}", text.len()))?;
        writeln!(self.out, " {}", name.replace(['\n', ' '], "_"))?;
        all.iter().try_for_each(|text| self.out.write_all(text))?;
        writeln!(self.out)
    }

    /// From here on the rulebook of the bundled parts and of these.
    fn bundled_with(&mut self, name: &str, parts: &[&[u8]]) -> io::Result<()> {
        self.take(name, "bundled_with", parts, Rulebook::bundled_with(parts.iter().copied()))
    }

    /// From here on the present rulebook with these options.
    fn with(&mut self, name: &str, options: &[u8]) -> io::Result<()> {
        self.take(name, "with", &[options], json::with(&self.book, options))
    }

    /// From here on the rulebook of these parts.
    fn load(&mut self, name: &str, parts: &[&[u8]]) -> io::Result<()> {
        self.take(name, "load", parts, Rulebook::load(parts.iter().copied()))
    }

    fn take(
        &mut self,
        name: &str,
        operation: &str,
        texts: &[&[u8]],
        loaded: Result<Rulebook, Error>,
    ) -> io::Result<()> {
        let basis = loaded.as_ref().map_err(Clone::clone).and_then(json::basis);
        if let Ok(book) = loaded {
            self.book = book;
        }
        self.put(name, operation, texts, basis)
    }

    /// Everything that can be asked about a visit and perhaps a claim.
    fn document(&mut self, name: &str, visit: &[u8], claim: Option<&[u8]>) -> io::Result<()> {
        let coded = json::code(visit, &self.book);
        self.put(name, "code", &[visit], coded.clone())?;
        self.put(name, "select", &[visit], json::select(visit, &self.book))?;
        self.put(name, "ledger", &[visit], json::ledger(visit, &self.book))?;
        if let Ok(outcome) = &coded {
            self.outcome(name, outcome)?;
        }
        if let Some(claim) = claim {
            let edited = json::edit(visit, claim, &self.book);
            self.put(name, "edit", &[visit, claim], edited.clone())?;
            if let Ok(outcome) = &edited {
                self.outcome(name, outcome)?;
            }
        }
        self.line(visit);
        Ok(())
    }

    fn line(&mut self, document: &[u8]) {
        let line = document.iter().map(|byte| if *byte == b'\n' { b' ' } else { *byte });
        self.lines.extend(line.chain([b'\n']));
    }

    /// Everything that can be asked about an answer.
    fn outcome(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.put(name, "explain", &[text.as_bytes()], json::explain(text.as_bytes()))?;
        if self.book.options().compact {
            return Ok(());
        }
        let outcome: Outcome = serde_json::from_str(text)?;
        let claim = serde_json::to_vec(outcome.judged())?;
        for fix in outcome.findings.iter().flat_map(|finding| &finding.fixes) {
            let fix = serde_json::to_vec(fix)?;
            self.put(name, "apply", &[&claim, &fix], json::apply(&claim, &fix))?;
        }
        Ok(())
    }

    fn case(&mut self, case: &Case) -> io::Result<()> {
        let parts: Vec<String> = case.parts.iter().map(ToString::to_string).collect();
        let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
        if parts.is_empty() {
            return self.case_here(case);
        }
        self.bundled_with(&case.id, &parts)?;
        self.case_here(case)?;
        self.bundled_with("bundled", &[])
    }

    /// What can be asked about a practice.
    fn audit(&mut self, name: &str, practice: &[u8]) -> io::Result<()> {
        self.put(name, "audit", &[practice], json::audit(practice, &self.book))?;
        self.line(practice);
        Ok(())
    }

    /// A case, whatever the present rulebook.
    fn case_here(&mut self, case: &Case) -> io::Result<()> {
        if let Some(practice) = &case.practice {
            return self.audit(&case.id, practice.to_string().as_bytes());
        }
        let claim = case.submitted.as_ref().map(serde_json::to_string).transpose()?;
        self.document(&case.id, case.visit.to_string().as_bytes(), claim.as_deref().map(str::as_bytes))
    }

    /// Every way to judge and to answer, each for some of the documents.
    fn options(&mut self) -> Result<(), Failure> {
        let ways = [r#"{"strict":true}"#, r#"{"compact":true}"#, r#"{"compact":true,"strict":true}"#, "{}"];
        for (turn, options) in ways.iter().enumerate() {
            self.with(options, options.as_bytes())?;
            for (at, rule) in ens_coding::rules().enumerate() {
                if at % ways.len() == turn {
                    self.case_here(&rule_case(rule, RULE_CASES.first().ok_or("no case")?)?)?;
                }
            }
            for (name, visit) in examples("visits")? {
                self.document(&name, visit.as_bytes(), Some(br#"{"lines":[{"code":"97110","units":9}]}"#))?;
            }
            for (_, text) in examples("claims")? {
                self.line(text.as_bytes());
            }
            self.document("nothing", b"{}", Some(b"{}"))?;
            self.practices(false)?;
            self.batch()?;
        }
        for options in ["", "[]", r#"{"strict":1}"#, r#"{"compct":true,"strict":null}"#] {
            self.with("bad options", options.as_bytes())?;
        }
        Ok(())
    }

    /// All documents since the last time, at once.
    fn batch(&mut self) -> io::Result<()> {
        let lines = std::mem::take(&mut self.lines);
        let answers = json::batch(&lines, &self.book);
        self.put("batch", "batch", &[&lines], Ok(answers))
    }

    /// Everything about a visit, for documents with something wrong in them.
    fn spoiled(&mut self, name: &str, visit: &str) -> io::Result<()> {
        broken(visit).iter().try_for_each(|text| self.document(name, text.as_bytes(), None))?;
        wrong(visit).iter().try_for_each(|text| self.document(name, text.as_bytes(), Some(b"{\"lines\":[{}]}")))
    }

    /// Practices good and bad; all bad ones once.
    fn practices(&mut self, and_spoiled: bool) -> io::Result<()> {
        for (name, practice) in examples("practices")? {
            self.audit(&name, practice.as_bytes())?;
            for text in broken(&practice).iter().chain(&wrong(&practice)).filter(|_| and_spoiled) {
                self.audit(&name, text.as_bytes())?;
            }
        }
        OWN_PRACTICES.iter().try_for_each(|practice| self.audit("own practice", practice.as_bytes()))
    }
}

/// A document that breaks off, at many places.
fn broken(document: &str) -> Vec<String> {
    let ends = document.char_indices().map(|(at, _)| at).step_by(97);
    ends.map(|end| document.get(..end).unwrap_or_default().to_owned()).collect()
}

/// A document with one wrong value, many times.
fn wrong(document: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, _) in document.match_indices(':').step_by(2) {
        let (before, after) = document.split_at(at.saturating_add(1));
        let rest = after.find([',', '}']).and_then(|end| after.get(end..)).unwrap_or_default();
        for value in ["null", "[]", "{}", "-1", "1.5", "\"Grüße, 漢字 🙂\"", "99999999999999999999", "tru"] {
            all.push(format!("{before}{value}{rest}"));
        }
    }
    all
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

fn write(path: &str) -> Result<(), Failure> {
    let out = BufWriter::new(fs::File::create(path)?);
    let mut corpus = Corpus { out, book: Rulebook::bundled().clone(), lines: Vec::new() };
    corpus.bundled_with("bundled", &[])?;
    let rules = json::rules();
    corpus.put("rules", "rules", &[], rules)?;
    for family in families()? {
        for case in cases(&family)? {
            corpus.case(&case)?;
        }
    }
    for rule in ens_coding::rules() {
        for name in RULE_CASES {
            corpus.case(&rule_case(rule, name)?)?;
        }
    }
    for (at, (name, visit)) in examples("visits")?.iter().enumerate() {
        corpus.document(name, visit.as_bytes(), Some(br#"{"lines":[{"code":"97110","units":9}]}"#))?;
        if at % 4 == 0 {
            corpus.spoiled(name, visit)?;
        }
    }
    for (name, text) in examples("claims")? {
        let check: json::Check = serde_json::from_str(&text)?;
        let (visit, claim) = (serde_json::to_vec(&check.visit)?, serde_json::to_vec(&check.claim)?);
        corpus.document(&name, &visit, Some(&claim))?;
        corpus.line(text.as_bytes());
        corpus.line(&claim);
    }
    corpus.practices(true)?;
    corpus.batch()?;
    corpus.options()?;
    corpus.bundled_with("own policy", &[OWN_POLICY])?;
    corpus.document("own policy", OWN_VISIT, None)?;
    corpus.load("nothing", &[])?;
    corpus.document("nothing", OWN_VISIT, None)?;
    corpus.practices(false)?;
    corpus.load("no part", &[b"\x00\x01"])?;
    corpus.bundled_with(
        "unknown parent",
        &[br#"{"policy":"x","title":"x","line_of_business":"commercial","inherits":"y"}"#],
    )?;
    corpus.out.flush()?;
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
