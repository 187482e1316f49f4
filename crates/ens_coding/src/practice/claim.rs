//! What one claim adds to the counts.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::tally::{RuleTally, Tally};
use crate::code::{Code, Modifier, code};
use crate::edit::ncci::pair_needs_modifier;
use crate::finding::Severity;
use crate::needle;
use crate::pairs::{DISTINCT, is_evaluation_and_management};
use crate::remit::RemitAnswer;
use crate::run::{Context, LineView, Output};
use crate::stimulation::{self, PROGRAMMING, Part};
use crate::visit::{Service, Stage};

/// Attended, then unattended stimulation.
const STIMULATION: [Code; 3] = [code!(b"97032"), code!(b"97014"), code!(b"G0283")];

/// The counts of one claim, under the clinician that it counts for.
pub(super) fn tally(context: &Context<'_>, said: &Output) -> Tally {
    let visit = context.visit;
    let own = visit.services.iter().find(|it| stimulation::is_counted(it));
    let clinician = own.and_then(|it| visit.performer_of(it)).or(visit.performers.first());
    let mut tally = Tally::zero(clinician.map_or("?", |it| it.id.as_str()));
    tally.claims = Some(1);
    tally.lines = u32::try_from(context.lines.len()).ok();
    stimulators(context, &mut tally);
    pairs(context, said, &mut tally);
    therapy(context, &mut tally);
    evaluations(context, &mut tally);
    rules(said, &mut tally);
    tally
}

/// Trials, implants and programming.
fn stimulators(context: &Context<'_>, tally: &mut Tally) {
    let visit = context.visit;
    let is_tried = |it: &Service| stimulation::of_service(it).is_some_and(crate::criteria::is_for_pain);
    let permanent = visit.services.iter().any(|it| is_tried(it) && stimulation::is_permanent_implant(it));
    let trial = visit.services.iter().any(|it| is_tried(it) && stimulation::stage(it) == Some(Stage::Trial));
    let on_claim = |part: Part| {
        let places = |(therapy, own)| own == part && crate::criteria::is_for_pain(therapy);
        context.lines.iter().any(|line| stimulation::of_code(line.code()).is_some_and(places))
    };
    // A claim that comes without its services: leads beside a generator stay.
    let untold = !context.has_services();
    let permanent = permanent || (untold && (on_claim(Part::Generator) || on_claim(Part::System)));
    tally.trials = Some((!permanent && (trial || (untold && on_claim(Part::Lead)))).into());
    tally.permanent_implants = Some(permanent.into());
    let programming = context.lines.iter().any(|line| PROGRAMMING.contains(&line.code()));
    tally.programming_sessions = Some(programming.into());
    if programming {
        tally.program(visit.patient.as_deref());
    }
}

/// 59 and the X modifiers, on lines and on claims that have a use for them.
fn pairs(context: &Context<'_>, said: &Output, tally: &mut Tally) {
    tally.distinct_lines = u32::try_from(context.lines.iter().filter(|line| line.is_distinct).count()).ok();
    let mut paired = false;
    let mut distinct = false;
    for pair in context.pairs.iter().filter(|pair| pair.indicator == 1) {
        let evaluates = |at| context.line(at).is_some_and(|line| is_evaluation_and_management(line.code()));
        if !evaluates(pair.one) && !evaluates(pair.two) {
            paired = true;
            distinct |= context.resolved_by(pair).is_some_and(|(_, modifier)| DISTINCT.contains(&modifier));
        }
    }
    tally.paired_claims = Some(paired.into());
    tally.distinct_claims = Some(distinct.into());
    tally.open_pair_claims = Some((said.not_run.iter().any(|it| it.rule == pair_needs_modifier::RULE.id)).into());
}

/// KX, attended stimulation and timed units. Without the table of codes nobody knows what is therapy, and what is timed.
fn therapy(context: &Context<'_>, tally: &mut Tally) {
    let units = |is_counted: &dyn Fn(&LineView<'_>) -> bool| {
        let counted = context.lines.iter().filter(|line| is_counted(line));
        Some(counted.map(|line| line.line.units.get()).fold(0, u32::saturating_add))
    };
    tally.stimulation_units = units(&|line| STIMULATION.contains(&line.code()));
    tally.attended_units = units(&|line| STIMULATION.first() == Some(&line.code()));
    if context.edition.tables().codes().is_none() {
        (tally.therapy_claims, tally.kx_claims) = (None, None);
        (tally.timed_claims, tally.timed_units) = (None, None);
        return;
    }
    tally.therapy_claims = Some((context.therapy_lines().next().is_some()).into());
    tally.kx_claims = Some((context.therapy_lines().any(|line| line.line.has(Modifier::KX))).into());
    tally.timed_claims = Some((context.lines.iter().any(|line| line.is_timed)).into());
    tally.timed_units = units(&|line| line.is_timed);
}

/// 25 on days with a procedure. Without the fee schedule nobody knows what has a global period.
fn evaluations(context: &Context<'_>, tally: &mut Tally) {
    if context.edition.tables().pfs().is_none() {
        (tally.procedure_claims, tally.evaluation_claims, tally.separate_evaluation_claims) = (None, None, None);
        return;
    }
    let has_global = |code| {
        let row = context.edition.procedure(code);
        row.is_some_and(|row| ["000", "010", "090"].contains(&row.value.global.as_str()))
    };
    let is_procedure = |code| needle::is_minor(context.edition, code) || has_global(code);
    let procedure = context.lines.iter().any(|line| is_procedure(line.code()));
    let mut evaluations = context.lines.iter().filter(|line| is_evaluation_and_management(line.code())).peekable();
    tally.procedure_claims = Some(procedure.into());
    tally.evaluation_claims = Some((procedure && evaluations.peek().is_some()).into());
    tally.separate_evaluation_claims = Some((procedure && evaluations.any(|line| line.line.has(Modifier::M25))).into());
}

/// What the rules said: of each rule the worst.
fn rules(said: &Output, tally: &mut Tally) {
    tally.denied_claims = Some((said.findings.iter().any(|it| it.severity == Severity::Deny)).into());
    tally.unchecked_claims = Some((!said.not_run.is_empty()).into());
    let found = said.findings.iter().filter(|it| it.severity != Severity::Info).map(|it| &it.rule);
    let mut named: Vec<&Cow<'static, str>> =
        crate::order::distinct(found.chain(said.not_run.iter().map(|it| &it.rule)));
    for rule in named.drain(..) {
        let worst = said.findings.iter().filter(|it| it.rule == *rule).map(|it| it.severity).max();
        tally.merge_rule(&RuleTally {
            rule: rule.clone(),
            denials: (worst == Some(Severity::Deny)).into(),
            warnings: (worst == Some(Severity::Warn)).into(),
            not_checked: said.not_run.iter().any(|it| it.rule == *rule).into(),
            payer_denials: 0,
        });
    }
}

/// Adds what the payer answered to the claim: which rules would have shown its denials.
pub(super) fn answered(answer: &RemitAnswer, tally: &mut Tally) {
    let denied = || answer.lines.iter().filter(|line| line.is_denied());
    tally.remitted_claims = Some(1);
    tally.payer_denied_claims = Some(denied().next().is_some().into());
    for rule in crate::order::distinct(denied().flat_map(|line| &line.caught_by)) {
        tally.merge_rule(&RuleTally { rule: rule.clone(), denials: 0, warnings: 0, not_checked: 0, payer_denials: 1 });
    }
}
