use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::units::DayPool;

rule! {
    /// Two services tie for the last unit.
    ///
    /// The manual lets either code have it; the draft gives it to the service that stands first on the visit.
    "units/tie-choice", Info, since "0.1.0";
    says: "{codes} tie for the last unit; {chosen} has it, because it stands first on the visit";
    cites: [CMS_100_04_CH5_20_2];
    check: check;
}

/// Reports the tie of a pool.
pub(crate) fn raise(pen: &mut Pen<'_>, pool: &DayPool) {
    let tied = || pool.counted.iter().filter(|counted| counted.tied);
    let names = |all: Vec<String>| all.join(", ");
    let codes = names(tied().map(|counted| counted.code.to_string()).collect());
    let chosen = names(
        tied().filter(|counted| counted.units > counted.minutes / 15).map(|counted| counted.code.to_string()).collect(),
    );
    pen.raise(At::CLAIM).fact("codes", codes).fact("chosen", chosen);
}

/// Only a draft chooses; on a submitted claim either choice is right.
fn check(_: &Context<'_>, _: &mut Pen<'_>) {}
