//! Which code on a claim reports which service of the visit.

use super::choice::Choice;
use crate::claim::Claim;
use crate::code::Code;

/// The code on the claim that reports the service of a choice: the chosen one where it is there, else one of its family
/// that no other service of the visit accounts for.
pub(crate) fn billed_code(claim: &Claim, choices: &[Choice], choice: &Choice) -> Option<Code> {
    let on_claim = |code: &Code| claim.lines.iter().any(|line| line.code == *code);
    let is_taken = |code: &Code| choices.iter().any(|other| other.code == Some(*code));
    let family = || choice.alternates.iter().copied().find(|code| on_claim(code) && !is_taken(code));
    choice.code.filter(on_claim).or_else(family)
}
