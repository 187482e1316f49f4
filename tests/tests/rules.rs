//! Holds every rule of the registry to its two cases and to the manners of a rule.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use ens_coding::{Finding, Outcome, Rule, Severity, Trust, explain, rules};
use ens_coding_tests::{Case, ExpectedFinding, Mode, RULE_CASES, cases_folder, failures, rule_case, workspace_root};

type Failure = Box<dyn Error>;

fn folder() -> PathBuf {
    cases_folder().join("rules")
}

/// Every rule with its firing case and the answer to that.
fn firing() -> Result<Vec<(&'static Rule, Case, Outcome)>, Failure> {
    let one = |rule: &'static Rule| -> Result<_, Failure> {
        let case = rule_case(rule, "fires")?;
        let outcome = case.run().map_err(|error| format!("{}: {error}", case.id))?;
        Ok((rule, case, outcome))
    };
    rules().map(one).collect()
}

/// The findings of a rule.
fn of<'a>(outcome: &'a Outcome, rule: &'a Rule) -> impl Iterator<Item = &'a Finding> {
    outcome.findings.iter().filter(|finding| finding.rule == rule.id)
}

fn none(wrong: &[String]) -> Result<(), Failure> {
    if wrong.is_empty() { Ok(()) } else { Err(format!("{} wrong\n{}", wrong.len(), wrong.join("\n")).into()) }
}

/// The `family/condition` of the files or folders two levels below a folder.
fn conditions(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let mut found = BTreeSet::new();
    for family in fs::read_dir(folder)? {
        let family = family?.path();
        for condition in fs::read_dir(&family).into_iter().flatten() {
            let condition = condition?.path();
            let parts = [&family, &condition].map(|path| path.file_stem().unwrap_or_default().to_string_lossy());
            if parts[1] != "mod" {
                found.insert(parts.join("/").replace('_', "-"));
            }
        }
    }
    Ok(found)
}

#[test]
fn ids_are_sorted_and_name_the_files_of_rules_and_cases() -> Result<(), Failure> {
    let ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|one, two| one < two), "sorted and unique");
    let ids: BTreeSet<String> = ids.into_iter().map(str::to_owned).collect();
    assert_eq!(conditions(&workspace_root().join("crates/ens_coding/src/edit"))?, ids, "files");
    assert_eq!(conditions(&folder())?, ids, "cases");
    Ok(())
}

#[test]
fn every_rule_fires_in_one_case_and_stays_quiet_in_the_other() -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for rule in rules() {
        for name in RULE_CASES {
            let case = rule_case(rule, name)?;
            let mut lines = match case.run() {
                Ok(outcome) => judged(rule, name, &case, &outcome),
                Err(error) => vec![format!("refused         {error}")],
            };
            if !lines.is_empty() {
                lines.insert(0, format!("{} {}", case.id, case.title));
                wrong.push(lines.join("\n    "));
            }
        }
    }
    none(&wrong)
}

fn judged(rule: &Rule, name: &str, case: &Case, outcome: &Outcome) -> Vec<String> {
    let mut wrong = failures(case, outcome);
    let expected =
        |it: &ExpectedFinding| it.rule == rule.id && of(outcome, rule).any(|own| own.severity == it.severity);
    let found = of(outcome, rule).count() > 0;
    if name == "fires" && !case.expect.findings.iter().any(expected) {
        let severities: Vec<Severity> = of(outcome, rule).map(|finding| finding.severity).collect();
        wrong.push(format!("own finding     not as expected, {severities:?} found"));
    }
    if name == "quiet" && found {
        wrong.push("own finding     there".to_owned());
    }
    // Quiet because it was judged, not because something was missing.
    for missing in outcome.not_run.iter().filter(|it| name == "quiet" && it.rule == rule.id) {
        wrong.push(format!("not run         lacks {}", missing.lacks));
    }
    for finding in outcome.findings.iter().filter(|it| name == "quiet" && it.severity == Severity::Warn) {
        if !case.expect.findings.iter().any(|it| it.rule == finding.rule) {
            wrong.push(format!("extra warning   {}", finding.rule));
        }
    }
    wrong
}

#[test]
fn rules_are_documented_and_say_whole_sentences() -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for (rule, _, outcome) in firing()? {
        let doc = rule.doc.trim();
        if doc.is_empty() || !doc.ends_with('.') {
            wrong.push(format!("{}: doc `{doc}`", rule.id));
        }
        if rule.says.starts_with(|first: char| first != '{' && !first.is_lowercase()) || rule.says.ends_with('.') {
            wrong.push(format!("{}: says `{}`", rule.id, rule.says));
        }
        for finding in &outcome.findings {
            let cited =
                finding.citations.iter().any(|it| finding.severity != Severity::Deny || it.trust == Trust::Primary);
            if !cited {
                wrong.push(format!("{}: {} {:?} without its citation", rule.id, finding.rule, finding.severity));
            }
        }
        for finding in explain(&outcome).findings {
            if finding.sentence.contains(" not known)") {
                wrong.push(format!("{}: {}: `{}`", rule.id, finding.rule, finding.sentence));
            }
        }
    }
    none(&wrong)
}

#[test]
fn a_mechanical_fix_removes_its_finding() -> Result<(), Failure> {
    let mut wrong = Vec::new();
    for (rule, mut case, outcome) in firing()? {
        let before = outcome.judged();
        for finding in of(&outcome, rule) {
            for fix in finding.fixes.iter().filter(|fix| fix.is_applicable()) {
                let claim = ens_coding::apply(before, fix);
                if claim.lines.is_empty() {
                    continue;
                }
                case.mode = Mode::Check;
                case.submitted = Some(claim);
                let again = case.run().map_err(|error| format!("{} mended: {error}", rule.id))?;
                let key = subject(&outcome, finding);
                if of(&again, rule).any(|it| it.severity == finding.severity && subject(&again, it) == key) {
                    wrong.push(format!("{}: {key:?} outlasts {fix:?}", rule.id));
                }
            }
        }
    }
    none(&wrong)
}

/// The code that a finding is about, or the diagnosis.
fn subject(outcome: &Outcome, finding: &Finding) -> Option<String> {
    let line = finding.at.line.and_then(|at| outcome.judged().lines.get(usize::from(at)));
    let named = ["code", "diagnosis"].into_iter().find_map(|name| finding.facts.get(name));
    line.map(|line| line.code.to_string()).or_else(|| named.map(ToString::to_string))
}

#[test]
fn findings_survive_a_round_trip() -> Result<(), Failure> {
    for (rule, _, outcome) in firing()? {
        for finding in of(&outcome, rule) {
            let again: Finding = serde_json::from_str(&serde_json::to_string(finding)?)?;
            assert_eq!(again, *finding, "{}", rule.id);
        }
    }
    Ok(())
}
