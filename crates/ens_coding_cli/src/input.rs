//! Where documents come from: files and standard input, one document each or one a line.

use std::io::{self, BufRead, Read};
use std::mem;
use std::ops::Range;

use ens_coding::json::Kind;

use crate::fault::Fault;
use crate::shape::{MARK, Reader, Shape, bound, buffered, divide};
use crate::source::Source;

/// The longest line, in bytes. It bounds the memory, whatever comes in.
const LONGEST_LINE: usize = 16 << 20;

/// Where a document stands in the text that it was appended to, or why it cannot be read.
pub type Document = Result<Range<usize>, Fault>;

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
    /// A document that was looked at and not yet taken, and its text.
    peeked: Option<(Vec<u8>, Document)>,
    /// Whether an input without a document is a fault: a file holds one, a stream of none is none.
    must_hold_one: bool,
}

impl Documents {
    /// Opens an input.
    pub fn new(source: &Source) -> Self {
        let opened = source.open();
        // An input that cannot be opened holds one document: the fault.
        let (shape, peeked) = match &opened {
            Ok(_) => (Shape::Unknown, None),
            Err(_) => (Shape::End, Some((Vec::new(), Err(Fault::unreadable())))),
        };
        let reader = buffered(opened.unwrap_or_else(|_| Box::new(io::empty())));
        Self { name: source.name(), reader, shape, line: 0, peeked, must_hold_one: *source != Source::Standard }
    }

    /// What messages call the document that was taken last; its line tells it apart from others.
    pub fn name(&self, numbered: bool) -> String {
        if numbered { format!("{}, line {}", self.name, self.line) } else { self.name.clone() }
    }

    /// The kind of the next document, which stays the next one; `None` where there is none, or it cannot be read.
    pub fn peek_kind(&mut self) -> Option<Kind> {
        if self.peeked.is_none() {
            let mut text = Vec::new();
            self.peeked = self.next(&mut text).map(|document| (text, document));
        }
        let (text, document) = self.peeked.as_ref()?;
        text.get(document.as_ref().ok()?.clone()).map(Kind::of)
    }

    /// Whether more than the next document may follow.
    pub fn has_several(&mut self) -> bool {
        self.peek_kind();
        self.shape == Shape::Lines && self.reader.fill_buf().is_ok_and(|rest| !rest.is_empty())
    }

    /// Whether the next document may be long in coming, so that the answers so far should not wait for it.
    pub fn may_wait(&self) -> bool {
        self.shape == Shape::Lines && !self.reader.buffer().trim_ascii_start().contains(&b'\n')
    }

    /// The next document; its text is appended.
    pub fn next(&mut self, text: &mut Vec<u8>) -> Option<Document> {
        let start = text.len();
        if let Some((peeked, document)) = self.peeked.take() {
            text.extend_from_slice(&peeked);
            return Some(document.map(|at| start.saturating_add(at.start)..text.len()));
        }
        let read = self.read(text).unwrap_or_else(|_| {
            self.shape = Shape::End;
            Some(Err(Fault::unreadable()))
        });
        Some(read?.map(|()| {
            let marked = text.get(start..).is_some_and(|document| document.starts_with(MARK));
            let mark = if marked { MARK.len() } else { 0 };
            start.saturating_add(mark)..text.len()
        }))
    }

    /// Appends the next document.
    fn read(&mut self, text: &mut Vec<u8>) -> io::Result<Option<Result<(), Fault>>> {
        if self.shape == Shape::Unknown {
            let shape = divide(&mut self.reader)?;
            self.shape = if shape == Shape::End && self.must_hold_one { Shape::Page } else { shape };
        }
        if self.shape == Shape::Lines {
            return self.read_line(text);
        }
        Ok(match mem::replace(&mut self.shape, Shape::End) {
            Shape::LongPage => Some(Err(Fault::too_long())),
            Shape::Page => Some(Ok(self.reader.read_to_end(text).map(drop)?)),
            _ => None,
        })
    }

    /// Appends the next line that is not blank.
    fn read_line(&mut self, text: &mut Vec<u8>) -> io::Result<Option<Result<(), Fault>>> {
        let start = text.len();
        loop {
            let most = LONGEST_LINE.saturating_add(1);
            let length = self.reader.by_ref().take(bound(most)).read_until(b'\n', text)?;
            if length == 0 {
                self.shape = Shape::End;
                return Ok(None);
            }
            self.line = self.line.saturating_add(1);
            if length >= most && !text.ends_with(b"\n") {
                // Not even room for it is kept.
                text.truncate(start);
                text.shrink_to_fit();
                self.reader.skip_until(b'\n')?;
                return Ok(Some(Err(Fault::too_long())));
            }
            if !text.get(start..).unwrap_or_default().trim_ascii().is_empty() {
                return Ok(Some(Ok(())));
            }
            text.truncate(start);
        }
    }
}
