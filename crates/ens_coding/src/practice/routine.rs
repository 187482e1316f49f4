//! A modifier as a matter of course: what the rules about 59 and KX share.

use crate::book::{Asked, Edition, Therapy};
use crate::finding::{At, Severity};
use crate::practice::{Practice, Tally};
use crate::run::Pen;

/// What a rule counts.
pub(crate) struct Routine {
    /// The policy's limit.
    pub asked: Asked,
    /// Claims with the modifier, and the path of their number.
    pub part: (fn(&Tally) -> Option<u32>, &'static str),
    /// Claims that could have it, and the path of their number.
    pub whole: (fn(&Tally) -> Option<u32>, &'static str),
    /// Claims of which nobody knows whether they could.
    pub open: fn(&Tally) -> Option<u32>,
}

/// Finds clinicians above the policy's limit. No published text names one, so that without a limit only a modifier on each of
/// several claims is told, for information.
pub(crate) fn judge(routine: &Routine, practice: &Practice, edition: &Edition<'_>, pen: &mut Pen<'_>) {
    // A limit for all therapies is found under any of them.
    let criterion = edition.asks(routine.asked, Therapy::SpinalCord);
    for (at, clinician) in practice.clinicians.iter().enumerate() {
        let at = At::clinician(at);
        let (part, whole) = match ((routine.part.0)(clinician), (routine.whole.0)(clinician)) {
            (Some(part), Some(whole)) => (part, whole),
            (None, None) => continue,
            (part, _) => {
                pen.lacks(at, if part.is_none() { routine.part.1 } else { routine.whole.1 });
                continue;
            }
        };
        let open = (routine.open)(clinician).unwrap_or_default();
        let all = u64::from(whole).saturating_add(open.into());
        let percent = |claims: u32| u64::from(claims).saturating_mul(100);
        let (is_above, may_be) = match criterion {
            Some(it) => {
                let limit = all.saturating_mul(it.value.into());
                (percent(part) > limit, percent(part.saturating_add(open)) > limit)
            }
            None => (part >= whole && whole > 1, part >= whole && all > 1),
        };
        if is_above {
            let share = percent(part).checked_div(whole.into()).and_then(|share| u32::try_from(share).ok());
            let raised =
                pen.raise(at).fact("part", part).fact("whole", whole).fact("percent", share.unwrap_or(u32::MAX));
            match criterion {
                Some(it) => {
                    let entry = edition.cite(&it.source, it.trust);
                    raised.fact("limit", alloc::format!("the limit is {} %", it.value)).cite(entry).trust(it.trust);
                }
                None => {
                    raised.fact("limit", "no source names a limit").at_most(Severity::Info);
                }
            }
        } else if may_be {
            pen.lacks(at, routine.whole.1);
        }
    }
}
