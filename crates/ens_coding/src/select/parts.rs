//! The lines that one service makes: code, units, side and a modifier that states what became of them.

use crate::code::{Code, Modifier};
use crate::visit::Side;

/// One of the lines that a service makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub code: Code,
    pub units: u32,
    /// The side of the body that the line is about.
    pub side: Option<Side>,
    /// What the record says of the units: discarded, or none discarded.
    pub mark: Option<Modifier>,
}

impl Part {
    /// A line of these units on a side.
    pub const fn of(code: Code, units: u32, side: Option<Side>) -> Self {
        Self { code, units, side, mark: None }
    }
}

/// The lines of one service; empty where its choice tells them in another way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts([Option<Part>; 5]);

impl Parts {
    /// No lines.
    pub const NONE: Self = Self([None; 5]);

    /// The first line, which is the service itself.
    pub fn first(&self) -> Option<Part> {
        self.iter().next()
    }

    /// All lines.
    pub fn iter(&self) -> impl Iterator<Item = Part> + use<> {
        self.0.into_iter().flatten()
    }

    /// Whether one of the lines has this code.
    pub fn has(&self, code: Code) -> bool {
        self.iter().any(|part| part.code == code)
    }

    /// One more line, if it has units.
    pub fn push(&mut self, part: Part) {
        if let Some(free) = self.0.iter_mut().find(|it| it.is_none()).filter(|_| part.units > 0) {
            *free = Some(part);
        }
    }

    /// One more line, or more units of one that is there.
    pub fn add(&mut self, part: Part) {
        let same = |it: &&mut Part| (it.code, it.side, it.mark) == (part.code, part.side, part.mark);
        match self.0.iter_mut().flatten().find(same) {
            Some(it) => it.units = it.units.saturating_add(part.units),
            None => {
                if let Some(free) = self.0.iter_mut().find(|it| it.is_none()) {
                    *free = Some(part);
                }
            }
        }
    }
}

impl From<[Part; 1]> for Parts {
    fn from([part]: [Part; 1]) -> Self {
        let mut parts = Self::default();
        parts.add(part);
        parts
    }
}
