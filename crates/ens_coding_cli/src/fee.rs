//! `ens fee`: requests from documents and options, and the page of an estimate.

use ens_coding::table::{Locality, Zip};
use ens_coding::{Citation, Date};
use ens_coding_fee::{FeeEstimate, FeeLine, FeeStep, NotPriced};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::page;

/// What prices depend on besides the document.
#[derive(clap::Args, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Payment locality, the contractor's five digits and the two of its locality; needs the table `gpci`
    #[arg(long, value_name = "DIGITS")]
    locality: Option<Locality>,
    /// ZIP code of the place of service; needs the tables `locality` and `gpci`
    #[arg(long, value_name = "DIGITS")]
    zip: Option<Zip>,
    /// Take sequestration off what Medicare pays
    #[arg(long)]
    sequestration: bool,
    /// The biller is a qualifying participant of an advanced payment model
    #[arg(long)]
    qualifying_participant: bool,
}

impl Terms {
    /// The request: the document itself, or the visit that it is, with the fields of the options behind its own.
    pub fn request(&self, document: &[u8], is_visit: bool) -> Vec<u8> {
        let mut fields = Map::new();
        if let Some(locality) = &self.locality {
            fields.insert("locality".into(), json!(locality.as_str()));
        }
        if let Some(zip) = &self.zip {
            fields.insert("zip".into(), json!(zip.as_str()));
        }
        if self.sequestration {
            fields.insert("sequestration".into(), json!(true));
        }
        if self.qualifying_participant {
            fields.insert("qualifying_participant".into(), json!(true));
        }
        let own = Value::Object(fields).to_string();
        let more = own.trim_start_matches('{');
        let more = if more == "}" { String::new() } else { format!(",{}", more.trim_end_matches('}')) };
        // The text stays as it is, so that problems keep their places.
        let open = if is_visit { Some(document) } else { document.trim_ascii_end().strip_suffix(b"}") };
        match open {
            Some(text) if is_visit => [b"{\"visit\":", text, more.as_bytes(), b"}"].concat(),
            Some(text) => [text, more.as_bytes(), b"}"].concat(),
            None => document.to_vec(),
        }
    }
}

/// The page of an estimate: a table of the lines, the steps of each, and what was left out.
pub fn shown(estimate: &FeeEstimate) -> String {
    let mut lines = vec!["Fees".to_owned()];
    lines.push(format!("   {:<24}{:>8}{:>14}{:>14}{:>14}", "line", "units", "allowed", "Medicare", "patient"));
    for (number, line) in (1_usize..).zip(&estimate.lines) {
        let amounts = [line.amount_cents, line.medicare_cents, line.patient_cents];
        let row = format!("{number:>4}  {:<21}{:>8}{}", name(line), line.units.get(), columns(&amounts));
        lines.push(match &line.not_priced {
            None => row,
            Some(refusal) => format!("{}   not priced: {}", row.trim_end(), why(refusal)),
        });
    }
    let total = &estimate.total;
    let sums = [total.amount_cents, total.medicare_cents, total.patient_cents].map(Some);
    let unpriced =
        if total.not_priced == 0 { String::new() } else { format!("   without {}", counted(total.not_priced, "line")) };
    lines.push(format!("      {:<29}{}{unpriced}", "total of the priced lines", columns(&sums)));
    lines.extend([String::new(), "How".into()]);
    for (number, line) in (1_usize..).zip(&estimate.lines).filter(|(_, line)| line.not_priced.is_none()) {
        lines.extend(steps(number, line));
    }
    lines.push(format!("  rounding: {}", estimate.rounding));
    lines.extend([String::new(), "Basis".into()]);
    lines.extend(basis(estimate));
    for (title, words) in [("assumed", list(&estimate.assumed)), ("not considered", list(&estimate.not_considered))] {
        if !words.is_empty() {
            lines.push(format!("  {title}: {words}"));
        }
    }
    lines.extend(sources(estimate));
    lines.push(String::new());
    lines.join("\n")
}

/// The sources of all steps and refusals, each once.
fn sources(estimate: &FeeEstimate) -> Vec<String> {
    let refusals = estimate.lines.iter().filter_map(|line| line.not_priced.as_ref()?.citation.as_ref());
    let steps = estimate.lines.iter().flat_map(|line| &line.steps).flat_map(|step| &step.citations);
    let factor = estimate.conversion_factor.iter().filter_map(|it| it.citation.as_ref());
    let area = estimate.area.iter().filter_map(|it| it.citation.as_ref());
    let mut all: Vec<String> = Vec::new();
    for citation in steps.chain(refusals).chain(factor).chain(area) {
        let line = format!("  source: {} [{}]", page::plain(&citation.title), word(&citation.trust));
        if !all.contains(&line) {
            all.push(line);
        }
    }
    all
}

