//! What is done about a denied line, and what goes with it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::answer::{MissedBecause, OwedBy, ReadCode, RemitLine};
use super::cause::Denied;
use super::codes::Lists;
use super::request::AdjustmentGroup;
use crate::finding::Finding;
use crate::table::{Action, DenialEffect, Remedy, Row};
use crate::visit::{Visit, Waiver};

/// Who owes an adjusted amount. A denial is the patient's only with a notice.
pub(super) fn owed_by(group: AdjustmentGroup, effect: Option<DenialEffect>, visit: &Visit) -> OwedBy {
    match (group, effect) {
        (AdjustmentGroup::Co | AdjustmentGroup::Pi, _) => OwedBy::Practice,
        (AdjustmentGroup::Oa | AdjustmentGroup::Cr, _) => OwedBy::NotDecided,
        (AdjustmentGroup::Pr, Some(DenialEffect::PatientShare)) => OwedBy::Patient,
        (AdjustmentGroup::Pr, _) => match visit.documentation.waiver {
            Some(Waiver::Mandatory) => OwedBy::Patient,
            Some(Waiver::None) => OwedBy::Practice,
            // A voluntary notice shifts nothing where a mandatory one was due.
            Some(Waiver::Voluntary) | None => OwedBy::PatientIfNotified,
        },
    }
}

/// The remedy for a finding: of its rule, else of the nearest beginning of its id.
fn of_finding<'a>(finding: &Finding, lists: &Lists<'a>) -> Option<&'a Row<String, Remedy>> {
    let holds = |row: &&'a Row<String, Remedy>| {
        let Remedy { fact, value, .. } = &row.value;
        fact.is_empty() || finding.facts.get(fact).is_some_and(|own| own.to_string() == *value)
    };
    let id = finding.rule.as_ref();
    let mut starts = (0..=id.len()).rev().filter_map(|end| id.get(..end));
    // A remedy with a condition goes before the one without.
    starts.find_map(|start| {
        let rows = lists.remedies(start);
        rows.iter().filter(holds).find(|row| !row.value.fact.is_empty()).or_else(|| rows.iter().find(holds))
    })
}

/// Completes a denied line: what is done, whether an appeal is open, what to attach.
pub(super) fn advise(line: &mut RemitLine, denied: &Denied<'_>, causes: &[&Finding], lists: &Lists<'_>) {
    let has = |effect| line.remarks.iter().any(|code: &ReadCode| code.effect == Some(effect));
    let (unprocessable, closed) = (has(DenialEffect::Unprocessable), has(DenialEffect::NoAppeal));
    let best = line.causes.first().map(|cause| cause.fit);
    let likeliest = line.causes.iter().take_while(|cause| Some(cause.fit) == best).count();
    let of_causes: Vec<_> = causes.iter().take(likeliest).filter_map(|finding| of_finding(finding, lists)).collect();
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
        if !line.document.contains(path) {
            line.document.push(path.clone());
        }
    }
    let is_patients = line.adjustments.iter().any(|it| it.group == AdjustmentGroup::Pr);
    let is_announced = line.missed.as_ref().is_some_and(|it| it.because == MissedBecause::Announced);
    line.action = match line.action {
        // The denial was wanted, so that the notice takes effect.
        _ if is_announced && !unprocessable => {
            Some(if is_patients { Action::PatientWithNotice } else { Action::WriteOff })
        }
        _ if unprocessable => Some(Action::NewClaim),
        Some(Action::Appeal) if closed => Some(Action::WriteOff),
        // Nothing shows that the payer is right.
        Some(Action::PatientWithNotice) if !is_patients && causes.is_empty() => Some(Action::AskPayer),
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
