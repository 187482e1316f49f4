//! Why an input is not answered: the library's errors, and the few that only a program with files can have.

use std::fmt;

use ens_coding::{Error, Problem};
use serde::Serialize;

/// Problems of an input, in the shape of the library's errors. It holds no value of the document.
#[derive(Debug)]
pub struct Fault(Vec<Problem>);

/// The JSON document of a fault.
#[derive(Serialize)]
struct FaultDocument<'a> {
    /// The first problem, with the others inside of it.
    error: Cause<'a>,
}

/// The first problem, and the others.
#[derive(Serialize)]
struct Cause<'a> {
    /// The first problem.
    #[serde(flatten)]
    first: Option<&'a Problem>,
    /// The others.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    others: &'a [Problem],
}

impl Fault {
    /// One problem of a whole input.
    fn new(code: &str, message: &str) -> Self {
        Self(vec![Problem { code: code.into(), path: "$".into(), message: message.into() }])
    }

    /// The file is missing, or the reading of it failed.
    pub fn unreadable() -> Self {
        Self::new("input/unreadable", "the input cannot be read")
    }

    /// The document is longer than any visit.
    pub fn too_long() -> Self {
        Self::new("limit/exceeded", "the document is longer than a document may be")
    }

    /// The document is a good one for another command.
    pub fn wrong_kind() -> Self {
        Self::new("document/wrong-kind", "the document is not of the kind that was asked for")
    }

    /// No rule has the id that was asked for.
    pub fn no_such_rule() -> Self {
        Self::new("policy/rule-unknown", "no rule has this id")
    }

    /// An answer of the library that this program cannot read back. Both are built together, so it does not happen.
    pub fn unwritable() -> Self {
        Self::new("document/unwritable", "the answer cannot be written")
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

    /// All problems; there is at least one.
    pub fn problems_mut(&mut self) -> &mut [Problem] {
        &mut self.0
    }

    /// The fault as a JSON document, as the library writes its errors.
    pub fn to_json(&self) -> String {
        let cause = Cause { first: self.0.first(), others: self.0.get(1..).unwrap_or_default() };
        serde_json::to_string(&FaultDocument { error: cause }).unwrap_or_default()
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self(error.problems().to_vec())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            write!(f, "{separator}{} at {}: {}", problem.code, problem.path, problem.message)?;
        }
        Ok(())
    }
}
