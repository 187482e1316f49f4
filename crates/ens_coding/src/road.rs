//! The road: visit, draft, findings.

use alloc::vec::Vec;

use crate::book::{Edition, Rulebook};
use crate::claim::Claim;
use crate::error::Error;
use crate::finding::{Draft, Finding, NotRun, Outcome, Step, Verdict};
use crate::fix::apply_all;
use crate::rule::Rule;
use crate::run::{Context, Output, walk};
use crate::select::{Choice, choose_all, draft, sort_modifiers};
use crate::visit::Visit;

/// Fixes can call for further fixes; a claim that is not at rest by then keeps its last state.
const MENDING_ROUNDS: usize = 6;

/// Codes a visit: drafts the claim, checks the draft, and mends it as far as the record supports.
///
/// # Errors
/// When the visit has no service, or its parts disagree.
pub fn code(visit: &Visit, book: &Rulebook) -> Result<Outcome, Error> {
    let edition = Edition::of(visit, book);
    let (choices, claim, steps, out) = drafted(visit, &edition)?;
    Ok(judge(visit, &edition, &choices, claim, steps, out))
}

/// Drafts the claim of a visit and checks nothing.
///
/// # Errors
/// When the visit has no service, or its parts disagree.
pub fn select(visit: &Visit, book: &Rulebook) -> Result<Draft, Error> {
    let edition = Edition::of(visit, book);
    let (_, claim, steps, out) = drafted(visit, &edition)?;
    let basis = edition.basis();
    Ok(Draft { claim, findings: out.findings, steps, not_run: out.not_run, basis })
}

fn drafted(visit: &Visit, edition: &Edition<'_>) -> Result<(Vec<Choice>, Claim, Vec<Step>, Output), Error> {
    Error::all(visit.problems("$"))?;
    if visit.services.is_empty() {
        return Err(Error::new("visit/empty", "$.services"));
    }
    let choices = choose_all(visit, edition);
    let mut out = Output::default();
    let mut steps = Vec::new();
    let claim = draft(visit, edition, &choices, &mut steps, &mut out);
    Ok((choices, claim, steps, out))
}

/// Checks a claim that somebody else coded against the visit. The claim itself is never altered; the answer's `claim`
/// is a mended copy. In problems, paths of the visit begin with `$` and those of the claim with `$claim`.
///
/// # Errors
/// When the parts of the visit or of the claim disagree, or the claim has no line.
pub fn edit(visit: &Visit, claim: &Claim, book: &Rulebook) -> Result<Outcome, Error> {
    edit_at(visit, "$", claim, "$claim", book)
}

/// The same; visit and claim have these paths in problems.
pub(crate) fn edit_at(
    visit: &Visit,
    visit_path: &str,
    claim: &Claim,
    claim_path: &str,
    book: &Rulebook,
) -> Result<Outcome, Error> {
    let mut problems = visit.problems(visit_path);
    problems.extend(claim.problems(visit.diagnoses.len(), claim_path));
    Error::all(problems)?;
    let edition = Edition::of(visit, book);
    let choices = choose_all(visit, &edition);
    Ok(judge(visit, &edition, &choices, claim.clone(), Vec::new(), Output::default()))
}

/// What somebody sees in a claim and in what the rules say of it; nothing is mended. Visit and claim have these paths in
/// problems.
pub(crate) fn examined<T>(
    visit: &Visit,
    visit_path: &str,
    claim: &Claim,
    claim_path: &str,
    book: &Rulebook,
    see: fn(&Context<'_>, &Output) -> T,
) -> Result<T, Error> {
    let mut problems = visit.problems(visit_path);
    problems.extend(claim.problems(visit.diagnoses.len(), claim_path));
    Error::all(problems)?;
    let edition = Edition::of(visit, book);
    let choices = choose_all(visit, &edition);
    let context = Context::new(visit, claim, &edition, &choices);
    let mut out = Output::default();
    walk(&context, true, &mut out);
    Ok(see(&context, &out))
}

/// What those rules say that [`edit`] does not ask about a claim, because it has nothing to do with them. A test holds that
/// it is nothing.
///
/// # Errors
/// As [`edit`].
#[doc(hidden)]
pub fn unasked(visit: &Visit, claim: &Claim, book: &Rulebook) -> Result<(Vec<Finding>, Vec<NotRun>), Error> {
    edit(visit, claim, book)?;
    let edition = Edition::of(visit, book);
    let mut out = Output::default();
    walk(&Context::new(visit, claim, &edition, &choose_all(visit, &edition)), false, &mut out);
    Ok((out.findings, out.not_run))
}

/// What the rules say of a claim; both are sound.
pub(crate) fn judged(visit: &Visit, claim: &Claim, book: &Rulebook) -> Output {
    let edition = Edition::of(visit, book);
    let mut out = Output::default();
    walk(&Context::new(visit, claim, &edition, &choose_all(visit, &edition)), true, &mut out);
    out
}

/// All rules, in the order of their ids.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    crate::registry::RULES.iter().copied()
}

/// All reasons of selection, in the order of their ids: what the steps of an answer name.
pub fn reasons() -> impl Iterator<Item = &'static Rule> {
    crate::select::reasons::REASONS.iter().copied()
}

fn judge(
    visit: &Visit,
    edition: &Edition<'_>,
    choices: &[Choice],
    judged: Claim,
    steps: Vec<Step>,
    mut out: Output,
) -> Outcome {
    walk(&Context::new(visit, &judged, edition, choices), true, &mut out);
    let mended = mend(visit, edition, choices, &judged, &out);
    let verdict = Verdict::of(&out.findings, &out.not_run);
    let basis = edition.basis();
    let (claim, judged) = match mended {
        Some(mended) if mended != judged => (mended, Some(judged)),
        _ => (judged, None),
    };
    Outcome { verdict, claim, judged, findings: out.findings, steps, not_run: out.not_run, basis }
}

/// Applies, round by round, the best fix of every finding that needs no further record.
fn mend(visit: &Visit, edition: &Edition<'_>, choices: &[Choice], judged: &Claim, first: &Output) -> Option<Claim> {
    let mut mended: Option<Claim> = None;
    let mut later = Output::default();
    for _ in 0..MENDING_ROUNDS {
        let out = if mended.is_some() { &later } else { first };
        let fixes: Vec<_> =
            out.findings.iter().filter_map(|finding| finding.fixes.iter().find(|fix| fix.is_applicable())).collect();
        if fixes.is_empty() {
            break;
        }
        let mut next = apply_all(mended.as_ref().unwrap_or(judged), fixes);
        for line in &mut next.lines {
            sort_modifiers(&mut line.modifiers, edition);
        }
        later = Output::default();
        walk(&Context::new(visit, &next, edition, choices), true, &mut later);
        let at_rest = mended.as_ref() == Some(&next);
        mended = Some(next);
        if at_rest {
            break;
        }
    }
    mended
}
