//! What is done about a denied line, and what goes with it.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::answer::{LineStanding, MissedBecause, OwedBy, ReadCode, RemitLine};
use super::cause::{Denied, LineAt};
use super::codes::Lists;
use super::request::{AdjustmentGroup, RemittanceCode};
use crate::finding::{Finding, Severity};
use crate::fix::Change;
use crate::json::Record;
use crate::table::{Action, DenialEffect, Remedy, Row};
use crate::visit::{Visit, Waiver};

/// Excluded by statute: no notice is demanded for what the law itself excludes.
const EXCLUDED: &str = "N425";

fn is_excluded(remarks: &[RemittanceCode]) -> bool {
    remarks.iter().any(|code| code.as_str() == EXCLUDED)
}

/// Who owes an adjusted amount. A denial is the patient's only with a notice, or where the law excludes the service.
pub(super) fn owed_by(
    group: AdjustmentGroup,
    effect: Option<DenialEffect>,
    remarks: &[RemittanceCode],
    visit: &Visit,
) -> OwedBy {
    match (group, effect) {
        (AdjustmentGroup::Co | AdjustmentGroup::Pi, _) => OwedBy::Practice,
        (AdjustmentGroup::Oa | AdjustmentGroup::Cr, _) => OwedBy::NotDecided,
        (AdjustmentGroup::Pr, Some(DenialEffect::PatientShare)) => OwedBy::Patient,
        (AdjustmentGroup::Pr, _) if is_excluded(remarks) => OwedBy::Patient,
        (AdjustmentGroup::Pr, _) => match visit.documentation.waiver {
            Some(Waiver::Mandatory) => OwedBy::Patient,
            Some(Waiver::None) => OwedBy::Practice,
            // A voluntary notice shifts nothing where a mandatory one was due.
            Some(Waiver::Voluntary) | None => OwedBy::PatientIfNotified,
        },
    }
}

/// A condition of remedies that no finding states as a fact: the record decides against the claim.
const AGAINST: (&str, &str) = ("record", "against");

/// What the record of a line says already.
struct Stated<'a> {
    visit: &'a Visit,
    line: &'a LineAt,
}

impl Stated<'_> {
    /// Whether something is stated at a path of a fix; of services, for all that the line reports.
    fn has(&self, path: &str) -> bool {
        let Some(record) = Record::of(self.visit) else { return false };
        match path.strip_prefix("services.") {
            Some(rest) => {
                let mut services = self.line.services.iter().peekable();
                services.peek().is_some() && services.all(|at| record.states(&format!("services[{at}].{rest}")))
            }
            None => record.states(path),
        }
    }

    /// Whether a fact can still be told: it is a fact of the visit that nobody stated. Where it was done is known, and a
    /// notice is signed before the service or never.
    fn is_open(&self, path: &str) -> bool {
        let is_settled = path == WAIVER || path == "setting.place_of_service" || path.starts_with("claim.");
        !is_settled && !self.has(path)
    }

    /// Whether the record itself decides against the claim: nothing that could be told would settle the denial.
    fn is_against(&self, finding: &Finding) -> bool {
        let mut paths = finding.fixes.iter().flat_map(|fix| &fix.document);
        finding.severity == Severity::Deny
            && !finding.fixes.is_empty()
            && !changes(finding, |it| matches!(it, Change::ReplaceCode { .. } | Change::SetUnits { .. }))
            && paths.all(|path| path != WAIVER && !self.is_open(path))
    }
}

const WAIVER: &str = "documentation.waiver";

/// Whether a fix that can be applied as the record stands makes such a change.
fn changes(finding: &Finding, such: impl Fn(&Change) -> bool) -> bool {
    finding.fixes.iter().filter(|fix| fix.is_applicable()).flat_map(|fix| &fix.changes).any(such)
}

/// The remedy for a finding: of its rule, else of the nearest beginning of its id. A remedy of the rule for just this
/// case goes first, then what the record decides; one with a condition goes before the one without.
fn of_finding<'a>(finding: &Finding, is_against: bool, lists: &Lists<'a>) -> Option<&'a Row<String, Remedy>> {
    let is_decided = |row: &&Row<String, Remedy>| (row.value.fact.as_str(), row.value.value.as_str()) == AGAINST;
    let holds = |row: &&'a Row<String, Remedy>| {
        let Remedy { fact, value, .. } = &row.value;
        finding.facts.get(fact).is_some_and(|own| own.to_string() == *value)
    };
    let id = finding.rule.as_ref();
    let starts = || (0..=id.len()).rev().filter_map(|end| id.get(..end)).map(|start| lists.remedies(start));
    let own = lists.remedies(id).iter().find(holds);
    let decided = || starts().find_map(|rows| rows.iter().find(is_decided));
    let usual = |rows: &'a [Row<String, Remedy>]| {
        rows.iter().find(holds).or_else(|| rows.iter().find(|row| row.value.fact.is_empty()))
    };
    own.or_else(|| is_against.then(decided).flatten()).or_else(|| starts().find_map(usual))
}

