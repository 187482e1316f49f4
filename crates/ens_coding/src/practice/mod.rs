//! The audit of a practice: what many claims together show.

mod audit;
mod claim;
mod counter;
mod figure;
mod figures;
pub(crate) mod routine;
mod tallies;
mod tally;

use alloc::format;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::error::Problem;
use crate::order;
use crate::run::{Context, Pen};
use crate::visit::Payer;

pub use audit::{Audit, audit};
pub use counter::Counter;
pub use figure::{Figure, FigureName};
pub use tallies::{RefusedLine, Tallies};
pub use tally::{RuleTally, Tally};

/// What the clinicians of a practice did for one payer in a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// The payer.
    pub payer: Payer,
    /// First date of service.
    pub from: Date,
    /// Last date of service; its rules hold.
    pub to: Date,
    /// The counts of each clinician.
    pub clinicians: Vec<Tally>,
}

/// More clinicians than any practice has; keeps the work on a document bounded.
pub(crate) const MOST_CLINICIANS: usize = 10_000;

impl Practice {
    pub(crate) fn problems(&self, root: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.to < self.from {
            problems.push(Problem::new("value/out-of-range", format!("{root}.to")));
        }
        if self.clinicians.len() > MOST_CLINICIANS {
            problems.push(Problem::new("limit/exceeded", format!("{root}.clinicians")));
            return problems;
        }
        let ids = || self.clinicians.iter().map(|clinician| clinician.id.as_str());
        if order::distinct(ids()).len() < self.clinicians.len() {
            let again = ids().enumerate().filter(|(at, id)| ids().take(*at).any(|earlier| earlier == *id));
            let problem = |(at, _)| Problem::new("practice/clinician-duplicate", format!("{root}.clinicians[{at}].id"));
            problems.extend(again.map(problem));
        }
        for (at, clinician) in self.clinicians.iter().enumerate() {
            problems.extend(clinician.problem(&format!("{root}.clinicians[{at}]")));
        }
        problems
    }

    /// Days of the period, both ends included.
    pub(crate) fn days(&self) -> u32 {
        u32::try_from(self.to.days_since(self.from)).unwrap_or_default().saturating_add(1)
    }

    /// Where a clinician stands, or belongs, in a list in the order of ids.
    pub(crate) fn place(&self, id: &str) -> Result<usize, usize> {
        self.clinicians.binary_search_by(|own| own.id.as_str().cmp(id))
    }

    /// Adds the counts of the same payer to a list in the order of ids; the other one's may have any order.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.from = self.from.min(other.from);
        self.to = self.to.max(other.to);
        for tally in &other.clinicians {
            let at = self.place(&tally.id).unwrap_or_else(|at| {
                self.clinicians.insert(at, Tally::zero(&tally.id));
                at
            });
            if let Some(own) = self.clinicians.get_mut(at) {
                own.merge(tally);
            }
        }
    }
}

/// What a rule about practices says of a claim: nothing.
pub(crate) const fn of_no_claim(_: &Context<'_>, _: &mut Pen<'_>) {}
