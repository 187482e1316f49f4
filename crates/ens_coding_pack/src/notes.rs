//! What is noted while compiling: oddities, and how far it has come.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde::Serialize;

use crate::sheet::Row;

/// Something that the files should not have, but which does not keep them from being used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Odd {
    /// What it is.
    pub what: &'static str,
    /// How often.
    pub count: u64,
    /// The first place, `FILE, row N`.
    pub first: String,
}

/// How far a file has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Name of the file.
    pub file: String,
    /// Rows of all files so far.
    pub rows: u64,
    /// Bytes of the file so far, as it lies on the disk.
    pub bytes: u64,
    /// All bytes of the file, where known.
    pub total: Option<u64>,
}

/// Counts the bytes of the file that is being read.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    file: RefCell<String>,
    bytes: Cell<u64>,
    total: Cell<Option<u64>>,
}

impl Meter {
    /// A file is read from its start.
    pub fn begin(&self, file: &str) {
        file.clone_into(&mut self.file.borrow_mut());
        self.bytes.set(0);
        self.total.set(None);
    }

    /// The file has so many bytes.
    pub fn expect(&self, total: Option<u64>) {
        self.total.set(total);
    }

    /// So many more bytes were read.
    pub fn add(&self, bytes: usize) {
        self.bytes.set(self.bytes.get().saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX)));
    }
}

/// What is noted while compiling.
#[derive(Default)]
pub(crate) struct Notes<'a> {
    odd: Vec<Odd>,
    meter: Rc<Meter>,
    tell: Option<&'a mut dyn FnMut(&Progress)>,
}

impl<'a> Notes<'a> {
    /// Notes that tell of their progress.
    pub fn new(meter: Rc<Meter>, tell: &'a mut dyn FnMut(&Progress)) -> Self {
        Self { odd: Vec::new(), meter, tell: Some(tell) }
    }

    /// Notes an oddity at a row.
    pub fn odd(&mut self, what: &'static str, row: &Row<'_>) {
        self.odd_at(what, row.file(), row.number());
    }

    /// Notes an oddity at a row that is no longer at hand.
    pub fn odd_at(&mut self, what: &'static str, file: &str, row: u64) {
        if let Some(odd) = self.odd.iter_mut().find(|odd| odd.what == what) {
            odd.count = odd.count.saturating_add(1);
        } else {
            self.odd.push(Odd { what, count: 1, first: format!("{file}, row {row}") });
        }
    }

    /// Tells how far it has come; to be called every so many rows.
    pub fn progress(&mut self, rows: u64) {
        if let Some(tell) = &mut self.tell {
            let Meter { file, bytes, total } = &*self.meter;
            tell(&Progress { file: file.borrow().clone(), rows, bytes: bytes.get(), total: total.get() });
        }
    }

    /// Takes over the oddities of others.
    pub fn absorb(&mut self, other: Notes<'_>) {
        self.odd.extend(other.odd);
    }

    /// All oddities.
    pub fn into_odd(self) -> Vec<Odd> {
        self.odd
    }
}
