//! How pages look: names without tricks, and colour on headings and severities.

use serde::Serialize;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use ens_coding::Severity;

/// The headings of an explanation.
const HEADINGS: [&str; 14] = [
    "Claim",
    "Claim as the record supports it",
    "Fees",
    "How",
    "Limits",
    "Practice",
    "Clinicians",
    "Figures",
    "Why",
    "Findings",
    "Rules",
    "Reasons",
    "Not checked",
    "Basis",
];

/// How headings look.
const HEADING: Style = Style::new().bold();

/// The words of the severities, and how they look.
const SEVERITIES: [(&str, Style); 3] = [
    ("DENY", AnsiColor::Red.on_default().bold()),
    ("WARN", AnsiColor::Yellow.on_default()),
    ("INFO", AnsiColor::Cyan.on_default()),
];

/// The name of a file, as it is shown.
pub fn name(path: &Path) -> String {
    plain(&path.to_string_lossy())
}

/// A text whose control characters cannot steer a terminal; lines stay lines.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// A heading.
pub fn heading(text: &str, colour: bool) -> String {
    if colour { format!("{HEADING}{text}{HEADING:#}") } else { text.into() }
}

/// The word of a severity, as pages show it.
pub const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Deny => "DENY",
        Severity::Warn => "WARN",
        Severity::Info => "INFO",
    }
}

/// The word of a severity, in its colour.
pub fn severity(word: &str, colour: bool) -> String {
    match SEVERITIES.iter().find(|(own, _)| *own == word) {
        Some((_, style)) if colour => format!("{style}{word}{style:#}"),
        _ => word.into(),
    }
}

/// An explanation's page with its headings and severities in colour.
pub fn page(page: &str, colour: bool) -> String {
    let page = plain(page);
    if !colour {
        return page;
    }
    let mut painted = String::with_capacity(page.len());
    let mut in_findings = false;
    for line in page.lines() {
        if let Some(rest) = line.strip_prefix("Verdict:") {
            painted.push_str(&heading("Verdict:", true));
            painted.push_str(rest);
        } else if HEADINGS.contains(&line) {
            in_findings = line == "Findings";
            painted.push_str(&heading(line, true));
        } else {
            match finding(line).filter(|_| in_findings) {
                Some((word, rest)) => {
                    painted.push_str("  ");
                    painted.push_str(&severity(word, true));
                    painted.push_str("  ");
                    painted.push_str(rest);
                }
                None => painted.push_str(line),
            }
        }
        painted.push('\n');
    }
    painted
}

/// The severity and the rest of a finding's first line.
fn finding(line: &str) -> Option<(&str, &str)> {
    let (word, rest) = line.strip_prefix("  ")?.split_once("  ")?;
    SEVERITIES.iter().any(|(own, _)| *own == word).then_some((word, rest))
}

/// A word as documents write it, with spaces.
pub fn term(value: &impl Serialize) -> String {
    let text = serde_json::to_value(value).ok();
    text.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().replace('_', " ")
}
