//! One page for a person: the claim, each line's reason, each finding with its source, and what was not checked.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write};
use serde::{Deserialize, Serialize};

use crate::claim::{Claim, Line};
use crate::facts::{Facts, Value};
use crate::finding::{At, Citation, Finding, Outcome, Severity, Step, Verdict};
use crate::fix::{Change, Fix};
use crate::rule::Rule;
use crate::select::reasons::REASONS;

/// An explained answer; `Display` writes the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Explanation {
    /// The verdict as a sentence.
    pub summary: String,
    /// The recommended claim, a line each.
    pub claim: Vec<String>,
    /// The claim that was judged, where it is another one: findings name its lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<String>,
    /// Why the draft looks as it does.
    pub reasons: Vec<String>,
    /// The findings, the worst first.
    pub findings: Vec<ExplainedFinding>,
    /// What was not checked, and what it lacked.
    pub not_checked: Vec<String>,
    /// What the answer rests on.
    pub basis: Vec<String>,
}

/// A finding in sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExplainedFinding {
    /// Id of the rule.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// Where, and what is wrong.
    pub sentence: String,
    /// What would mend it, the best way first.
    pub fixes: Vec<String>,
    /// Who says so.
    pub sources: Vec<String>,
}

/// Explains an answer.
pub fn explain(outcome: &Outcome) -> Explanation {
    let weights = [Severity::Deny, Severity::Warn, Severity::Info];
    let findings = weights.iter().flat_map(|weight| outcome.findings.iter().filter(|it| it.severity == *weight));
    Explanation {
        summary: summary(outcome),
        claim: billed(&outcome.claim),
        judged: outcome.judged.as_ref().map(billed).unwrap_or_default(),
        reasons: outcome.steps.iter().map(step).collect(),
        findings: findings.map(|finding| explained(finding, outcome)).collect(),
        not_checked: not_checked(outcome),
        basis: basis(outcome),
    }
}

/// The lines of a claim, and the number of its authorization.
fn billed(claim: &Claim) -> Vec<String> {
    let number = claim.authorization_number.as_ref().map(|number| format!("authorization {number}"));
    claim.lines.iter().map(ToString::to_string).chain(number).collect()
}

fn summary(outcome: &Outcome) -> String {
    let count = |severity| outcome.findings.iter().filter(|finding| finding.severity == severity).count();
    let verdict = match outcome.verdict {
        Verdict::Clean => "clean: everything that applies was checked, and nothing needs repair",
        Verdict::Findings => "findings: something needs repair",
        Verdict::Incomplete => "incomplete: no denial was found, but not everything could be checked",
    };
    format!(
        "{verdict} ({} to deny, {} warnings, {} notes, {} not checked)",
        count(Severity::Deny),
        count(Severity::Warn),
        count(Severity::Info),
        outcome.not_run.len()
    )
}

/// Code, modifiers and units.
impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let modifiers: Vec<String> = self.modifiers.iter().map(ToString::to_string).collect();
        write!(f, "{}  {:<14} x {}", self.code, modifiers.join(" "), self.units.get())?;
        self.revenue_code.map_or(Ok(()), |code| write!(f, "  revenue {code}"))
    }
}

/// What the sentences say behind a number, and behind the number one.
const SINGLES: [(&str, &str); 16] = [
    (" units are", " unit is"),
    (" units of stimulation on the skin are", " unit of stimulation on the skin is"),
    (" units", " unit"),
    (" minutes give", " minute gives"),
    (" minutes", " minute"),
    (" permanent implants", " permanent implant"),
    (" trials", " trial"),
    (" programming sessions", " programming session"),
    (" patients", " patient"),
    (" lines carry", " line carries"),
    (" claims with a pair for it carry", " claim with a pair for it carries"),
    (" claims with therapy carry", " claim with therapy carries"),
    (" claims with a procedure have", " claim with a procedure has"),
    (" claims have", " claim has"),
    (" claims", " claim"),
    (" timed units", " timed unit"),
]; // the longer one first

