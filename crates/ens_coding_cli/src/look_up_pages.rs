//! Pages of look-ups, searches, comparisons and crosswalks.

use ens_coding::{Citation, Comparison, Crosswalk, EditSetting, Lookup, PairPartners, SearchResult, Told, Unanswered};
use serde::Serialize;

use crate::page::{heading, plain};

/// Columns of a page.
const WIDTH: usize = 110;

/// The page of a code: a heading for each question that has an answer, its answers, and who says so.
pub fn lookup(it: &Lookup, colour: bool) -> String {
    let policy = it.policy.as_ref().map(|policy| format!(", policy {policy}")).unwrap_or_default();
    let mut lines = vec![format!("{} on {}{policy}", it.code, it.date)];
    if !it.is_listed {
        lines.push("not in the loaded tables".into());
    }
    for (question, told) in it.answers().filter(|(_, told)| !told.is_empty()) {
        lines.extend([String::new(), heading(&title(question), colour)]);
        lines.extend(answers(question, told));
    }
    for list in &it.pairs {
        let name = match list.setting {
            EditSetting::Practitioner => "table:ptp_practitioner",
            EditSetting::Hospital => "table:ptp_hospital",
        };
        let is_part = it.not_run.iter().any(|it| it.question == "pairs" && it.lacks == name);
        lines.extend(pairs(list, is_part, colour));
    }
    lines.extend(unanswered(&it.not_run, colour));
    finished(&lines)
}

/// Answers, each run of the same source with its source below.
fn answers(question: &str, told: &[Told]) -> Vec<String> {
    let mut lines = Vec::new();
    for run in told.chunk_by(|one, other| one.citation == other.citation) {
        lines.extend(run.iter().map(|it| format!("  {}", line(question, it))));
        lines.extend(run.first().map(|it| format!("    source: {}", source(&it.citation))));
    }
    lines
}

/// What it means says nothing new of documentation and criteria.
const PLAIN: [&str; 2] = ["documentation", "criteria"];

/// Parts of the names of criteria whose value is a number; 1 and 0 of all others are yes and no.
const COUNTED: [&str; 8] = ["levels", "per_", "_leads", "days", "months", "percent", "blocks", "contacts"];

fn line(question: &str, it: &Told) -> String {
    let about = it.about.as_ref().map(|about| format!("{}: ", about.replace('_', " "))).unwrap_or_default();
    let indicator = it.indicator.map(|indicator| format!(" ({indicator})")).unwrap_or_default();
    let path = it.path.as_ref().map(|path| format!(" [{path}]")).unwrap_or_default();
    let counts = it.about.as_ref().is_some_and(|about| COUNTED.iter().any(|part| about.contains(part)));
    let value = match (question, it.value.as_str()) {
        (_, "") => "none",
        ("criteria", "1") if !counts => "yes",
        ("criteria", "0") if !counts => "no",
        (_, value) => value,
    };
    let says = if PLAIN.contains(&question) { String::new() } else { format!(", {}", it.says) };
    plain(&format!("{about}{value}{indicator}{says}{path}"))
}

fn source(it: &Citation) -> String {
    let days = match (it.from, it.to) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", from {from}"),
        (None, Some(to)) => format!(", to {to}"),
        (Some(from), Some(to)) => format!(", {from} to {to}"),
    };
    plain(&format!("{} [{}]{days}", it.title, word(&it.trust)))
}

fn pairs(list: &PairPartners, is_part: bool, colour: bool) -> Vec<String> {
    let name = format!("Pairs, {} claims", word(&list.setting));
    let part = if is_part { "the loaded part of " } else { "" };
    let mut lines = vec![
        String::new(),
        heading(&name, colour),
        format!("  {} in {part}the table of {}, of which {} here", list.count, list.edition, list.partners.len()),
    ];
    for (column, says) in [(1, "denied beside it:"), (2, "it is denied beside:")] {
        let own = list.partners.iter().filter(|it| it.column == column);
        let codes: Vec<String> = own.map(|it| format!("{} ({})", it.code, it.indicator)).collect();
        if !codes.is_empty() {
            lines.push(format!("  {says}"));
            lines.extend(wrapped(&codes));
        }
    }
    lines.push(format!("    source: {}", source(&list.citation)));
    lines
}

