//! Codes, checks and explains US claims for electrical nerve stimulation and the therapy around it.
//!
//! A [`Visit`] is what happened; a [`Claim`] is what is billed; a [`Finding`] is what is wrong, why, and what would mend
//! it. [`code`] walks the whole road, [`edit`] checks a claim that somebody else coded, [`explain()`] puts an answer into
//! sentences, [`audit`] looks at what the claims of a [`Practice`] show together. All are pure functions of their arguments and of a [`Rulebook`], which never changes once it is loaded.
//!
//! ```
//! use ens_coding::{Rulebook, code, json};
//!
//! # fn main() -> Result<(), ens_coding::Error> {
//! let visit = json::visit(
//!     r#"{ "payer": { "id": "medicare" }, "date_of_service": "2026-03-04",
//!          "setting": { "place_of_service": "11", "claim_form": "professional" },
//!          "performers": [{ "id": "pt", "kind": "physical_therapist" }],
//!          "plan_of_care": { "discipline": "pt", "certified": true },
//!          "diagnoses": ["M17.11"],
//!          "services": [{ "what": { "electrical_stimulation": { "attended": false } }, "minutes": 15 }] }"#,
//! )?;
//! let outcome = code(&visit, Rulebook::bundled())?;
//! assert_eq!(outcome.claim.lines[0].code.to_string(), "G0283");
//! # Ok(())
//! # }
//! ```
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

/// The examples of the README are tests.
#[cfg(all(doctest, feature = "bundled"))]
#[doc = include_str!("../../../README.md")]
struct Readme;

mod assistant;
mod authorization;
pub mod book;
mod claim;
mod code;
mod count;
mod criteria;
mod date;
mod diagnosis;
mod edit;
mod equipment;
mod error;
mod explain;
mod fact;
mod facts;
mod finding;
mod fix;
mod global;
pub mod json;
mod ledger;
mod level;
mod liability;
mod lookup;
mod missing;
mod money;
mod needle;
mod order;
pub mod pack;
mod pairs;
mod pen;
mod places;
mod practice;
mod receipt;
mod registry;
mod remit;
mod road;
mod rule;
mod run;
#[cfg(feature = "schema")]
pub mod schema;
mod select;
mod source;
mod stimulation;
pub mod table;
mod text;
mod threshold;
mod traits;
mod trust;
mod two;
pub mod visit;
mod wound;

pub use book::{Edition, Options, Rulebook};
pub use claim::{Claim, Line, Units, ValueAmount};
pub use code::{BillType, Code, Modifier, PlaceOfService, RevenueCode};
pub use date::Date;
pub use diagnosis::Diagnosis;
pub use error::{Error, Malformed, Problem};
pub use explain::{ExplainedFinding, Explanation, explain};
pub use fact::Fact;
pub use facts::{Facts, Value};
pub use finding::{At, Basis, Citation, Denial, Draft, Finding, NotRun, Outcome, Part, Severity, Step, Verdict};
pub use fix::{Change, Fix, apply};
pub use ledger::{
    AuthorizationStanding, Ledger, LedgerAmount, LedgerAuthorization, LedgerEntry, LedgerEpisode, ledger,
};
pub use level::SpinalLevel;
pub use lookup::{
    CompareRequest, Comparison, ComparisonRow, Crosswalk, CrosswalkEntry, CrosswalkRequest, EditSetting, Lookup,
    LookupRequest, PairPartner, PairPartners, PayerStanding, SearchHit, SearchKind, SearchRequest, SearchResult, Told,
    Unanswered, compare, crosswalk, lookup, search,
};
pub use missing::{Bound, Checklist, ChecklistItem, Duty, Stated, SupposedFact, Way, missing};
pub use money::Cents;
pub use practice::{Audit, Counter, Figure, FigureName, Practice, RefusedLine, RuleTally, Tallies, Tally, audit};
pub use receipt::{Difference, Receipt, Replay, ReplayRequest, receipt, replay};
pub use remit::{
    Adjustment, AdjustmentGroup, DenialCause, Fit, LineStanding, Missed, MissedBecause, OwedBy, ReadAdjustment,
    ReadCode, ReasonScore, RemitAnswer, RemitLine, RemitRequest, RemittanceCode, RemittedLine, RuleScore, Scorecard,
    remit,
};
#[doc(hidden)]
pub use road::unasked;
pub use road::{code, edit, reasons, rules, select};
pub use rule::Rule;
pub use source::{Source, Trust};
pub use two::{ConditionCode, State, ValueCode};
pub use visit::Visit;
