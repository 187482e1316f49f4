//! The terms of a payer: what its policy, or the contract with it, decides for a visit.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::date::Date;
use crate::source::Trust;

/// One dated entry of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry<T> {
    /// What is in force.
    pub value: T,
    /// First day; since before 2018 where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day; still in force where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source, of the bundled list or of the policy's own.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// A term in force, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'a, T> {
    /// The value.
    pub value: T,
    /// How good the source is; a contract's terms count as primary, since the practice recorded them.
    pub trust: Trust,
    /// Id of the source; `None` for a contract's term.
    pub source: Option<&'a str>,
    /// The payer itself, or its contract, says so; not a generic policy.
    pub named: bool,
}

fn shown<T>(entries: &mut [Entry<T>], change: &mut dyn FnMut(&str, &mut Trust)) {
    for entry in entries {
        change(&entry.source, &mut entry.trust);
    }
}

/// The policies of a payer, the nearest first, and the date on which their entries are asked.
#[derive(Clone, Copy)]
pub(super) struct Chain<'a> {
    pub policies: &'a [super::Policy],
    pub places: &'a [usize],
    pub known: bool,
    pub date: Date,
}

/// One function for all terms of a kind, however many there are.
#[cfg_attr(target_family = "wasm", inline(never))]
fn resolve<'a, T: Copy + 'a>(
    contract: Option<T>,
    chain: Chain<'a>,
    entries: fn(&DatedTerms) -> &[Entry<T>],
) -> Option<Term<'a, T>> {
    if let Some(value) = contract {
        return Some(Term { value, trust: Trust::Primary, source: None, named: true });
    }
    let Chain { policies, places, known, date } = chain;
    places.iter().filter_map(|at| policies.get(*at)).find_map(|policy| {
        let entry = entries(&policy.terms).iter().find(|entry| date.within(entry.from, entry.to))?;
        let named = known && !policy.generic;
        Some(Term { value: entry.value, trust: entry.trust, source: Some(entry.source.as_ref()), named })
    })
}

macro_rules! terms {
    ($($(#[doc = $doc:literal])+ $name:ident: $kind:ty;)*) => {
        /// Terms of a contract that the practice knows; each one goes before the policy.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct Terms {
            $($(#[doc = $doc])+
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub $name: Option<$kind>,)*
        }

        impl Terms {
            /// Whether no term is known.
            pub fn is_empty(&self) -> bool {
                true $(&& self.$name.is_none())*
            }
        }

        /// Dated terms of a policy.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct DatedTerms {
            $($(#[doc = $doc])+
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub $name: Vec<Entry<$kind>>,)*
        }

        impl DatedTerms {
            /// Shows source and trust of every entry.
            pub(super) fn each(&mut self, change: &mut dyn FnMut(&str, &mut Trust)) {
                $(shown(&mut self.$name, change);)*
            }
        }

        /// The terms in force for a payer on a date; resolved once, asked by many rules.
        #[derive(Clone, Copy, Debug, Default)]
        pub(super) struct TermsInForce<'a> {
            $($name: Option<Term<'a, $kind>>,)*
        }

        impl<'a> TermsInForce<'a> {
            /// The contract's terms, else those of the policies, the payer's own first.
            pub(super) fn of(contract: &Terms, chain: Chain<'a>) -> Self {
                Self { $($name: resolve(contract.$name, chain, |terms| &terms.$name),)* }
            }
        }

        impl<'a> crate::book::Edition<'a> {
            $($(#[doc = $doc])+
            pub fn $name(&self) -> Option<Term<'a, $kind>> {
                self.terms().$name
            })*
        }
    };
}

terms! {
    /// The code that the payer takes for unattended stimulation that is not for a wound.
    unattended_stimulation: Code;
    /// How minutes become units.
    counting_method: CountingMethod;
    /// The payer applies the national pair edits.
    pair_edits: bool;
    /// The payer applies the national unit edits.
    unit_edits: bool;
    /// GP, GO or GN is required on therapy lines.
    therapy_modifier: bool;
    /// CQ or CO reports an assistant's part.
    assistant_modifier: bool;
    /// The yearly therapy threshold and KX apply.
    therapy_threshold: bool;
    /// Which lines carry KX when a visit crosses the threshold.
    threshold_lines: ThresholdLines;
    /// Below this much room under the threshold, lines without a known amount leave the question open.
    threshold_room_cents: u32;
    /// The payer takes XE, XS, XP and XU.
    x_modifiers: bool;
    /// Therapy needs a certified plan of care.
    certified_plan: bool;
    /// Active treatment by manipulation is reported with AT.
    active_treatment_modifier: bool;
    /// GA, GZ, GY and GX report notices of liability.
    waiver_modifiers: bool;
    /// National coverage determinations apply.
    national_coverage: bool;
    /// The fee schedule's status indicators apply.
    fee_schedule_status: bool;
    /// Chiropractors are paid for manipulation of the spine only.
    chiropractor_manipulation_only: bool;
    /// Licensed acupuncturists cannot bill.
    acupuncturist_excluded: bool;
    /// Stimulation with a TENS unit for low back pain is excluded, in the clinic too.
    tens_low_back_excluded: bool;
    /// Dry needling is not reimbursed.
    dry_needling_excluded: bool;
    /// Stimulator supplies are taken only as this code.
    stimulator_supplies_as: Code;
    /// Stimulators and their supplies go to the equipment contractor, billed by a supplier.
    equipment_by_supplier: bool;
    /// JW reports discarded units of a single-dose drug.
    waste_modifier: bool;
    /// JZ reports that nothing of a single-dose drug was discarded.
    no_waste_modifier: bool;
    /// LT and RT are required on procedures of one side.
    side_modifiers: bool;
    /// Medicare's programs of prior authorization and review apply.
    review_programs: bool;
    /// Services to hospital outpatients are the hospital's to bill; the same for facility stays.
    consolidated_billing: bool;
}

/// How minutes become units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CountingMethod {
    /// All timed minutes of the day together; remainders go to the largest.
    Cms,
    /// Each code alone, past the midpoint of its unit.
    Ama,
}

/// Which lines carry KX when a visit crosses the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ThresholdLines {
    /// The line that crosses, and those after it.
    FromCrossing,
    /// All therapy lines of that date.
    AllOfDate,
}
