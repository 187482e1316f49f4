//! What somebody typed: words, and what they may stand for.

use alloc::string::String;
use alloc::vec::Vec;

use super::super::distance::{Word, words};
use crate::table::{Synonym, Table};

/// Words that count.
const MOST_WORDS: usize = 8;
/// Words and their meanings together.
pub(super) const MOST_TERMS: usize = 32;

/// Words that say nothing of a code.
const EMPTY: &[&str] = &[
    "a",
    "an",
    "and",
    "any",
    "are",
    "bill",
    "billed",
    "billing",
    "by",
    "code",
    "codes",
    "cpt",
    "do",
    "does",
    "for",
    "hcpcs",
    "how",
    "i",
    "in",
    "is",
    "it",
    "modifier",
    "my",
    "of",
    "on",
    "or",
    "place",
    "pos",
    "procedure",
    "service",
    "session",
    "the",
    "to",
    "treatment",
    "use",
    "using",
    "what",
    "which",
    "with",
];

/// A search: every word that has to be found is a term, and so is every word of its meanings.
pub(super) struct Query {
    pub terms: Vec<Word>,
    pub slots: Vec<Slot>,
}

/// A word that somebody typed.
pub(super) struct Slot {
    /// Place of its term.
    pub own: usize,
    /// Places of the terms of each meaning.
    pub meanings: Vec<Vec<usize>>,
}

impl Query {
    pub fn of(text: &str, synonyms: Option<&Table<String, Synonym>>) -> Self {
        let mut query = Self { terms: Vec::new(), slots: Vec::new() };
        let typed = typed(text);
        let says = |word: &&Word| !EMPTY.contains(&word.as_str());
        let mut telling: Vec<Word> = typed.iter().filter(says).copied().collect();
        if telling.is_empty() {
            telling = typed;
        }
        telling.truncate(MOST_WORDS);
        let count = telling.len();
        query.terms.extend(telling);
        for own in 0..count {
            query.slots.push(Slot { own, meanings: Vec::new() });
        }
        // A typed word that a synonym has is no mistake for another one.
        let keys = || synonyms.into_iter().flat_map(Table::rows).flat_map(|row| words(&row.key)).map(Word::of);
        let exact: Vec<Word> = keys().filter(|word| query.terms.contains(word)).collect();
        for row in synonyms.into_iter().flat_map(Table::rows).filter(|row| !row.value.meaning.is_empty()) {
            query.mean(&Word::of(&row.key), &row.value.meaning, &exact);
        }
        query
    }

    /// Adds a meaning to the words that it may be the meaning of.
    fn mean(&mut self, known: &Word, meaning: &str, exact: &[Word]) {
        for at in 0..self.slots.len() {
            let is_known = |typed: &Word| exact.contains(typed);
            let fits = self
                .terms
                .get(at)
                .is_some_and(|typed| is_near(typed, known) && (!is_known(typed) || typed.fits(known) >= 95));
            if !fits || self.terms.len().saturating_add(words(meaning).count()) > MOST_TERMS {
                continue;
            }
            let places = words(meaning).map(|word| self.place(Word::of(word))).collect();
            if let Some(slot) = self.slots.get_mut(at) {
                slot.meanings.push(places);
            }
        }
    }

    /// The place of a term, which is added where it is new.
    fn place(&mut self, word: Word) -> usize {
        let known = self.terms.iter().position(|term| *term == word);
        known.unwrap_or_else(|| {
            self.terms.push(word);
            self.terms.len().saturating_sub(1)
        })
    }

    /// The words that are searched.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.slots.iter().filter_map(|slot| self.terms.get(slot.own)).map(Word::as_str)
    }
}

impl Slot {
    /// How well it fits, by how well the terms do.
    pub fn fit(&self, fits: &[u8; MOST_TERMS]) -> u8 {
        let own = fits.get(self.own).copied().unwrap_or_default();
        let fit = |at: &usize| fits.get(*at).copied().unwrap_or_default();
        let best = self.meanings.iter().filter_map(|places| places.iter().map(fit).min()).max().unwrap_or_default();
        own.max(best.saturating_sub(best / 10))
    }
}

/// The words of a search. The number of a code may be torn apart, such as 97-032; a diagnosis stays whole with its dot, so
/// that its parts fit nothing.
fn typed(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut last = "";
    for chunk in text.split_whitespace() {
        let whole = chunk.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if is_diagnosis(whole) {
            found.push(Word::of(whole));
            last = "";
            continue;
        }
        for word in words(chunk) {
            let joined = [last, word].concat();
            if !last.is_empty() && is_number(&joined) {
                found.pop();
                found.push(Word::of(&joined));
                last = "";
            } else {
                found.push(Word::of(word));
                last = word;
            }
        }
    }
    found
}

/// Five letters and digits, of which four or more are digits.
fn is_number(text: &str) -> bool {
    text.len() == 5 && text.bytes().filter(u8::is_ascii_digit).count() >= 4
}

/// A letter, a digit, one more, and what follows a dot.
fn is_diagnosis(text: &str) -> bool {
    let mut bytes = text.bytes();
    let head = [bytes.next(), bytes.next(), bytes.next(), bytes.next()];
    matches!(head, [Some(letter), Some(digit), Some(_), Some(b'.')] if letter.is_ascii_alphabetic() && digit.is_ascii_digit())
        && text.is_ascii()
}

/// A known word in another number, or with one mistake where it is long enough to tell.
fn is_near(typed: &Word, known: &Word) -> bool {
    let fit = typed.fits(known);
    fit >= 95 || (fit == 80 && known.as_bytes().len() >= 5)
}
