//! `ens replay`: an answer of a receipt again, or what differs.

use ens_coding::json::Kind;
use serde_json::{Value, json};

use crate::fault::Fault;

/// The request for a receipt and the document that it was given for: a visit, or a visit and its claim.
pub fn request(receipt: &[u8], document: &[u8]) -> Result<String, Fault> {
    let read = |text: &[u8]| serde_json::from_slice::<Value>(text).map_err(|_| Fault::wrong_kind());
    let (receipt, mut document) = (read(receipt)?, read(document)?);
    if Kind::of(document.to_string().as_bytes()) == Kind::Check {
        document["receipt"] = receipt;
        return Ok(document.to_string());
    }
    Ok(json!({ "receipt": receipt, "visit": document }).to_string())
}

/// The page of what differs.
pub fn shown(differences: &[Value]) -> String {
    let mut lines = vec!["Not the same as the receipt says".to_owned()];
    for difference in differences {
        let word = |name: &str| difference[name].as_str().unwrap_or("none").to_owned();
        lines.push(format!("  {}: receipt {}, now {}", word("what"), word("receipt"), word("now")));
    }
    lines.push(String::new());
    lines.join("\n")
}
