//! Medicare's yearly therapy amounts, and which lines lie beyond them.

use crate::book::{Edition, ThresholdLines};
use crate::money::Cents;
use crate::table::{Pool, Row};
use crate::visit::{Discipline, Visit};

/// Whether a line lies beyond the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beyond {
    Yes,
    No,
    /// An amount is missing; a path of the visit names it.
    Unknown(&'static str),
}

/// A therapy line, in the order of the claim.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TherapyAmount {
    /// Place of the line.
    pub at: usize,
    pub discipline: Discipline,
    /// The allowed amount, where the visit knows it.
    pub allowed: Option<Cents>,
    /// Whether it lies beyond the threshold, as [`judge`] finds.
    pub beyond: Beyond,
}

impl TherapyAmount {
    /// A line that is not judged yet.
    pub const fn new(at: usize, discipline: Discipline, allowed: Option<Cents>) -> Self {
        Self { at, discipline, allowed, beyond: Beyond::No }
    }
}

pub(crate) const fn pool_of(discipline: Discipline) -> Pool {
    match discipline {
        Discipline::Pt | Discipline::Slp => Pool::PtSlp,
        Discipline::Ot => Pool::Ot,
    }
}

/// What was spent before the visit, and where the visit says so.
pub(crate) fn spent(visit: &Visit, pool: Pool) -> (Option<Cents>, &'static str) {
    match pool {
        Pool::Ot => (visit.history.therapy_to_date.ot_cents, "history.therapy_to_date.ot_cents"),
        _ => (visit.history.therapy_to_date.pt_slp_cents, "history.therapy_to_date.pt_slp_cents"),
    }
}

/// The amount of a pool in the year of the visit.
pub(crate) fn amount<'a>(edition: &Edition<'a>, pool: Pool) -> Option<&'a Row<(Pool, u16), u64>> {
    let year = u16::try_from(edition.date().year()).ok()?;
    edition.tables().thresholds()?.table.all(&(pool, year)).first()
}

/// Judges for each therapy line whether it lies beyond its threshold.
pub(crate) fn judge(visit: &Visit, edition: &Edition<'_>, lines: &mut [TherapyAmount]) {
    let room = edition.threshold_room_cents().map_or(0, |term| u64::from(term.value));
    let all_of_date = edition.threshold_lines().is_some_and(|term| term.value == ThresholdLines::AllOfDate);
    for pool in [Pool::PtSlp, Pool::Ot] {
        let in_pool = |line: &&mut TherapyAmount| pool_of(line.discipline) == pool;
        if lines.iter_mut().all(|line| !in_pool(&line)) {
            continue;
        }
        let (spent, path) = spent(visit, pool);
        let limit = amount(edition, pool);
        let Some((limit, mut before)) = limit.zip(spent) else {
            let missing = if limit.is_none() { "table:thresholds" } else { path };
            lines.iter_mut().filter(in_pool).for_each(|line| line.beyond = Beyond::Unknown(missing));
            continue;
        };
        let mut crossed = false;
        for line in lines.iter_mut().filter(in_pool) {
            let after = before.plus(line.allowed.unwrap_or_default());
            line.beyond = if before.get() > limit.value || after.get() > limit.value {
                crossed = true;
                Beyond::Yes
            } else if line.allowed.is_none() && limit.value.saturating_sub(after.get()) < room {
                Beyond::Unknown("services.allowed_cents")
            } else {
                Beyond::No
            };
            before = after;
        }
        if crossed && all_of_date {
            lines.iter_mut().filter(in_pool).for_each(|line| line.beyond = Beyond::Yes);
        }
    }
}
