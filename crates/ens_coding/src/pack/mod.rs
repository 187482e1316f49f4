//! Packs: one table in one piece of bytes, with its provenance and a digest that is verified on loading.
//!
//! Layout: the eight bytes of [`MAGIC`], 32 bytes of SHA-256 over everything after them, then the header and the body
//! in postcard form.

use alloc::format;
use alloc::string::String;
#[cfg(feature = "write")]
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::date::Date;
use crate::error::Error;

/// First bytes of a pack; the last one is the format version.
pub const MAGIC: [u8; 8] = *b"ENSPACK\x01";

const PREFIX: usize = 40;

/// What a pack says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Name of the table.
    pub table: String,
    /// Edition of the data.
    pub edition: String,
    /// First day that the edition covers.
    pub from: Option<Date>,
    /// Last day that the edition covers.
    pub to: Option<Date>,
    /// Where the data come from.
    pub provenance: String,
    /// On what terms.
    pub licence: String,
}

/// The first 128 bits of SHA-256, in hexadecimal digits.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Splits a pack into its header and its body, after checking the digest. `path` names the part in errors.
pub(crate) fn open<'a>(bytes: &'a [u8], path: &str) -> Result<(Header, &'a [u8]), Error> {
    if !bytes.starts_with(MAGIC.get(..7).unwrap_or_default()) {
        return Err(Error::new("pack/not-a-pack", path));
    }
    let (prefix, content) = bytes.split_at_checked(PREFIX).ok_or_else(|| Error::new("pack/truncated", path))?;
    let (magic, sum) = prefix.split_at_checked(MAGIC.len()).unwrap_or_default();
    if magic != MAGIC {
        return Err(Error::new("pack/version", path));
    }
    if Sha256::digest(content).as_slice() != sum {
        return Err(Error::new("pack/corrupted", path));
    }
    postcard::take_from_bytes(content).map_err(|_| Error::new("pack/truncated", path))
}

/// Reads a body.
pub(crate) fn body<T: for<'a> Deserialize<'a>>(bytes: &[u8], path: &str) -> Result<T, Error> {
    postcard::from_bytes(bytes).map_err(|_| Error::new("pack/truncated", path))
}

/// Writes a pack.
///
/// # Errors
/// When a value cannot be written in postcard form.
#[cfg(feature = "write")]
pub fn write<T: Serialize>(header: &Header, table: &T) -> Result<Vec<u8>, postcard::Error> {
    let mut content = postcard::to_allocvec(header)?;
    content.extend(postcard::to_allocvec(table)?);
    let mut bytes = Vec::with_capacity(PREFIX.saturating_add(content.len()));
    bytes.extend(MAGIC);
    bytes.extend(Sha256::digest(&content));
    bytes.extend(content);
    Ok(bytes)
}
