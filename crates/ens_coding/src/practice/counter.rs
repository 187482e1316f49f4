use alloc::string::String;
use alloc::vec::Vec;

use super::tallies::{MOST_NAMED, RefusedLine, Tallies};
use super::{MOST_CLINICIANS, Practice, Tally, claim};
use crate::book::Rulebook;
use crate::claim::Claim;
use crate::error::Error;
use crate::json;
use crate::remit::RemitRequest;
use crate::visit::{LineOfBusiness, Payer, Visit};

/// More payers than any practice has.
const MOST_PAYERS: usize = 1_000;

/// The longest id of a clinician or a payer, in bytes.
const LONGEST_ID: usize = 256;

/// Counts the claims of a practice, one by one, for [`crate::audit`]: a [`Practice`] for each payer.
///
/// It keeps counts and digests, not claims: its size depends on the payers (1,000 at most), their clinicians (10,000 at most)
/// and the patients that these programmed (4,096 are told apart). Payers of one policy are one, however they are spelled: the
/// one of that id, else that of the line of business; the terms of a contract do not divide them. Neither the order of claims nor how they are divided
/// among counters matters, as long as these bounds are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counter {
    practices: Vec<Practice>,
    lines: u32,
    refused_lines: u32,
    refused: Vec<RefusedLine>,
}

impl Counter {
    /// Codes a visit and counts the claim; one of which nothing can be billed makes none.
    ///
    /// # Errors
    /// As [`crate::code`] and [`Self::add`].
    pub fn add_visit(&mut self, visit: &Visit, book: &Rulebook) -> Result<(), Error> {
        let claim = crate::code(visit, book)?.claim;
        if claim.lines.is_empty() {
            self.skip();
            return Ok(());
        }
        self.add(visit, &claim, book)
    }

    /// Counts a claim with its visit, and what the rules say of it.
    ///
    /// # Errors
    /// As [`crate::edit`]; and `limit/exceeded` for a payer or clinician more than a practice has, or a very long id.
    pub fn add(&mut self, visit: &Visit, claim: &Claim, book: &Rulebook) -> Result<(), Error> {
        self.add_at(visit, "$", claim, "$claim", book)
    }

    /// The same; visit and claim have these paths in problems.
    pub(crate) fn add_at(
        &mut self,
        visit: &Visit,
        visit_path: &str,
        claim: &Claim,
        claim_path: &str,
        book: &Rulebook,
    ) -> Result<(), Error> {
        let tally = crate::road::examined(visit, visit_path, claim, claim_path, book, claim::tally)?;
        self.put_claim(visit, tally, visit_path)
    }

    /// Counts a claim and the payer's answer to it.
    ///
    /// # Errors
    /// As [`crate::remit`] and [`Self::add`].
    pub fn add_remittance(&mut self, request: &RemitRequest, book: &Rulebook) -> Result<(), Error> {
        let answer = crate::remit(request, book)?;
        let RemitRequest { visit, claim, .. } = request;
        let mut tally = crate::road::examined(visit, "$.visit", claim, "$.claim", book, claim::tally)?;
        claim::answered(&answer, &mut tally);
        self.put_claim(visit, tally, "$.visit")
    }

    fn put_claim(&mut self, visit: &Visit, tally: Tally, root: &str) -> Result<(), Error> {
        let (payer, date) = (visit.payer.clone(), visit.date_of_service);
        self.put(&Practice { payer, from: date, to: date, clinicians: Vec::from([tally]) }, root)?;
        self.skip();
        Ok(())
    }

    /// Counts a line that holds nothing.
    pub fn skip(&mut self) {
        self.lines = self.lines.saturating_add(1);
    }

    /// Counts a line that cannot be used, and why.
    pub fn refuse(&mut self, error: &Error) {
        self.skip();
        self.refused_lines = self.refused_lines.saturating_add(1);
        self.name(RefusedLine { line: self.lines, code: error.code().into(), path: error.path().into() });
    }

    fn name(&mut self, refused: RefusedLine) {
        if self.refused.len() < MOST_NAMED {
            self.refused.push(refused);
        }
    }

    /// Adds counts, as if their lines followed those of this counter.
    ///
    /// # Errors
    /// Where the counts contradict themselves, such as a clinician who stands twice; and `limit/exceeded` where both together
    /// have more payers or clinicians than a practice has.
    pub fn merge(&mut self, tallies: &Tallies) -> Result<(), Error> {
        self.merge_at(tallies, "$")
    }

    /// The same; the counts have this path in problems.
    pub(crate) fn merge_at(&mut self, tallies: &Tallies, root: &str) -> Result<(), Error> {
        Error::all(tallies.problems(root))?;
        tallies.practices.iter().try_for_each(|practice| self.put(practice, root))?;
        for refused in &tallies.refused {
            self.name(RefusedLine { line: self.lines.saturating_add(refused.line), ..refused.clone() });
        }
        self.lines = self.lines.saturating_add(tallies.lines);
        self.refused_lines = self.refused_lines.saturating_add(tallies.refused_lines);
        Ok(())
    }

    /// Adds the counts of a practice.
    fn put(&mut self, practice: &Practice, root: &str) -> Result<(), Error> {
        let exceeded = || Error::new("limit/exceeded", root);
        let ids = practice.clinicians.iter().map(|it| &it.id).chain(&practice.payer.id);
        if ids.map(String::len).any(|length| length > LONGEST_ID) {
            return Err(exceeded());
        }
        let policy = policy_of(&practice.payer);
        let place = self.practices.iter().position(|own| policy_of(&own.payer) == policy);
        let Some(own) = place.and_then(|at| self.practices.get_mut(at)) else {
            if self.practices.len() >= MOST_PAYERS {
                return Err(exceeded());
            }
            let line_of_business = practice.payer.line_of_business;
            let payer = Payer { id: policy.map(Into::into), line_of_business, ..Payer::default() };
            let mut own = Practice { payer, from: practice.from, to: practice.to, clinicians: Vec::new() };
            own.merge(practice);
            self.practices.push(own);
            return Ok(());
        };
        let is_new = |it: &&Tally| own.place(&it.id).is_err();
        let added = practice.clinicians.iter().filter(is_new).count();
        if own.clinicians.len().saturating_add(added) > MOST_CLINICIANS {
            return Err(exceeded());
        }
        if own.payer.line_of_business != practice.payer.line_of_business {
            own.payer.line_of_business = None;
        }
        own.merge(practice);
        Ok(())
    }

    /// The counts: a practice for each payer, without terms of contracts, in the order of the payers' documents, and what was refused.
    pub fn tallies(self) -> Tallies {
        let text = |payer: &Payer| json::text(payer).unwrap_or_default();
        let mut practices: Vec<(String, Practice)> =
            self.practices.into_iter().map(|practice| (text(&practice.payer), practice)).collect();
        crate::order::sort(&mut practices, |(one, _), (other, _)| one < other);
        Tallies {
            practices: practices.into_iter().map(|(_, practice)| practice).collect(),
            lines: self.lines,
            refused_lines: self.refused_lines,
            refused: self.refused,
        }
    }
}

/// The policy that a payer asks for.
fn policy_of(payer: &Payer) -> Option<&str> {
    payer.id.as_deref().or(payer.line_of_business.map(LineOfBusiness::policy_id))
}
