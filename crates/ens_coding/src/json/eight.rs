//! Looks at eight bytes in one step: most of a document is texts and spaces.

/// The same byte eight times.
pub(super) const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Which one of eight bytes is the first with a bit set here; eight where none is.
pub(super) fn first(marks: u64) -> usize {
    usize::try_from(marks.trailing_zeros() / 8).unwrap_or_default()
}

/// Marks those of eight bytes that do not stand for themselves in a text: quotes, backslashes and control characters.
/// Past the first mark others may be wrong.
const fn marks(bytes: [u8; 8]) -> u64 {
    // With this bit turned over, the quote follows the control characters, which stay among themselves.
    const BIT: u64 = eight(b'"' ^ b' ');
    const fn less(bytes: u64, than: u64) -> u64 {
        bytes.wrapping_sub(than) & !bytes & eight(0x80)
    }
    let bytes = u64::from_le_bytes(bytes);
    less(bytes ^ BIT, eight(b'!')) | less(bytes ^ eight(b'\\'), eight(1))
}

/// How many of the first bytes stand for themselves, where what follows them is to be found quickly.
pub(super) fn plain(bytes: &[u8]) -> Option<usize> {
    let mut len = 0_usize;
    for chunk in bytes.as_chunks().0 {
        let marks = marks(*chunk);
        if marks != 0 {
            return Some(len.wrapping_add(first(marks)));
        }
        len = len.wrapping_add(8);
    }
    None
}

/// Whether all of the bytes stand for themselves.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    let (chunks, rest) = bytes.as_chunks();
    let found = chunks.iter().fold(0, |found, chunk| found | marks(*chunk));
    let last = match bytes.last_chunk() {
        Some(last) => marks(*last), // looks at some bytes twice
        None => rest.iter().fold(0, |found, byte| found | marks([*byte; 8])),
    };
    found | last == 0
}