/// Completes a denied line: what is done, whether an appeal is open, what to attach.
pub(super) fn advise(
    line: &mut RemitLine,
    denied: &Denied<'_>,
    causes: &[&Finding],
    at: &LineAt,
    visit: &Visit,
    lists: &Lists<'_>,
) {
    let has = |effect| line.remarks.iter().any(|code: &ReadCode| code.effect == Some(effect));
    let (unprocessable, closed) = (has(DenialEffect::Unprocessable), has(DenialEffect::NoAppeal));
    let best = line.causes.first().map(|cause| cause.fit);
    // A payer that waits says itself what for.
    let is_pending = line.standing == LineStanding::Pending;
    let likeliest = line.causes.iter().take_while(|cause| !is_pending && Some(cause.fit) == best).count();
    let (likely, stated) = (causes.get(..likeliest).unwrap_or_default(), Stated { visit, line: at });
    let remedy = |finding: &&Finding| of_finding(finding, stated.is_against(finding), lists);
    let of_causes: Vec<_> = likely.iter().filter_map(remedy).collect();
    // What a reason usually means is asked where nothing better is known.
    let reasons = if of_causes.is_empty() { denied.reasons.as_slice() } else { &[] };
    let of_codes = denied.remarks.iter().chain(reasons).flat_map(|code| lists.remedies(code.as_str()));
    for row in of_causes.into_iter().chain(of_codes) {
        let first = line.action.is_none() && row.value.action.is_some();
        if line.action.is_none() {
            line.action = row.value.action;
        }
        let attach = &row.value.attach;
        let is_new = !attach.is_empty() && !line.attach.contains(attach);
        if is_new {
            line.attach.push(attach.clone());
        }
        if first || is_new {
            lists.cite(row, &mut line.citations);
        }
    }
    for path in causes.iter().flat_map(|finding| &finding.fixes).flat_map(|fix| &fix.document) {
        if !line.document.contains(path) && stated.is_open(path) {
            line.document.push(path.clone());
        }
    }
    let is_code = |it: &Change| matches!(it, Change::ReplaceCode { .. });
    let is_recoded = likely.first().is_some_and(|finding| changes(finding, is_code));
    let is_of_coverage = likely.first().is_some_and(|finding| finding.rule.starts_with("coverage/"));
    let is_mended = is_recoded || (at.is_wrong_code && is_of_coverage && line.action == Some(Action::Appeal));
    let is_patients = line.adjustments.iter().any(|it| it.group == AdjustmentGroup::Pr);
    let is_announced = line.missed.as_ref().is_some_and(|it| it.because == MissedBecause::Announced);
    line.action = match line.action {
        // The denial was wanted, so that the notice takes effect.
        _ if is_announced && !unprocessable => {
            Some(if is_patients { Action::PatientWithNotice } else { Action::WriteOff })
        }
        _ if unprocessable => Some(Action::NewClaim),
        // Another code describes what was done; under this one nothing is fought for, nor given up.
        Some(Action::Appeal | Action::WriteOff) if is_mended => {
            line.attach = Vec::new();
            Some(Action::CorrectedClaim)
        }
        Some(Action::Appeal) if closed => Some(Action::WriteOff),
        // Nothing shows that the payer is right.
        Some(Action::WriteOff) if causes.is_empty() => Some(Action::AskPayer),
        Some(Action::PatientWithNotice) if !is_patients && causes.is_empty() => Some(Action::AskPayer),
        // What the law excludes is the patient's, if the payer says so.
        Some(Action::WriteOff) if is_patients && is_excluded(denied.remarks) => Some(Action::PatientWithNotice),
        // The payer has already said that it is not the patient's.
        Some(Action::PatientWithNotice) if !is_patients => Some(Action::WriteOff),
        action => action,
    };
    line.may_appeal = match line.action {
        _ if unprocessable || closed => Some(false),
        Some(Action::Appeal) => Some(true),
        Some(Action::WriteOff) => Some(false),
        _ => None,
    };
    if line.action == Some(Action::WriteOff) {
        line.attach = Vec::new();
        line.document = Vec::new();
    }
}
