//! Whether a workbook is made to harm: its parts are read once before they are trusted.

use std::io::Read;

use crate::fault::{Fault, Reason};
use crate::sheet::LONGEST;
use crate::source::{Source, fault_of, zip_of};

/// The most bytes of the parts that are held in memory, such as the texts that cells share.
const MOST_SHARED: u64 = 64 << 20;
/// The most bytes of a sheet.
const MOST_SHEET: u64 = 4 << 30;
/// Beyond that of the other parts, the most times that a sheet may be larger than what it was packed into.
const RATIO: u64 = 500;
/// The most digits of a number that counts rows, cells or texts.
const MOST_DIGITS: u32 = 7;
/// The most letters of a column.
const MOST_LETTERS: u32 = 3;

/// Checks that no part is larger than what is held in memory for it, that no tag or text is endless, and that no number
/// asks for more than there can be.
pub(super) fn check(source: &Source) -> Result<(), Fault> {
    if source.is_checked() {
        return Ok(());
    }
    let name = source.name();
    let mut archive = zip_of(name, source.seeking()?)?;
    let mut space = vec![0_u8; 1 << 16];
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).map_err(|_| Fault::of(name, Reason::Truncated))?;
        let part = member.name().to_ascii_lowercase();
        if ![".xml", ".rels"].iter().any(|end| part.ends_with(end)) {
            continue;
        }
        let packed = member.compressed_size();
        let most = if part.contains("worksheets/") { MOST_SHEET } else { MOST_SHARED };
        let most = most.min(packed.saturating_mul(RATIO).max(MOST_SHARED));
        let (mut total, mut scan) = (0_u64, Scan::default());
        loop {
            let count = member.read(&mut space).map_err(|error| fault_of(name, &error))?;
            let Some(bytes) = space.get(..count).filter(|bytes| !bytes.is_empty()) else { break };
            total = total.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
            if total > most || !scan.passes(bytes) {
                return Err(Fault::of(name, Reason::TooLarge));
            }
        }
    }
    source.mark_checked();
    Ok(())
}

/// Tags whose numbers decide how much memory is asked for.
const COUNTING: [&[u8]; 3] = [b"row", b"c", b"sst"];

/// Where a scan stands.
#[derive(Default)]
struct Scan {
    run: usize, // bytes since the last tag began
    tag: Tag,
    name: Vec<u8>,   // of the tag, without what stands before its colon
    before: [u8; 3], // the last bytes that are not blank
    digits: u32,     // at the start of a value
    letters: u32,    // at the start of a place such as `A1`
}

/// The part of a tag.
#[derive(Default, PartialEq, Eq)]
enum Tag {
    #[default]
    Outside,
    Name,
    Values,
}

impl Scan {
    /// Whether nothing in these bytes is beyond its bound.
    fn passes(&mut self, bytes: &[u8]) -> bool {
        bytes.iter().all(|byte| self.passes_byte(*byte))
    }

    fn passes_byte(&mut self, byte: u8) -> bool {
        self.run = self.run.wrapping_add(1);
        match byte {
            b'<' => {
                (self.run, self.tag, self.digits, self.letters) = (0, Tag::Name, 0, 0);
                self.name.clear();
            }
            b'>' => (self.tag, self.digits, self.letters) = (Tag::Outside, 0, 0),
            _ if self.tag == Tag::Outside => {}
            b':' if self.tag == Tag::Name => self.name.clear(),
            _ if byte.is_ascii_whitespace() => {
                if self.tag == Tag::Name && !self.is_counting() {
                    self.tag = Tag::Outside;
                } else {
                    self.tag = Tag::Values;
                }
                (self.digits, self.letters) = (0, 0);
            }
            _ if self.tag == Tag::Name => self.name.extend(Some(byte).filter(|_| self.name.len() < 8)),
            b'0'..=b'9' if self.begins() || self.digits > 0 || self.letters > 0 => {
                self.digits = self.digits.wrapping_add(1);
            }
            b'A'..=b'Z' | b'a'..=b'z' if self.begins_place() || self.letters > 0 => {
                self.letters = self.letters.wrapping_add(1);
            }
            _ => (self.digits, self.letters) = (0, 0),
        }
        if !byte.is_ascii_whitespace() {
            let [_, second, third] = self.before;
            self.before = [second, third, byte];
        }
        self.run <= LONGEST && self.digits <= MOST_DIGITS && self.letters <= MOST_LETTERS
    }

    /// Whether a value begins with the next byte.
    fn begins(&self) -> bool {
        matches!(self.before, [_, b'=', b'"' | b'\''])
    }

    /// Whether the place of a row or cell begins with the next byte.
    fn begins_place(&self) -> bool {
        self.begins() && self.before.starts_with(b"r")
    }

    /// Whether the numbers of the tag count something.
    fn is_counting(&self) -> bool {
        COUNTING.iter().any(|name| *name == self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_ask_for_too_much() {
        for (text, passes) in [
            (r#"<row r="1048576" ht="15.75"><c><v>20260701</v></c></row>"#, true),
            (r#"<row r="10485760">"#, false),
            ("<row r = '10485760'>", false),
            (r#"<x:sst count="1" uniqueCount="10485760">"#, false),
            (r#"<c r="XFD1048576" t="inlineStr">"#, true),
            (r#"<c r="abcd1">"#, false),
            (r#"<c r="A10485760">"#, false),
            (r#"<row x="0.24999999999"/>"#, true),
            (r#"<pageSetup horizontalDpi="4294967295"/>"#, true),
            (r#"<t>="12345678"</t>"#, true),
        ] {
            assert_eq!(Scan::default().passes(text.as_bytes()), passes, "{text}");
        }
        let (start, end) = (b"<row r=\"1048", b"5760\">");
        let mut scan = Scan::default();
        assert!(scan.passes(start) && !scan.passes(end));
    }
}
