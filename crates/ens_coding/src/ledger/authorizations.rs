//! Prior authorizations, and what is left of them.

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::authorization::{self, VALID_DAYS};
use crate::book::Edition;
use crate::code::Code;
use crate::date::Date;
use crate::edit::authorization::missing;
use crate::finding::At;
use crate::run::Output;
use crate::visit::{Authorization, Decision, Visit};

/// A prior authorization, as it stands on the date of the visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LedgerAuthorization {
    /// The payer's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The codes that it covers; all where empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Code>,
    /// Whether it can be used on the date.
    pub standing: AuthorizationStanding,
    /// The last day on which it holds: as the history states it, else as the payer's program counts from the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Date>,
    /// Days that are left after the date of the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_left: Option<u32>,
    /// Visits that it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visits: Option<u16>,
    /// Days of its services before the visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visits_used: Option<u16>,
    /// Visits that are left, this one among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visits_left: Option<u16>,
}

/// Whether an authorization can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuthorizationStanding {
    /// It holds.
    Valid,
    /// It was not affirmed.
    NotAffirmed,
    /// It is not decided yet, or was only after the date.
    Pending,
    /// It begins later.
    Later,
    /// Its days are over.
    Expired,
    /// Its visits are used up.
    Used,
}

/// The authorizations of the history.
pub(super) fn all(visit: &Visit, edition: &Edition<'_>, out: &mut Output) -> Vec<LedgerAuthorization> {
    let by_program = edition.review_programs().is_some_and(|term| term.value);
    let mut pen = out.pen(&missing::RULE);
    let mut one = |it: &Authorization| {
        let used = authorization::visits_used(visit, it);
        if it.visits.is_some() && used.is_none() {
            pen.lacks(At::CLAIM, "history.services");
        }
        // Only the programs that review codes count days from the decision; where no code is named, it may be one of them.
        let reviewed = it.codes.is_empty() || it.codes.iter().any(|code| is_reviewed(edition, *code));
        let by_decision = it.decided_on.filter(|_| by_program && reviewed).map(|decided| decided.plus_days(VALID_DAYS));
        let last_day = it.to.into_iter().chain(by_decision).min();
        let date = visit.date_of_service;
        let visits_left = it.visits.zip(used).map(|(visits, used)| visits.saturating_sub(used));
        LedgerAuthorization {
            number: it.number.clone(),
            codes: it.codes.clone(),
            standing: standing(it, date, last_day, visits_left),
            last_day,
            days_left: last_day.map(|last| u32::try_from(last.days_since(date)).unwrap_or_default()),
            visits: it.visits,
            visits_used: used.filter(|_| it.visits.is_some()),
            visits_left,
        }
    };
    visit.history.authorizations.iter().map(&mut one).collect()
}

/// Whether a program of the payer reviews a code.
fn is_reviewed(edition: &Edition<'_>, code: Code) -> bool {
    edition.tables().authorization().is_some_and(|it| !it.table.all(&code).is_empty())
}

fn standing(it: &Authorization, date: Date, last_day: Option<Date>, visits_left: Option<u16>) -> AuthorizationStanding {
    match it.decision {
        Some(Decision::NotAffirmed) => AuthorizationStanding::NotAffirmed,
        Some(Decision::Pending) => AuthorizationStanding::Pending,
        _ if it.decided_on.is_some_and(|decided| decided > date) => AuthorizationStanding::Pending,
        _ if it.from.is_some_and(|first| first > date) => AuthorizationStanding::Later,
        _ if last_day.is_some_and(|last| date > last) => AuthorizationStanding::Expired,
        _ if visits_left == Some(0) => AuthorizationStanding::Used,
        _ => AuthorizationStanding::Valid,
    }
}
