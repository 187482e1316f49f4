//! Questions that are answered together.

use crate::feed::Input;
use crate::input::Document;

/// The most documents of a batch. Their text is little more than what the input's buffer holds.
const MOST: usize = 64;

/// A document, or a visit and its claim from two inputs.
#[derive(Debug)]
pub enum Asked {
    /// It stands alone.
    Alone(Document),
    /// They belong together.
    Pair(Document, Document),
}

/// What one answer is to be about.
#[derive(Debug)]
pub struct Question {
    /// What pages and messages call it; empty where nobody reads them.
    pub name: String,
    /// Whether a title tells its page apart from others.
    pub titled: bool,
    /// The documents.
    pub asked: Asked,
}

/// Questions that are answered together.
#[derive(Debug, Default)]
pub struct Batch {
    /// The text of all documents.
    pub text: Vec<u8>,
    /// The questions, in their order.
    pub questions: Vec<Question>,
}

impl Batch {
    /// The next questions of an input; `None` where none are left. It does not wait for more than one of them.
    pub fn of(input: &mut Input) -> Option<Self> {
        let mut batch = Self::default();
        while let Some(question) = input.next(&mut batch.text) {
            batch.questions.push(question);
            if batch.questions.len() >= MOST || input.may_wait() {
                break;
            }
        }
        (!batch.questions.is_empty()).then_some(batch)
    }
}
