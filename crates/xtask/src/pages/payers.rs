//! The bundled policies: what each one states, on what it rests, and what it leaves open.

use std::collections::BTreeMap;

use ens_coding::book::Policy;
use ens_coding::{Rulebook, Trust};
use serde_json::Value;

use super::markdown::{GENERATED, codes, prose, table, trust};
use crate::packs::{Record, records};
use crate::{Failure, root};

/// The entries of a policy: in which list, by which source, and how far it is trusted.
struct Entry {
    list: String,
    source: String,
    trust: Trust,
}

pub(super) fn page() -> Result<String, Failure> {
    let policies = Rulebook::bundled().policies();
    let titles: BTreeMap<String, Record> =
        records("sources")?.into_iter().filter_map(|it| Some((it.get("id")?.clone(), it))).collect();
    let terms = terms()?;
    let mut rows = Vec::new();
    let mut sections = String::new();
    for policy in policies {
        let entries = entries(policy)?;
        let count = |wanted| entries.iter().filter(|it| it.trust == wanted).count().to_string();
        let parent = policy.inherits.as_ref().map_or("–".to_owned(), |id| format!("[{id}](#{id})"));
        rows.push(vec![
            format!("[{0}](#{0})", policy.policy),
            prose(&policy.title),
            parent,
            entries.len().to_string(),
            count(Trust::Primary),
            count(Trust::Secondary),
            count(Trust::Unverified),
        ]);
        sections.push_str(&section(policy, &entries, &titles, &open(policy, policies, &terms)));
    }
    let head = ["policy", "title", "inherits", "entries", "primary", "secondary", "unverified"];
    Ok(format!(
        "{GENERATED}# Payers\n\nThe {} bundled policies. A policy states only what is different from the one that it \
         inherits from; every entry has a source, and the days when they are known. Only a primary source lets a \
         rule deny. What no entry says is left open, and answers then say that it was not checked; `payer.terms` of \
         a visit states what your contract says.\n\n{}{sections}",
        policies.len(),
        table(&head, &rows)
    ))
}

fn section(policy: &Policy, entries: &[Entry], titles: &BTreeMap<String, Record>, open: &[String]) -> String {
    let id = &policy.policy;
    let file = format!("crates/ens_coding_data/policies/{id}.json");
    let mut section = format!("\n## {id}\n\n{} ([{file}](../{file})).\n", prose(&policy.title));
    if let Some(parent) = &policy.inherits {
        section.push_str(&format!("Where it has no entry, [{parent}](#{parent}) holds.\n"));
    }
    let mut lists: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        *lists.entry(&entry.list).or_default() += 1;
    }
    if !lists.is_empty() {
        let counted: Vec<String> =
            lists.iter().map(|(list, count)| format!("{} {count}", list.replace('_', " "))).collect();
        section.push_str(&format!("\nEntries: {}.\n", counted.join(", ")));
        section.push_str(&format!("\n{}", sources(policy, entries, titles)));
    }
    section.push_str(&not_known(policy, open));
    section
}

/// The sources that the entries name.
fn sources(policy: &Policy, entries: &[Entry], titles: &BTreeMap<String, Record>) -> String {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in entries {
        *used.entry(&entry.source).or_default() += 1;
    }
    let row = |(id, count): (&&str, &usize)| {
        let cell = |name: &str| titles.get(*id).and_then(|it| it.get(name)).map(|it| prose(it));
        let own = policy.sources.iter().find(|own| own.id == **id);
        let title = cell("title").or_else(|| own.map(|own| prose(&own.title)));
        let trusted = cell("trust").or_else(|| own.map(|own| trust(own.trust).to_owned()));
        let cells = [title, trusted, Some(count.to_string()), cell("locator")];
        [format!("`{id}`")].into_iter().chain(cells.map(Option::unwrap_or_default)).collect::<Vec<_>>()
    };
    table(&["id", "source", "trust", "entries", "where"], &used.iter().map(row).collect::<Vec<_>>())
}

fn not_known(policy: &Policy, open: &[String]) -> String {
    let mut lines = String::new();
    if policy.generic {
        lines.push_str("- The policy stands in: the payer's own terms are not known, or only in part.\n");
    }
    for local in &policy.local_policies {
        lines.push_str(&format!("- {}, not loaded. {}\n", local.id, prose(&local.note)));
    }
    if !open.is_empty() {
        lines.push_str(&format!(
            "- Terms without an entry, here or inherited: {}.\n",
            codes(open.iter().map(String::as_str))
        ));
    }
    if lines.is_empty() { lines } else { format!("\nNot known:\n\n{lines}") }
}

/// Every object below a policy that names a source and says how far it is trusted.
fn entries(policy: &Policy) -> Result<Vec<Entry>, Failure> {
    let mut entries = Vec::new();
    if let Value::Object(fields) = serde_json::to_value(policy)? {
        for (list, value) in &fields {
            collect(list, value, &mut entries)?;
        }
    }
    Ok(entries)
}

fn collect(list: &str, value: &Value, entries: &mut Vec<Entry>) -> Result<(), Failure> {
    match value {
        Value::Array(items) => items.iter().try_for_each(|item| collect(list, item, entries)),
        Value::Object(fields) => match (fields.get("source").and_then(Value::as_str), fields.get("trust")) {
            (Some(source), Some(trust)) => {
                let trust = serde_json::from_value(trust.clone())?;
                entries.push(Entry { list: list.to_owned(), source: source.to_owned(), trust });
                Ok(())
            }
            _ => fields.values().try_for_each(|it| collect(list, it, entries)),
        },
        _ => Ok(()),
    }
}

/// The names of all terms, as the schema has them.
fn terms() -> Result<Vec<String>, Failure> {
    let schema: Value = serde_json::from_slice(&std::fs::read(root().join("bindings/schema/policy.json"))?)?;
    let terms = schema["$defs"]["DatedTerms"]["properties"].as_object().ok_or("policy.json: no terms")?;
    Ok(terms.keys().cloned().collect())
}

/// The terms that neither a policy nor those that it inherits from have.
fn open(policy: &Policy, policies: &[Policy], terms: &[String]) -> Vec<String> {
    let parent = |it: &&Policy| policies.iter().find(|other| Some(&other.policy) == it.inherits.as_ref());
    let chain: Vec<Value> =
        std::iter::successors(Some(policy), parent).filter_map(|it| serde_json::to_value(&it.terms).ok()).collect();
    terms.iter().filter(|term| chain.iter().all(|own| own.get(term.as_str()).is_none())).cloned().collect()
}