/// Fills the `{names}` of a sentence with facts, amounts in dollars; a missing one stays visible.
pub(crate) fn fill(says: &str, facts: &Facts) -> String {
    let mut sentence = String::new();
    let mut rest = says;
    while let Some((before, after)) = rest.split_once('{') {
        sentence.push_str(before);
        let Some((name, mut after)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        match facts.get(name) {
            Some(Value::Number(cents)) if name.ends_with("_cents") => {
                let _ = write!(sentence, "${}.{:02}", cents / 100, cents.unsigned_abs() % 100);
            }
            Some(Value::Number(1)) => {
                sentence.push('1');
                if let Some((one, rest)) = SINGLES.iter().find_map(|(many, one)| Some((one, after.strip_prefix(many)?)))
                {
                    sentence.push_str(one);
                    after = rest;
                }
            }
            Some(value) => {
                let _ = write!(sentence, "{value}");
            }
            None => {
                let _ = write!(sentence, "({name} not known)");
            }
        }
        rest = after;
    }
    sentence.push_str(rest);
    sentence
}

fn place(at: At, outcome: &Outcome) -> String {
    let code = |line: u16| {
        let line_number = line.saturating_add(1);
        outcome
            .judged()
            .lines
            .get(usize::from(line))
            .map_or(format!("line {line_number}"), |it| format!("line {line_number} ({})", it.code))
    };
    match at {
        At { line: Some(line), other_line: Some(other), .. } => format!("{} with {}", code(line), code(other)),
        At { line: Some(line), .. } => code(line),
        At { service: Some(service), .. } => format!("service {}", service.saturating_add(1)),
        At { diagnosis: Some(diagnosis), .. } => format!("diagnosis {}", diagnosis.saturating_add(1)),
        At { clinician: Some(clinician), .. } => format!("clinician {}", clinician.saturating_add(1)),
        _ => "claim".into(),
    }
}

fn says(id: &str) -> Option<&'static Rule> {
    crate::run::rule(id).or_else(|| REASONS.iter().find(|reason| reason.id == id).copied())
}

fn step(step: &Step) -> String {
    let sentence = says(&step.reason).map_or_else(|| step.reason.to_string(), |rule| fill(rule.says, &step.facts));
    match (step.at.line, step.at.service) {
        (Some(line), _) => format!("line {}: {sentence}", line.saturating_add(1)),
        (None, Some(service)) => format!("service {}: {sentence}", service.saturating_add(1)),
        _ => sentence,
    }
}

/// Where a finding is, and what is wrong.
pub(crate) fn sentence(finding: &Finding, outcome: &Outcome) -> String {
    let sentence = says(&finding.rule).map_or_else(|| finding.rule.to_string(), |rule| fill(rule.says, &finding.facts));
    format!("{}: {sentence}", place(finding.at, outcome))
}

/// A sentence, and the adjustment codes to expect.
fn expected(mut sentence: String, finding: &Finding) -> String {
    if let Some(denial) = &finding.denial {
        sentence.push_str(" [expect ");
        sentence.push_str(&denial.carc);
        for remark in &denial.rarc {
            sentence.push(' ');
            sentence.push_str(remark);
        }
        sentence.push(']');
    }
    sentence
}

fn explained(finding: &Finding, outcome: &Outcome) -> ExplainedFinding {
    ExplainedFinding {
        rule: finding.rule.to_string(),
        severity: finding.severity,
        sentence: expected(sentence(finding, outcome), finding),
        fixes: finding.fixes.iter().map(fix).collect(),
        sources: finding.citations.iter().map(citation).collect(),
    }
}

fn citation(citation: &Citation) -> String {
    let trust = match citation.trust {
        crate::source::Trust::Primary => "primary",
        crate::source::Trust::Secondary => "secondary",
        crate::source::Trust::Unverified => "unverified",
    };
    let window = match (citation.from, citation.to) {
        (None, None) => String::new(),
        (Some(from), None) => format!(", from {from}"),
        (None, Some(to)) => format!(", until {to}"),
        (Some(from), Some(to)) => format!(", {from} to {to}"),
    };
    format!("{} [{trust}{window}]", citation.title)
}

