//! What a payer thinks of a therapy and asks of it, and what the fee schedule says of a procedure.

use alloc::vec::Vec;

use super::coverage::{Criterion, Limit, Position};
use super::coverage_words::{Asked, Stance, Therapy};
use super::edition::Edition;
use super::policy::Policy;
use crate::code::Code;
use crate::diagnosis::Diagnosis;
use crate::finding::Citation;
use crate::table::{Duty, Fee, Row};

impl<'a> Edition<'a> {
    /// What the payer asks of a therapy on the date: the nearest policy that says so, and there the entry for the therapy
    /// before the one for all.
    pub fn asked(&self, asked: Asked, therapy: Therapy) -> Option<&'a Criterion> {
        for policy in self.policies() {
            let in_force = |it: &&Criterion| it.criterion == asked && self.date().within(it.from, it.to);
            let entries = || policy.criteria.iter().filter(in_force);
            let own = entries().find(|it| it.therapies.contains(&therapy));
            let found = own.or_else(|| entries().find(|it| it.therapies.is_empty()));
            if found.is_some() || self.asks_nothing(policy, therapy) {
                return found;
            }
        }
        None
    }

    /// The policy says that what it inherits does not hold for a therapy.
    fn asks_nothing(&self, policy: &Policy, therapy: Therapy) -> bool {
        let holds = |it: &&Criterion| it.criterion == Asked::Nothing && self.date().within(it.from, it.to);
        policy.criteria.iter().filter(holds).any(|it| it.therapies.contains(&therapy))
    }

    /// The number that the payer asks of a therapy, unless it is zero.
    pub(crate) fn asks(&self, asked: Asked, therapy: Therapy) -> Option<&'a Criterion> {
        self.asked(asked, therapy).filter(|it| it.value > 0)
    }

    /// How many sessions of a therapy the payer allows on the date: the entries of the nearest policy that has one.
    pub(crate) fn limits(&self, therapy: Therapy) -> impl Iterator<Item = &'a Limit> {
        let date = self.date();
        let holds = move |it: &&Limit| it.therapy == therapy && date.within(it.from, it.to);
        let decides =
            |policy: &&Policy| policy.limits.iter().any(|it| holds(&it)) || self.asks_nothing(policy, therapy);
        let own = self.policies().find(decides);
        own.into_iter().flat_map(|policy| &policy.limits).filter(holds)
    }

    /// The position by which none of these diagnoses supports a therapy: the nearest policy's that excludes all of them.
    pub(crate) fn excludes(&self, therapy: Therapy, diagnoses: &[Diagnosis]) -> Option<&'a Position> {
        let excludes = |it: &&Position| {
            let on_list = |own: &Diagnosis| it.diagnoses.iter().any(|prefix| own.starts_with(prefix));
            it.therapy == therapy
                && it.stance == Stance::NotCovered
                && !diagnoses.is_empty()
                && self.date().within(it.from, it.to)
                && diagnoses.iter().all(on_list)
        };
        self.policies().find_map(|policy| policy.positions.iter().find(excludes))
    }

    /// The payer's position on a therapy on the date: the nearest policy that has one, and there the entry that names a
    /// diagnosis before the one for all.
    pub fn position(&self, therapy: Therapy, diagnoses: &[Diagnosis]) -> Option<&'a Position> {
        self.policies().find_map(|policy| {
            let in_force = |it: &&Position| it.therapy == therapy && self.date().within(it.from, it.to);
            let entries = || policy.positions.iter().filter(in_force);
            let names = |it: &&Position| {
                it.diagnoses.iter().any(|prefix| diagnoses.iter().any(|diagnosis| diagnosis.starts_with(prefix)))
            };
            entries().find(names).or_else(|| entries().find(|it| it.diagnoses.is_empty()))
        })
    }

    /// All positions on a therapy on the date: those of the nearest policy that has one.
    pub(crate) fn positions(&self, therapy: Therapy) -> impl Iterator<Item = &'a Position> {
        let date = self.date();
        let holds = move |it: &&Position| it.therapy == therapy && date.within(it.from, it.to);
        let own = self.policies().find(|policy| policy.positions.iter().any(|it| holds(&it)));
        own.into_iter().flat_map(|policy| &policy.positions).filter(holds)
    }

    /// What the payer asks of a therapy on the date, each question once.
    pub(crate) fn criteria(&self, therapy: Therapy) -> Vec<&'a Criterion> {
        let concerns = |it: &&Criterion| it.therapies.is_empty() || it.therapies.contains(&therapy);
        let mut found: Vec<&Criterion> = Vec::new();
        for entry in self.policies().flat_map(|policy| &policy.criteria).filter(concerns) {
            let is_known = found.iter().any(|it| it.criterion == entry.criterion);
            found.extend(self.asks(entry.criterion, therapy).filter(|_| !is_known));
        }
        found
    }

    /// The fee-schedule row of a procedure on the date; where no release with indicators covers it, that of the nearest one:
    /// they hardly change. `None` where the table does not have the code, or is not loaded.
    pub(crate) fn procedure(&self, code: Code) -> Option<&'a Row<Code, Fee>> {
        let rows = self.tables().pfs()?.table.all(&code);
        let whole =
            || rows.iter().filter(|row| row.value.modifier.is_none() && !row.value.bilateral.as_str().is_empty());
        whole().min_by_key(|row| self.date().distance(row.from, row.to))
    }

    /// What is to be recorded on the date, in the order of the table; `None` where it is not loaded. What Medicare's coverage
    /// determinations ask is left out for a payer that is known not to follow them.
    pub(crate) fn duties(&self) -> Option<impl Iterator<Item = (&'a Duty, Citation)> + use<'a>> {
        let table = &self.tables().documentation()?.table;
        let (date, others) = (self.date(), !self.may_be_medicare());
        let rows = table.rows().iter().filter(move |row| row.holds_on(date));
        let cited = rows.filter_map(|row| Some((&row.value, table.cite(row)?)));
        Some(cited.filter(move |(_, citation)| !(others && is_medicares(&citation.source))))
    }

    /// The payer follows Medicare, or nobody says who pays.
    pub(crate) fn may_be_medicare(&self) -> bool {
        self.policies().next().is_none() || self.policies().any(|policy| policy.policy == "medicare")
    }
}

/// Whether a source is a determination on coverage by Medicare or its contractors, or explains one.
pub(crate) fn is_medicares(source: &str) -> bool {
    let numbered =
        |letter| source.strip_prefix(letter).is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_digit()));
    ["ncd-", "lcd-", "mac-", "noridian-", "ngs-", "cms-100-02"].iter().any(|start| source.starts_with(start))
        || numbered('l')
        || numbered('a')
}
