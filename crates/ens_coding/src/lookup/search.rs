//! Search for codes by words, with synonyms and typing errors.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use super::told::Unanswered;
use crate::book::Rulebook;
use crate::date::Date;
use crate::error::Error;
use crate::finding::{Basis, Citation};

#[path = "search_query.rs"]
mod query;
#[path = "search_rank.rs"]
mod rank;

use query::Query;
use rank::Ranking;

/// What is searched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SearchRequest {
    /// Words, parts of code numbers, modifiers; 200 bytes at most, of which the first eight words count.
    pub words: String,
    /// Date of service: codes that are not in force on it come later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Hits at most, 1 to 100; 10 where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// What was found, the best first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SearchResult {
    /// The words that were searched.
    pub words: Vec<String>,
    /// The hits, by their scores and then by their codes.
    pub hits: Vec<SearchHit>,
    /// How many there are in all.
    pub count: u32,
    /// What could not be searched.
    pub not_run: Vec<Unanswered>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// A code, modifier or place of service that fits the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SearchHit {
    /// What it is.
    pub kind: SearchKind,
    /// The code, modifier or place of service.
    pub code: String,
    /// The project's own label.
    pub label: String,
    /// Whether it is in force on the date; missing where the request has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force: Option<bool>,
    /// The words of the request that fit its label, its synonyms or its number.
    pub matched: Vec<String>,
    /// How well it fits, in comparison with the other hits.
    pub score: u32,
    /// Who says so.
    pub citation: Citation,
}

/// What a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SearchKind {
    /// A HCPCS code.
    Code,
    /// A modifier.
    Modifier,
    /// A place of service.
    PlaceOfService,
}

/// The longest text that is searched, in bytes.
const LONGEST: usize = 200;

/// Searches codes, modifiers and places of service by words.
///
/// # Errors
/// `limit/exceeded` at `$.words` where the text is too long, `value/out-of-range` at `$.limit`.
pub fn search(request: &SearchRequest, book: &Rulebook) -> Result<SearchResult, Error> {
    let limit = request.limit.unwrap_or(10);
    if request.words.len() > LONGEST {
        return Err(Error::new("limit/exceeded", "$.words"));
    }
    if !(1..=100).contains(&limit) {
        return Err(Error::new("value/out-of-range", "$.limit"));
    }
    let tables = book.tables();
    let synonyms = tables.synonyms.all().next();
    let query = Query::of(&request.words, synonyms.map(|it| &it.table));
    let mut ranking = Ranking::of(book, request.date);
    ranking.fit(&query, synonyms.map(|it| &it.table));
    let (count, hits) = ranking.hits(&query, usize::try_from(limit).unwrap_or(usize::MAX));
    let missing = [("table:codes", tables.codes.all().next().is_none()), ("table:synonyms", synonyms.is_none())];
    let lacks = missing.into_iter().filter(|(_, is_missing)| *is_missing);
    Ok(SearchResult {
        words: query.words().map(ToString::to_string).collect(),
        hits,
        count,
        not_run: lacks.map(|(name, _)| Unanswered { question: "words".into(), lacks: name.into() }).collect(),
        basis: book.basis(),
    })
}
