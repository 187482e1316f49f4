//! `ens ledger`: the page of a ledger.

use ens_coding::{Ledger, LedgerAmount, LedgerAuthorization, LedgerEntry, LedgerEpisode};

use crate::page;

/// The page of a ledger: a line for each limit, its sessions and its source, and what could not be counted.
pub fn shown(ledger: &Ledger) -> String {
    let mut lines = vec!["Limits".to_owned()];
    if ledger.entries.is_empty() {
        lines.push("  none of those that are counted here".into());
    }
    for entry in &ledger.entries {
        lines.extend(of_entry(entry));
    }
    for (title, own) in [
        ("Therapy of the year", ledger.amounts.iter().flat_map(of_amount).collect::<Vec<_>>()),
        ("Authorizations", ledger.authorizations.iter().map(of_authorization).collect()),
        ("Trials", ledger.episodes.iter().map(of_episode).collect()),
    ] {
        if !own.is_empty() {
            lines.extend([String::new(), title.into()]);
            lines.extend(own);
        }
    }
    if !ledger.not_run.is_empty() {
        lines.extend([String::new(), "Not checked".into()]);
        lines.extend(ledger.not_run.iter().map(|it| format!("  {}: lacks {}", it.rule, it.lacks)));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn of_entry(entry: &LedgerEntry) -> Vec<String> {
    let mut subject = page::term(&entry.therapy);
    if let Some(area) = entry.area {
        subject = format!("{subject}, {}", page::term(&area).replace(' ', " and "));
    }
    if let Some(code) = entry.code {
        subject = format!("{subject}, {code}");
    }
    if let Some(purpose) = entry.purpose {
        subject = format!("{subject}, {}", page::term(&purpose));
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
        let trust = page::term(&citation.trust);
        lines.push(format!("    source: {} [{trust}]", citation.title));
    }
    lines
}

fn of_amount(amount: &LedgerAmount) -> Vec<String> {
    let disciplines: Vec<String> = amount.disciplines.iter().map(page::term).collect();
    let mut lines = vec![format!(
        "  {} in {}: {} of {}, {} left",
        disciplines.join(" and "),
        amount.year,
        amount.spent_cents,
        amount.threshold_cents,
        amount.left_cents
    )];
    lines.extend(amount.review_cents.map(|review| format!("    reviews may begin at {review}")));
    lines.extend(amount.citation.as_ref().map(|it| format!("    source: {} [{}]", it.title, page::term(&it.trust))));
    lines
}

fn of_authorization(it: &LedgerAuthorization) -> String {
    let codes: Vec<String> = it.codes.iter().map(ToString::to_string).collect();
    let codes = if codes.is_empty() { "all codes".into() } else { codes.join(", ") };
    let number = it.number.as_ref().map(|number| format!("{}, ", page::plain(number))).unwrap_or_default();
    let days = it.last_day.map(|last| format!(", until {last}")).unwrap_or_default();
    let visits = it.visits_left.zip(it.visits).map(|(left, all)| format!(", {left} of {all} visits left"));
    format!("  {number}{codes}: {}{days}{}", page::term(&it.standing), visits.unwrap_or_default())
}

fn of_episode(it: &LedgerEpisode) -> String {
    let therapy = it.therapy.map(|therapy| format!(", {}", page::term(&therapy))).unwrap_or_default();
    let outcome = it.outcome.map(|outcome| format!(", {}", page::term(&outcome))).unwrap_or_default();
    let global = it.global_period_to.map(|to| format!(", global period to {to}")).unwrap_or_default();
    let permanent = it.permanent_on.map_or("no implant yet".into(), |day| format!("implant on {day}"));
    format!("  {}{therapy}{outcome}{global}: {permanent}", it.trial_on)
}
