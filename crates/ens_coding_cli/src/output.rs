//! Where answers go: standard output, standard error and the exit status.

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;

use serde::Serialize;

use crate::answer::Answered;
use crate::args::Format;
use crate::fault::Fault;
use crate::page;
use crate::progress::Progress;

/// The exit status; the worst one wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing worse than warnings.
    Clean,
    /// A finding of severity deny, or an incomplete answer.
    Findings,
    /// An input that cannot be used.
    Unusable,
}

/// Where answers go.
#[derive(Debug)]
pub struct Output {
    /// Standard output.
    out: BufWriter<StdoutLock<'static>>,
    /// How answers are written.
    format: Format,
    /// Whether headings and severities have colour.
    colour: bool,
    /// Whether a page was written, from which the next one keeps its distance.
    begun: bool,
    /// The worst so far.
    status: Status,
    /// How many documents were answered.
    documents: u64,
    /// How many answers were shown.
    shown: u64,
    /// The counter of answers.
    progress: Progress,
}

impl Output {
    /// An output of this format. Colour needs a terminal that was not told `NO_COLOR`.
    pub fn new(format: Format) -> Self {
        let stdout = io::stdout().lock();
        let colour = stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        let out = BufWriter::with_capacity(1 << 16, stdout);
        Self {
            out,
            format,
            colour,
            begun: false,
            status: Status::Clean,
            documents: 0,
            shown: 0,
            progress: Progress::new(),
        }
    }

    /// How answers are written.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// Whether answers are pages.
    pub fn is_text(&self) -> bool {
        self.format == Format::Text
    }

    /// Whether headings and severities have colour.
    pub const fn colour(&self) -> bool {
        self.colour
    }

    /// Writes answers, or why there are none, and hands them over.
    pub fn answers(&mut self, answers: Vec<Answered>) -> io::Result<()> {
        answers.into_iter().try_for_each(|answered| self.answer(answered))?;
        self.out.flush()
    }

    /// Writes an answer; a title tells pages apart.
    fn answer(&mut self, answered: Answered) -> io::Result<()> {
        self.progress.tick();
        let Answered { name, titled, answer } = answered;
        let answer = match answer {
            Ok(answer) => answer,
            Err(fault) => return self.fault(&name, &fault),
        };
        self.settle(answer.status);
        self.documents = self.documents.saturating_add(1);
        if answer.shown.is_empty() {
            return Ok(());
        }
        self.shown = self.shown.saturating_add(1);
        if !self.is_text() {
            return self.line(&answer.shown);
        }
        if titled {
            let distance = if self.begun { "\n" } else { "" };
            writeln!(self.out, "{distance}{}", page::heading(&format!("=== {name} ==="), self.colour))?;
        }
        self.begun = true;
        self.out.write_all(answer.shown.as_bytes())
    }

    /// Writes why an input has no answer.
    pub fn fault(&mut self, name: &str, fault: &Fault) -> io::Result<()> {
        self.status = Status::Unusable;
        if !self.is_text() {
            return self.line(&fault.to_json());
        }
        // Pages that came before stay before, where both streams end at one terminal.
        self.out.flush()?;
        self.complain(&format!("{name}: {fault}"));
        Ok(())
    }

    /// Writes a document as JSON, or as a page.
    pub fn report(&mut self, document: &impl Serialize, page: &impl Display) -> io::Result<()> {
        if self.is_text() {
            return self.out.write_all(page::plain(&page.to_string()).as_bytes());
        }
        serde_json::to_writer(&mut self.out, document)?;
        writeln!(self.out)
    }

    /// Writes why nothing was made of official files: as JSON where answers are JSON, else as a message.
    pub fn failure(&mut self, document: &impl Serialize, message: &impl Display) -> io::Result<()> {
        self.settle(Status::Unusable);
        if self.is_text() {
            self.complain(&page::plain(&message.to_string()));
            return Ok(());
        }
        self.report(document, message)
    }

    /// Tells how many documents were answered, and how many of the answers were shown.
    pub fn total(&mut self) -> io::Result<()> {
        let (documents, changed) = (self.documents, self.shown);
        if self.is_text() {
            let distance = if changed > 0 { "\n" } else { "" };
            return writeln!(self.out, "{distance}{documents} documents, {changed} answers change");
        }
        self.line(&serde_json::json!({ "documents": documents, "changed": changed }).to_string())
    }

    /// Takes note of how something ended; the worst one is the exit status.
    pub fn settle(&mut self, status: Status) {
        self.status = self.status.max(status);
    }

    /// Writes a line.
    pub fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// Ends the run. A reader that went away, such as `head`, has what it wanted; that is no failure.
    pub fn finish(mut self, done: io::Result<()>) -> ExitCode {
        let done = done.and_then(|()| self.out.flush());
        self.progress.clear();
        if let Some(error) = done.err().filter(|error| error.kind() != io::ErrorKind::BrokenPipe) {
            let own = error.kind() == io::ErrorKind::Other;
            self.complain(&if own { error.to_string() } else { "standard output cannot be written".into() });
            self.status = Status::Unusable;
        }
        ExitCode::from(match self.status {
            Status::Clean => 0,
            Status::Findings => 1,
            Status::Unusable => 2,
        })
    }

    /// Writes to standard error. Where even that fails, the exit status still tells.
    fn complain(&mut self, message: &str) {
        self.progress.clear();
        let _ = writeln!(io::stderr(), "ens: {message}");
    }
}
