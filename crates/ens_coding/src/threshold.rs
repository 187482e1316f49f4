//! Medicare's yearly therapy amounts, and which lines lie beyond them.

use alloc::vec::Vec;

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
    pub discipline: Discipline,
    /// The allowed amount, where the visit knows it.
    pub allowed: Option<Cents>,
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

/// For each therapy line whether it lies beyond its threshold.
pub(crate) fn beyond(visit: &Visit, edition: &Edition<'_>, lines: &[TherapyAmount]) -> Vec<Beyond> {
    let room = edition.threshold_room_cents().map_or(0, |term| u64::from(term.value));
    let all_of_date = edition.threshold_lines().is_some_and(|term| term.value == ThresholdLines::AllOfDate);
    let mut answers = Vec::with_capacity(lines.len());
    if lines.is_empty() {
        return answers;
    }
    let mut running = [Pool::PtSlp, Pool::Ot].map(|pool| (pool, amount(edition, pool), spent(visit, pool)));
    for line in lines {
        let pool = pool_of(line.discipline);
        let state = running.iter_mut().find(|(own, ..)| *own == pool);
        let answer = match state {
            None | Some((_, None, _)) => Beyond::Unknown("table:thresholds"),
            Some((_, Some(_), (None, path))) => Beyond::Unknown(path),
            Some((_, Some(limit), (Some(before), _))) => {
                let after = before.plus(line.allowed.unwrap_or_default());
                let spent_before = before.get();
                *before = after;
                if spent_before > limit.value || after.get() > limit.value {
                    Beyond::Yes
                } else if line.allowed.is_none() && limit.value.saturating_sub(after.get()) < room {
                    Beyond::Unknown("services.allowed_cents")
                } else {
                    Beyond::No
                }
            }
        };
        answers.push(answer);
    }
    if all_of_date {
        for pool in [Pool::PtSlp, Pool::Ot] {
            let in_pool = |line: &TherapyAmount| pool_of(line.discipline) == pool;
            let crossed = lines.iter().zip(&answers).any(|(line, answer)| in_pool(line) && *answer == Beyond::Yes);
            for (_, answer) in lines.iter().zip(&mut answers).filter(|(line, _)| crossed && in_pool(line)) {
                *answer = Beyond::Yes;
            }
        }
    }
    answers
}
