//! Which code on a claim reports which service of the visit.

use alloc::vec::Vec;

use super::choice::Choice;
use crate::claim::Claim;
use crate::code::Code;

/// For each service the code on the claim that reports it: the chosen one where it is there, else one of its family
/// that no other service of the visit accounts for.
pub(crate) fn billed_codes(claim: &Claim, choices: &[Choice]) -> Vec<Option<Code>> {
    let on_claim = |code: Code| claim.lines.iter().any(|line| line.code == code);
    let exact = |choice: &Choice| choice.code.filter(|code| on_claim(*code));
    let taken: Vec<Code> = choices.iter().filter_map(exact).collect();
    choices
        .iter()
        .map(|choice| {
            exact(choice)
                .or_else(|| choice.alternates.iter().copied().find(|code| on_claim(*code) && !taken.contains(code)))
        })
        .collect()
}