fn counted(count: u32, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn name(line: &FeeLine) -> String {
    let modifiers: Vec<String> = line.modifiers.iter().map(ToString::to_string).collect();
    format!("{} {}", line.code, modifiers.join(" "))
}

fn columns(amounts: &[Option<u64>; 3]) -> String {
    amounts.map(|amount| format!("{:>14}", amount.map_or_else(String::new, dollars))).concat()
}

fn dollars(cents: u64) -> String {
    format!("${}.{:02}", cents / 100, cents % 100)
}

fn why(refusal: &NotPriced) -> String {
    let modifier = refusal.modifier.map(|it| format!("modifier {it}"));
    let indicator = refusal.indicator.as_ref().map(|it| format!("indicator {it}"));
    let about: Vec<String> = [refusal.lacks.clone(), modifier, indicator].into_iter().flatten().collect();
    let reason = word(&refusal.reason);
    if about.is_empty() { reason } else { format!("{reason} ({})", about.join(", ")) }
}

/// The values of a line, and its steps with their sources.
fn steps(number: usize, line: &FeeLine) -> Vec<String> {
    let mut lines = vec![format!("  line {number}: {}", name(line).trim_end())];
    if let Some(values) = &line.values {
        let [work, expense, malpractice] = [values.work, values.practice_expense, values.malpractice].map(hundredths);
        let setting = word(&values.setting);
        lines.push(format!(
            "    work {work}, practice expense {expense} ({setting}), malpractice {malpractice}: {} a unit",
            dollars(values.unit_cents)
        ));
    }
    if let Some(price) = &line.price {
        let source = page::plain(&price.source.replace('\n', " "));
        lines.push(format!(
            "    price {} for {}: {source}",
            dollars(price.cents.get()),
            counted(price.units.get(), "unit")
        ));
    }
    lines.extend(line.steps.iter().map(step));
    lines
}

fn step(step: &FeeStep) -> String {
    let parts = [
        step.percent.map(|percent| format!("{percent} %")),
        step.units.map(|units| format!("on {}", counted(units, "unit"))),
        step.modifier.map(|it| format!("modifier {it}")),
        step.indicator.as_ref().map(|it| format!("indicator {it}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let about = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
    format!("    {}{about}: {}", word(&step.step), dollars(step.cents))
}

fn basis(estimate: &FeeEstimate) -> Vec<String> {
    let mut lines = Vec::new();
    lines.push(match &estimate.release {
        None => "  fee schedule: not loaded".into(),
        Some(it) => {
            let uncovered = if it.covers_date { "" } else { ", which does not cover the date" };
            let titles: Vec<String> = it.citations.iter().map(release).collect();
            let named = if titles.is_empty() {
                format!("edition {}, by which no line is priced", page::plain(&it.edition))
            } else {
                titles.join("; ")
            };
            format!("  fee schedule: {named}{uncovered}")
        }
    });
    if let Some(factor) = &estimate.conversion_factor {
        let users = if factor.qualifying_participant { ", of qualifying participants" } else { "" };
        let (whole, rest) = (factor.ten_thousandths / 10_000, factor.ten_thousandths % 10_000);
        lines.push(format!("  conversion factor {whole}.{rest:04}{users}"));
    }
    if let Some(area) = &estimate.area {
        let [work, expense, malpractice] = [area.work, area.practice_expense, area.malpractice].map(thousandths);
        let indices = format!("work {work}, practice expense {expense}, malpractice {malpractice}");
        lines.push(match (&area.locality, &area.name) {
            (Some(locality), Some(name)) => format!("  locality {locality} {}: {indices}", page::plain(name)),
            _ => format!("  national: {indices}"),
        });
    }
    lines
}

/// A release with the days of its rows.
fn release(citation: &Citation) -> String {
    let title = page::plain(&citation.title);
    let day = |day: Option<Date>| day.map_or_else(|| "..".into(), |day| day.to_string());
    match (citation.from, citation.to) {
        (None, None) => title,
        (from, to) => format!("{title} ({} to {})", day(from), day(to)),
    }
}

fn hundredths(value: u32) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}

fn thousandths(value: u32) -> String {
    format!("{}.{:03}", value / 1000, value % 1000)
}

fn list(words: &[impl Serialize]) -> String {
    words.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// A word as documents write it, with spaces.
fn word(value: &impl Serialize) -> String {
    let text = serde_json::to_value(value).ok();
    text.as_ref().and_then(Value::as_str).unwrap_or_default().replace('_', " ")
}
