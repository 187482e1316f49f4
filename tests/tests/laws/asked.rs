//! Questions to the library: the cases, and the rulebooks with a part left out.

use ens_coding::{Claim, Error, Outcome, Rulebook, Visit};
use ens_coding_tests::{cases, families};
use serde_json::Value;

/// A case as a question: its visit, the claim where one was submitted, and the policies it brings along.
pub struct Asked {
    pub id: String,
    pub visit: Visit,
    pub claim: Option<Claim>,
    own: Vec<String>,
}

/// Every case of a visit, each also with its visit coded where a claim was submitted.
pub fn all() -> Vec<Asked> {
    let mut all = Vec::new();
    for case in families().unwrap().iter().flat_map(|family| cases(family).unwrap()) {
        if case.is_audit() {
            continue;
        }
        let visit = case.visit().unwrap_or_else(|error| panic!("{}: {error}", case.id));
        let own: Vec<String> = case.parts.iter().map(Value::to_string).collect();
        let claim = case.submitted;
        let asked = |id: String, claim| Asked { id, visit: visit.clone(), claim, own: own.clone() };
        if claim.is_some() && !visit.services.is_empty() {
            all.push(asked(format!("{} coded", case.id), None));
        }
        all.push(asked(case.id, claim));
    }
    assert!(all.len() > 50, "the cases are gone");
    all
}

impl Asked {
    /// The answer of the whole rulebook.
    pub fn answer(&self) -> Outcome {
        let answer = if self.own.is_empty() {
            self.ask(&self.visit, Rulebook::bundled())
        } else {
            let parts: Vec<&'static [u8]> = ens_coding_data::parts().collect();
            self.book_of(&parts).and_then(|book| self.ask(&self.visit, &book))
        };
        answer.unwrap_or_else(|error| panic!("{}: {error}", self.id))
    }

    /// The rulebook of these parts and the case's own, where they can be loaded together.
    pub fn book_of(&self, parts: &[&'static [u8]]) -> Result<Rulebook, Error> {
        let mut all: Vec<&[u8]> = parts.to_vec();
        all.extend(self.own.iter().map(String::as_bytes));
        Rulebook::load(all)
    }

    /// Whether the case brings policies along.
    pub fn has_parts(&self) -> bool {
        !self.own.is_empty()
    }

    /// The answer for a visit in the place of the case's own.
    pub fn ask(&self, visit: &Visit, book: &Rulebook) -> Result<Outcome, Error> {
        ask(visit, self.claim.as_ref(), book)
    }
}

/// Codes the visit, or checks the claim where there is one.
pub fn ask(visit: &Visit, claim: Option<&Claim>, book: &Rulebook) -> Result<Outcome, Error> {
    match claim {
        Some(claim) => ens_coding::edit(visit, claim, book),
        None => ens_coding::code(visit, book),
    }
}

pub fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}
