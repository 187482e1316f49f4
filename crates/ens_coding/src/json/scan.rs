//! The tokens of a JSON text: names, texts, numbers and words.
//!
//! Whatever is not JSON is refused as a value of the wrong type: [`super::problems`] then reads the text again, with a
//! parser that tells what is wrong with it. So nothing here may be taken that `serde_json` refuses.

use alloc::string::String;

use super::eight::{eight, first, plain};
use super::fault::Fault;

/// A JSON text and the place that has been reached in it.
pub(super) struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// The last text that had escapes, without them.
    unescaped: String,
}

/// A whole number.
pub(super) enum Number {
    Unsigned(u64),
    Negative(i64),
}

impl<'t> Scan<'t> {
    pub const fn new(text: &'t str) -> Self {
        Self { text, at: 0, unescaped: String::new() }
    }

    /// The byte that has been reached; zero, which begins no token, at the end.
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    fn step(&mut self) {
        self.at = self.at.wrapping_add(1); // never beyond the length of a text
    }

    /// The first byte of the next token, which is not taken.
    #[inline]
    pub fn peek(&mut self) -> u8 {
        let byte = self.byte();
        if byte > b' ' { byte } else { self.peek_past_space() }
    }

    #[inline(never)]
    fn peek_past_space(&mut self) -> u8 {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = bytes.get(at) {
            at = at.wrapping_add(1);
            if bytes.get(at).is_some_and(|byte| *byte > b' ') {
                break; // most often a single space
            }
            // An indented document is a quarter of spaces.
            while let Some((chunk, _)) = bytes.get(at..).and_then(<[u8]>::split_first_chunk) {
                let spaces = first(u64::from_le_bytes(*chunk) ^ eight(b' '));
                at = at.wrapping_add(spaces);
                if spaces < 8 {
                    break;
                }
            }
        }
        self.at = at;
        self.byte()
    }

    /// Takes the next token where it is this one.
    pub fn take(&mut self, token: u8) -> Result<(), Fault> {
        if self.peek() == token {
            self.step();
            Ok(())
        } else {
            Err(Fault::wrong_type())
        }
    }

    /// Goes on to the next part of an object or list; false at its end, which is taken.
    pub fn next(&mut self, is_first: bool, end: u8) -> Result<bool, Fault> {
        let token = self.peek();
        if token == end {
            self.step();
            Ok(false)
        } else if is_first {
            Ok(true)
        } else if token == b',' {
            self.step();
            Ok(true)
        } else {
            Err(Fault::wrong_type())
        }
    }

    /// Takes the name of a field and its colon.
    #[inline]
    pub fn name(&mut self) -> Result<&str, Fault> {
        if let Some(name) = self.plain() {
            self.take(b':')?;
            return Ok(name);
        }
        self.unescape()?;
        self.take(b':')?;
        Ok(&self.unescaped)
    }

    /// Takes a text.
    pub fn text(&mut self) -> Result<&str, Fault> {
        if let Some(text) = self.plain() {
            return Ok(text);
        }
        self.unescape()?;
        Ok(&self.unescaped)
    }

    /// Takes a text without escapes.
    #[inline]
    fn plain(&mut self) -> Option<&'t str> {
        if self.peek() != b'"' {
            return None;
        }
        let start = self.at.wrapping_add(1);
        let end = start.wrapping_add(plain(self.text.as_bytes().get(start..)?)?);
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end.wrapping_add(1);
        self.text.get(start..end)
    }

    /// Takes a text that has escapes, or ends near the end of the document; or finds that there is none.
    #[cold]
    #[inline(never)]
    fn unescape(&mut self) -> Result<(), Fault> {
        let start = self.at;
        self.take(b'"')?;
        loop {
            match self.byte() {
                b'"' => break,
                b'\\' => self.at = self.at.wrapping_add(2),
                _ if self.at >= self.text.len() => return Err(Fault::wrong_type()),
                _ => self.step(),
            }
        }
        self.step();
        let token = self.text.get(start..self.at).unwrap_or_default();
        self.unescaped = serde_json::from_slice(token.as_bytes()).map_err(|_| Fault::wrong_type())?;
        Ok(())
    }

    /// Takes a whole number. Others have the wrong type: no field takes one.
    pub fn number(&mut self) -> Result<Number, Fault> {
        let is_negative = self.peek() == b'-';
        if is_negative {
            self.step();
        }
        let first = self.byte();
        let mut value = Some(0_u64);
        let start = self.at;
        while let digit @ b'0'..=b'9' = self.byte() {
            let digit = u64::from(digit.wrapping_sub(b'0'));
            value = value.and_then(|value| value.checked_mul(10)?.checked_add(digit));
            self.step();
        }
        let digits = self.at.wrapping_sub(start);
        let is_whole = !matches!(self.byte(), b'.' | b'e' | b'E');
        // A zero must not stand before other digits, and zero with a sign is not a whole number to serde_json.
        let number = match value.filter(|_| is_whole && digits > 0 && (first != b'0' || digits == 1)) {
            Some(value) if !is_negative => Some(Number::Unsigned(value)),
            Some(value) if value > 0 => 0_i64.checked_sub_unsigned(value).map(Number::Negative),
            _ => None,
        };
        number.ok_or_else(Fault::wrong_type)
    }

    /// Takes a word.
    pub fn word(&mut self, word: &str) -> Result<(), Fault> {
        self.peek();
        let found = self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes()));
        self.at = self.at.wrapping_add(word.len());
        if found { Ok(()) } else { Err(Fault::wrong_type()) }
    }

    /// Nothing but white space is left.
    pub fn end(mut self) -> Result<(), Fault> {
        self.peek();
        if self.at == self.text.len() { Ok(()) } else { Err(Fault::wrong_type()) }
    }
}
