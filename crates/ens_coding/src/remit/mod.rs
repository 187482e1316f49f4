//! Denials: what the payer's answer to a claim means, whether a rule would have shown it, and what can be done.

mod advice;
mod answer;
mod cause;
mod codes;
mod request;
mod score;

use alloc::vec::Vec;

pub use answer::{
    DenialCause, Fit, LineStanding, Missed, MissedBecause, OwedBy, ReadAdjustment, ReadCode, RemitAnswer, RemitLine,
};
pub use request::{Adjustment, AdjustmentGroup, RemitRequest, RemittanceCode, RemittedLine};
pub use score::{ReasonScore, RuleScore, Scorecard};

use crate::book::{Edition, Rulebook};
use crate::error::Error;
use crate::finding::{Outcome, Severity};
use crate::run::{Context, LineView};
use crate::select::choose_all;
use crate::table::{Action, DenialEffect, DenialKind};
use cause::{Denied, LineAt};
use codes::Lists;

/// Reads a remittance: tells for each line whether it was denied, why, which rule would have shown it before the claim went
/// out, what can be done, what to attach, and who owes what. The claim is checked as it was submitted, and never altered.
///
/// # Errors
/// As [`crate::edit`]; when the remittance has no line, or names one that the claim does not have, twice, or not clearly.
/// Paths begin with `$.visit`, `$.claim` and `$.lines`.
pub fn remit(request: &RemitRequest, book: &Rulebook) -> Result<RemitAnswer, Error> {
    judged(request, book).map(|(answer, _, _)| answer)
}

/// The answer, what the rules say of the claim, and its lines.
fn judged(request: &RemitRequest, book: &Rulebook) -> Result<(RemitAnswer, Outcome, Vec<LineAt>), Error> {
    let outcome = crate::road::edit_at(&request.visit, "$.visit", &request.claim, "$.claim", book)?;
    let places = match request.places() {
        Ok(places) => places,
        Err(problems) => return Err(Error::of(problems).unwrap_or_else(|| Error::new("remit/line-unknown", "$.lines"))),
    };
    let edition = Edition::of(&request.visit, book);
    let choices = choose_all(&request.visit, &edition);
    let context = Context::new(&request.visit, &request.claim, &edition, &choices);
    let line_at = |at: usize| {
        let line = context.line(at)?;
        let is_alike = |other: &&LineView<'_>| other.at != at && other.code() == line.code();
        let alike = context.lines.iter().filter(is_alike).map(|other| other.at).collect();
        let is_announced = crate::liability::expects_denial(line);
        let is_wrong_code = outcome.findings.iter().any(|it| {
            it.rule == "code/wrong-for-service"
                && it.severity > Severity::Info
                && it.at.line.map(usize::from) == Some(at)
        });
        Some(LineAt { at, alike, services: line.services, is_announced, is_wrong_code })
    };
    let at_lines: Vec<LineAt> = places.into_iter().filter_map(line_at).collect();
    let mut lists = Lists::of(request, book);
    let mut lines = Vec::with_capacity(at_lines.len());
    for (remitted, at) in request.lines.iter().zip(&at_lines) {
        lines.extend(read(request, remitted, at, &outcome, &mut lists));
    }
    let corrected = outcome.judged.is_some().then(|| outcome.claim.clone());
    let answer = RemitAnswer { lines, corrected, not_run: lists.not_run, basis: outcome.basis.clone() };
    Ok((answer, outcome, at_lines))
}

