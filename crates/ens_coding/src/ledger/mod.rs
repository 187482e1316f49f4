//! The ledger: what a patient's history leaves of the payer's limits on the date of a visit.

mod amounts;
mod authorizations;
mod episodes;
mod sessions;
mod stimulators;

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::book::{Edition, Rulebook};
use crate::edit::coverage::frequency_exceeded;
use crate::error::Error;
use crate::finding::{At, Basis, NotRun};
use crate::run::Output;
use crate::visit::Visit;

pub use amounts::LedgerAmount;
pub use authorizations::{AuthorizationStanding, LedgerAuthorization};
pub use episodes::LedgerEpisode;
pub use sessions::LedgerEntry;

/// The answer to "how much is left, how many are left, and when is the next one allowed?".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// One entry a limit of sessions, for every therapy of the visit and of its history that the payer limits.
    pub entries: Vec<LedgerEntry>,
    /// The yearly therapy amounts that the visit or its history is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<LedgerAmount>,
    /// The prior authorizations of the history, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorizations: Vec<LedgerAuthorization>,
    /// The trials of stimulators, the earliest first, and what came of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub episodes: Vec<LedgerEpisode>,
    /// What could not be counted, and what it lacked.
    pub not_run: Vec<NotRun>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// What the history of a visit leaves of the payer's limits. The visit needs no services: its history tells what to count.
///
/// # Errors
/// When the parts of the visit disagree.
pub fn ledger(visit: &Visit, book: &Rulebook) -> Result<Ledger, Error> {
    Error::all(visit.problems("$"))?;
    let edition = Edition::of(visit, book);
    let mut out = Output::default();
    if !edition.is_policy_known() {
        out.pen(&frequency_exceeded::RULE).lacks(At::CLAIM, "policy:limits");
    }
    let mut entries = sessions::all(visit, &edition, &mut out);
    entries.extend(stimulators::all(visit, &edition));
    let amounts = amounts::all(visit, &edition, &mut out);
    let authorizations = authorizations::all(visit, &edition, &mut out);
    let episodes = episodes::all(visit, &edition);
    Ok(Ledger { entries, amounts, authorizations, episodes, not_run: out.not_run, basis: edition.basis() })
}
