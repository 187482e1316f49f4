//! What the tables of the look-up say: other words for codes, and what to record for them.

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::Key;
use crate::code::Code;

/// Place in a list that has an order of its own.
impl Key for u16 {}

/// What other words stand for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synonym {
    /// Words that labels have in their place; empty where the words stand for codes.
    pub meaning: String,
    /// The codes that they mean, the likeliest first.
    pub codes: Vec<Code>,
}

/// Something to record for codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// First and last code of each run of codes, both included.
    pub codes: Vec<(Code, Code)>,
    /// When it is to be recorded, such as `trial`; empty where always.
    pub when: String,
    /// What is to be recorded, in the project's own words.
    pub record: String,
    /// Path of the visit that records it; empty where the visit has none.
    pub path: String,
}

impl Duty {
    /// Whether it is to be recorded for a code.
    pub fn concerns(&self, code: Code) -> bool {
        self.codes.iter().any(|(first, last)| (*first..=*last).contains(&code))
    }
}
