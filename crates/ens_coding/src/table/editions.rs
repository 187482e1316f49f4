//! The loaded editions of one table, of which the date of service picks.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::PairEdits;
use crate::code::Code;
use crate::date::Date;
use crate::error::Error;
use crate::pack::Header;

/// A loaded table and its edition.
#[derive(Clone, Debug)]
pub struct Loaded<T> {
    /// The table.
    pub table: T,
    /// Edition of the data.
    pub edition: String,
    /// First day that the edition covers; `None` where its rows have dates of their own and reach back to the beginning.
    pub from: Option<Date>,
    /// Last day that the edition covers.
    pub to: Option<Date>,
    /// Everything that the source has; otherwise a slice, whose silence about a code means nothing.
    pub is_whole: bool,
}

impl Loaded<PairEdits> {
    /// Whether silence about a code means that it has no pair.
    pub fn speaks_of(&self, code: Code) -> bool {
        self.is_whole || self.table.has(code)
    }
}

impl<T> Loaded<T> {
    pub(super) fn new(header: &Header, table: T) -> Self {
        let Header { edition, from, to, is_whole, .. } = header;
        Self { table, edition: edition.clone(), from: *from, to: *to, is_whole: *is_whole }
    }

    /// Whether the edition covers a date.
    pub fn covers(&self, date: Date) -> bool {
        date.within(self.from, self.to)
    }

    /// What its place among the others depends on.
    fn span(&self) -> Span<'_> {
        let Self { table: _, edition, from, to, is_whole } = self;
        Span { edition, from: *from, to: *to, is_whole: *is_whole }
    }
}

/// What an edition is called and covers; the same for tables of all kinds.
struct Span<'a> {
    edition: &'a str,
    from: Option<Date>,
    to: Option<Date>,
    is_whole: bool,
}

impl Span<'_> {
    /// The place among known editions, or what forbids both as a code of errors.
    fn place_among(&self, known: &[Self]) -> Result<usize, &'static str> {
        for other in known.iter().filter(|other| other.is_whole == self.is_whole) {
            if (other.from, other.to, other.edition) == (self.from, self.to, self.edition) {
                return Err("pack/duplicate");
            }
            if self.overlaps(other) {
                return Err("pack/overlap");
            }
        }
        let rank = |it: &Self| (it.is_whole, it.to.is_none(), it.to);
        Ok(known.partition_point(|other| (rank(other), other.edition) > (rank(self), self.edition)))
    }

    /// Whether a date may lie in both. Those that reach back to the beginning always share dates: the later one knows of
    /// corrections, and goes first.
    fn overlaps(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, two: &Self| one.to.is_some_and(|to| two.from.is_some_and(|from| to < from));
        self.from.is_some() && other.from.is_some() && !ends_before(self, other) && !ends_before(other, self)
    }
}

/// The loaded editions of a table: whole ones before slices, later ones before earlier ones.
#[derive(Clone, Debug)]
pub struct Editions<T>(Vec<Arc<Loaded<T>>>);

impl<T> Default for Editions<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Editions<T> {
    /// The edition for a date: a whole one that covers it before a slice that does, and the latest of several; where
    /// none covers it, the nearest.
    pub fn on(&self, date: Date) -> Option<&Loaded<T>> {
        let found = match self.0.as_slice() {
            [] | [_] => self.0.first(),
            all => all
                .iter()
                .find(|it| it.covers(date))
                .or_else(|| all.iter().min_by_key(|it| date.distance(it.from, it.to))),
        };
        found.map(|loaded| &**loaded)
    }

    /// All editions.
    pub fn all(&self) -> impl Iterator<Item = &Loaded<T>> {
        self.0.iter().map(|loaded| &**loaded)
    }

    /// Adds an edition.
    ///
    /// # Errors
    /// `pack/duplicate` where the edition is there already, `pack/overlap` where a date lies in both.
    pub(super) fn add(&mut self, loaded: Loaded<T>, path: &str) -> Result<(), Error> {
        let known: Vec<Span<'_>> = self.all().map(Loaded::span).collect();
        let at = loaded.span().place_among(&known).map_err(|code| Error::new(code, path))?;
        self.0.insert(at, Arc::new(loaded));
        Ok(())
    }
}