fn fix(fix: &Fix) -> String {
    let changes: Vec<String> = fix.changes.iter().map(ToString::to_string).collect();
    match (changes.is_empty(), fix.document.is_empty()) {
        (_, true) => changes.join(", "),
        (true, false) => format!("record, if true: {}", fix.document.join(", ")),
        (false, false) => format!("{}, once recorded, if true: {}", changes.join(", "), fix.document.join(", ")),
    }
}

/// The change in words; lines are counted from 1.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |place: &u16| place.saturating_add(1);
        match self {
            Self::AddModifier { line, modifier } => write!(f, "add {modifier} to line {}", number(line)),
            Self::RemoveModifier { line, modifier } => write!(f, "remove {modifier} from line {}", number(line)),
            Self::SetUnits { line, units } => write!(f, "set the units of line {} to {}", number(line), units.get()),
            Self::ReplaceCode { line, code } => write!(f, "bill {code} on line {}", number(line)),
            Self::SetRevenueCode { line, revenue_code } => {
                write!(f, "revenue code {revenue_code} on line {}", number(line))
            }
            Self::SetAuthorizationNumber { .. } => f.write_str("put the number of the authorization on the claim"),
            Self::AddLine { new } => write!(f, "add a line {new}"),
            Self::RemoveLine { line } => write!(f, "take line {} off the claim", number(line)),
        }
    }
}

fn not_checked(outcome: &Outcome) -> Vec<String> {
    outcome.not_run.iter().map(|it| format!("{} ({}): lacks {}", it.rule, place(it.at, outcome), it.lacks)).collect()
}

fn basis(outcome: &Outcome) -> Vec<String> {
    let mut lines = Vec::from([format!("ens_coding {}", outcome.basis.library)]);
    lines.extend(outcome.basis.policy.as_ref().map(|policy| format!("policy {policy}")));
    lines.extend(outcome.basis.parts.iter().filter_map(|part| {
        let edition = part.edition.as_ref()?;
        let digest = part.digest.get(..12).unwrap_or(&part.digest);
        Some(format!("{} edition {edition} ({digest})", part.part))
    }));
    lines
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Verdict: {}", self.summary)?;
        writeln!(f, "\nClaim")?;
        if self.claim.is_empty() {
            writeln!(f, "  no line")?;
        }
        numbered(f, &self.claim)?;
        if !self.judged.is_empty() {
            writeln!(f, "\nBefore the fixes (findings name these lines)")?;
            numbered(f, &self.judged)?;
        }
        section(f, "Why", &self.reasons)?;
        if !self.findings.is_empty() {
            writeln!(f, "\nFindings")?;
        }
        self.findings.iter().try_for_each(|finding| write!(f, "{finding}"))?;
        section(f, "Not checked", &self.not_checked)?;
        section(f, "Basis", &self.basis)
    }
}

impl fmt::Display for ExplainedFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.severity {
            Severity::Deny => "DENY",
            Severity::Warn => "WARN",
            Severity::Info => "INFO",
        };
        writeln!(f, "  {word}  {}", self.rule)?;
        writeln!(f, "        {}", self.sentence)?;
        for fix in &self.fixes {
            writeln!(f, "        fix: {fix}")?;
        }
        self.sources.iter().try_for_each(|source| writeln!(f, "        source: {source}"))
    }
}

fn numbered(f: &mut fmt::Formatter<'_>, lines: &[String]) -> fmt::Result {
    lines.iter().enumerate().try_for_each(|(at, line)| writeln!(f, "  {:>2}  {line}", at.saturating_add(1)))
}

fn section(f: &mut fmt::Formatter<'_>, title: &str, lines: &[String]) -> fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(f, "\n{title}")?;
    lines.iter().try_for_each(|line| writeln!(f, "  {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_filled_and_one_is_single() {
        let mut facts = Facts::default();
        facts.push("units", 1_u32);
        facts.push("minutes", 8_u32);
        facts.push("left_cents", 1_234_505_i64);
        let says = "{units} units are billed, {minutes} minutes give {units} units; {left_cents} left, {why}";
        let filled = "1 unit is billed, 8 minutes give 1 unit; $12345.05 left, (why not known)";
        assert_eq!(fill(says, &facts), filled);
        assert_eq!(fill("{units}{units} of {units} minutes", &facts), "11 of 1 minute");
    }
}
