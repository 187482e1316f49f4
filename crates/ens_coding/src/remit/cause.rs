//! Why a line was probably denied, and whether a rule showed it.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::answer::{DenialCause, Fit, Missed, MissedBecause};
use super::codes::Lists;
use super::request::RemittanceCode;
use crate::finding::{At, Finding, NotRun, Outcome, Severity};
use crate::order;
use crate::places::Places;
use crate::rule::Rule;

/// The codes with which a line was denied.
pub(super) struct Denied<'a> {
    /// Reasons of denials; reductions and the patient's share are not among them.
    pub reasons: Vec<RemittanceCode>,
    pub remarks: &'a [RemittanceCode],
}

/// A line of the claim, and the services that it reports.
pub(super) struct LineAt {
    pub at: usize,
    /// Places of the other lines with its code: what is judged by the day stands at one of them.
    pub alike: Places,
    pub services: Places,
    /// It says itself that a denial is expected.
    pub is_announced: bool,
    /// The record supports another code than its own.
    pub is_wrong_code: bool,
}

/// Reasons that say that the payer does not cover a service: what GA, GZ and GY speak of.
const NOT_COVERED: [&str; 8] = ["50", "55", "56", "96", "119", "151", "167", "204"];
/// The rule of two equal lines.
const DUPLICATE: &str = "claim/duplicate-line";
/// The family of rules that speak of the whole episode.
const AUTHORIZATION: &str = "authorization/";
/// The rule that foresees, under another reason, that a service is not covered.
const DIAGNOSIS: &str = "diagnosis/not-covered";

impl LineAt {
    /// Whether something is about the line itself.
    pub fn is_own(&self, at: At) -> bool {
        match at.line {
            Some(line) => usize::from(line) == self.at,
            None => at.service.is_none_or(|own| self.services.iter().any(|service| service == usize::from(own))),
        }
    }

    /// How close what a rule says stands to the line: it is about the line itself (0), about another line of its code or the
    /// claim as a whole (1); `None` where it is about something else. Of a pair one line is denied, and the other is paid;
    /// either of two equal lines is the duplicate. An authorization is for all that was done.
    pub fn distance(&self, rule: &str, at: At) -> Option<u8> {
        let has = |all: Places, place: u16| all.iter().any(|own| own == usize::from(place));
        let is_own = |place: Option<u16>| place.is_some_and(|place| usize::from(place) == self.at);
        match at {
            _ if is_own(at.line) => Some(0),
            _ if is_own(at.other_line) && rule == DUPLICATE => Some(1),
            _ if rule.starts_with(AUTHORIZATION) => Some(1),
            At { line: Some(other), .. } => has(self.alike, other).then_some(1),
            At { service: Some(service), .. } => has(self.services, service).then_some(0),
            _ => Some(1),
        }
    }
}

/// The reason of an expected adjustment, which begins with its group: payers differ in the group.
pub(super) fn reason_of(carc: &str) -> &str {
    carc.split_once('-').map_or(carc, |(_, reason)| reason)
}

impl Denied<'_> {
    fn has_reason(&self, carc: &str) -> bool {
        self.reasons.iter().any(|own| own.as_str() == reason_of(carc))
    }

    fn has_remark(&self, remark: &str) -> bool {
        self.remarks.iter().any(|own| own.as_str() == remark)
    }

    fn is_linked(&self, rule: &str, lists: &Lists<'_>) -> bool {
        let mut codes = self.reasons.iter().chain(self.remarks);
        codes.any(|code| lists.linked(*code).any(|start| rule.starts_with(start)))
    }

    /// How a finding fits.
    pub fn fit(&self, finding: &Finding, lists: &Lists<'_>) -> Option<Fit> {
        let expected = finding.denial.as_ref();
        let reason = expected.is_some_and(|it| self.has_reason(&it.carc));
        let remark = expected.is_some_and(|it| it.rarc.iter().any(|own| self.has_remark(own)));
        match (reason, remark) {
            (true, true) => Some(Fit::ReasonAndRemark),
            (true, false) => Some(Fit::Reason),
            (false, true) => Some(Fit::Remark),
            (false, false) => self.is_linked(&finding.rule, lists).then_some(Fit::Linked),
        }
    }

    /// Whether all reasons are ones that a line can announce.
    fn is_not_covered(&self, line: &LineAt, outcome: &Outcome) -> bool {
        let foreseen: Vec<&str> = outcome
            .findings
            .iter()
            .filter(|it| it.rule == DIAGNOSIS && line.is_own(it.at))
            .filter_map(|it| it.denial.as_ref().map(|denial| reason_of(&denial.carc)))
            .collect();
        let announced = |own: &str| NOT_COVERED.contains(&own) || foreseen.contains(&own);
        !self.reasons.is_empty() && self.reasons.iter().all(|own| announced(own.as_str()))
    }

    /// Whether a rule is one that such a denial would come from.
    fn points_at(&self, rule: &Rule, lists: &Lists<'_>) -> bool {
        rule.denial.is_some_and(|(carc, _)| self.has_reason(carc)) || self.is_linked(rule.id, lists)
    }
}

/// The findings that explain the denial of a line, the likeliest first: what fits best, then what is about the line
/// itself, then what is worse.
pub(super) fn causes<'a>(
    denied: &Denied<'_>,
    line: &LineAt,
    outcome: &'a Outcome,
    lists: &Lists<'_>,
) -> Vec<&'a Finding> {
    let mut ranked = Vec::new();
    for finding in outcome.findings.iter().filter(|it| it.severity > Severity::Info) {
        if let Some((distance, fit)) = line.distance(&finding.rule, finding.at).zip(denied.fit(finding, lists)) {
            let worse = Severity::Deny > finding.severity;
            ranked.push(((fit as u8, distance, worse), finding));
        }
    }
    order::sort(&mut ranked, |one, two| one.0 < two.0);
    ranked.into_iter().map(|(_, finding)| finding).collect()
}

/// A finding as a cause.
pub(super) fn cause(finding: &Finding, fit: Fit) -> DenialCause {
    let Finding { rule, severity, at, citations, .. } = finding;
    DenialCause { rule: rule.clone(), fit, severity: *severity, at: *at, citations: citations.clone() }
}

/// Why no rule showed the denial of a line.
pub(super) fn missed(denied: &Denied<'_>, line: &LineAt, outcome: &Outcome, lists: &Lists<'_>) -> Missed {
    let rules: Vec<&Rule> = crate::rules().filter(|rule| denied.points_at(rule, lists)).collect();
    let is_pointed =
        |it: &&NotRun| rules.iter().any(|rule| rule.id == it.rule) && line.distance(&it.rule, it.at).is_some();
    let not_run: Vec<NotRun> = outcome.not_run.iter().filter(is_pointed).cloned().collect();
    let because = match (not_run.is_empty(), rules.is_empty()) {
        _ if line.is_announced && denied.is_not_covered(line, outcome) => MissedBecause::Announced,
        (false, _) => MissedBecause::NotRun,
        (true, false) => MissedBecause::Quiet,
        (true, true) => MissedBecause::NoRule,
    };
    let family = |rule: &&Rule| rule.id.split_once('/').map(|(family, _)| family);
    let families = order::distinct(rules.iter().filter_map(family)).into_iter().map(Cow::Borrowed).collect();
    Missed { because, families, not_run }
}
