//! Which code each payer takes for the same service.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::asked::Asked;
use super::standing::{PayerStanding, standing};
use super::told::{Told, Unanswered};
use crate::book::{Edition, Policy, Rulebook};
use crate::code::Code;
use crate::date::Date;
use crate::error::Error;
use crate::finding::{Basis, Citation};
use crate::visit::Payer;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CrosswalkRequest {
    /// The code of the service.
    pub code: Code,
    /// Date of service.
    pub date: Date,
    /// Ids of the payers; all loaded policies where empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payers: Vec<String>,
}

/// Which code each payer takes for the service of a code on a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Crosswalk {
    /// The code that was asked.
    pub code: Code,
    /// Date of service.
    pub date: Date,
    /// The code in force on the date: itself, its successor, or the code before it. Missing where none is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<Code>,
    /// Whether it is in force, its successor and its predecessors, as the look-up tells them.
    pub windows: Vec<Told>,
    /// One entry a payer, in the order of their ids.
    pub payers: Vec<CrosswalkEntry>,
    /// Questions that could not be asked.
    pub not_run: Vec<Unanswered>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// How the code stands with a payer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CrosswalkEntry {
    /// Id of the policy.
    pub payer: String,
    /// How the code stands.
    pub standing: PayerStanding,
    /// The code that the payer takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<Code>,
    /// What that means, in the project's own words.
    pub says: String,
    /// Who says so; missing where nothing is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// Which code each payer takes for the service of a code. A code that is not in force on the date gives way to the one that
/// is.
///
/// # Errors
/// None today: what nobody says is `not_known`, and so is a payer without a policy.
pub fn crosswalk(request: &CrosswalkRequest, book: &Rulebook) -> Result<Crosswalk, Error> {
    let nobody = Payer::default();
    let mut asked = Asked::of(request.code, request.date, &nobody, false, book);
    let mut windows = asked.in_force();
    windows.extend(asked.successors().into_iter().map(|it| it.about("successor")));
    windows.extend(asked.predecessors().into_iter().map(|it| it.about("predecessor")));
    let in_force = in_force(&asked.edition, request.code);
    let ids: Vec<String> = if request.payers.is_empty() {
        book.policies().iter().map(|policy: &Policy| policy.policy.clone()).collect()
    } else {
        crate::order::distinct(request.payers.iter().cloned())
    };
    let mut payers = Vec::new();
    for id in ids {
        let payer = Payer { id: Some(id.clone()), ..Payer::default() };
        let edition = Edition::on(&payer, request.date, book);
        payers.push(entry(id, &edition, request.code, in_force));
        if !edition.is_policy_known() {
            asked.lacks("payers", "policy:payer.id");
        }
    }
    let Asked { edition, not_run, .. } = asked;
    Ok(Crosswalk { code: request.code, date: request.date, in_force, windows, payers, not_run, basis: edition.basis() })
}

/// The code itself where it is in force, else the one that took its place, else the one whose place it took.
fn in_force(edition: &Edition<'_>, code: Code) -> Option<Code> {
    let table = &edition.tables().codes()?.table;
    let holds = |code: &Code| table.on(code, edition.date()).is_some();
    let after = || edition.code(code)?.successor.filter(holds);
    let before = || {
        let earlier = table.rows().iter().filter(|row| row.value.successor == Some(code));
        earlier.map(|row| row.key).find(|code| holds(code))
    };
    Some(code).filter(holds).or_else(after).or_else(before)
}

fn entry(payer: String, edition: &Edition<'_>, asked: Code, in_force: Option<Code>) -> CrosswalkEntry {
    let stand = standing(edition, in_force.unwrap_or(asked));
    let is_other = in_force.is_some_and(|code| code != asked);
    let (standing, says) = match stand.standing {
        PayerStanding::Taken | PayerStanding::Priced if is_other => {
            (PayerStanding::Replaced, "the code that is in force on the date")
        }
        other => (other, stand.says),
    };
    let says = if edition.policy().is_none() { "no policy is loaded for this payer" } else { says };
    // Nobody takes a code that has ended.
    let known = in_force.is_some();
    CrosswalkEntry {
        payer,
        standing: if known { standing } else { PayerStanding::NotKnown },
        take: stand.take.filter(|_| known),
        says: if known { says } else { "no code for the service is known to be in force on the date" }.to_string(),
        citation: stand.citation.filter(|_| known),
    }
}
