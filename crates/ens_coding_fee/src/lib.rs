//! What Medicare allows for a claim: an estimate of each line by the physician fee schedule, with every step and its source.
//!
//! A crate of its own, which depends on `ens_coding` and not the other way round: what chooses codes cannot see a price.
//! What cannot be priced says why, and is never guessed.
//!
//! ```
//! use ens_coding::{Code, Rulebook, json};
//! use ens_coding_fee::{FeeRequest, fee};
//!
//! # fn main() -> Result<(), ens_coding::Error> {
//! let visit = json::visit(
//!     r#"{ "payer": { "id": "medicare" }, "date_of_service": "2026-08-04",
//!          "setting": { "place_of_service": "11", "claim_form": "professional" },
//!          "performers": [{ "id": "pt", "kind": "physical_therapist" }],
//!          "plan_of_care": { "discipline": "pt", "certified": true },
//!          "diagnoses": ["M17.11"],
//!          "services": [{ "what": { "electrical_stimulation": { "attended": false } }, "minutes": 15 }] }"#,
//! )?;
//! let estimate = fee(&FeeRequest::of(visit), Rulebook::bundled())?;
//! assert_eq!(estimate.lines[0].code, Code::from_ascii(b"G0283").expect("a code"));
//! assert_eq!(estimate.lines[0].amount_cents, Some(12_69)); // 0.38 x 33.4009
//! # Ok(())
//! # }
//! ```
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod area;
mod caveats;
mod estimate;
pub mod json;
mod money;
mod multiple;
mod people;
mod refusal;
mod request;
mod schedule;
#[cfg(feature = "schema")]
pub mod schema;
mod share;
mod sides;
mod terms;
mod therapy;
mod words;
mod work;

use alloc::borrow::Cow;
use alloc::vec::Vec;

use ens_coding::{Edition, Error, Rulebook, code};

pub use estimate::{
    ConversionFactor, FeeArea, FeeEstimate, FeeLine, FeeRelease, FeeStep, FeeTotal, NotPriced, RelativeValues,
};
pub use request::{DrugPrice, FeeRequest};
pub use words::{Assumption, FeeSetting, NotConsidered, Origin, Reason, StepKind};

use terms::Terms;
use work::Work;

/// Estimates what Medicare allows for the lines of a claim, and what it pays of that.
///
/// The claim is the request's; without one the visit is coded first, and the recommended claim is priced. The estimate
/// judges no claim: coverage and edits are not asked, and `not_considered` says so.
///
/// # Errors
/// When the parts of the request disagree, or there is neither a claim nor a service.
pub fn fee(request: &FeeRequest, book: &Rulebook) -> Result<FeeEstimate, Error> {
    request.check()?;
    let (claim, origin) = match &request.claim {
        Some(claim) => (Cow::Borrowed(claim), Origin::Submitted),
        None => (Cow::Owned(code(&request.visit, book)?.claim), Origin::Drafted),
    };
    let edition = Edition::of(&request.visit, book);
    let terms = Terms::of(request, &claim, &edition, book);
    let mut lines: Vec<Work<'_>> = claim.lines.iter().map(|line| terms.begin(line)).collect();
    schedule::bundle_injections(&mut lines);
    sides::adjust(&mut lines);
    therapy::reduce(&mut lines, &terms);
    multiple::reduce(&mut lines);
    people::reduce(&mut lines, &terms);
    share::divide(&mut lines, &terms);
    Ok(FeeEstimate::of(lines, &terms, origin))
}
