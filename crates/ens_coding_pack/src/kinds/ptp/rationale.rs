//! Why a pair is an edit: a few texts, whose spelling changed over the years.

use crate::fault::{Fault, Reason};
use crate::header::plain;
use crate::notes::Notes;
use crate::sheet::Row;

/// The texts as they are spelt today.
const KNOWN: [&str; 12] = [
    "Anesthesia service included in surgical procedure",
    "CPT Manual or CMS manual coding instruction",
    "CPT Separate procedure definition",
    "Gender-specific procedures",
    "HCPCS/CPT procedure code definition",
    "Laboratory panel",
    "Misuse of Column Two code with Column One code",
    "More extensive procedure",
    "Mutually exclusive procedures",
    "Sequential procedure",
    "Standard preparation/monitoring services for anesthesia",
    "Standards of medical/surgical practice",
];

/// The most texts, and the longest one.
const MOST: usize = 200;
const LONGEST: usize = 200;

/// The texts of a table by their numbers.
#[derive(Default)]
pub(super) struct Rationales {
    texts: Vec<String>,
    spellings: Vec<(String, u8)>, // as they stand in the file
}

impl Rationales {
    /// The number of a text.
    pub fn number(&mut self, text: &str, row: &Row<'_>, notes: &mut Notes<'_>) -> Result<u8, Fault> {
        if let Some((_, number)) = self.spellings.iter().find(|(spelling, _)| spelling == text) {
            return Ok(*number);
        }
        if text.len() > LONGEST || self.spellings.len() >= MOST {
            return Err(row.fault("rationale", Reason::TooLarge));
        }
        let key = plain(text);
        let known = KNOWN.into_iter().find(|known| plain(known) == key);
        if known.is_none() && !text.is_empty() {
            notes.odd("a rationale that is not known", row);
        }
        let at = self.texts.iter().position(|own| plain(own) == key).unwrap_or_else(|| {
            let spaced: Vec<&str> = text.split_whitespace().collect();
            self.texts.push(known.map_or_else(|| spaced.join(" "), str::to_owned));
            self.texts.len().saturating_sub(1)
        });
        let number = u8::try_from(at).map_err(|_| row.fault("rationale", Reason::TooLarge))?;
        self.spellings.push((text.to_owned(), number));
        Ok(number)
    }

    /// All texts.
    pub fn into_texts(self) -> Vec<String> {
        self.texts
    }
}
