//! Receipts: what an answer rested on, so that years later the same bytes can be given again, or what differs be named.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::book::Rulebook;
use crate::claim::Claim;
use crate::error::Error;
use crate::finding::{Basis, Part};
use crate::json;
use crate::pack::digest;
use crate::visit::Visit;

/// What an answer rested on. It holds digests and names of tables and policies, nothing of the patient's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Digest of the visit: SHA-256 of its text as this library writes it, the first 128 bits in hexadecimal digits.
    pub visit: String,
    /// Digest of the submitted claim, where there was one, in the same way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<String>,
    /// The answer was compact.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub compact: bool,
    /// Digest of the text of the answer, in the same way.
    pub answer: String,
    /// The library, and the tables and policies, that the answer rested on.
    pub basis: Basis,
}

/// A receipt, and the documents that it was given for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReplayRequest {
    /// The receipt.
    pub receipt: Receipt,
    /// The visit.
    pub visit: Visit,
    /// The claim, where one was checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
}

/// The same answer again, or what differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// What is not as the receipt says; empty where the answer is the same.
    pub differences: Vec<Difference>,
    /// The answer as JSON text, with the bytes that it had; `None` where something differs.
    pub answer: Option<String>,
}

/// Something that is not as the receipt says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// `visit`, `claim`, `library`, `policy`, `strict`, `table:NAME`, `policy:NAME`; `answer` where only the answer differs,
    /// which is a fault of the library.
    pub what: String,
    /// What the receipt says: a version, a name or a digest, of a table after its edition. Missing where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// What there is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

/// The receipt for the answer to a visit, or to a visit and a claim.
///
/// # Errors
/// As [`crate::code()`] without a claim, as [`crate::edit()`] with one.
pub fn receipt(visit: &Visit, claim: Option<&Claim>, book: &Rulebook) -> Result<Receipt, Error> {
    let (answer, basis) = json::answered(visit, claim, book)?;
    Ok(Receipt {
        visit: of_document(visit)?,
        claim: claim.map(of_document).transpose()?,
        compact: book.options().compact,
        answer: digest(answer.as_bytes()),
        basis,
    })
}

/// Gives the answer of a receipt again, with the same bytes, or says what differs: the documents, the version of the
/// library, a table or a policy. Whether answers are compact is the receipt's matter, not the rulebook's.
///
/// # Errors
/// As [`receipt()`].
pub fn replay(receipt: &Receipt, visit: &Visit, claim: Option<&Claim>, book: &Rulebook) -> Result<Replay, Error> {
    let book = book.with(crate::book::Options { compact: receipt.compact, ..book.options() });
    let (answer, basis) = json::answered(visit, claim, &book)?;
    let mut differences = Vec::new();
    let mut differ = |what: &str, receipt: Option<String>, now: Option<String>| {
        if receipt != now {
            differences.push(Difference { what: what.to_string(), receipt, now });
        }
    };
    differ("visit", Some(receipt.visit.clone()), Some(of_document(visit)?));
    differ("claim", receipt.claim.clone(), claim.map(of_document).transpose()?);
    differ("library", Some(receipt.basis.library.to_string()), Some(basis.library.to_string()));
    differ(
        "policy",
        receipt.basis.policy.as_ref().map(ToString::to_string),
        basis.policy.as_ref().map(ToString::to_string),
    );
    differ("strict", Some(receipt.basis.strict.to_string()), Some(basis.strict.to_string()));
    for part in unequal(&receipt.basis.parts, &basis.parts) {
        differ(&part.part, named(&receipt.basis, part), named(&basis, part));
    }
    if differences.is_empty() && digest(answer.as_bytes()) != receipt.answer {
        let now = Some(digest(answer.as_bytes()));
        differences.push(Difference { what: "answer".into(), receipt: Some(receipt.answer.clone()), now });
    }
    let answer = Some(answer).filter(|_| differences.is_empty());
    Ok(Replay { differences, answer })
}

/// The parts that are not in both lists, each name once.
fn unequal<'a>(one: &'a [Part], two: &'a [Part]) -> Vec<&'a Part> {
    let gone = one.iter().filter(|part| !two.contains(part));
    let mut all: Vec<&Part> = gone.collect();
    for part in two.iter().filter(|part| !one.contains(part)) {
        if !all.iter().any(|known| known.part == part.part) {
            all.push(part);
        }
    }
    all
}

/// What a basis says of the part of a name: edition and digest of each, since a table may have several editions.
fn named(basis: &Basis, part: &Part) -> Option<String> {
    let own = basis.parts.iter().filter(|it| it.part == part.part).map(|it| match &it.edition {
        Some(edition) => format!("{edition} {}", it.digest),
        None => it.digest.clone(),
    });
    own.reduce(|all, one| format!("{all}, {one}"))
}

fn of_document<T: Serialize>(document: &T) -> Result<String, Error> {
    Ok(digest(json::write(document)?.as_bytes()))
}
