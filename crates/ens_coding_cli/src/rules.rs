//! `ens rules`: what the library checks.

use std::io;

use ens_coding::{Rule, json};

use crate::args::Format;
use crate::fault::Fault;
use crate::output::Output;
use crate::page;

/// Lists the rules, or shows one.
pub fn show(id: Option<&str>, output: &mut Output) -> io::Result<()> {
    let Some(id) = id else { return list(output) };
    let Some(rule) = ens_coding::rules().find(|rule| rule.id == id) else {
        return output.fault(&page::plain(id), &Fault::no_such_rule());
    };
    match output.format() {
        Format::Json => output.line(&serde_json::to_string(rule)?),
        Format::Text => output.line(&whole(rule, output.colour())),
    }
}

/// Writes all rules, a line each, or as one JSON document.
fn list(output: &mut Output) -> io::Result<()> {
    if output.format() == Format::Json {
        return match json::rules() {
            Ok(rules) => output.line(&rules),
            Err(error) => output.fault("rules", &error.into()),
        };
    }
    let width = ens_coding::rules().map(|rule| rule.id.len()).max().unwrap_or_default();
    for rule in ens_coding::rules() {
        let severity = page::severity(page::word(rule.severity), output.colour());
        let summary: Vec<&str> = paragraphs(rule.doc).next().unwrap_or_default();
        output.line(&format!("{:<width$}  {severity}  {}", rule.id, summary.join(" ")))?;
    }
    Ok(())
}

/// One rule whole.
fn whole(rule: &Rule, colour: bool) -> String {
    let mut lines = vec![
        page::heading(rule.id, colour),
        format!("{}, since {}", page::severity(page::word(rule.severity), colour), rule.since),
    ];
    for paragraph in paragraphs(rule.doc) {
        lines.push(String::new());
        lines.extend(paragraph.into_iter().map(String::from));
    }
    lines.extend([String::new(), page::heading("Says", colour), format!("  {}", rule.says)]);
    if let Some((carc, rarc)) = rule.denial {
        let codes: Vec<&str> = [carc].into_iter().chain(rarc.iter().copied()).collect();
        lines.extend([String::new(), page::heading("Denial to expect", colour), format!("  {}", codes.join(" "))]);
    }
    lines.extend([String::new(), page::heading("Sources", colour)]);
    for source in rule.cites {
        let trust = serde_json::to_string(&source.trust).unwrap_or_default();
        lines.push(format!("  {} [{}]", source.title, trust.trim_matches('"')));
        lines.push(format!("    {}: {}", source.id, source.locator));
    }
    lines.join("\n")
}

/// The paragraphs of a rule's documentation, in lines without the blank that `///` leaves in front of each.
fn paragraphs(doc: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines: Vec<&str> = doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end()).collect();
    let split: Vec<Vec<&str>> = lines.split(|line| line.is_empty()).map(<[_]>::to_vec).collect();
    split.into_iter().filter(|paragraph| !paragraph.is_empty())
}
