//! How well the rules foresee denials: counts over many remittances, which can be added up.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::answer::{LineStanding, MissedBecause, RemitLine};
use super::cause::{LineAt, reason_of};
use super::request::{RemitRequest, RemittanceCode};
use crate::book::Rulebook;
use crate::error::{Error, Problem};
use crate::finding::{Outcome, Severity};
use crate::run;
use crate::table::DenialEffect;

/// Counts over remittances: what rules foresaw, and what came. Bounded by the number of rules and of codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scorecard {
    /// Remittances that were counted.
    pub remittances: u64,
    /// Their lines that were paid or denied; others are not counted below.
    pub decided_lines: u64,
    /// Lines that are pending, or of which the remittance does not tell.
    pub undecided_lines: u64,
    /// Lines that were denied, as a whole or in part.
    pub denied_lines: u64,
    /// Lines that were denied as they said themselves, with GA, GZ or GY; not counted among the denied ones.
    pub announced_lines: u64,
    /// Denied lines of which a finding would have shown the reason.
    pub caught_lines: u64,
    /// Lines that a finding expects to be denied: of a pair the one that is not paid.
    pub predicted_lines: u64,
    /// Lines with such a finding that were denied for its reason, or one that points at it.
    pub predicted_and_denied_lines: u64,
    /// `predicted_and_denied_lines` of `predicted_lines`, in thousandths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision_per_mille: Option<u16>,
    /// `caught_lines` of `denied_lines`, in thousandths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall_per_mille: Option<u16>,
    /// The rules that foresaw or missed anything, by their ids.
    pub rules: Vec<RuleScore>,
    /// The reasons of denials, by their codes.
    pub reasons: Vec<ReasonScore>,
}

/// How well one rule foresees denials, by lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleScore {
    /// Id of the rule.
    pub rule: Cow<'static, str>,
    /// Foreseen, and denied for the reason that the rule expects or one that points at it.
    pub predicted_and_denied: u64,
    /// Foreseen, and denied for another reason.
    pub denied_otherwise: u64,
    /// Foreseen, and not denied.
    pub predicted_and_paid: u64,
    /// `predicted_and_denied` of all that it foresaw, in thousandths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision_per_mille: Option<u16>,
    /// `predicted_and_denied` of those and of the lines that were denied for its reason while no rule foresaw it, in
    /// thousandths. Rules that share a reason share what was missed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall_per_mille: Option<u16>,
}

/// Denials for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReasonScore {
    /// Adjustment reason code; missing for all that no loaded table knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<RemittanceCode>,
    /// Lines denied for it.
    pub denied: u64,
    /// Those of which a finding would have shown it.
    pub caught: u64,
    /// `caught` of `denied`, in thousandths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recall_per_mille: Option<u16>,
}

/// More reasons than the official list has, by far.
const MOST_REASONS: usize = 2_000;

fn add(sum: &mut u64, more: u64) {
    *sum = sum.saturating_add(more);
}

/// A part of a whole in thousandths, rounded down.
fn per_mille(part: u64, whole: u64) -> Option<u16> {
    let thousandths = u128::from(part).saturating_mul(1000).checked_div(u128::from(whole))?;
    u16::try_from(thousandths.min(1000)).ok()
}

impl Scorecard {
    /// Counts a remittance.
    ///
    /// # Errors
    /// As [`crate::remit`]; then nothing is counted.
    pub fn add(&mut self, request: &RemitRequest, book: &Rulebook) -> Result<(), Error> {
        let (answer, outcome, places) = super::judged(request, book)?;
        add(&mut self.remittances, 1);
        for (line, at) in answer.lines.iter().zip(&places) {
            self.count(line, at, &outcome);
        }
        Ok(())
    }

    fn count(&mut self, line: &RemitLine, at: &LineAt, outcome: &Outcome) {
        let is_denied = match line.standing {
            LineStanding::Denied | LineStanding::DeniedInPart => true,
            LineStanding::NotDenied => false,
            LineStanding::Pending | LineStanding::NotKnown => return add(&mut self.undecided_lines, 1),
        };
        if line.missed.as_ref().is_some_and(|it| it.because == MissedBecause::Announced) {
            return add(&mut self.announced_lines, 1);
        }
        let mut predicted: Vec<&Cow<'static, str>> = Vec::new();
        for finding in outcome.findings.iter().filter(|it| it.severity > Severity::Info && it.denial.is_some()) {
            if at.is_own(finding.at) && !predicted.contains(&&finding.rule) {
                predicted.push(&finding.rule);
            }
        }
        let is_caught = !line.caught_by.is_empty();
        let is_foreseen = is_denied && predicted.iter().any(|rule| line.caught_by.contains(rule));
        add(&mut self.decided_lines, 1);
        add(&mut self.denied_lines, is_denied.into());
        add(&mut self.caught_lines, (is_denied && is_caught).into());
        add(&mut self.predicted_lines, (!predicted.is_empty()).into());
        add(&mut self.predicted_and_denied_lines, is_foreseen.into());
        for rule in predicted {
            let is_expected = line.caught_by.contains(rule);
            self.rule(rule, |score| {
                let count = match (is_denied, is_expected) {
                    (true, true) => &mut score.predicted_and_denied,
                    (true, false) => &mut score.denied_otherwise,
                    (false, _) => &mut score.predicted_and_paid,
                };
                add(count, 1);
            });
        }
        for adjustment in line.adjustments.iter().filter(|_| is_denied) {
            let reason = match adjustment.reason.effect {
                Some(DenialEffect::Reduction | DenialEffect::PatientShare) => continue,
                Some(_) => Some(adjustment.reason.code),
                None => None,
            };
            self.reason(reason, 1, is_caught.into());
        }
    }

