//! `ens ledger`: the page of a ledger.

use ens_coding::{Ledger, LedgerEntry};
use serde::Serialize;

/// The page of a ledger: a line for each limit, its sessions and its source, and what could not be counted.
pub fn shown(ledger: &Ledger) -> String {
    let mut lines = vec!["Limits".to_owned()];
    if ledger.entries.is_empty() {
        lines.push("  none that the payer is known to have".into());
    }
    for entry in &ledger.entries {
        lines.extend(of_entry(entry));
    }
    if !ledger.not_run.is_empty() {
        lines.extend([String::new(), "Not checked".into()]);
        lines.extend(ledger.not_run.iter().map(|it| format!("  {}: lacks {}", it.rule, it.lacks)));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn of_entry(entry: &LedgerEntry) -> Vec<String> {
    let mut subject = word(&entry.therapy);
    if let Some(area) = entry.area {
        subject = format!("{subject}, {}", word(&area).replace(' ', " and "));
    }
    if let Some(code) = entry.code {
        subject = format!("{subject}, {code}");
    }
    if let Some(purpose) = entry.purpose {
        subject = format!("{subject}, {}", word(&purpose));
    }
    let window = match (entry.months, entry.days) {
        (Some(months), _) => format!("in {months} months"),
        (None, Some(days)) => format!("in {days} days"),
        (None, None) => "in a lifetime".into(),
    };
    let more = if entry.more_if_improving { ", more while the patient improves" } else { "" };
    let mut lines = vec![
        format!("  {subject}: {} of {} {window} (from {}){more}", entry.sessions.len(), entry.allowed, entry.from),
        format!("    left {}, next eligible {}", entry.left, entry.next_eligible),
    ];
    if !entry.sessions.is_empty() {
        let days: Vec<String> = entry.sessions.iter().map(ToString::to_string).collect();
        lines.push(format!("    sessions: {}", days.join(", ")));
    }
    if entry.uncertain > 0 {
        lines.push(format!(
            "    may count too: {} (on the first day of the window, or for an unknown purpose)",
            entry.uncertain
        ));
    }
    if let Some(citation) = &entry.citation {
        let trust = word(&citation.trust);
        lines.push(format!("    source: {} [{trust}]", citation.title));
    }
    lines
}

/// A word as documents write it, with spaces.
pub fn word(value: &impl Serialize) -> String {
    let text = serde_json::to_value(value).ok();
    text.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().replace('_', " ")
}
