//! How a code stands with a payer: taken, replaced, not taken, or nobody knows.

use serde::{Deserialize, Serialize};

use super::contract;
use super::fee_schedule::status;
use crate::book::{Edition, Term};
use crate::code::{Code, code};
use crate::finding::Citation;
use crate::select::codes::STIMULATOR_SUPPLIES;
use crate::source::Trust;

/// How a code stands with a payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PayerStanding {
    /// The payer takes it.
    Taken,
    /// The payer's fee schedule gives it a price. Whether it is covered is another question, which `coverage` and
    /// `criteria` of the look-up answer.
    Priced,
    /// The payer takes another code for the same service.
    Replaced,
    /// The payer does not take it, and names no other code.
    NotTaken,
    /// Nothing loaded says so.
    NotKnown,
}

/// A standing, and who says so.
pub(super) struct Stand {
    pub standing: PayerStanding,
    /// The code that the payer takes.
    pub take: Option<Code>,
    pub says: &'static str,
    pub citation: Option<Citation>,
}

impl Stand {
    const UNKNOWN: Self =
        Self { standing: PayerStanding::NotKnown, take: None, says: "the policy does not say", citation: None };

    /// The payer takes one code for several, and this may be it.
    fn named(own: Code, taken: Code, is_usual: bool, citation: Option<Citation>) -> Self {
        let (standing, says) = match (own == taken, is_usual) {
            (true, false) => (PayerStanding::Taken, "the payer takes it"),
            (true, true) => {
                (PayerStanding::Taken, "plans of its kind usually take it; the payer's own terms are not known")
            }
            (false, false) => (PayerStanding::Replaced, "the payer takes another code for the same service"),
            (false, true) => (
                PayerStanding::Replaced,
                "plans of its kind usually take another code for the same service; the payer's own terms are not known",
            ),
        };
        Self { standing, take: Some(taken), says, citation }
    }

    fn refused(says: &'static str, citation: Option<Citation>) -> Self {
        Self { standing: PayerStanding::NotTaken, take: None, says, citation }
    }
}

/// Codes of unattended stimulation that is not for a wound.
const UNATTENDED: [Code; 2] = [code!(b"97014"), code!(b"G0283")];

/// How a code stands with the payer of an edition, by the swaps, terms and statuses that rules and selection use.
pub(super) fn standing(edition: &Edition<'_>, own: Code) -> Stand {
    let said = |term: Term<'_, Code>| match term.source {
        Some(source) => edition.cite(source, term.trust),
        None => Some(contract()),
    };
    if let Some(swap) = edition.swap(own) {
        let citation = edition.cite(swap.source, swap.trust);
        return match swap.take {
            Some(take) => Stand::named(own, take, swap.trust != Trust::Primary && usual(edition, own), citation),
            None => Stand::refused("the payer does not take it and names no other code", citation),
        };
    }
    if let Some(term) = edition.unattended_stimulation().filter(|_| UNATTENDED.contains(&own)) {
        return Stand::named(own, term.value, usual(edition, own), said(term));
    }
    if let Some(term) = edition.stimulator_supplies_as().filter(|_| STIMULATOR_SUPPLIES.contains(&own)) {
        return Stand::named(own, term.value, false, said(term));
    }
    by_status(edition, own)
}

/// A stand-in for plans that are not known names the code of unattended stimulation, and no primary source.
fn usual(edition: &Edition<'_>, own: Code) -> bool {
    let term = edition.unattended_stimulation().filter(|_| UNATTENDED.contains(&own));
    term.is_some_and(|term| !term.named && term.trust != Trust::Primary)
}

/// What the fee schedule's status says, for a payer to whom it applies.
fn by_status(edition: &Edition<'_>, own: Code) -> Stand {
    let Some(applied) = edition.fee_schedule_status().filter(|term| term.value) else { return Stand::UNKNOWN };
    let Some((table, row)) = edition.tables().status().and_then(|it| Some((it, it.table.on(&own, edition.date())?)))
    else {
        return Stand::UNKNOWN;
    };
    let trust: Trust = applied.trust.max(row.trust);
    let citation = table.table.cite(row).map(|it| Citation { trust, ..it });
    let says = status(row.value);
    match row.value {
        'A' | 'C' | 'R' | 'T' => {
            let says = match row.value {
                'A' => "it has a price; it is covered only as far as the payer's coverage criteria are met",
                'C' => "contractors price it; it is covered only as far as the payer's coverage criteria are met",
                'T' => {
                    "it has a price where nothing else is paid that day, and is covered only by the payer's criteria"
                }
                _ => "it has a price, and its coverage is restricted",
            };
            Stand { standing: PayerStanding::Priced, take: Some(own), says, citation }
        }
        'B' | 'I' | 'N' => Stand::refused(says, citation),
        _ => Stand::UNKNOWN,
    }
}
