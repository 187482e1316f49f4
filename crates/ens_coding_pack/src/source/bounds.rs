//! Readers that count, and that end where no official file would go on.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::fault::{Fault, Reason};
use crate::notes::Meter;

/// The most bytes of a file or member.
pub(super) const LARGEST: u64 = 4 << 30;
/// Up to so many bytes an unpacked member may have whatever its packed size is.
const SMALL: u64 = 64 << 20;
/// Beyond that, the most times that a member may be larger than what it was packed into; tables reach about 30.
const RATIO: u64 = 200;

/// The most bytes into which so many may unpack.
pub(super) fn unpacked(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).clamp(SMALL, LARGEST)
}

/// The error of a reader that came to its bound.
#[derive(Debug)]
struct Full;

impl fmt::Display for Full {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Reason::TooLarge.says())
    }
}

impl std::error::Error for Full {}

/// The fault of an error while reading.
pub(crate) fn fault_of(file: &str, error: &io::Error) -> Fault {
    let is_full = matches!(error.get_ref(), Some(inner) if inner.is::<Full>());
    let reason = match error.kind() {
        _ if is_full => Reason::TooLarge,
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Reason::Truncated,
        _ => Reason::Unreadable,
    };
    Fault::of(file, reason)
}

/// A reader with a bound.
pub(crate) struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R> Bounded<R> {
    pub fn new(inner: R, most: u64) -> Self {
        Self { inner, left: most }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(space)?;
        let left = u64::try_from(count).ok().and_then(|count| self.left.checked_sub(count));
        self.left = left.ok_or_else(|| io::Error::other(Full))?;
        Ok(count)
    }
}

/// A reader that tells how many bytes it gave.
pub(crate) struct Metered<'m, R> {
    inner: R,
    meter: &'m Meter,
}

impl<'m, R> Metered<'m, R> {
    pub fn new(inner: R, meter: &'m Meter) -> Self {
        Self { inner, meter }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(space)?;
        self.meter.add(count);
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// SHA-256 of a file, in hexadecimal digits.
pub(super) fn sha256(name: &str, path: &Path) -> Result<String, Fault> {
    let fault = |error: io::Error| fault_of(name, &error);
    let mut file = File::open(path).map_err(fault)?;
    let mut digest = Sha256::new();
    let mut space = vec![0_u8; 1 << 16];
    loop {
        let count = file.read(&mut space).map_err(fault)?;
        let Some(read) = space.get(..count).filter(|read| !read.is_empty()) else { break };
        digest.update(read);
    }
    Ok(digest.finalize().iter().fold(String::with_capacity(64), |text, byte| text + &format!("{byte:02x}")))
}