/// Reads one line.
fn read(
    request: &RemitRequest,
    remitted: &RemittedLine,
    at: &LineAt,
    outcome: &Outcome,
    lists: &mut Lists<'_>,
) -> Option<RemitLine> {
    let mut citations = Vec::new();
    let mut adjustments = Vec::new();
    for Adjustment { group, reason, .. } in &remitted.adjustments {
        let reason = lists.read(DenialKind::Reason, *reason, at.at, &mut citations);
        let owed_by = advice::owed_by(*group, reason.effect, &remitted.remarks, &request.visit);
        adjustments.push(ReadAdjustment { group: *group, reason, owed_by });
    }
    let remark = |code: &RemittanceCode| lists.read(DenialKind::Remark, *code, at.at, &mut citations);
    let remarks: Vec<ReadCode> = remitted.remarks.iter().map(remark).collect();
    let mut line = RemitLine {
        line: u16::try_from(at.at).unwrap_or(u16::MAX),
        code: request.claim.lines.get(at.at)?.code,
        standing: standing(remitted, &adjustments, &remarks),
        difference_cents: difference(remitted),
        adjustments,
        remarks,
        causes: Vec::new(),
        caught_by: Vec::new(),
        missed: None,
        action: None,
        may_appeal: None,
        document: Vec::new(),
        attach: Vec::new(),
        citations,
    };
    if line.standing == LineStanding::NotDenied {
        line.action = Some(Action::None);
        return Some(line);
    }
    let is_denial =
        |it: &&ReadAdjustment| !matches!(it.reason.effect, Some(DenialEffect::Reduction | DenialEffect::PatientShare));
    let reasons: Vec<RemittanceCode> = line.adjustments.iter().filter(is_denial).map(|it| it.reason.code).collect();
    let denied = Denied { reasons, remarks: &remitted.remarks };
    let causes = cause::causes(&denied, at, outcome, lists);
    line.causes = causes.iter().filter_map(|it| Some(cause::cause(it, denied.fit(it, lists)?))).collect();
    for cause in &line.causes {
        if !line.caught_by.contains(&cause.rule) {
            line.caught_by.push(cause.rule.clone());
        }
    }
    if causes.is_empty() {
        line.missed = Some(cause::missed(&denied, at, outcome, lists));
    }
    advice::advise(&mut line, &denied, &causes, at, &request.visit, lists);
    if line.standing == LineStanding::NotKnown && line.action.is_none() {
        line.action = Some(Action::AskPayer);
    }
    Some(line)
}

/// Whether a line was denied. CO-45 alone, the patient's share and sequestration are no denials.
fn standing(remitted: &RemittedLine, adjustments: &[ReadAdjustment], remarks: &[ReadCode]) -> LineStanding {
    let paid = remitted.paid_cents.map(|it| it.get() > 0);
    // An adjustment of nothing on a line that was paid says nothing.
    let is_nothing = |at: usize| {
        let amount = remitted.adjustments.get(at).and_then(|it| it.amount_cents);
        paid == Some(true) && amount.is_some_and(|it| it.get() == 0)
    };
    let effects = || adjustments.iter().enumerate().filter(|(at, _)| !is_nothing(*at)).map(|(_, it)| it.reason.effect);
    let has = |effect: DenialEffect| effects().any(|own| own == Some(effect));
    let unprocessable = remarks.iter().any(|it| it.effect == Some(DenialEffect::Unprocessable));
    match paid {
        Some(true) if has(DenialEffect::Denial) => LineStanding::DeniedInPart,
        _ if has(DenialEffect::Denial) || unprocessable => LineStanding::Denied,
        _ if has(DenialEffect::Pending) => LineStanding::Pending,
        _ if effects().any(|own| own.is_none()) => LineStanding::NotKnown,
        None if adjustments.is_empty() => LineStanding::NotKnown,
        // Reductions alone are no denial; but they do not leave nothing, unless the patient or an earlier payer bears the rest.
        Some(false)
            if !has(DenialEffect::PatientShare) && adjustments.iter().all(|it| it.group != AdjustmentGroup::Oa) =>
        {
            LineStanding::NotKnown
        }
        _ => LineStanding::NotDenied,
    }
}

/// Charged less paid less adjusted, where all amounts are there.
fn difference(remitted: &RemittedLine) -> Option<i64> {
    let number = |cents: crate::money::Cents| i64::try_from(cents.get()).ok();
    let mut left = number(remitted.charged_cents?)?.checked_sub(number(remitted.paid_cents?)?)?;
    for adjustment in &remitted.adjustments {
        left = left.checked_sub(number(adjustment.amount_cents?)?)?;
    }
    Some(left)
}
