//! Holds the pages of `docs/` to what the library answers, and their links to files that are there.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use ens_coding::{Outcome, Rulebook, explain, json, reasons, rules};
use ens_coding_tests::{rule_case, workspace_root};

type Failure = Box<dyn Error>;

fn docs() -> PathBuf {
    workspace_root().join("docs")
}

/// The first block of code in a language.
fn block<'a>(page: &'a str, language: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!("```{language}\n"))?;
    rest.split_once("```").map(|(block, _)| block)
}

/// The answer to a document as the command of a page gives it.
fn answer(page: &str, document: &str) -> Result<Outcome, Failure> {
    let (_, command) = page.split_once("`ens ").ok_or("no command")?;
    let (book, document) = (Rulebook::bundled(), document.as_bytes());
    let answer = match command.split_whitespace().next() {
        Some("code") => json::code(document, book)?,
        Some("check") => json::edit_document(document, book)?,
        Some("audit") => return Ok(ens_coding::audit(&json::practice(std::str::from_utf8(document)?)?, book)?.into()),
        _ => return Err("another command".into()),
    };
    Ok(serde_json::from_str(&answer)?)
}

#[test]
fn every_rule_has_a_page_whose_example_gives_the_answer_that_it_shows() -> Result<(), Failure> {
    let index = fs::read_to_string(docs().join("rules/README.md"))?;
    for rule in rules() {
        let page = fs::read_to_string(docs().join("rules").join(rule.id).with_extension("md"))
            .map_err(|error| format!("{}: {error}", rule.id))?;
        assert!(index.contains(&format!("]({}.md)", rule.id)), "{} is not in the index", rule.id);
        // The page of a case with policies of its own begins with them.
        if !rule_case(rule, "fires")?.parts.is_empty() {
            continue;
        }
        let document = block(&page, "json").ok_or("no example")?;
        let outcome = answer(&page, document).map_err(|error| format!("{}: {error}", rule.id))?;
        let own = explain(&outcome).findings.into_iter().filter(|it| it.rule == rule.id);
        let shown: String = own.map(|finding| finding.to_string()).collect();
        assert!(!shown.is_empty() && block(&page, "text") == Some(&shown), "{}: {shown}", rule.id);
        for source in rule.cites {
            assert!(page.contains(&format!("`{}`", source.id)), "{}: {}", rule.id, source.id);
        }
    }
    Ok(())
}

#[test]
fn every_reason_policy_and_table_is_on_its_page() -> Result<(), Failure> {
    let read = |name: &str| fs::read_to_string(docs().join(name));
    let (selection, payers, tables) = (read("selection.md")?, read("payers.md")?, read("tables.md")?);
    let ids: Vec<&str> = reasons().map(|reason| reason.id).collect();
    assert!(ids.is_sorted_by(|one, two| one < two), "sorted and unique");
    for id in ids {
        assert!(selection.contains(&format!("\n## {id}\n")), "{id}");
    }
    for policy in Rulebook::bundled().policies() {
        assert!(payers.contains(&format!("\n## {}\n", policy.policy)), "{}", policy.policy);
    }
    for part in Rulebook::bundled().basis().parts.iter().filter(|part| part.edition.is_some()) {
        assert!(tables.contains(&part.digest), "{}", part.part);
    }
    Ok(())
}

#[test]
fn every_link_leads_to_a_file() -> Result<(), Failure> {
    let mut folders = vec![docs()];
    let mut checked = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let page = fs::read_to_string(&path)?;
            let folder = path.parent().unwrap_or(Path::new("."));
            for target in page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
                let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
                let to = if file.is_empty() { path.clone() } else { folder.join(file) };
                assert!(to.exists(), "{}: {target}", path.display());
                if !anchor.is_empty() {
                    let there = fs::read_to_string(to)?.to_lowercase().contains(&format!("\n## {anchor}\n"));
                    assert!(there, "{}: {target}", path.display());
                }
                checked += 1;
            }
        }
    }
    assert!(checked > 1000, "{checked} links");
    Ok(())
}
