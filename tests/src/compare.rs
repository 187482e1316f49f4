use ens_coding::{Line, Outcome, Severity, Trust};

use crate::Case;

/// Never counts: the date of a case may lie outside of the loaded editions.
const NEVER_COUNTS: &str = "basis/edition-out-of-range";

/// What is wrong with an answer to a case; nothing where it is right.
pub fn failures(case: &Case, outcome: &Outcome) -> Vec<String> {
    let mut failures = Vec::new();
    let expect = &case.expect;
    let actual = shown(&outcome.claim.lines);
    let right: Vec<_> = std::iter::once(&expect.lines).chain(&expect.alternates).map(|lines| shown(lines)).collect();
    if !right.contains(&actual) {
        let right: Vec<_> = right.iter().map(|lines| lines.join(" + ")).collect();
        failures.push(format!("lines expected  {}", right.join("  or  ")));
        failures.push(format!("lines actual    {}", actual.join(" + ")));
    }
    for expected in &expect.findings {
        let severities: Vec<Severity> = outcome
            .findings
            .iter()
            .filter(|finding| finding.rule == expected.rule)
            .map(|finding| finding.severity)
            .collect();
        if severities.is_empty() {
            failures.push(missing(&expected.rule, outcome));
        } else if case.trust == Trust::Primary && !severities.contains(&expected.severity) {
            let (rule, right) = (&expected.rule, expected.severity);
            failures.push(format!("severity        {rule}: {right:?} expected, {severities:?} found"));
        }
    }
    for finding in &outcome.findings {
        let listed = expect.findings.iter().any(|it| finding.rule == it.rule);
        if finding.severity == Severity::Deny && !listed && finding.rule != NEVER_COUNTS {
            failures.push(format!("extra deny      {}", finding.rule));
        }
    }
    if let Some(right) = expect.revenue_code {
        for line in &outcome.claim.lines {
            if line.revenue_code != Some(right) {
                let (code, actual) = (line.code, line.revenue_code);
                failures.push(format!("revenue code    {code}: {right} expected, {actual:?} found"));
            }
        }
    }
    failures
}

/// Why a rule may not have spoken: it does not exist yet, or lacked something.
fn missing(rule: &str, outcome: &Outcome) -> String {
    let lacks: Vec<&str> = outcome.not_run.iter().filter(|it| it.rule == rule).map(|it| it.lacks.as_ref()).collect();
    let why = match ens_coding::rules().any(|it| it.id == rule) {
        false => " (no such rule)".to_owned(),
        true if lacks.is_empty() => String::new(),
        true => format!(" (not run, lacks {})", lacks.join(", ")),
    };
    format!("rule missing    {rule}{why}")
}

/// Lines as sorted text; the order of lines and of modifiers does not count.
fn shown(lines: &[Line]) -> Vec<String> {
    if lines.is_empty() {
        return vec!["no line".to_owned()];
    }
    let mut shown: Vec<String> = lines
        .iter()
        .map(|line| {
            let mut modifiers = line.modifiers.clone();
            modifiers.sort_unstable();
            modifiers.dedup();
            let modifiers: String = modifiers.iter().map(|it| format!("-{it}")).collect();
            format!("{}{modifiers} x{}", line.code, line.units.get())
        })
        .collect();
    shown.sort_unstable();
    shown
}
