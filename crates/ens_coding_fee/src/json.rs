//! Text in, text out.

use alloc::string::String;

use ens_coding::{Error, Rulebook, json};

use crate::FeeRequest;

/// Estimates the fees of a claim: [`crate::fee`] from text to text.
///
/// # Errors
/// As [`crate::fee`], and for a document that cannot be read.
pub fn fee(document: &[u8], book: &Rulebook) -> Result<String, Error> {
    let request: FeeRequest = json::read(document, "$")?;
    json::write(&crate::fee(&request, book)?)
}
