//! To which setting a file belongs, as far as it tells.

use crate::fault::{Fault, Reason};
use crate::header::plain;
use crate::source::Source;

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
