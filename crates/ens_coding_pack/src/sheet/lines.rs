//! Lines of a text, each bounded in length, whatever ends them and in whatever encoding.

use std::io::{BufRead, BufReader, Read};

use super::LONGEST;
use crate::fault::{Fault, Reason};
use crate::source::fault_of;

/// Bytes that are read at a time.
const BUFFER: usize = 1 << 18;
/// The end of a text in old systems.
const CONTROL_Z: u8 = 0x1A;

/// Lines one after the other, in one piece of memory.
pub(super) struct Lines<'a> {
    reader: BufReader<&'a mut dyn Read>,
    file: &'a str,
    bytes: Vec<u8>,
    decoded: String,
    number: u64,
}

impl<'a> Lines<'a> {
    pub fn new(reader: &'a mut dyn Read, file: &'a str) -> Self {
        let reader = BufReader::with_capacity(BUFFER, reader);
        Self { reader, file, bytes: Vec::new(), decoded: String::new(), number: 0 }
    }

    /// Number of the line that was read last, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The next line without its end.
    pub fn next(&mut self) -> Result<Option<&str>, Fault> {
        self.bytes.clear();
        self.number = self.number.saturating_add(1);
        let fault = |reason, number| Fault::of(self.file, reason).at(number);
        let most = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        let read = Read::by_ref(&mut self.reader).take(most).read_until(b'\n', &mut self.bytes);
        read.map_err(|error| fault_of(self.file, &error))?;
        if self.bytes.is_empty() {
            return Ok(None);
        }
        if self.bytes.len() >= LONGEST && !self.bytes.ends_with(b"\n") {
            return Err(fault(Reason::TooLarge, self.number));
        }
        if self.number == 1 && self.bytes.starts_with(b"\xEF\xBB\xBF") {
            self.bytes.drain(..3);
        }
        if self.bytes.contains(&0) {
            return Err(fault(Reason::Binary, self.number));
        }
        while let Some(b'\n' | b'\r' | &CONTROL_Z) = self.bytes.last() {
            self.bytes.pop();
        }
        Ok(Some(decode(&self.bytes, &mut self.decoded)))
    }
}

/// The text of these bytes: UTF-8, or Windows-1252 where they are not.
fn decode<'t>(bytes: &'t [u8], space: &'t mut String) -> &'t str {
    if let Ok(text) = str::from_utf8(bytes) {
        return text;
    }
    space.clear();
    space.extend(bytes.iter().map(|byte| match byte {
        0x80..=0x9F => WINDOWS.get(usize::from(byte & 0x1F)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        byte => char::from(*byte),
    }));
    space
}

/// What Windows-1252 has where Latin-1 has control characters.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_read_alike() {
        let mut space = String::new();
        assert_eq!(decode("CPT® – a".as_bytes(), &mut space), "CPT® – a");
        assert_eq!(decode(b"CPT\xAE \x96 a", &mut String::new()), "CPT® – a");
    }
}
