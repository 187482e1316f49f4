use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::Practice;
use crate::error::Problem;

/// How many refused lines are named; all are counted.
pub(super) const MOST_NAMED: usize = 100;

/// What many claims add up to: counts that can be audited, and merged with those of other claims.
///
/// It holds no claim, and no patient's reference; see [`crate::Tally::patient_digests`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tallies {
    /// The counts, a practice for each payer.
    pub practices: Vec<Practice>,
    /// Lines that were read, blank ones included; on the command line, documents.
    #[serde(default)]
    pub lines: u32,
    /// How many of them were refused, and are not counted.
    #[serde(default)]
    pub refused_lines: u32,
    /// The first hundred of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<RefusedLine>,
}

/// A line that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefusedLine {
    /// Its number, from 1; in merged counts as if the lines followed each other in the order of the documents.
    pub line: u32,
    /// Stable code of its first problem.
    pub code: String,
    /// JSON path of its first problem.
    pub path: String,
}

impl Tallies {
    pub(crate) fn problems(&self, root: &str) -> Vec<Problem> {
        let of = |(at, practice): (usize, &Practice)| practice.problems(&format!("{root}.practices[{at}]"));
        let mut problems: Vec<Problem> = self.practices.iter().enumerate().flat_map(of).collect();
        if self.refused.len() > MOST_NAMED {
            problems.push(Problem::new("limit/exceeded", format!("{root}.refused")));
        }
        problems
    }
}
