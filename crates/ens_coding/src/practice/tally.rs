//! What one clinician did: counts that add up, whatever their order.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Problem;

/// The most programmed patients that are told apart for a clinician.
const MOST_PATIENTS: usize = 4_096;

/// More rules than there are; keeps the work on a document bounded.
const MOST_RULES: usize = 1_000;

/// Digests are exact in a JSON number everywhere.
const DIGEST_BITS: u64 = (1 << 53) - 1;

macro_rules! counts {
    ($($(#[doc = $doc:literal])+ $name:ident;)*) => {
        /// What one clinician did in the period. A claim counts for one clinician: the performer of its first service with a
        /// stimulator, else the first performer of the visit; `?` stands for nobody. A count that is missing is not known.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct Tally {
            /// Any name that the practice chooses; not a person's name or number.
            pub id: String,
            $($(#[doc = $doc])+
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub $name: Option<u32>,)*
            /// The patients of visits with programming or interrogation.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub programmed_patients: Option<u32>,
            /// Those patients, so that two documents can be merged: the first 53 bits of SHA-256 over the clinician's id, a zero
            /// byte and the patient's reference, ascending. Up to 4,096; of more their number is not known. Who knows the
            /// references can find them again, so a document with digests is to be kept like the visits.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub patient_digests: Vec<u64>,
            /// What the rules said of the claims, by rule.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub rules: Vec<RuleTally>,
        }

        impl Tally {
            /// Nothing was done.
            pub(crate) fn zero(id: &str) -> Self {
                let (id, none) = (id.into(), Some(0));
                Self { id, $($name: none,)* programmed_patients: none, patient_digests: Vec::new(), rules: Vec::new() }
            }

            /// Adds the counts of the same clinician; what one of the two does not know is not known.
            pub(crate) fn merge(&mut self, other: &Self) {
                $(self.$name = sum(self.$name, other.$name);)*
                self.merge_patients(other);
                other.rules.iter().for_each(|rule| self.merge_rule(rule));
            }
        }
    };
}

counts! {
    /// Trials of spinal or peripheral stimulation: visits in which their leads were placed.
    trials;
    /// Permanent implants that followed: visits in which a stimulator was first placed to stay.
    permanent_implants;
    /// Visits with programming or interrogation.
    programming_sessions;
    /// Claims.
    claims;
    /// Their lines.
    lines;
    /// Lines with 59 or an X modifier.
    distinct_lines;
    /// Claims with a pair of lines, neither of them an evaluation, of which an edit pays only one unless a modifier tells
    /// them apart.
    paired_claims;
    /// Those of them on which 59 or an X modifier does so.
    distinct_claims;
    /// Claims of which not every pair could be looked up; they may be missing among those with a pair.
    open_pair_claims;
    /// Claims with a therapy line.
    therapy_claims;
    /// Those of them with KX on such a line.
    kx_claims;
    /// Claims with a procedure that has a global period of 0, 10 or 90 days, with acupuncture or with dry needling.
    procedure_claims;
    /// Those of them with an evaluation and management line.
    evaluation_claims;
    /// Those of them with 25 on such a line.
    separate_evaluation_claims;
    /// Units of electrical stimulation on the skin, attended or not: 97032, 97014 and G0283.
    stimulation_units;
    /// Those of them that are attended: 97032.
    attended_units;
    /// Claims with a line that counts minutes.
    timed_claims;
    /// Units of such lines.
    timed_units;
    /// Claims of which a rule expects a denial.
    denied_claims;
    /// Claims of which a rule could not be checked.
    unchecked_claims;
    /// Claims that came with the payer's answer.
    remitted_claims;
    /// Those of them of which the payer denied a line, whole or in part.
    payer_denied_claims;
}

/// What a rule said of the claims of a clinician.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleTally {
    /// Id of the rule, `family/condition`.
    pub rule: Cow<'static, str>,
    /// Claims of which it expects a denial.
    #[serde(default)]
    pub denials: u32,
    /// Other claims of which it warns.
    #[serde(default)]
    pub warnings: u32,
    /// Claims on which it was not checked, or not whole.
    #[serde(default)]
    pub not_checked: u32,
    /// Claims of which the payer denied a line, probably for what the rule says.
    #[serde(default)]
    pub payer_denials: u32,
}

fn sum(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    one.zip(other).map(|(one, other)| one.saturating_add(other))
}

impl Tally {
    /// What the types cannot exclude.
    pub(super) fn problem(&self, root: &str) -> Option<Problem> {
        if self.patient_digests.len() > MOST_PATIENTS {
            return Some(Problem::new("limit/exceeded", format!("{root}.patient_digests")));
        }
        if self.rules.len() > MOST_RULES {
            return Some(Problem::new("limit/exceeded", format!("{root}.rules")));
        }
        if let Some(at) = self.patient_digests.iter().position(|digest| *digest > DIGEST_BITS) {
            return Some(Problem::new("value/out-of-range", format!("{root}.patient_digests[{at}]")));
        }
        if let Some(at) = self.rules.iter().position(|it| crate::run::rule(&it.rule).is_none()) {
            return Some(Problem::new("rule/unknown", format!("{root}.rules[{at}].rule")));
        }
        self.excess().map(|name| Problem::new("value/out-of-range", format!("{root}.{name}")))
    }

    /// A count that is above the one that it is a part of.
    fn excess(&self) -> Option<String> {
        let is_above = |part: u32, whole: Option<u32>| whole.is_some_and(|whole| part > whole);
        let parts = [
            ("distinct_lines", self.distinct_lines, self.lines),
            ("paired_claims", self.paired_claims, self.claims),
            ("distinct_claims", self.distinct_claims, self.paired_claims),
            ("open_pair_claims", self.open_pair_claims, self.claims),
            ("therapy_claims", self.therapy_claims, self.claims),
            ("kx_claims", self.kx_claims, self.therapy_claims),
            ("procedure_claims", self.procedure_claims, self.claims),
            ("evaluation_claims", self.evaluation_claims, self.procedure_claims),
            ("separate_evaluation_claims", self.separate_evaluation_claims, self.evaluation_claims),
            ("attended_units", self.attended_units, self.stimulation_units),
            ("timed_claims", self.timed_claims, self.claims),
            ("denied_claims", self.denied_claims, self.claims),
            ("unchecked_claims", self.unchecked_claims, self.claims),
            ("remitted_claims", self.remitted_claims, self.claims),
            ("payer_denied_claims", self.payer_denied_claims, self.remitted_claims),
        ];
        let part = parts.iter().find(|(_, part, whole)| part.is_some_and(|part| is_above(part, *whole)));
        if let Some((name, ..)) = part {
            return Some((*name).into());
        }
        self.rules.iter().enumerate().find_map(|(at, it)| {
            let parts = [
                ("denials", it.denials, self.denied_claims),
                ("warnings", it.warnings, self.claims),
                ("not_checked", it.not_checked, self.unchecked_claims),
                ("payer_denials", it.payer_denials, self.payer_denied_claims),
            ];
            let (name, ..) = parts.iter().find(|(_, part, whole)| is_above(*part, *whole))?;
            Some(format!("rules[{at}].{name}"))
        })
    }

    /// Counts the patient of a programming session; without a reference nobody knows how many they are.
    pub(super) fn program(&mut self, patient: Option<&str>) {
        self.patient_digests = patient.map(|it| digest(&self.id, it)).into_iter().collect();
        self.programmed_patients = patient.map(|_| 1);
    }

    /// The number of patients, where digests tell all of them apart.
    fn distinct(&self) -> Option<usize> {
        let known = self.programmed_patients.and_then(|count| usize::try_from(count).ok());
        known.filter(|count| *count == self.patient_digests.len())
    }

    fn merge_patients(&mut self, other: &Self) {
        let known = self.distinct().and(other.distinct()).is_some();
        for digest in other.patient_digests.iter().filter(|_| known) {
            if let Err(at) = self.patient_digests.binary_search(digest) {
                self.patient_digests.insert(at, *digest);
            }
        }
        let count = self.patient_digests.len();
        self.programmed_patients = u32::try_from(count).ok().filter(|_| known && count <= MOST_PATIENTS);
        if self.programmed_patients.is_none() {
            self.patient_digests = Vec::new();
        }
    }

    /// Adds what a rule said.
    pub(super) fn merge_rule(&mut self, said: &RuleTally) {
        let Some(rule) = crate::run::rule(&said.rule).map(|rule| rule.id) else { return };
        let at = self.rules.binary_search_by(|own| own.rule.as_ref().cmp(rule)).unwrap_or_else(|at| {
            let rule = Cow::Borrowed(rule);
            self.rules.insert(at, RuleTally { rule, denials: 0, warnings: 0, not_checked: 0, payer_denials: 0 });
            at
        });
        if let Some(own) = self.rules.get_mut(at) {
            own.denials = own.denials.saturating_add(said.denials);
            own.warnings = own.warnings.saturating_add(said.warnings);
            own.not_checked = own.not_checked.saturating_add(said.not_checked);
            own.payer_denials = own.payer_denials.saturating_add(said.payer_denials);
        }
    }

    /// What a rule said, all zero where it said nothing.
    pub(super) fn said(&self, rule: &str) -> (u32, u32, u32) {
        let own = self.rules.iter().find(|own| own.rule == rule);
        own.map_or((0, 0, 0), |own| (own.denials, own.warnings, own.not_checked))
    }
}

/// The digest of a patient's reference. The clinician's id is a part of it, so that nobody follows a patient from one to another.
fn digest(clinician: &str, patient: &str) -> u64 {
    let digest = Sha256::new().chain_update(clinician).chain_update([0]).chain_update(patient).finalize();
    let first = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    first >> 11
}
