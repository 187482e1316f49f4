//! Packs: one table in one piece of bytes, with its provenance and a digest that is verified on loading.
//!
//! Layout: the eight bytes of [`MAGIC`], 8 bytes of XXH64 over everything after them (little-endian), 32 bytes of SHA-256
//! over everything after those, then the header in postcard form and the body. Loading verifies XXH64, which takes a
//! millisecond for the largest pack; SHA-256, which would take thirty, names the content in answers.

#[cfg(test)]
mod agree;
mod reader;

use alloc::string::String;
use alloc::vec::Vec;
#[cfg(feature = "write")]
use core::hash::Hasher;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use twox_hash::XxHash64;

use crate::date::Date;
use crate::error::Error;
use reader::{Reader, Unreadable};

/// First bytes of a pack; the last one is the format version.
pub const MAGIC: [u8; 8] = *b"ENSPACK\x02";

#[cfg(feature = "write")]
const PREFIX: usize = 48;

/// What a pack says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Name of the table.
    pub table: String,
    /// Edition of the data.
    pub edition: String,
    /// First day that the edition covers; `None` where its rows have dates of their own and reach back to the beginning.
    pub from: Option<Date>,
    /// Last day that the edition covers.
    pub to: Option<Date>,
    /// Everything that the source has; otherwise a slice, whose silence about a code means nothing.
    pub is_whole: bool,
    /// Where the data come from.
    pub provenance: String,
    /// The files that it was made of.
    pub files: Vec<SourceFile>,
    /// On what terms.
    pub licence: String,
}

/// A file of which a pack was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Name of the file, without its folder; of a member of an archive, `ARCHIVE/MEMBER`.
    pub name: String,
    /// SHA-256 of the file as it came, in hexadecimal digits.
    pub sha256: String,
}

/// A pack that was opened: its header, its body, and the first 128 bits of its SHA-256.
#[derive(Debug)]
pub struct Opened<'a> {
    /// What the pack says of itself.
    pub header: Header,
    /// The table in bytes.
    pub body: &'a [u8],
    /// Names the content, in hexadecimal digits.
    pub digest: String,
}

/// The first 128 bits of SHA-256, in hexadecimal digits.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A short name of a text, for telling texts apart: XXH64 with the seeds 0 and 1, in hexadecimal digits.
pub(crate) fn short_digest(text: &str) -> String {
    let halves = [0, 1].map(|seed| XxHash64::oneshot(seed, text.as_bytes()).to_be_bytes());
    hexadecimal(halves.as_flattened())
}

/// The first sixteen bytes in hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| {
        char::from(if value < 10 { b'0'.wrapping_add(value) } else { b'a'.wrapping_add(value).wrapping_sub(10) })
    };
    bytes.iter().take(16).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Opens a pack after checking its bytes. `path` names the part in errors.
///
/// # Errors
/// `pack/not-a-pack`, `pack/version` for another format version, `pack/truncated`, `pack/corrupted`.
pub fn open<'a>(bytes: &'a [u8], path: &str) -> Result<Opened<'a>, Error> {
    if !bytes.starts_with(MAGIC.get(..7).unwrap_or_default()) {
        return Err(Error::new("pack/not-a-pack", path));
    }
    let truncated = || Error::new("pack/truncated", path);
    let (magic, rest) = bytes.split_first_chunk::<8>().ok_or_else(truncated)?;
    if *magic != MAGIC {
        return Err(Error::new("pack/version", path));
    }
    let (checksum, rest) = rest.split_first_chunk::<8>().ok_or_else(truncated)?;
    if XxHash64::oneshot(0, rest) != u64::from_le_bytes(*checksum) {
        return Err(Error::new("pack/corrupted", path));
    }
    let (digest, content) = rest.split_first_chunk::<32>().ok_or_else(truncated)?;
    let mut body = content;
    let header = value(&mut body).map_err(|_| truncated())?;
    Ok(Opened { header, body, digest: hexadecimal(digest) })
}

/// Reads a value, and leaves the bytes after it.
pub(crate) fn value<'b, T: Deserialize<'b>>(bytes: &mut &'b [u8]) -> Result<T, Unreadable> {
    T::deserialize(Reader(bytes))
}

/// Reads a body.
pub(crate) fn body<T: for<'a> Deserialize<'a>>(mut bytes: &[u8], path: &str) -> Result<T, Error> {
    value(&mut bytes).map_err(|_| Error::new("pack/truncated", path))
}

/// Writes a pack of a table in postcard form.
///
/// # Errors
/// When a value cannot be written in postcard form.
#[cfg(feature = "write")]
pub fn write<T: Serialize>(header: &Header, table: &T) -> Result<Vec<u8>, postcard::Error> {
    write_body(header, &postcard::to_allocvec(table)?)
}

/// Writes a pack of a body that is bytes already, such as that of a [`crate::table::PairWriter`].
///
/// # Errors
/// When the header cannot be written in postcard form.
#[cfg(feature = "write")]
pub fn write_body(header: &Header, body: &[u8]) -> Result<Vec<u8>, postcard::Error> {
    let header = postcard::to_allocvec(header)?;
    let digest = Sha256::new().chain_update(&header).chain_update(body).finalize();
    let mut checksum = XxHash64::with_seed(0);
    let mut pack = Vec::with_capacity(PREFIX.saturating_add(header.len()).saturating_add(body.len()));
    let parts = [digest.as_slice(), &header, body];
    for part in parts {
        checksum.write(part);
    }
    pack.extend(MAGIC);
    pack.extend(checksum.finish().to_le_bytes());
    for part in parts {
        pack.extend_from_slice(part);
    }
    Ok(pack)
}
