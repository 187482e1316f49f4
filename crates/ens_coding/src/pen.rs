//! The pen with which a rule writes.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use crate::book::{Edition, RuleSetting};
use crate::facts::{Facts, Value};
use crate::finding::{At, Citation, Denial, Finding, NotRun, Severity};
use crate::fix::Fix;
use crate::rule::Rule;
use crate::source::{Source, Trust};
use crate::table::{Key, Row, Table};

/// Writes the findings of one rule.
pub(crate) struct Pen<'a> {
    pub(crate) rule: &'static Rule,
    pub(crate) setting: Option<(&'a RuleSetting, &'a Edition<'a>)>, // what the payer's policy makes of the rule
    pub(crate) out: &'a mut Output,
}

/// What the rules have written.
#[derive(Default)]
pub(crate) struct Output {
    pub findings: Vec<Finding>,
    pub not_run: Vec<NotRun>,
}

impl Output {
    /// A pen for a rule that is consulted outside of the walk, such as by selection.
    pub fn pen(&mut self, rule: &'static Rule) -> Pen<'_> {
        Pen { rule, setting: None, out: self }
    }
}

impl Pen<'_> {
    /// Reports a finding.
    pub fn raise(&mut self, at: At) -> Raised<'_> {
        let set = self.setting.and_then(|(setting, _)| setting.set.severity());
        let severity = set.unwrap_or(self.rule.severity);
        let by_policy = self.setting.and_then(|(it, edition)| edition.cite(&it.source, it.trust));
        let mut citations = Vec::with_capacity(self.rule.cites.len().saturating_add(2)); // room for what a rule adds
        citations.extend(by_policy);
        citations.extend(self.rule.cites.iter().map(Source::citation));
        let denial = self.rule.denial.map(|(carc, rarc)| Denial {
            carc: Cow::Borrowed(carc),
            rarc: rarc.iter().map(|code| Cow::Borrowed(*code)).collect(),
        });
        self.out.findings.push(Finding {
            rule: Cow::Borrowed(self.rule.id),
            severity,
            at,
            facts: Facts::with_room(),
            citations,
            fixes: Vec::new(),
            denial,
        });
        Raised { finding: self.out.findings.last_mut(), is_set: set.is_some() }
    }

    /// Reports that the rule could not be checked, and what it lacked: a path of the visit, `table:NAME` or
    /// `policy:TERM`.
    pub fn lacks(&mut self, at: At, lacks: impl Into<Cow<'static, str>>) {
        let missing = NotRun { rule: Cow::Borrowed(self.rule.id), at, lacks: lacks.into() };
        if !self.out.not_run.contains(&missing) {
            self.out.not_run.push(missing);
        }
    }
}

/// A finding that has been reported and can be completed.
pub(crate) struct Raised<'a> {
    finding: Option<&'a mut Finding>,
    is_set: bool, // the payer's policy has set the severity
}

impl Raised<'_> {
    fn with(mut self, change: impl FnOnce(&mut Finding)) -> Self {
        if let Some(finding) = self.finding.as_deref_mut() {
            change(finding);
        }
        self
    }

    /// Adds a fact.
    pub fn fact(self, name: &'static str, value: impl Into<Value>) -> Self {
        self.with(|finding| finding.facts.push(name, value))
    }

    /// Adds a fix; earlier ones are better.
    pub fn fix(self, fix: Fix) -> Self {
        self.with(|finding| finding.fixes.push(fix))
    }

    /// The severity is this one at most.
    pub fn at_most(self, severity: Severity) -> Self {
        self.with(|finding| {
            finding.severity = finding.severity.min(severity);
            if severity < Severity::Warn {
                finding.denial = None;
            }
        })
    }

    /// The decisive fact is trusted this far: only a primary one denies, unless the payer's own policy says so.
    pub fn trust(self, trust: Trust) -> Self {
        if trust == Trust::Primary || self.is_set { self } else { self.at_most(Severity::Warn) }
    }

    /// Adds a citation beside the rule's own; with dates it takes the place of its source without them.
    pub fn cite(self, citation: impl Into<Option<Citation>>) -> Self {
        let citation = citation.into();
        self.with(|finding| {
            let Some(citation) = citation.filter(|it| !finding.citations.contains(it)) else { return };
            let undated = |own: &&mut Citation| own.source == citation.source && (own.from, own.to) == (None, None);
            match finding.citations.iter_mut().find(undated) {
                Some(own) => *own = citation,
                None => finding.citations.push(citation),
            }
        })
    }

    /// Cites the entry of a policy that decided: beside the rule's sources where it is one of them, else in their place,
    /// since they speak of another payer.
    pub fn by_entry(self, entry: Option<Citation>) -> Self {
        let kept = usize::from(self.is_set); // the policy's own citation stands first
        let raised = self.with(|finding| {
            if entry.as_ref().is_some_and(|entry| finding.citations.iter().all(|own| own.source != entry.source)) {
                finding.citations.truncate(kept);
            }
        });
        raised.cite(entry)
    }

    /// Cites the entry of a policy that decided instead of the rule's list, whose other sources speak of other subjects.
    pub fn only_entry(self, entry: Option<Citation>) -> Self {
        let kept = usize::from(self.is_set); // the policy's own citation stands first
        let raised = self.with(|finding| {
            if entry.is_some() {
                finding.citations.truncate(kept);
            }
        });
        raised.cite(entry)
    }

    /// Takes a source of the rule off the finding, which it does not concern.
    pub fn without(self, source: &Source) -> Self {
        self.with(|finding| finding.citations.retain(|own| own.source != source.id))
    }

    /// Cites the row that decided. Where it is of another edition than the one that the rule cites, it takes its place.
    pub fn decided_by(self, bundled: &Source, row: impl Into<Option<Citation>>) -> Self {
        let row = row.into();
        self.with(|finding| {
            if row.as_ref().is_some_and(|row| row.source != bundled.id) {
                finding.citations.retain(|own| own.source != bundled.id);
            }
        })
        .cite(row)
    }

    /// Cites this source instead of the rule's list, of which only one entry concerns the finding.
    pub fn cite_only(self, source: &Source) -> Self {
        let kept = usize::from(self.is_set); // the policy's own citation stands first
        self.with(|finding| {
            finding.citations.truncate(kept);
            finding.citations.push(source.citation());
        })
    }

    /// Cites the row of a table and trusts the finding as far as the row.
    pub fn row<K: Key, V>(self, table: &Table<K, V>, row: &Row<K, V>) -> Self {
        self.cite(table.cite(row)).trust(row.trust)
    }
}
