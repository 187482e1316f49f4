//! `ens audit`: what the claims of a practice show together.

use std::io;

use ens_coding::json::{self, Kind};
use ens_coding::visit::Payer;
use ens_coding::{Audit, Counter, Error, NotRun, Outcome, Practice, Rulebook, Tally, explain};

use crate::answer::{Answer, Answered, part};
use crate::args::Format;
use crate::batch::{Asked, Batch, Question};
use crate::fault::Fault;
use crate::feed::Feed;
use crate::output::Output;
use crate::{glance, page};

/// Audits practices as they come, and then those that the visits make up, one for each payer.
pub fn run(feed: Feed, book: &Rulebook, output: &mut Output) -> io::Result<()> {
    let mut counts = Counts::default();
    let mut answered = 0_usize;
    for Batch { text, questions } in feed {
        for Question { name, titled, asked } in questions {
            let Asked::Alone(document) = asked else { continue };
            let answer = part(&text, document).and_then(|document| match Kind::of(document) {
                Kind::Practice => audited(&json::practice(utf8(document)?)?, None, book, output).map(Some),
                kind => counts.add(kind, document, book).map(|()| None),
            });
            match answer {
                Ok(None) => {}
                Ok(Some(answer)) => {
                    answered = answered.saturating_add(1);
                    output.answers(vec![Answered { name, titled, answer: Ok(answer) }])?;
                }
                Err(fault) => {
                    counts.refused = counts.refused.saturating_add(1);
                    output.fault(&name, &fault)?;
                }
            }
        }
    }
    let titled = answered.saturating_add(counts.payers.len()) > 1;
    for Counted { payer, counter, visits } in counts.payers {
        let name = name_of(&payer);
        let Some(practice) = counter.practice(payer) else { continue };
        let source = Source { visits, refused: counts.refused };
        let answer = audited(&practice, Some(source), book, output);
        output.answers(vec![Answered { name, titled, answer }])?;
    }
    Ok(())
}

/// The visits so far.
#[derive(Default)]
struct Counts {
    /// The payers, in the order in which they first came.
    payers: Vec<Counted>,
    /// How many documents could not be used.
    refused: u64,
}

/// The visits of a payer.
struct Counted {
    /// The payer.
    payer: Payer,
    /// What its visits add up to.
    counter: Counter,
    /// How many they are.
    visits: u64,
}

/// What the counts of a practice were made of.
#[derive(Clone, Copy)]
struct Source {
    /// How many visits were counted.
    visits: u64,
    /// How many documents could not be.
    refused: u64,
}

impl Counts {
    /// Counts a visit with the claim that it comes with, or else with the one that is coded for it.
    fn add(&mut self, kind: Kind, document: &[u8], book: &Rulebook) -> Result<(), Fault> {
        let (visit, claim) = match kind {
            Kind::Check => {
                let check = json::check(utf8(document)?)?;
                (check.visit, check.claim)
            }
            Kind::Visit | Kind::Other => {
                let visit = json::visit(utf8(document)?)?;
                let claim = ens_coding::code(&visit, book)?.claim;
                (visit, claim)
            }
            Kind::Claim | Kind::Outcome | Kind::Practice => return Err(Fault::wrong_kind()),
        };
        let known = self.payers.iter().position(|it| it.payer == visit.payer);
        let at = known.unwrap_or_else(|| {
            self.payers.push(Counted { payer: visit.payer.clone(), counter: Counter::default(), visits: 0 });
            self.payers.len().saturating_sub(1)
        });
        if let Some(counted) = self.payers.get_mut(at) {
            counted.counter.add(&visit, &claim);
            counted.visits = counted.visits.saturating_add(1);
        }
        Ok(())
    }
}

/// The audit of a practice, as a page or as JSON. A practice that was counted here stands beside its audit, because nobody
/// has it yet.
fn audited(practice: &Practice, source: Option<Source>, book: &Rulebook, output: &Output) -> Result<Answer, Fault> {
    let text = serde_json::to_string(practice).map_err(|_| Fault::unwritable())?;
    let audit = json::audit(text.as_bytes(), book)?;
    let status = glance::own_status(&audit);
    let shown = match (output.format(), source) {
        (Format::Json, None) => audit,
        (Format::Json, Some(_)) => format!(r#"{{"practice":{text},"audit":{audit}}}"#),
        (Format::Text, _) => {
            let audit: Audit = serde_json::from_str(&audit).map_err(|_| Fault::unwritable())?;
            page::page(&shown(practice, source, audit), output.colour())
        }
    };
    Ok(Answer { shown, status })
}

/// The page of an audit.
fn shown(practice: &Practice, source: Option<Source>, audit: Audit) -> String {
    let not_checked: Vec<String> = audit.not_run.iter().map(not_checked).collect();
    let explanation = explain(&Outcome::from(audit));
    let mut lines = vec![format!("Verdict: {}", explanation.summary), String::new(), "Practice".into()];
    lines.push(format!("  payer {}, {} to {}", name_of(&practice.payer), practice.from, practice.to));
    if let Some(Source { visits, refused }) = source {
        lines.push(format!("  counted from {visits} {}", if visits == 1 { "visit" } else { "visits" }));
        if refused > 0 {
            lines.push(format!("  documents that could not be used, and are not counted: {refused}"));
        }
    }
    lines.extend([String::new(), "Clinicians".into()]);
    if practice.clinicians.is_empty() {
        lines.push("  none with a trial, an implant or programming".into());
    }
    let numbered = (1_usize..).zip(&practice.clinicians);
    lines.extend(numbered.map(|(number, clinician)| format!("  {number:>2}  {}", tally(clinician))));
    if !explanation.findings.is_empty() {
        lines.extend([String::new(), "Findings".into()]);
    }
    for finding in &explanation.findings {
        lines.push(format!("  {}  {}", page::word(finding.severity), finding.rule));
        lines.push(format!("        {}", finding.sentence));
        lines.extend(finding.sources.iter().map(|source| format!("        source: {source}")));
    }
    for (title, own) in [("Not checked", not_checked), ("Basis", explanation.basis)] {
        if !own.is_empty() {
            lines.extend([String::new(), title.into()]);
            lines.extend(own.iter().map(|line| format!("  {line}")));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// The counts of a clinician.
fn tally(clinician: &Tally) -> String {
    let counts = [
        ("trials", clinician.trials),
        ("permanent implants", clinician.permanent_implants),
        ("programming sessions", clinician.programming_sessions),
        ("programmed patients", clinician.programmed_patients),
    ];
    let counts =
        counts.map(|(name, count)| format!("{name} {}", count.map_or("not known".into(), |it| it.to_string())));
    format!("{}: {}", on_one_line(&clinician.id), counts.join(", "))
}

/// What was not checked, and what it lacked.
fn not_checked(missing: &NotRun) -> String {
    let place = missing.at.clinician.map(|at| format!("clinician {}", at.saturating_add(1)));
    format!("{} ({}): lacks {}", missing.rule, place.as_deref().unwrap_or("practice"), missing.lacks)
}

/// What pages call a payer.
fn name_of(payer: &Payer) -> String {
    let line = || payer.line_of_business.and_then(|it| serde_json::to_value(it).ok()?.as_str().map(String::from));
    payer.id.as_deref().map(on_one_line).or_else(line).unwrap_or_else(|| "not named".into())
}

/// A name of the document's, which cannot look like more than a part of its line.
fn on_one_line(name: &str) -> String {
    page::plain(&name.replace('\n', " "))
}

/// The text of a document.
fn utf8(document: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(document).map_err(|_| Error::new("json/not-utf8", "$"))
}
