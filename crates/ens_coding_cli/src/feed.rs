//! All questions of a run, from its inputs in their order.

use crate::batch::{Asked, Batch, Question};
use crate::input::Documents;

/// An input, or two that belong together.
pub struct Input {
    /// The documents; visits, where claims stand apart.
    documents: Documents,
    /// The claims that belong to the documents, the first to the first and so on.
    claims: Option<Documents>,
    /// Whether answers are pages, which need names.
    pages: bool,
    /// Whether names have line numbers.
    numbered: bool,
    /// Whether pages have titles.
    titled: bool,
}

impl Input {
    /// An input whose documents stand alone; one of several inputs, or the only one.
    pub fn alone(mut documents: Documents, pages: bool, several: bool) -> Self {
        // Whether more follows is looked up only for pages: finding out may mean waiting for the other end of a pipe.
        let numbered = pages && documents.has_several();
        Self { documents, claims: None, pages, numbered, titled: several || numbered }
    }

    /// Visits and their claims. Where one input has fewer documents, an empty one takes the place of what is missing,
    /// and the library says so.
    pub fn pair(mut visits: Documents, mut claims: Documents, pages: bool) -> Self {
        let numbered = pages && (visits.has_several() | claims.has_several());
        Self { documents: visits, claims: Some(claims), pages, numbered, titled: numbered }
    }

    /// The next question; the text of its documents is appended.
    pub fn next(&mut self, text: &mut Vec<u8>) -> Option<Question> {
        let document = self.documents.next(text);
        let asked = match &mut self.claims {
            None => Asked::Alone(document?),
            Some(claims) => {
                let claim = claims.next(text);
                if document.is_none() && claim.is_none() {
                    return None;
                }
                let claim = claim.unwrap_or(Ok(0..0)).map_err(|fault| fault.rooted("$claim"));
                Asked::Pair(document.unwrap_or(Ok(0..0)), claim)
            }
        };
        Some(Question { name: self.name(), titled: self.titled, asked })
    }

    /// What messages call the question that was taken last.
    fn name(&self) -> String {
        match &self.claims {
            _ if !self.pages => String::new(),
            None => self.documents.name(self.numbered),
            Some(claims) => format!("{} + {}", self.documents.name(self.numbered), claims.name(self.numbered)),
        }
    }

    /// Whether the next question may be long in coming.
    pub fn may_wait(&self) -> bool {
        self.documents.may_wait() || self.claims.as_ref().is_some_and(Documents::may_wait)
    }
}

/// The batches of all inputs.
pub struct Feed {
    /// The inputs that come next, opened when it is their turn.
    inputs: Box<dyn Iterator<Item = Input> + Send>,
    /// The input that is being read.
    current: Option<Input>,
}

impl Feed {
    /// A feed from these inputs.
    pub fn new(inputs: impl Iterator<Item = Input> + Send + 'static) -> Self {
        Self { inputs: Box::new(inputs), current: None }
    }
}

impl Iterator for Feed {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        loop {
            if let Some(batch) = self.current.as_mut().and_then(Batch::of) {
                return Some(batch);
            }
            self.current = Some(self.inputs.next()?);
        }
    }
}
