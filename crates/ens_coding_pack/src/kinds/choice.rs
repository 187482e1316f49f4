//! Which of the sources a kind takes: those with its header.

use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted, plain};
use crate::source::Source;

/// The sources with a header that has these columns. A file that was given by itself must have it, and so must one member
/// of every archive: a part that is passed over would make the table a torso.
pub(crate) fn with_header<'s>(sources: &'s [Source], wanted: &[Wanted]) -> Result<Vec<(&'s Source, Columns)>, Fault> {
    let mut taken = Vec::new();
    for source in sources {
        match Columns::find(source, wanted)? {
            Some(columns) => taken.push((source, columns)),
            None if source.archive().is_none() => return Err(Fault::of(source.name(), Reason::NoHeader)),
            None => {}
        }
    }
    let has_one = |archive: Option<&str>| taken.iter().any(|(source, _)| source.archive() == archive);
    match sources.iter().find(|source| !has_one(source.archive())) {
        Some(source) => Err(Fault::of(source.archive().unwrap_or_default(), Reason::NothingFits)),
        None => Ok(taken),
    }
}

/// Words by which a file tells to which setting it belongs, as letters and digits in lower case.
pub(crate) struct Setting {
    pub own: &'static [&'static str],
    pub others: &'static [&'static str],
}

impl Setting {
    /// Checks that neither the name of a source nor the words up to its header tell of another setting.
    pub fn check(&self, source: &Source, words: &str) -> Result<(), Fault> {
        let name = plain(source.name());
        let speaks_of = |text: &str, signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
        let contradicts = |text: &str| speaks_of(text, self.others) && !speaks_of(text, self.own);
        let is_wrong = contradicts(words) || contradicts(&name);
        if is_wrong { Err(Fault::of(source.name(), Reason::WrongKind)) } else { Ok(()) }
    }
}
