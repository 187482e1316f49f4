//! Whether the rows of a pair agree with each other.

use ens_coding::Code;
use ens_coding::table::PairRow;

use crate::fault::{Fault, Reason};
use crate::notes::Notes;

/// The most rows of a pair; official files have up to four.
const MOST: usize = 1000;

/// A row and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub one: Code,
    pub two: Code,
    pub row: PairRow,
    pub part: u8,
    pub number: u64,
}

/// Compares the rows of each pair, which come one after the other as long as the file is in order.
#[derive(Default)]
pub(super) struct Checks {
    pair: Vec<Entry>,
    notes: Notes<'static>,
    disorder: Option<Notes<'static>>,
}

/// Name of a part.
type Names<'n> = dyn Fn(u8) -> &'n str + 'n;

impl Checks {
    /// Adds the next row.
    pub fn add(&mut self, entry: Entry, name: &Names<'_>) -> Result<(), Fault> {
        if let Some(last) = self.pair.last() {
            let (before, pair) = ((last.one, last.two), (entry.one, entry.two));
            if pair < before {
                let disorder = self.disorder.get_or_insert_default();
                disorder.odd_at("not in the order of the codes", name(entry.part), entry.number);
            }
            if pair != before {
                self.pair.clear();
            }
        }
        if self.pair.len() >= MOST {
            return Err(Fault::of(name(entry.part), Reason::TooMany).at(entry.number));
        }
        if let Some(what) = self.pair.iter().map(|earlier| compared(earlier.row, entry.row)).max() {
            match what {
                Compared::Apart => {}
                Compared::Contradicts => {
                    return Err(Fault {
                        file: name(entry.part).to_owned(),
                        row: Some(entry.number),
                        column: Some("modifier"),
                        reason: Reason::Contradiction,
                    });
                }
                Compared::Odd(what) => self.notes.odd_at(what, name(entry.part), entry.number),
            }
        }
        self.pair.push(entry);
        Ok(())
    }

    /// What was noted where the rows are out of order: those of a pair may lie apart, and the comparison says nothing.
    pub fn take_disorder(&mut self) -> Option<Notes<'static>> {
        self.disorder.take()
    }

    /// What was noted.
    pub fn into_notes(self) -> Notes<'static> {
        self.notes
    }
}

/// How two rows of a pair stand to each other; the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Compared {
    Apart,
    Odd(&'static str),
    Contradicts,
}

fn compared(earlier: PairRow, later: PairRow) -> Compared {
    let days = |row: PairRow| (row.from, row.to, row.indicator);
    if days(earlier) == days(later) {
        return Compared::Odd("the same row twice");
    }
    let applies =
        |row: PairRow| row.indicator != PairRow::NOT_APPLICABLE && row.to.is_none_or(|to| row.from <= Some(to));
    let ends_before = |one: PairRow, two: PairRow| one.to.is_some_and(|to| Some(to) < two.from);
    if !applies(earlier) || !applies(later) || ends_before(earlier, later) || ends_before(later, earlier) {
        Compared::Apart
    } else if earlier.indicator == later.indicator {
        Compared::Odd("two rows of a pair apply on the same day, with the same indicator")
    } else if earlier.to == later.to {
        Compared::Contradicts
    } else {
        // The row that ends later was meant to follow the other one: its first day is too early by some days or quarters.
        Compared::Odd("two rows of a pair apply on the same day, with different indicators")
    }
}
