//! What the record of a claim's codes is expected to hold, whatever the rules find.

use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;

use super::search::Search;
use crate::book::Edition;
use crate::claim::Claim;
use crate::code::Code;
use crate::finding::Citation;

/// Something that the record of a code is expected to hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Duty {
    /// The codes of the claim for which it is recorded.
    pub codes: Vec<Code>,
    /// What to record, in the project's own words.
    pub record: String,
    /// When it is to be recorded, such as `trial`; always where missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Path of the visit that states it, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The visit states something there: yes, no or a number. Missing where it has no path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated: Option<bool>,
    /// Who asks for it.
    pub citation: Option<Citation>,
}

/// The duties of the codes of a claim on the date of service, in the order of the table; `None` where it is not loaded.
pub(super) fn of(claim: &Claim, edition: &Edition<'_>, search: &Search<'_>) -> Option<Vec<Duty>> {
    let duties = edition.duties()?.filter_map(|(duty, citation)| {
        let lines = || claim.lines.iter().enumerate().filter(|(_, line)| duty.concerns(line.code));
        let codes = crate::order::distinct(lines().map(|(_, line)| line.code));
        let path = Some(&duty.path).filter(|path| !path.is_empty());
        (!codes.is_empty()).then(|| Duty {
            codes,
            record: duty.record.clone(),
            when: Some(&duty.when).filter(|when| !when.is_empty()).cloned(),
            stated: path.map(|path| search.is_stated(path, lines().map(|(at, _)| at))),
            path: path.cloned(),
            citation: Some(citation),
        })
    });
    Some(duties.collect())
}
