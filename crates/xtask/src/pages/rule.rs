//! The page of one rule: what it states, a case in which it fires, with the answer, and one in which it does not.

use ens_coding::{Rule, Severity, explain, rules};
use ens_coding_tests::{Case, Difference, Mode, differences, rule_case};
use serde_json::Value;

use super::markdown::{GENERATED, codes, fence, paragraphs, prose, severity, table};
use super::{document, policies, sources};
use crate::Failure;

pub(super) fn page(rule: &Rule) -> Result<String, Failure> {
    let (fires, quiet) = (rule_case(rule, "fires")?, rule_case(rule, "quiet")?);
    let sections = [
        head(rule),
        format!("## Sources\n\n{}", sources::of(rule.cites)),
        firing(rule, &fires)?,
        staying_quiet(rule, &fires, &quiet)?,
        policies::with_other_payers(rule, &fires)?,
        policies::settings(rule),
        related(rule),
    ];
    let written: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    Ok(format!("{GENERATED}{}", written.join("\n")))
}

fn head(rule: &Rule) -> String {
    let Rule { id, says, since, .. } = rule;
    let family = family(id);
    let file = format!("crates/ens_coding/src/edit/{}.rs", id.replace('-', "_"));
    let adjustment = rule.denial.map(|(carc, rarc)| {
        let remarks =
            if rarc.is_empty() { String::new() } else { format!(", with the remark {}", codes(rarc.iter().copied())) };
        format!("- adjustment to expect: `{carc}`{remarks}\n")
    });
    format!(
        "# {id}\n\n[Rules](../README.md) / [{family}](../README.md#{family})\n\n{}\n\n- severity: {}{}\n- since: \
         {since}\n- says: “{says}”\n{}- written in [{file}](../../../{file})\n",
        paragraphs(rule.doc).join("\n\n"),
        severity(rule.severity),
        if rule.severity == Severity::Info { "" } else { " at worst" },
        adjustment.unwrap_or_default(),
    )
}

/// The case in which the rule fires, as a document for the command line, and what the answer says of the rule.
fn firing(rule: &Rule, case: &Case) -> Result<String, Failure> {
    let outcome = case.run()?;
    let mut explanation = explain(&outcome);
    explanation.findings.retain(|finding| finding.rule == rule.id);
    if explanation.findings.is_empty() {
        return Err(format!("{} does not fire", case.id).into());
    }
    let findings: String = explanation.findings.iter().map(ToString::to_string).collect();
    let mended = match (case.mode, explanation.judged.is_empty()) {
        (Mode::Audit, _) => String::new(),
        (Mode::Code, true) => format!("\nThe claim:\n\n{}", fence("text", &numbered(&explanation.claim))),
        (_, true) => "\nThe claim stays as it is.\n".to_owned(),
        (_, false) => format!(
            "\nThe claim, mended as far as this record supports:\n\n{}",
            fence("text", &numbered(&explanation.claim))
        ),
    };
    let mut parts = String::new();
    for part in &case.parts {
        parts.push_str(&format!(
            "With a policy beside the bundled ones:\n\n{}\n",
            fence("json", &document::shown(part))
        ));
    }
    Ok(format!(
        "## It fires\n\n{}. {}\n\n{parts}{}: `ens {} {}`\n\n{}\nThe answer says:\n\n{}{mended}",
        prose(&case.title),
        prose(&case.why),
        setting(case),
        case.mode.command(),
        if case.parts.is_empty() { "FILE" } else { "--part POLICY FILE" },
        fence("json", &document::shown(&case.document()?)),
        fence("text", &findings),
    ))
}

fn numbered(lines: &[String]) -> String {
    if lines.is_empty() {
        return "  no line".to_owned();
    }
    lines.iter().enumerate().map(|(at, line)| format!("  {:>2}  {line}\n", at + 1)).collect()
}

/// Payer and date of a case in words.
fn setting(case: &Case) -> String {
    let document = case.practice.as_ref().unwrap_or(&case.visit);
    let text = |value: &Value| value.as_str().unwrap_or("not stated").to_owned();
    let payer =
        [&document["payer"]["id"], &document["payer"]["line_of_business"]].into_iter().find(|it| it.is_string());
    let day = match case.mode {
        Mode::Audit => format!("{} to {}", text(&document["from"]), text(&document["to"])),
        _ => text(&document["date_of_service"]),
    };
    format!("Payer {}, {day}", payer.map_or("not stated".to_owned(), |id| format!("`{}`", text(id))))
}

/// The other case, by what differs.
fn staying_quiet(rule: &Rule, fires: &Case, quiet: &Case) -> Result<String, Failure> {
    let outcome = quiet.run()?;
    if outcome.findings.iter().any(|finding| finding.rule == rule.id) {
        return Err(format!("{} is not quiet", quiet.id).into());
    }
    let mut section = format!("## It stays quiet\n\n{}. {}\n\n", prose(&quiet.title), prose(&quiet.why));
    let (one, other) = (fires.document()?, quiet.document()?);
    let told: Vec<Vec<String>> = differences(&one, &other).iter().map(told).collect();
    if !told.is_empty() {
        section.push_str(&table(&["what differs", "where it fires", "where it is quiet"], &told));
    }
    if fires.parts != quiet.parts {
        section.push_str("\nThe policies beside the bundled ones differ too.\n");
    }
    if fires.mode != quiet.mode {
        section.push_str(&format!("\nHere the command is `ens {}`.\n", quiet.mode.command()));
    }
    Ok(section)
}

fn told(difference: &Difference<'_>) -> Vec<String> {
    let value = |it: Option<&Value>| it.map_or("not there".to_owned(), |it| format!("`{}`", document::on_one_line(it)));
    vec![format!("`{}`", difference.path), value(difference.one), value(difference.other)]
}

fn related(rule: &Rule) -> String {
    let family = family(rule.id);
    let others = rules().filter(|it| it.id != rule.id && self::family(it.id) == family);
    let link = |it: &Rule| format!("[{0}]({0}.md)", it.id.split_once('/').map_or(it.id, |(_, condition)| condition));
    let links: Vec<String> = others.map(link).collect();
    if links.is_empty() { String::new() } else { format!("## Others of the family\n\n{}\n", links.join(" · ")) }
}

fn family(id: &str) -> &str {
    id.split_once('/').map_or(id, |(family, _)| family)
}
