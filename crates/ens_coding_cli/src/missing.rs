//! `ens missing`: the page of a checklist.

use ens_coding::{Bound, Checklist, ChecklistItem, Duty, Stated, SupposedFact, Way};

use crate::page;

/// The page of a checklist: the claim, and for each open item the facts that settle it.
pub fn shown(list: &Checklist) -> String {
    let mut lines = vec!["Claim".to_owned()];
    lines.extend((1_usize..).zip(&list.claim.lines).map(|(number, line)| format!("  {number:>2}  {line}")));
    lines.extend([String::new(), "Open".into()]);
    if list.items.is_empty() {
        lines.push("  nothing".into());
    }
    list.items.iter().for_each(|item| lines.extend(of_item(item)));
    if !list.record.is_empty() {
        lines.extend([String::new(), "The record".into()]);
        lines.extend(list.record.iter().map(of_duty));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn of_item(item: &ChecklistItem) -> Vec<String> {
    let word = item.severity.map_or("OPEN", page::word);
    let mut lines = vec![format!("  {word}  {}", item.rule), format!("        {}", item.sentence)];
    let word = if item.for_denial { "bill for its denial" } else { "correct" };
    lines.extend(item.correction.iter().map(|change| format!("        {word}: {change}")));
    let words = ["record, if true"].into_iter().chain(std::iter::repeat("or"));
    lines.extend(item.ways.iter().zip(words).map(|(way, word)| format!("        {word}: {}", of_way(way))));
    if !item.needs.is_empty() {
        lines.push(format!("        tell or load: {}", item.needs.join(", ")));
    }
    if item.unsearched {
        lines.push("        not searched: too much is open".into());
    }
    lines.extend(item.citations.iter().map(|it| format!("        source: {} [{}]", it.title, page::term(&it.trust))));
    lines
}

/// What the record holds or not, as far as the visit tells.
fn of_duty(duty: &Duty) -> String {
    let codes: Vec<String> = duty.codes.iter().map(ToString::to_string).collect();
    let when = duty.when.as_ref().map(|when| format!(" ({when})")).unwrap_or_default();
    let mark = match duty.stated {
        Some(true) => "[stated]",
        Some(false) => "[      ]",
        None => "[  ?   ]",
    };
    let trust = duty.citation.as_ref().map(|it| format!(" [{}]", page::term(&it.trust))).unwrap_or_default();
    format!("  {mark} {}: {}{when}{trust}", codes.join(" "), duty.record)
}

fn of_way(way: &Way) -> String {
    let facts: Vec<String> = way.facts.iter().map(of_fact).collect();
    let then: Vec<String> = way.changes.iter().map(ToString::to_string).collect();
    let then = if then.is_empty() { String::new() } else { format!("; then {}", then.join(", ")) };
    format!("{}{then}", facts.join("; "))
}

/// A fact with the values that settle it.
fn of_fact(fact: &SupposedFact) -> String {
    let value = |stated: &Stated| match stated {
        Stated::Fact(true) => "yes".to_owned(),
        Stated::Fact(false) => "no".into(),
        Stated::Number(number) => number.to_string(),
        Stated::Word(word) => word.replace('_', " "),
    };
    let values: Vec<String> = fact.values.iter().map(value).collect();
    let bound = match fact.bound {
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::AtMost) => "at most ",
        None => "",
    };
    format!("{} {bound}{}", fact.path, values.join(" or "))
}
