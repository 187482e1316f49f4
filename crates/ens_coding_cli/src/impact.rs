//! What becomes of an answer when a part of the rulebook is another one.

use ens_coding::{ExplainedFinding, Finding, NotRun, Outcome, Verdict, explain};
use serde_json::{Value, json};

use crate::page;

/// Two answers to one document, where they differ.
pub struct Change {
    before: Outcome,
    after: Outcome,
}

impl Change {
    /// What differs besides the basis; `None` where nothing does.
    pub fn between(before: Outcome, after: Outcome) -> Option<Self> {
        let same = before.verdict == after.verdict
            && before.claim == after.claim
            && judgement(&before).eq(judgement(&after))
            && before.not_run == after.not_run;
        (!same).then_some(Self { before, after })
    }

    /// As a JSON document.
    pub fn to_json(&self, name: &str) -> Value {
        let (gone, new) = self.findings();
        let claim = (self.before.claim != self.after.claim).then_some(&self.after.claim);
        json!({
            "document": name, "before": self.before.verdict, "after": self.after.verdict, "gone": gone, "new": new,
            "checked": missing(&self.before, &self.after), "unchecked": missing(&self.after, &self.before),
            "claim": claim,
        })
    }

    /// As a few lines for people.
    pub fn to_page(&self, name: &str, colour: bool) -> String {
        let title = format!("{name}: {} -> {}", word(self.before.verdict), word(self.after.verdict));
        let (gone, new) = self.findings();
        let mut page = page::heading(&page::plain(&title), colour);
        let lines = sentences('-', &self.before, gone).into_iter().chain(sentences('+', &self.after, new));
        let opened = missing(&self.after, &self.before);
        let unchecked = opened.iter().map(|it| format!("  + not checked: {}, lacking {}", it.rule, it.lacks));
        let closed = missing(&self.before, &self.after);
        let checked = closed.iter().map(|it| format!("  - not checked: {}, lacking {}", it.rule, it.lacks));
        for line in lines.chain(checked).chain(unchecked) {
            page.push('\n');
            page.push_str(&page::plain(&line));
        }
        if self.before.claim != self.after.claim {
            page.push_str("\n  the recommended claim is another one:");
            for line in explain(&self.after).claim {
                page.push_str("\n    ");
                page.push_str(&page::plain(&line));
            }
        }
        page.push('\n');
        page
    }

    /// Findings of the first answer that the second does not have, and the other way round.
    fn findings(&self) -> (Vec<Finding>, Vec<Finding>) {
        let lacks = |findings: &Outcome, other: &Outcome| {
            let other: Vec<_> = judgement(other).collect();
            let own = findings.findings.iter().zip(judgement(findings));
            own.filter(|(_, judged)| !other.contains(judged)).map(|(finding, _)| finding.clone()).collect()
        };
        (lacks(&self.before, &self.after), lacks(&self.after, &self.before))
    }
}

/// What the findings of an answer say, whatever source they cite: a newer edition that says the same is no change.
fn judgement(
    outcome: &Outcome,
) -> impl Iterator<Item = (&str, ens_coding::Severity, ens_coding::At, &ens_coding::Facts)> {
    outcome.findings.iter().map(|it| (it.rule.as_ref(), it.severity, it.at, &it.facts))
}

/// What the second answer could not check and the first could.
fn missing<'a>(second: &'a Outcome, first: &Outcome) -> Vec<&'a NotRun> {
    second.not_run.iter().filter(|it| !first.not_run.contains(it)).collect()
}

/// The findings as the library puts them into sentences.
fn sentences(sign: char, outcome: &Outcome, findings: Vec<Finding>) -> Vec<String> {
    let own = Outcome { findings, ..outcome.clone() };
    let line = |it: &ExplainedFinding| {
        let source = it.sources.last().map(|source| format!(" [{source}]")).unwrap_or_default();
        format!("  {sign} {}: {}{source}", it.rule, it.sentence)
    };
    explain(&own).findings.iter().map(line).collect()
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clean => "clean",
        Verdict::Findings => "findings",
        Verdict::Incomplete => "incomplete",
    }
}
