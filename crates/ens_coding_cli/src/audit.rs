//! `ens audit`: what the claims of a practice show together.

use std::io;

use ens_coding::json::{self, Kind};
use ens_coding::visit::Payer;
use ens_coding::{Audit, Counter, NotRun, Outcome, Practice, Rulebook, Tally, explain};

use crate::answer::{Answer, Answered, part};
use crate::args::Format;
use crate::batch::{Asked, Batch, Question};
use crate::fault::Fault;
use crate::feed::Feed;
use crate::output::Output;
use crate::tally::{self, utf8};
use crate::{bars, glance, page};

/// Audits practices as they come, and then those that visits, claims and partial counts make up, one for each payer.
pub fn run(feed: Feed, book: &Rulebook, output: &mut Output) -> io::Result<()> {
    let mut counter = Counter::default();
    let mut answered = 0_usize;
    for Batch { text, questions } in feed {
        for Question { name, titled, asked } in questions {
            let Asked::Alone(document) = asked else { continue };
            let answer = part(&text, document).and_then(|document| match Kind::of(document) {
                Kind::Practice => audited(&json::practice(utf8(document)?)?, None, book, output).map(Some),
                kind => tally::add(&mut counter, kind, document, book).map(|()| None),
            });
            match answer {
                Ok(None) => {}
                Ok(Some(answer)) => {
                    answered = answered.saturating_add(1);
                    output.answers(vec![Answered { name, titled, answer: Ok(answer) }])?;
                }
                Err(fault) => {
                    tally::refuse(&mut counter, &fault);
                    output.fault(&name, &fault)?;
                }
            }
        }
    }
    let tallies = counter.tallies();
    let titled = answered.saturating_add(tallies.practices.len()) > 1;
    for practice in tallies.practices {
        let answer = audited(&practice, Some(tallies.refused_lines), book, output);
        output.answers(vec![Answered { name: name_of(&practice.payer), titled, answer }])?;
    }
    Ok(())
}

/// The audit of a practice, as a page or as JSON. A practice that was counted here stands beside its audit, because nobody
/// has it yet.
fn audited(practice: &Practice, refused: Option<u32>, book: &Rulebook, output: &Output) -> Result<Answer, Fault> {
    let text = serde_json::to_string(practice).map_err(|_| Fault::unwritable())?;
    let audit = json::audit(text.as_bytes(), book)?;
    let status = glance::own_status(&audit);
    let shown = match (output.format(), refused) {
        (Format::Json, None) => audit,
        (Format::Json, Some(_)) => format!(r#"{{"practice":{text},"audit":{audit}}}"#),
        (Format::Text, _) => {
            let audit: Audit = serde_json::from_str(&audit).map_err(|_| Fault::unwritable())?;
            page::page(&shown(practice, refused, audit), output.colour())
        }
    };
    Ok(Answer { shown, status })
}

/// The page of an audit.
fn shown(practice: &Practice, refused: Option<u32>, audit: Audit) -> String {
    let not_checked: Vec<String> = audit.not_run.iter().map(not_checked).collect();
    let figures = audit.figures.clone();
    let explanation = explain(&Outcome::from(audit));
    let mut lines = vec![format!("Verdict: {}", explanation.summary), String::new(), "Practice".into()];
    lines.push(format!("  payer {}, {} to {}", name_of(&practice.payer), practice.from, practice.to));
    if let Some(refused) = refused {
        let claims = practice.clinicians.iter().filter_map(|it| it.claims).fold(0_u32, u32::saturating_add);
        lines.push(format!("  counted from {claims} {}", if claims == 1 { "visit" } else { "visits" }));
        if refused > 0 {
            lines.push(format!("  documents that could not be used, and are not counted: {refused}"));
        }
    }
    lines.extend([String::new(), "Clinicians".into()]);
    if practice.clinicians.is_empty() {
        lines.push("  none".into());
    }
    let numbered = (1_usize..).zip(&practice.clinicians);
    lines.extend(numbered.map(|(number, clinician)| format!("  {number:>2}  {}", counts(clinician))));
    lines.extend(bars::shown(&figures));
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

/// The counts of a clinician. Those of the claims are in the figures.
fn counts(clinician: &Tally) -> String {
    let counts = [
        ("trials", clinician.trials),
        ("permanent implants", clinician.permanent_implants),
        ("programming sessions", clinician.programming_sessions),
        ("programmed patients", clinician.programmed_patients),
    ];
    let count = |count: Option<u32>| count.map_or("not known".into(), |it| it.to_string());
    let claims = clinician.claims.map(|claims| format!("claims {claims}"));
    let counts = claims.into_iter().chain(counts.map(|(name, it)| format!("{name} {}", count(it))));
    format!("{}: {}", on_one_line(&clinician.id), counts.collect::<Vec<_>>().join(", "))
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
