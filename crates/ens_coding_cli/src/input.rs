//! Where documents come from: files and standard input, one document each or one a line.

use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use ens_coding::json::Kind;

use crate::fault::Fault;
use crate::page;
use crate::shape::{Reader, Shape, bound, buffered, divide, without_mark};

/// The longest line, in bytes. It bounds the memory, whatever comes in.
const LONGEST_LINE: usize = 16 << 20;

/// A named input.
#[derive(Debug)]
pub enum Source {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// The input that an argument names.
    pub fn of(path: &Path) -> Self {
        if path == Path::new("-") { Self::Standard } else { Self::File(path.into()) }
    }
}

/// A document, or why it cannot be read.
pub type Document = Result<Vec<u8>, Fault>;

/// The documents of an input, read as they are asked for.
pub struct Documents {
    /// What messages call the input.
    name: String,
    /// What is left of the input.
    reader: Reader,
    /// How the input is divided; the end, with a fault peeked at, where it could not be opened.
    shape: Shape,
    /// How many lines were taken.
    line: u64,
    /// A document that was looked at and not yet taken.
    peeked: Option<Document>,
    /// Whether an input without a document is a fault: a file holds one, a stream of none is none.
    must_hold_one: bool,
}

impl Documents {
    /// Opens an input.
    pub fn new(source: Source) -> Self {
        let (name, opened, must_hold_one): (_, io::Result<Box<dyn Read>>, _) = match source {
            Source::Standard => ("standard input".into(), Ok(Box::new(io::stdin())), false),
            Source::File(path) => (page::name(&path), File::open(&path).map(|file| Box::new(file) as _), true),
        };
        // An input that cannot be opened holds one document: the fault.
        let (shape, peeked) = match &opened {
            Ok(_) => (Shape::Unknown, None),
            Err(_) => (Shape::End, Some(Err(Fault::unreadable()))),
        };
        let reader = buffered(opened.unwrap_or_else(|_| Box::new(io::empty())));
        Self { name, reader, shape, line: 0, peeked, must_hold_one }
    }

    /// What messages call the document that was taken last; its line tells it apart from others.
    pub fn name(&self, numbered: bool) -> String {
        if numbered { format!("{}, line {}", self.name, self.line) } else { self.name.clone() }
    }

    /// The kind of the next document, which stays the next one; `None` where there is none, or it cannot be read.
    pub fn peek_kind(&mut self) -> Option<Kind> {
        if self.peeked.is_none() {
            self.peeked = self.next();
        }
        self.peeked.as_ref()?.as_deref().ok().map(Kind::of)
    }

    /// Whether more than the next document may follow.
    pub fn has_several(&mut self) -> bool {
        self.peek_kind();
        self.shape == Shape::Lines && self.reader.fill_buf().is_ok_and(|rest| !rest.is_empty())
    }

    /// Whether the next document may be long in coming, so that the answers so far should not wait for it.
    pub fn may_wait(&self) -> bool {
        self.reader.buffer().is_empty()
    }

    /// The next document.
    fn read(&mut self) -> io::Result<Option<Document>> {
        if self.shape == Shape::Unknown {
            let shape = divide(&mut self.reader)?;
            self.shape = if shape == Shape::End && self.must_hold_one { Shape::Page } else { shape };
        }
        match self.shape {
            Shape::Lines => self.read_line(),
            Shape::LongPage => {
                self.shape = Shape::End;
                Ok(Some(Err(Fault::too_long())))
            }
            Shape::Page => {
                self.shape = Shape::End;
                let mut text = Vec::new();
                self.reader.read_to_end(&mut text)?;
                Ok(Some(Ok(without_mark(text))))
            }
            Shape::Unknown | Shape::End => Ok(None),
        }
    }

    /// The next line that is not blank.
    fn read_line(&mut self) -> io::Result<Option<Document>> {
        loop {
            let mut line = Vec::new();
            let most = LONGEST_LINE.saturating_add(1);
            if self.reader.by_ref().take(bound(most)).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            self.line = self.line.saturating_add(1);
            if line.len() >= most && !line.ends_with(b"\n") {
                self.reader.skip_until(b'\n')?;
                return Ok(Some(Err(Fault::too_long())));
            }
            if !line.trim_ascii().is_empty() {
                return Ok(Some(Ok(without_mark(line))));
            }
        }
    }
}

impl Iterator for Documents {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        if let Some(document) = self.peeked.take() {
            return Some(document);
        }
        let Ok(document) = self.read() else {
            self.shape = Shape::End;
            return Some(Err(Fault::unreadable()));
        };
        document
    }
}
