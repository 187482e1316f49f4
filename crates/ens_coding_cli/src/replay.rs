//! `ens replay`: an answer of a receipt again, or what differs.

use ens_coding::Difference;
use ens_coding::json::Kind;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fault::Fault;

/// The library's answer where something differs.
#[derive(Debug, Deserialize)]
pub struct Replayed {
    /// What differs.
    pub differences: Vec<Difference>,
}

/// The request for a receipt and the document that it was given for: a visit, or a visit and its claim.
pub fn request(receipt: &[u8], document: &[u8]) -> Result<String, Fault> {
    let read = |text: &[u8]| serde_json::from_slice::<Value>(text).map_err(|_| Fault::wrong_kind());
    let (receipt, mut read) = (read(receipt)?, read(document)?);
    match read.as_object_mut() {
        Some(both) if Kind::of(document) == Kind::Check => {
            both.insert("receipt".into(), receipt);
            Ok(read.to_string())
        }
        _ => Ok(json!({ "receipt": receipt, "visit": read }).to_string()),
    }
}

/// The page of what differs.
pub fn shown(differences: &[Difference]) -> String {
    let mut lines = vec!["Not the same as the receipt says".to_owned()];
    for Difference { what, receipt, now } in differences {
        let word = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".into());
        lines.push(format!("  {what}: receipt {}, now {}", word(receipt), word(now)));
    }
    lines.push(String::new());
    lines.join("\n")
}
