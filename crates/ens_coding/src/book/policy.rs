//! A payer's policy: dated terms, code swaps, rule settings; JSON in the repository and at run time alike. What it thinks
//! of therapies stands in `coverage.rs`.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::coverage::{Criterion, Limit, Position};
use super::terms::DatedTerms;
use crate::code::Code;
use crate::date::Date;
use crate::error::Error;
use crate::finding::Severity;
use crate::source::{self, Trust};
use crate::visit::LineOfBusiness;

/// A payer's policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Id, as visits name the payer.
    pub policy: String,
    /// What the policy covers, for people.
    pub title: String,
    /// Its line of business.
    pub line_of_business: LineOfBusiness,
    /// The policy whose entries hold where this one has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherits: Option<String>,
    /// A stand-in for payers whose own policy is not known.
    #[serde(default)]
    pub generic: bool,
    /// Sources of this policy that are not in the bundled list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<OwnSource>,
    /// Dated terms.
    #[serde(default)]
    pub terms: DatedTerms,
    /// Codes that the payer does not take.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<CodeSwap>,
    /// Pair edits of the payer's own, beside the national ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<OwnPair>,
    /// Rules that are switched off or change their severity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<RuleSetting>,
    /// Local policies that decide here and are not loaded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub local_policies: Vec<LocalPolicy>,
    /// What the payer thinks of therapies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<Position>,
    /// What the payer asks of therapies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// How many sessions the payer allows in a window.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
}

impl Policy {
    /// Every source that an entry names exists, and no entry is better than its source.
    pub(super) fn check_sources(&mut self, path: &str) -> Result<(), Error> {
        let Self { sources: own, terms, codes, pairs, rules, local_policies, positions, criteria, limits, .. } = self;
        let mut are_known = true;
        let cap = &mut |id: &str, trust: &mut Trust| {
            let own = || own.iter().find(|own| own.id == id).map(|own| own.trust);
            match source::by_id(id).map(|source| source.trust).or_else(own) {
                Some(most) => *trust = (*trust).max(most),
                None => are_known = false,
            }
        };
        terms.each(cap);
        for it in codes {
            cap(&it.source, &mut it.trust);
        }
        for it in pairs {
            cap(&it.source, &mut it.trust);
        }
        for it in rules {
            cap(&it.source, &mut it.trust);
        }
        for it in local_policies {
            cap(&it.source, &mut it.trust);
        }
        for it in positions {
            cap(&it.source, &mut it.trust);
        }
        for it in criteria {
            cap(&it.source, &mut it.trust);
        }
        for it in limits {
            cap(&it.source, &mut it.trust);
        }
        if are_known { Ok(()) } else { Err(Error::new("policy/source-unknown", format!("{path}.sources"))) }
    }

    /// Every rule that is set exists, and only primary sources deny.
    pub(super) fn check_rules(&self, path: &str) -> Result<(), Error> {
        for (at, setting) in self.rules.iter().enumerate() {
            if crate::run::rule(&setting.rule).is_none() {
                return Err(Error::new("policy/rule-unknown", format!("{path}.rules[{at}].rule")));
            }
            if setting.set == RuleState::Deny && setting.trust != Trust::Primary {
                return Err(Error::new("policy/untrusted-denial", format!("{path}.rules[{at}].set")));
            }
        }
        Ok(())
    }
}

/// A source that a policy brings along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnSource {
    /// Id that entries name.
    pub id: String,
    /// Title of the source.
    pub title: String,
    /// How good it is.
    pub trust: Trust,
}

/// A valid code that the payer does not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeSwap {
    /// The code.
    pub code: Code,
    /// The code that the payer takes instead, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub take: Option<Code>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// A pair edit of the payer's own: column two is denied beside column one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnPair {
    /// The code that is paid.
    pub column_one: Code,
    /// The code that is denied.
    pub column_two: Code,
    /// 0: never together; 1: a modifier can show that the services are distinct.
    pub indicator: u8,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// What a policy makes of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleSetting {
    /// Id of the rule.
    pub rule: String,
    /// Switched off, or its severity.
    pub set: RuleState,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// What becomes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RuleState {
    /// Not checked for this payer.
    Off,
    /// Reported as information.
    Info,
    /// Reported as a warning.
    Warn,
    /// Reported as a denial.
    Deny,
}

impl RuleState {
    /// The severity, unless the rule is off.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warn => Some(Severity::Warn),
            Self::Deny => Some(Severity::Deny),
        }
    }
}

/// A local policy that decides and is not loaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LocalPolicy {
    /// Its number, such as L33631.
    pub id: String,
    /// What it is about.
    pub subject: LocalSubject,
    /// What is known of it, for people.
    pub note: String,
    /// Id of the source.
    pub source: Cow<'static, str>,
    /// How good the source is for this entry.
    pub trust: Trust,
}

/// Subjects of local policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LocalSubject {
    /// Outpatient therapy.
    OutpatientTherapy,
    /// Epidural injections.
    Epidural,
    /// Injections into facet joints, and destruction of their nerves.
    Facet,
    /// The sacroiliac joint.
    Sacroiliac,
    /// Blocks and destruction of nerves.
    NerveBlock,
    /// Trigger points.
    TriggerPoint,
    /// Botulinum toxin.
    Toxin,
}
