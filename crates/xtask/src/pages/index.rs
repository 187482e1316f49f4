//! The list of all rules, by family.

use std::collections::BTreeMap;

use ens_coding::{Rule, Rulebook, rules};
use serde_json::json;

use super::document;
use super::markdown::{GENERATED, fence, paragraphs, severity, table};
use crate::Failure;

pub(super) fn page() -> Result<String, Failure> {
    let mut families: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in rules() {
        families.entry(rule.id.split_once('/').map_or(rule.id, |(family, _)| family)).or_default().push(rule);
    }
    let links: Vec<String> = families.keys().map(|family| format!("[{family}](#{family})")).collect();
    let sections: String = families.iter().map(|(family, rules)| section(family, rules)).collect();
    Ok(format!(
        "{GENERATED}# Rules\n\nAll {} rules, each on a page with what it states, its sources, a case in which it \
         fires with the library's answer, and what keeps it quiet. The severity is the worst that the rule reports: \
         it denies only where a primary source decides, and warns at most otherwise.\n\n{}\n{sections}\n{}",
        rules().count(),
        links.join(" · "),
        settings()?,
    ))
}

fn section(family: &str, rules: &[&Rule]) -> String {
    let row = |rule: &&Rule| {
        let condition = rule.id.split_once('/').map_or(rule.id, |(_, condition)| condition);
        let summary = paragraphs(rule.doc).into_iter().next().unwrap_or_default();
        vec![format!("[{condition}]({}.md)", rule.id), severity(rule.severity).to_owned(), summary]
    };
    let rows: Vec<Vec<String>> = rules.iter().map(row).collect();
    format!("\n## {family}\n\n{}", table(&["rule", "severity", "states"], &rows))
}

/// How a policy changes a rule; the policy that is shown loads.
fn settings() -> Result<String, Failure> {
    let policy = json!({
        "policy": "lakeside",
        "title": "an invented plan",
        "line_of_business": "commercial",
        "inherits": "commercial",
        "sources": [{ "id": "contract", "title": "the contract with the plan", "trust": "primary" }],
        "rules": [
            { "rule": "units/over-mue", "set": "off", "source": "contract", "trust": "primary" },
            { "rule": "modifier/unknown", "set": "warn", "from": "2026-01-01", "source": "contract", "trust": "primary" },
        ],
    });
    Rulebook::bundled_with([policy.to_string().as_bytes()])?;
    Ok(format!(
        "## Settings\n\nA policy can switch a rule `off`, or set its severity to `info`, `warn` or `deny`, from a \
         day to a day. The entry names its source, which then stands first among those of the finding; `deny` needs \
         a primary one. `ens check --part lakeside.json FILE` adds this policy to the bundled ones:\n\n{}\nWhat a \
         payer asks, allows or does not take is no setting of a rule but an entry of its policy: \
         [payers](../payers.md).\n",
        fence("json", &document::shown(&policy))
    ))
}
