//! Whether an input is one document, or one a line.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::mem;

use serde::de::IgnoredAny;

use crate::source::Opened;

/// The longest document of several lines, in bytes. So much is read ahead where the first line is not a document.
const LONGEST_PAGE: usize = 1 << 20;

/// The byte order mark, which some editors put in front of a text.
pub const MARK: &[u8] = b"\xef\xbb\xbf";

/// What is left of an input.
pub type Reader = BufReader<Opened>;

/// How an input is divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing was read so far.
    Unknown,
    /// One document, or the rest of it.
    Page,
    /// One document that is too long to be read.
    LongPage,
    /// One document a line.
    Lines,
    /// Nothing is left.
    End,
}

/// A reader with a buffer that suits pipes.
pub fn buffered(input: Opened) -> Reader {
    BufReader::with_capacity(1 << 16, input)
}

/// Finds out how an input is divided, and puts back what was read for that.
///
/// A first line that is a document settles it at once, without waiting for more. Otherwise the lines may belong to one
/// document, or the first one may be a bad one among good ones; a page of text is read ahead to tell.
pub fn divide(reader: &mut Reader) -> io::Result<Shape> {
    let mut head = Vec::new();
    let most = LONGEST_PAGE.saturating_add(1);
    let mut more = |head: &mut Vec<u8>, whole_line: bool| {
        let mut bounded = reader.by_ref().take(bound(most.saturating_sub(head.len())));
        if whole_line { bounded.read_until(b'\n', head) } else { bounded.read_to_end(head) }
    };
    let mut start = 0;
    while more(&mut head, true)? > 0 && rest(&head, start).trim_ascii().is_empty() {
        start = head.len();
    }
    let first_line = rest(&head, start);
    let shape = if head.len() >= most || is_json(first_line) {
        Shape::Lines
    } else if first_line.is_empty() {
        Shape::End
    } else {
        more(&mut head, false)?;
        let fits = head.len() < most;
        match head.split(|byte| *byte == b'\n').any(stands_alone) {
            _ if fits && is_json(&head) => Shape::Page,
            true => Shape::Lines,
            false if fits => Shape::Page,
            false => Shape::LongPage,
        }
    };
    let unread = mem::replace(reader, BufReader::new(Box::new(io::empty())));
    *reader = buffered(Box::new(Cursor::new(head).chain(unread)));
    Ok(shape)
}

/// The text from a place on.
fn rest(text: &[u8], start: usize) -> &[u8] {
    text.get(start..).unwrap_or_default()
}

/// Whether a text is one JSON document.
fn is_json(text: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(text.strip_prefix(MARK).unwrap_or(text)).is_ok()
}

/// Whether a line is an object that is no part of a larger one: those are indented, or followed by a comma.
fn stands_alone(line: &[u8]) -> bool {
    line.starts_with(b"{") && is_json(line)
}

/// A length as a bound on reading.
pub fn bound(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
