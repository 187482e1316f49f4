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

/// Where a scan stands.
#[derive(Default)]
struct Scan {
    run: usize, // bytes since the last tag began
    is_in_tag: bool,
    before: (u8, u8), // the last two bytes that are not blank
    digits: u32,      // at the start of a value
}

impl Scan {
    /// Whether nothing in these bytes is beyond its bound.
    fn passes(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            self.run = self.run.wrapping_add(1);
            match byte {
                b'<' => (self.run, self.is_in_tag, self.digits) = (0, true, 0),
                b'>' => (self.is_in_tag, self.digits) = (false, 0),
                b'0'..=b'9' if self.is_in_tag => {
                    let begins = matches!(self.before, (b'=', b'"' | b'\''));
                    if begins || self.digits > 0 {
                        self.digits = self.digits.wrapping_add(1);
                    }
                }
                _ => self.digits = 0,
            }
            if !byte.is_ascii_whitespace() {
                self.before = (self.before.1, *byte);
            }
            if self.run > LONGEST || self.digits > MOST_DIGITS {
                return false;
            }
        }
        true
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
            (r#"<c x="0.24999999999"/>"#, true),
            (r#"<t>="12345678"</t>"#, true),
        ] {
            assert_eq!(Scan::default().passes(text.as_bytes()), passes, "{text}");
        }
        let (start, end) = (b"<row r=\"1048", b"5760\">");
        let mut scan = Scan::default();
        assert!(scan.passes(start) && !scan.passes(end));
    }
}
