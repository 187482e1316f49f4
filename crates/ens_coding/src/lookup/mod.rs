//! The look-up: what the loaded tables and policies say of a code on a date, each answer with its source.

mod asked;
mod compare;
mod crosswalk;
mod distance;
mod fee_schedule;
mod limits;
mod modifiers;
mod national;
mod payer;
mod record;
mod search;
mod standing;
mod told;
mod what;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::book::Rulebook;
use crate::code::Code;
use crate::date::Date;
use crate::error::Error;
use crate::finding::{Basis, Citation};
use crate::visit::Payer;
use asked::Asked;

pub use compare::{CompareRequest, Comparison, ComparisonRow, compare};
pub use crosswalk::{Crosswalk, CrosswalkEntry, CrosswalkRequest, crosswalk};
pub use limits::{EditSetting, PairPartner, PairPartners};
pub use search::{SearchHit, SearchKind, SearchRequest, SearchResult, search};
pub use standing::PayerStanding;
pub use told::{Told, Unanswered};

/// What is asked of a code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LookupRequest {
    /// The code.
    pub code: Code,
    /// Date of service.
    pub date: Date,
    /// Who pays; without it the answers of payers are left out, and modifiers are those of Medicare and its followers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
}

macro_rules! questions {
    ($($(#[doc = $doc:literal])+ $name:ident;)*) => {
        /// What the loaded tables and policies say of a code on a date. Each question has none, one or several answers;
        /// none means that nothing loaded tells, never "no".
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct Lookup {
            /// The code.
            pub code: Code,
            /// Date of service.
            pub date: Date,
            /// The policy that answered for the payer, its own or a generic one.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub policy: Option<String>,
            /// Whether any loaded table has the code.
            pub is_listed: bool,
            $($(#[doc = $doc])+
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub $name: Vec<Told>,)*
            /// The codes with which the national edits pair it, a list for each setting whose table is loaded.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub pairs: Vec<PairPartners>,
            /// Questions that could not be asked, and what they lack.
            pub not_run: Vec<Unanswered>,
            /// What the answer rests on.
            pub basis: Basis,
        }

        impl Lookup {
            /// Names of all questions whose answers are lists of [`Told`], in the order of the answer.
            pub const QUESTIONS: &[&str] = &[$(stringify!($name)),*];

            /// Every question with its answers, in their order.
            pub fn answers(&self) -> impl Iterator<Item = (&'static str, &[Told])> {
                [$((stringify!($name), self.$name.as_slice())),*].into_iter()
            }
        }

        fn answered(asked: &mut Asked<'_>) -> Lookup {
            $(let $name = asked.$name();)*
            let pairs = asked.pairs();
            Lookup {
                code: asked.code,
                date: asked.edition.date(),
                policy: asked.edition.policy().map(|policy| policy.policy.clone()),
                is_listed: asked.is_listed(),
                $($name,)*
                pairs,
                not_run: core::mem::take(&mut asked.not_run),
                basis: asked.edition.basis(),
            }
        }
    };
}

questions! {
    /// What it is, in the project's own words.
    label;
    /// Whether it is in force on the date: `yes` or `no`. The citation has its first and last day.
    in_force;
    /// The code that took its place.
    successors;
    /// The code whose place it took.
    predecessors;
    /// Whether it is timed, and how its units are counted: a word of the table, such as `timed`, `untimed`, `procedure`.
    timed;
    /// Whom it needs present: `constant`, `group` or `supervised`.
    attendance;
    /// Whether it is therapy: `always`, `sometimes` or `never`.
    therapy_class;
    /// Status indicator of the fee schedule.
    status;
    /// Global period of the fee schedule.
    global_period;
    /// Multiple-procedure indicator.
    multiple_procedure;
    /// Bilateral indicator.
    bilateral;
    /// Assistant-at-surgery indicator.
    assistant_at_surgery;
    /// Co-surgeon indicator.
    co_surgeon;
    /// Team-surgery indicator.
    team_surgery;
    /// Professional and technical component indicator.
    component;
    /// The code under which pair and unit edits are looked up in its stead.
    edits_as;
    /// Primaries: it is an add-on of them.
    add_on_of;
    /// Its own add-ons.
    add_ons;
    /// Most units by the unit edits; `about` is the setting, `indicator` the adjudication indicator.
    unit_limits;
    /// How guidance stands to it; `about` is `included`, `excluded`, `separate` or `unlisted`.
    guidance;
    /// Pairs that guides believe in although no edit is active.
    believed_pairs;
    /// Pair edits of the payer's own; `about` is the column of the code that was asked.
    own_pairs;
    /// Modifiers that apply, each with the reason.
    modifiers;
    /// The code that the payer takes for it, empty where it takes none; `about` is how the code stands with the payer.
    payer_takes;
    /// What the payer thinks of the therapy: `covered`, `investigational` or `not_covered`.
    coverage;
    /// What the payer asks of the therapy; `about` is the question, the value its number.
    criteria;
    /// Sessions that the payer allows in a window.
    frequency;
    /// Programs that authorize or review it before payment; `about` is the state where it has one.
    authorization;
    /// Terms of the payer that decide how it is billed; `about` is the term.
    terms;
    /// Local policies that decide here and are not loaded.
    local_policies;
    /// What to record; `path` is where the visit records it, `about` when it is asked.
    documentation;
    /// Tables whose editions do not cover the date: the nearest one answers.
    editions_out_of_range;
}

/// What the loaded tables and policies say of a code on a date.
///
/// # Errors
/// None today: a code that nothing loaded has is an answer, and a malformed one does not become a request.
pub fn lookup(request: &LookupRequest, book: &Rulebook) -> Result<Lookup, Error> {
    let nobody = Payer::default();
    let payer = request.payer.as_ref();
    let mut asked = Asked::of(request.code, request.date, payer.unwrap_or(&nobody), payer.is_some(), book);
    asked.find_pairs();
    Ok(answered(&mut asked))
}

/// What the practice itself knows, cited as its contract.
fn contract() -> Citation {
    Citation {
        source: Cow::Borrowed("contract"),
        title: Cow::Borrowed("The contract, as the request states it"),
        trust: crate::source::Trust::Primary,
        from: None,
        to: None,
    }
}