fn wrapped(words: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if line.len().saturating_add(word.len()) < WIDTH => {
                line.push_str(", ");
                line.push_str(word);
            }
            _ => lines.push(format!("    {word}")),
        }
    }
    lines
}

/// The page of a search: a line for each hit.
pub fn search(it: &SearchResult, colour: bool) -> String {
    let mut lines = vec![heading(&format!("{} for {}", count(it.count, "hit"), it.words.join(" ")), colour)];
    for hit in &it.hits {
        let over = if hit.in_force == Some(false) { ", not in force on the date" } else { "" };
        lines.push(plain(&format!("  {:<6}{}{over}  [{}]", hit.code, hit.label, hit.matched.join(", "))));
    }
    lines.extend(unanswered(&it.not_run, colour));
    finished(&lines)
}

fn count(number: u32, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// The page of a comparison: a heading for each question, below it a line for each code.
pub fn comparison(it: &Comparison, colour: bool) -> String {
    let codes: Vec<String> = it.codes.iter().map(ToString::to_string).collect();
    let policy = it.policy.as_ref().map(|policy| format!(", policy {policy}")).unwrap_or_default();
    let mut lines = vec![format!("{} on {}{policy}", codes.join(", "), it.date)];
    for row in &it.rows {
        let same = if row.is_same { " (same)" } else { "" };
        lines.extend([String::new(), heading(&format!("{}{same}", title(&row.question)), colour)]);
        for (code, cell) in codes.iter().zip(&row.cells) {
            if cell.is_empty() {
                lines.push(format!("  {code}  no answer"));
            }
            // Long answers stand on lines of their own; modifiers and codes beside each other.
            let brief = cell.len() > 1 && cell.iter().all(|told| told.value.len() <= 5 && told.about.is_none());
            if brief {
                let values: Vec<&str> = cell.iter().map(|told| told.value.as_str()).collect();
                lines.push(format!("  {code}  {}", values.join(" ")));
            } else {
                lines.extend(cell.iter().map(|told| format!("  {code}  {}", line(&row.question, told))));
            }
        }
        let mut sources: Vec<String> = Vec::new();
        for told in row.cells.iter().flatten() {
            let own = format!("    source: {}", source(&told.citation));
            if !sources.contains(&own) {
                sources.push(own);
            }
        }
        lines.extend(sources);
    }
    lines.extend(unanswered(&it.not_run, colour));
    finished(&lines)
}

/// The page of a crosswalk: the days of the code, and a line for each payer.
pub fn crosswalk(it: &Crosswalk, colour: bool) -> String {
    let in_force = it.in_force.map_or_else(|| "none that is known".into(), |code| code.to_string());
    let mut lines = vec![format!("{} on {}; in force: {in_force}", it.code, it.date)];
    lines.extend([String::new(), heading("In force", colour)]);
    lines.extend(answers("in_force", &it.windows));
    lines.extend([String::new(), heading("Payers", colour)]);
    let width = it.payers.iter().map(|entry| entry.payer.len()).max().unwrap_or_default();
    for entry in &it.payers {
        let take = entry.take.map_or_else(|| "-".into(), |code| code.to_string());
        lines.push(plain(&format!("  {:<width$}  {take:<5}  {}", entry.payer, entry.says)));
        lines.extend(entry.citation.iter().map(|citation| format!("    source: {}", source(citation))));
    }
    lines.extend(unanswered(&it.not_run, colour));
    finished(&lines)
}

fn unanswered(not_run: &[Unanswered], colour: bool) -> Vec<String> {
    if not_run.is_empty() {
        return Vec::new();
    }
    let lacks = not_run.iter().map(|it| format!("  {}: lacks {}", it.question, it.lacks));
    [String::new(), heading("Not checked", colour)].into_iter().chain(lacks).collect()
}

/// A question as a heading.
fn title(question: &str) -> String {
    let text = question.replace('_', " ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A word as documents write it, with spaces.
fn word(value: &impl Serialize) -> String {
    let text = serde_json::to_value(value).ok();
    text.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().replace('_', " ")
}

/// The lines as a text.
fn finished(lines: &[String]) -> String {
    lines.join("\n")
}
