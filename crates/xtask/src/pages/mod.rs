//! The pages of `docs/`: what is registered and bundled, with answers that the library gives at this moment.

mod document;
mod index;
mod markdown;
mod payers;
mod policies;
mod rule;
mod selection;
mod sources;
mod tables;

use ens_coding::rules;

use crate::{Failure, Output};

const RULES: &str = "docs/rules";

pub(crate) fn write(output: &mut Output) -> Result<(), Failure> {
    let mut pages = vec![(format!("{RULES}/README.md"), index::page()?)];
    for rule in rules() {
        let page = rule::page(rule).map_err(|failure| format!("the page of {}: {failure}", rule.id))?;
        pages.push((format!("{RULES}/{}.md", rule.id), page));
    }
    for (path, page) in &pages {
        output.put(path, page)?;
    }
    let paths: Vec<String> = pages.into_iter().map(|(path, _)| path).collect();
    output.keep_only(RULES, &paths)?;
    output.put("docs/selection.md", selection::page()?)?;
    output.put("docs/payers.md", payers::page()?)?;
    output.put("docs/tables.md", tables::page()?)
}
