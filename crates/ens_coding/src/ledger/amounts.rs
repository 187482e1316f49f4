//! The yearly therapy amounts.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::book::Edition;
use crate::edit::modifier::kx_missing;
use crate::finding::{At, Citation};
use crate::money::Cents;
use crate::run::Output;
use crate::table::{Pool, Row};
use crate::threshold;
use crate::visit::{Discipline, Visit};

/// A yearly therapy amount, as it stands before the visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LedgerAmount {
    /// The disciplines that are counted together.
    pub disciplines: Vec<Discipline>,
    /// The calendar year.
    pub year: u16,
    /// Allowed amounts of the year before the visit, deductible and coinsurance included.
    pub spent_cents: Cents,
    /// The amount beyond which lines carry KX.
    pub threshold_cents: Cents,
    /// What is left up to the threshold.
    pub left_cents: Cents,
    /// The amount beyond which claims may be picked for review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_cents: Option<Cents>,
    /// Who says so.
    pub citation: Option<Citation>,
}

/// The amounts of a payer that has them: those of which the history tells, and those of the visit's disciplines.
pub(super) fn all(visit: &Visit, edition: &Edition<'_>, out: &mut Output) -> Vec<LedgerAmount> {
    let mut pen = out.pen(&kx_missing::RULE);
    let asked = [Pool::PtSlp, Pool::Ot].into_iter().filter(|pool| concerns(visit, *pool));
    let mut amounts = Vec::new();
    for pool in asked {
        match edition.therapy_threshold() {
            None => pen.lacks(At::CLAIM, "policy:therapy_threshold"),
            Some(term) if !term.value => {}
            Some(_) => match (threshold::spent(visit, pool), threshold::amount(edition, pool)) {
                ((None, path), _) => pen.lacks(At::CLAIM, path),
                (_, None) => pen.lacks(At::CLAIM, "table:thresholds"),
                ((Some(spent), _), Some(row)) => amounts.push(standing(edition, pool, spent, row)),
            },
        }
    }
    amounts
}

/// Whether the visit or its history is about a pool.
fn concerns(visit: &Visit, pool: Pool) -> bool {
    let of_pool = |discipline: Discipline| threshold::pool_of(discipline) == pool;
    threshold::spent(visit, pool).0.is_some()
        || visit.plan_of_care.as_ref().is_some_and(|plan| of_pool(plan.discipline))
        || visit.services.iter().any(|service| visit.discipline_of(Some(service)).is_some_and(of_pool))
}

fn standing(edition: &Edition<'_>, pool: Pool, spent: Cents, row: &Row<(Pool, u16), u64>) -> LedgerAmount {
    let cents = |value: u64| Cents::new(value).unwrap_or_default();
    let disciplines: &[Discipline] =
        if pool == Pool::Ot { &[Discipline::Ot] } else { &[Discipline::Pt, Discipline::Slp] };
    LedgerAmount {
        disciplines: disciplines.to_vec(),
        year: row.key.1,
        spent_cents: spent,
        threshold_cents: cents(row.value),
        left_cents: cents(row.value.saturating_sub(spent.get())),
        review_cents: threshold::amount(edition, Pool::Review).map(|row| cents(row.value)),
        citation: edition.tables().thresholds().and_then(|it| it.table.cite(row)),
    }
}
