//! Local coverage: downloads of the Medicare Coverage Database: comma separated tables in files of fixed names.
//! Articles and determinations are told apart by their number and version. Their texts, and the descriptions of codes,
//! which are the AMA's, are never looked at.
//!
//! Drafts are left out: they cover nothing. Without `contractor.csv` the numbers of the contractors are unknown.

mod documents;
mod lists;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ens_coding::table::{Article, Contractor, LocalCoverage};

use super::{Body, Given, Kind, source_of};
use crate::fault::{Fault, Reason};
use crate::kinds::choice::nothing;
use crate::kinds::release::Release;
use crate::notes::Notes;
use crate::source::Source;

/// A document: whether it is a determination, its number, and its version.
type Id = (bool, u32, u16);
/// The documents so far; `None` for a draft.
type Documents = BTreeMap<Id, Option<Article>>;
/// Numbers of contractors by their id, type and version.
type Contractors = BTreeMap<[u32; 3], Contractor>;

/// The name of a file without folder, ending, and what follows it in copies, in lower case.
fn table_name(source: &Source) -> String {
    let name = source.file_name().to_ascii_lowercase();
    name.strip_suffix(".csv").unwrap_or(&name).to_owned()
}

pub(crate) fn read(sources: &[Source], given: &Given, notes: &mut Notes<'_>) -> Result<Body, Fault> {
    let named = |wanted: &'static [&'static str]| {
        sources.iter().filter(move |source| wanted.contains(&table_name(source).as_str()))
    };
    let mut documents = Documents::new();
    for source in named(&["article", "lcd"]) {
        documents::read(source, table_name(source) == "lcd", &mut documents, notes)?;
    }
    let Some(first) = named(&["article", "lcd"]).next() else { return Err(nothing(sources)) };
    let mut contractors = Contractors::new();
    for source in named(&["contractor"]) {
        documents::contractors(source, &mut contractors, notes)?;
    }
    for source in named(&["article_x_contractor", "lcd_x_contractor"]) {
        lists::contractors(source, &contractors, &mut documents, notes)?;
    }
    for (names, list) in lists::ALL {
        for source in named(names) {
            lists::read(source, *list, &mut documents, notes)?;
        }
    }
    let mut articles: Vec<Article> = documents.into_values().flatten().collect();
    if articles.is_empty() {
        return Err(Fault::of(first.name(), Reason::Empty));
    }
    let mut codes = Vec::new();
    let mut rows = 0_usize;
    for article in &mut articles {
        article.contractors.sort_unstable();
        article.contractors.dedup();
        article.codes.sort_unstable();
        article.codes.dedup();
        for list in [&mut article.covered, &mut article.not_covered] {
            list.sort_unstable();
            list.dedup();
            rows = rows.saturating_add(list.len());
        }
        rows = rows.saturating_add(article.codes.len());
        codes.extend(article.codes.iter().map(|(code, _)| *code));
    }
    codes.sort_unstable();
    codes.dedup();
    let edition = Release::history(Release::of_name(first.name()), given, first)?;
    let body = LocalCoverage { source: source_of(Kind::Coverage, &edition.name), articles };
    Body::of(&body, rows, codes.len(), edition)
}