    /// Changes the counts of a rule.
    fn rule(&mut self, rule: &str, change: impl FnOnce(&mut RuleScore)) {
        let Some(known) = run::rule(rule) else { return };
        let at = self.rules.binary_search_by(|it| it.rule.as_ref().cmp(rule)).unwrap_or_else(|at| {
            self.rules.insert(at, RuleScore { rule: Cow::Borrowed(known.id), ..RuleScore::default() });
            at
        });
        if let Some(score) = self.rules.get_mut(at) {
            change(score);
        }
    }

    /// Changes the counts of a reason.
    fn reason(&mut self, reason: Option<RemittanceCode>, denied: u64, caught: u64) {
        let at = self.reasons.binary_search_by(|it| it.reason.cmp(&reason)).unwrap_or_else(|at| {
            self.reasons.insert(at, ReasonScore { reason, denied: 0, caught: 0, recall_per_mille: None });
            at
        });
        if let Some(score) = self.reasons.get_mut(at) {
            add(&mut score.denied, denied);
            add(&mut score.caught, caught);
        }
    }

    /// Adds the counts of another one.
    ///
    /// # Errors
    /// `rule/unknown` for a rule that this version does not have, `value/out-of-range` for a part that is more than its whole,
    /// `limit/exceeded` for more reasons than there are. Then nothing is added.
    pub fn merge(&mut self, other: &Self) -> Result<(), Error> {
        let unknown = |(at, it): (usize, &RuleScore)| {
            let path = format!("$.rules[{at}].rule");
            run::rule(&it.rule).is_none().then(|| Problem::new("rule/unknown", path))
        };
        let mut problems: Vec<Problem> = other.rules.iter().enumerate().filter_map(unknown).collect();
        // A part is never more than its whole.
        let parts = [
            (other.caught_lines, other.denied_lines, "caught_lines"),
            (other.predicted_and_denied_lines, other.predicted_lines, "predicted_and_denied_lines"),
            (other.predicted_and_denied_lines, other.caught_lines, "predicted_and_denied_lines"),
        ];
        let impossible = parts.iter().find(|(part, whole, _)| part > whole);
        problems.extend(impossible.map(|(.., field)| Problem::new("value/out-of-range", format!("$.{field}"))));
        let beyond = |(at, it): (usize, &ReasonScore)| {
            let path = format!("$.reasons[{at}].caught");
            (it.caught > it.denied).then(|| Problem::new("value/out-of-range", path))
        };
        problems.extend(other.reasons.iter().enumerate().filter_map(beyond));
        if self.reasons.len().saturating_add(other.reasons.len()) > MOST_REASONS {
            problems.push(Problem::new("limit/exceeded", String::from("$.reasons")));
        }
        Error::all(problems)?;
        add(&mut self.remittances, other.remittances);
        add(&mut self.decided_lines, other.decided_lines);
        add(&mut self.undecided_lines, other.undecided_lines);
        add(&mut self.denied_lines, other.denied_lines);
        add(&mut self.announced_lines, other.announced_lines);
        add(&mut self.caught_lines, other.caught_lines);
        add(&mut self.predicted_lines, other.predicted_lines);
        add(&mut self.predicted_and_denied_lines, other.predicted_and_denied_lines);
        for theirs in &other.rules {
            self.rule(&theirs.rule, |own| {
                add(&mut own.predicted_and_denied, theirs.predicted_and_denied);
                add(&mut own.denied_otherwise, theirs.denied_otherwise);
                add(&mut own.predicted_and_paid, theirs.predicted_and_paid);
            });
        }
        for theirs in &other.reasons {
            self.reason(theirs.reason, theirs.denied, theirs.caught);
        }
        Ok(())
    }

    /// The same with precision and recall of what was counted so far.
    #[must_use]
    pub fn measured(mut self) -> Self {
        self.precision_per_mille = per_mille(self.predicted_and_denied_lines, self.predicted_lines);
        self.recall_per_mille = per_mille(self.caught_lines, self.denied_lines);
        for score in &mut self.reasons {
            score.recall_per_mille = per_mille(score.caught, score.denied);
        }
        for score in &mut self.rules {
            let expected = run::rule(&score.rule).and_then(|rule| rule.denial).map(|(carc, _)| reason_of(carc));
            let own = self.reasons.iter().filter(|it| it.reason.as_ref().map(RemittanceCode::as_str) == expected);
            let missed = own.fold(0_u64, |sum, it| sum.saturating_add(it.denied.saturating_sub(it.caught)));
            let denied = score.predicted_and_denied;
            let all = denied.saturating_add(score.denied_otherwise).saturating_add(score.predicted_and_paid);
            score.precision_per_mille = per_mille(denied, all);
            score.recall_per_mille = per_mille(denied, denied.saturating_add(missed));
        }
        self
    }
}
