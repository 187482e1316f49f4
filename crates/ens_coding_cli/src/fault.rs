//! Why an input is not answered: the library's errors, and the few that only a program with files can have.

use std::fmt;

use ens_coding::{Error, Problem};

/// Problems of an input, in the shape of the library's errors. It holds no value of the document.
#[derive(Debug)]
pub struct Fault(Vec<Problem>);

impl Fault {
    /// One problem of a whole input, by a code of the library.
    fn new(code: &str) -> Self {
        Self(vec![Problem::new(code, "$")])
    }

    /// The file is missing, or the reading of it failed.
    pub fn unreadable() -> Self {
        Self::new("input/unreadable")
    }

    /// The file that was to be made cannot be written.
    pub fn unwritable_file() -> Self {
        Self::new("output/unwritable")
    }

    /// The document is longer than any visit.
    pub fn too_long() -> Self {
        Self::new("limit/exceeded")
    }

    /// The document is a good one for another command.
    pub fn wrong_kind() -> Self {
        Self::new("document/wrong-kind")
    }

    /// No rule has the id that was asked for.
    pub fn no_such_rule() -> Self {
        Self::new("rule/unknown")
    }

    /// An answer of the library that this program cannot read back. Both are built together, so it does not happen.
    pub fn unwritable() -> Self {
        Self::new("document/unwritable")
    }

    /// The same problems under another root.
    pub fn rooted(mut self, root: &str) -> Self {
        for problem in &mut self.0 {
            if let Some(rest) = problem.path.strip_prefix('$') {
                problem.path = format!("{root}{rest}");
            }
        }
        self
    }

    /// Problems of two documents that belong together.
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The problems as an error of the library.
    pub fn to_error(&self) -> Option<Error> {
        Error::of(self.0.clone())
    }

    /// The fault as a JSON document, as the library writes its errors.
    pub fn to_json(&self) -> String {
        self.to_error().map_or_else(String::new, |error| error.to_json())
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self(error.problems().to_vec())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Error::of(self.0.clone()).map_or(Ok(()), |error| fmt::Display::fmt(&error, f))
    }
}
