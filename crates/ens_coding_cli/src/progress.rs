//! A counter on standard error for whoever waits at a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Shorter runs need no counter.
const PATIENCE: Duration = Duration::from_secs(1);

/// Time between two looks of the counter.
const PACE: Duration = Duration::from_millis(200);

/// Counts answers. The only user of a clock here, and no answer depends on it.
#[derive(Debug)]
pub struct Progress {
    /// When the counter may be shown next; `None` where nobody watches.
    next: Option<Instant>,
    /// How many documents were answered.
    count: u64,
    /// Whether the counter stands on the terminal.
    shown: bool,
}

impl Progress {
    /// A counter that is shown only at a terminal, and only where the answers go elsewhere: they show the progress
    /// themselves.
    pub fn new() -> Self {
        let watched = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let next = if watched { Instant::now().checked_add(PATIENCE) } else { None };
        Self { next, count: 0, shown: false }
    }

    /// Counts an answer.
    pub fn tick(&mut self) {
        self.count = self.count.saturating_add(1);
        let Some(next) = self.next else { return };
        let now = Instant::now();
        if now >= next {
            // A counter that cannot be written is no reason to stop.
            let _ = write!(io::stderr(), "\r{} documents", self.count);
            self.shown = true;
            self.next = now.checked_add(PACE);
        }
    }

    /// Takes the counter off the terminal, so that something else can be written.
    pub fn clear(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
            self.shown = false;
        }
    }
}
