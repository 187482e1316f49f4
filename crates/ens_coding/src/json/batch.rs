use alloc::string::String;

use super::{Judged, Kind, Text, answer, checked, coded, filled_lines};
use crate::book::Rulebook;
use crate::error::Error;

/// Answers many documents, one a line (NDJSON): codes visits, and checks the claim of a [`super::Check`].
///
/// Each line that is not blank gives one line of the answer, in the same order: an outcome, or the error of that line.
/// A bad line does not stop the others.
pub fn batch(lines: &[u8], book: &Rulebook) -> String {
    let mut answers = Text::new();
    for line in filled_lines(lines) {
        let answered = match Kind::of(line) {
            Kind::Visit | Kind::Other => coded(line, book).map(|outcome| (outcome, Judged::Draft)),
            Kind::Check => checked(line, book).map(|outcome| (outcome, Judged::Submitted)),
            Kind::Claim | Kind::Outcome | Kind::Practice | Kind::Tallies => Err(Error::new("document/wrong-kind", "$")),
        };
        if let Err(error) = answered.and_then(|(outcome, judged)| answer(&outcome, judged, book, &mut answers)) {
            answers.push_str(&error.to_json());
        }
        answers.push_str("\n");
    }
    answers.into_string()
}
