//! IN: what is to be priced, and what is known besides.

use alloc::string::String;
use alloc::vec::Vec;

use ens_coding::table::{Locality, Zip};
use ens_coding::{Cents, Claim, Code, Error, Problem, Units, Visit};
use serde::{Deserialize, Serialize};

/// A visit, the claim that is to be priced, and what a price depends on besides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeRequest {
    /// What happened, when, where, by whom and for which payer.
    pub visit: Visit,
    /// The claim; without one the visit is coded first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// Payment locality: the contractor's five digits and the two of its locality, such as `0118218`. It goes before `zip`.
    /// Without either the estimate is national.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^\d{7}$")))]
    pub locality: Option<String>,
    /// ZIP code of the place of service, five digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^\d{5}$")))]
    pub zip: Option<String>,
    /// The biller is a qualifying participant of an advanced payment model, which has had a conversion factor of its own
    /// since 2026.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifying_participant: Option<bool>,
    /// Whether sequestration is taken off what Medicare pays.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub sequestration: bool,
    /// Prices of drugs; a price for anything else is not used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prices: Vec<DrugPrice>,
}

/// The price of a drug.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DrugPrice {
    /// HCPCS code of the drug.
    pub code: Code,
    /// The price of `units` units of it, in cents.
    pub cents: Cents,
    /// Units that the price is for, so that one of parts of a cent can be told: 6482 cents for 1000 units. One where missing.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub units: Units,
    /// Where the price comes from, in your words; it is given back with the line.
    pub source: String,
}

const fn one() -> Units {
    Units::ONE
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_one(units: &Units) -> bool {
    *units == Units::ONE
}

/// More prices than anybody has.
const MOST_PRICES: usize = 1000;

impl FeeRequest {
    /// The request for a visit alone: coded, at national amounts.
    pub const fn of(visit: Visit) -> Self {
        Self {
            visit,
            claim: None,
            locality: None,
            zip: None,
            qualifying_participant: None,
            sequestration: false,
            prices: Vec::new(),
        }
    }

    /// The payment locality that is named.
    pub(crate) fn locality(&self) -> Option<Locality> {
        digits(self.locality.as_deref()?)
    }

    /// The ZIP code that is named.
    pub(crate) fn zip(&self) -> Option<Zip> {
        digits(self.zip.as_deref()?)
    }

    /// What the parts of the request owe each other.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let mut problems = self.visit.problems("$.visit");
        match &self.claim {
            Some(claim) => problems.extend(claim.problems(self.visit.diagnoses.len(), "$.claim")),
            None if self.visit.services.is_empty() => problems.push(Problem::new("visit/empty", "$.visit.services")),
            None => {}
        }
        if self.locality.is_some() && self.locality().is_none() {
            problems.push(Problem::new("locality/malformed", "$.locality"));
        }
        if self.zip.is_some() && self.zip().is_none() {
            problems.push(Problem::new("zip/malformed", "$.zip"));
        }
        if self.prices.len() > MOST_PRICES {
            problems.push(Problem::new("limit/exceeded", "$.prices"));
        }
        Error::of(problems).map_or(Ok(()), Err)
    }
}

/// So many digits, and nothing else.
fn digits<const N: usize>(text: &str) -> Option<ens_coding::table::Short<N>> {
    (text.len() == N && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}
