//! What would mend a finding.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::claim::{Claim, Line, Units};
use crate::code::{Code, Modifier, RevenueCode};

/// One way to mend a finding. The fixes of a finding are alternatives, the best one first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fix {
    /// Changes of the claim, all of them together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Facts that must be true and recorded first, as paths of the visit. Empty: the fix is mechanical, or the record
    /// supports it already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub document: Vec<Cow<'static, str>>,
}

/// One change of a claim; lines are counted from 0 in the claim that was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Add a modifier.
    AddModifier {
        /// Place of the line.
        line: u16,
        /// The modifier.
        modifier: Modifier,
    },
    /// Remove a modifier.
    RemoveModifier {
        /// Place of the line.
        line: u16,
        /// The modifier.
        modifier: Modifier,
    },
    /// Set the units.
    SetUnits {
        /// Place of the line.
        line: u16,
        /// The units.
        units: Units,
    },
    /// Bill another code.
    ReplaceCode {
        /// Place of the line.
        line: u16,
        /// The code.
        code: Code,
    },
    /// Set the revenue code.
    SetRevenueCode {
        /// Place of the line.
        line: u16,
        /// The revenue code.
        revenue_code: RevenueCode,
    },
    /// Set the number of the prior authorization.
    SetAuthorizationNumber {
        /// The number.
        number: String,
    },
    /// Add a line.
    AddLine {
        /// The line.
        new: Line,
    },
    /// Take the line off the claim.
    RemoveLine {
        /// Place of the line.
        line: u16,
    },
}

impl Fix {
    /// A fix that needs no further record.
    pub fn mechanical(changes: impl IntoIterator<Item = Change>) -> Self {
        Self { changes: changes.into_iter().collect(), document: Vec::new() }
    }

    /// Facts to record; nothing changes on the claim.
    pub fn document(facts: impl IntoIterator<Item = &'static str>) -> Self {
        Self { changes: Vec::new(), document: facts.into_iter().map(Cow::Borrowed).collect() }
    }

    /// This fix, but only once these facts are recorded.
    #[must_use]
    pub fn once_recorded(mut self, facts: impl IntoIterator<Item = &'static str>) -> Self {
        self.document.extend(facts.into_iter().map(Cow::Borrowed));
        self
    }

    /// Whether the fix can be applied as the record stands.
    pub fn is_applicable(&self) -> bool {
        self.document.is_empty() && !self.changes.is_empty()
    }
}

/// The claim with the changes of one fix.
pub fn apply(claim: &Claim, fix: &Fix) -> Claim {
    apply_all(claim, [fix])
}

/// The claim with the changes of several fixes; lines leave last, so that places stay true until then.
pub(crate) fn apply_all<'a>(claim: &Claim, fixes: impl IntoIterator<Item = &'a Fix>) -> Claim {
    let mut mended = claim.clone();
    let mut removed = Vec::new();
    for change in fixes.into_iter().flat_map(|fix| &fix.changes) {
        let at = match change {
            Change::AddLine { new } => {
                if !mended.lines.iter().skip(claim.lines.len()).any(|added| added == new) {
                    mended.lines.push(new.clone());
                }
                continue;
            }
            Change::SetAuthorizationNumber { number } => {
                mended.authorization_number = Some(number.clone());
                continue;
            }
            Change::RemoveLine { line } => {
                removed.push(usize::from(*line));
                continue;
            }
            Change::AddModifier { line, .. }
            | Change::RemoveModifier { line, .. }
            | Change::SetUnits { line, .. }
            | Change::ReplaceCode { line, .. }
            | Change::SetRevenueCode { line, .. } => usize::from(*line),
        };
        let Some(line) = mended.lines.get_mut(at) else { continue };
        match change {
            Change::AddModifier { modifier, .. } if !line.has(*modifier) => line.modifiers.push(*modifier),
            Change::RemoveModifier { modifier, .. } => line.modifiers.retain(|present| present != modifier),
            Change::SetUnits { units, .. } => line.units = *units,
            Change::ReplaceCode { code, .. } => line.code = *code,
            Change::SetRevenueCode { revenue_code, .. } => line.revenue_code = Some(*revenue_code),
            _ => {}
        }
    }
    let mut at = 0_usize;
    mended.lines.retain(|_| {
        let keep = !removed.contains(&at);
        at = at.saturating_add(1);
        keep
    });
    mended
}
