//! How well each code, modifier and place fits a search.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::super::distance::{ONE_MISTAKE, TWO_MISTAKES, Word, mistakes, words};
use super::query::{MOST_TERMS, Query, Slot};
use super::{SearchHit, SearchKind};
use crate::book::Rulebook;
use crate::date::Date;
use crate::finding::Citation;
use crate::table::{Key, Row, Synonym, Table};

/// A word fits its own number as a number.
const NUMBER: u8 = 255;

/// Something that can be found.
struct Candidate<'a> {
    kind: SearchKind,
    code: String,
    label: &'a str,
    in_force: Option<bool>,
    has_ended: bool,
    citation: Option<Citation>,
    fits: [u8; MOST_TERMS],
    phrase: u32,
    score: u32,
}

/// Everything that can be found: codes in the order of their numbers, then modifiers, then places.
pub(super) struct Ranking<'a> {
    all: Vec<Candidate<'a>>,
    codes: usize,
}

impl<'a> Ranking<'a> {
    pub fn of(book: &'a Rulebook, date: Option<Date>) -> Self {
        let tables = book.tables();
        let mut ranking = Self { all: Vec::new(), codes: 0 };
        if let Some(table) = on(&tables.codes, date) {
            ranking.add(SearchKind::Code, &table.table, date, |fact| &fact.label);
        }
        ranking.codes = ranking.all.len();
        if let Some(table) = on(&tables.modifiers, date) {
            ranking.add(SearchKind::Modifier, &table.table, date, |fact| &fact.label);
        }
        if let Some(table) = on(&tables.place, date) {
            ranking.add(SearchKind::PlaceOfService, &table.table, date, |place| &place.label);
        }
        ranking
    }

    fn add<K: Key + ToString, V>(
        &mut self,
        kind: SearchKind,
        table: &'a Table<K, V>,
        date: Option<Date>,
        label: fn(&V) -> &String,
    ) {
        let mut rest = table.rows();
        while let Some(first) = rest.first() {
            let count = rest.iter().take_while(|row| row.key == first.key).count();
            let (own, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            rest = after;
            let holds = |row: &&Row<K, V>| date.is_none_or(|date| row.holds_on(date));
            let Some(row) = own.iter().rev().find(holds).or(own.last()) else { continue };
            if label(&row.value).is_empty() {
                continue;
            }
            self.all.push(Candidate {
                kind,
                code: row.key.to_string(),
                label: label(&row.value),
                in_force: date.map(|date| row.holds_on(date)),
                has_ended: row.to.is_some(),
                citation: table.cite(row),
                fits: [0; MOST_TERMS],
                phrase: 0,
                score: 0,
            });
        }
    }

    /// Fits all labels, numbers and synonyms to the words.
    pub fn fit(&mut self, query: &Query, synonyms: Option<&Table<String, Synonym>>) {
        for it in &mut self.all {
            fit_words(&mut it.fits, query, it.label);
            fit_number(&mut it.fits, query, &it.code);
        }
        for row in synonyms.into_iter().flat_map(Table::rows) {
            self.fit_synonym(query, row);
        }
        self.trust_known_words(query.terms.len());
        let count = query.slots.len();
        let mut weights = [0_u32; 8];
        for (weight, slot) in weights.iter_mut().zip(&query.slots) {
            let found = self.all.iter().filter(|it| slot.fit(&it.fits) > 0).count();
            // The rarer the word, the more it tells: one more for each halving.
            *weight = 12_u32.saturating_sub(found.checked_ilog2().unwrap_or_default());
        }
        let whole: u32 = weights.iter().take(count).sum();
        for it in &mut self.all {
            it.score = scored(it, query, &weights, whole);
        }
    }

    /// A word that something has as it was typed is no mistake for another one, such as median for medial.
    fn trust_known_words(&mut self, count: usize) {
        for at in 0..count {
            if self.all.iter().any(|it| it.fits.get(at).is_some_and(|fit| (95..NUMBER).contains(fit))) {
                let fits = self.all.iter_mut().filter_map(|it| it.fits.get_mut(at));
                fits.filter(|fit| [ONE_MISTAKE, ONE_MISTAKE - ONE_MISTAKE / 4].contains(fit)).for_each(|fit| *fit = 0);
            }
        }
    }

    /// Words that stand for codes: each one fits the codes, and all of them together are a phrase.
    fn fit_synonym(&mut self, query: &Query, row: &Row<String, Synonym>) {
        let mut fits = [0_u8; MOST_TERMS];
        let (mut is_whole, mut sum, mut any) = (true, 0_u32, false);
        for text in words(&row.key) {
            let word = Word::of(text);
            let mut best = 0;
            for (fit, term) in fits.iter_mut().zip(&query.terms) {
                let own = term.fits(&word);
                *fit = own.max(*fit);
                best = own.max(best);
            }
            is_whole &= best >= TWO_MISTAKES;
            any |= best > 0;
            sum = sum.saturating_add(u32::from(best));
        }
        if !any {
            return;
        }
        for (place, code) in (0_u32..).zip(&row.value.codes) {
            let code = code.to_string();
            let codes = self.all.get_mut(..self.codes).unwrap_or_default();
            let Ok(at) = codes.binary_search_by(|it| it.code.as_str().cmp(&code)) else { continue };
            let Some(it) = codes.get_mut(at) else { continue };
            for (to, from) in it.fits.iter_mut().zip(fits) {
                // A part of a phrase says less than a word of the label.
                *to = (*to).max(if is_whole { from } else { from.saturating_sub(from / 4) });
            }
            if is_whole {
                let earlier = 30_u32.saturating_sub(place.saturating_mul(6));
                it.phrase = it.phrase.max(sum.saturating_mul(5).saturating_add(earlier));
            }
        }
    }

    /// How many there are, and the best of them.
    pub fn hits(mut self, query: &Query, limit: usize) -> (u32, Vec<SearchHit>) {
        let best = self.all.iter().map(|it| it.score).max().unwrap_or_default();
        let least = (best / 4).max(1);
        let count = self.all.iter().filter(|it| it.score >= least).count();
        let mut hits = Vec::new();
        for _ in 0..limit.min(count) {
            let Some(it) = self.all.iter_mut().rev().max_by_key(|it| it.score) else { break };
            hits.extend(hit(it, query));
            it.score = 0;
        }
        (u32::try_from(count).unwrap_or(u32::MAX), hits)
    }
}

/// The table on a date, the latest where there is none.
fn on<T>(editions: &crate::table::Editions<T>, date: Option<Date>) -> Option<&crate::table::Loaded<T>> {
    match date {
        Some(date) => editions.on(date),
        None => editions.all().next(),
    }
}

fn fit_words(fits: &mut [u8; MOST_TERMS], query: &Query, text: &str) {
    for text in words(text) {
        let word = Word::of(text);
        for (fit, term) in fits.iter_mut().zip(&query.terms) {
            *fit = term.fits(&word).max(*fit);
        }
    }
}

/// Whole numbers, their beginnings, and whole numbers with one mistake.
fn fit_number(fits: &mut [u8; MOST_TERMS], query: &Query, code: &str) {
    let own = Word::of(code);
    for (fit, term) in fits.iter_mut().zip(&query.terms).take(query.slots.len()) {
        let (typed, own) = (term.as_bytes(), own.as_bytes());
        if typed == own {
            *fit = NUMBER;
        } else if own.len() == 5 && typed.iter().filter(|byte| byte.is_ascii_digit()).count() >= 2 {
            if typed.len() >= 3 && own.starts_with(typed) {
                *fit = (*fit).max(100);
            } else if typed.len() == 5 && mistakes(typed, own, 1).is_some() {
                *fit = (*fit).max(80);
            }
        }
    }
}

fn scored(it: &Candidate<'_>, query: &Query, weights: &[u32; 8], whole: u32) -> u32 {
    let (mut sum, mut covered, mut found) = (0_u32, 0_u32, 0_usize);
    for (slot, weight) in query.slots.iter().zip(weights) {
        let fit = slot.fit(&it.fits);
        if fit > 0 {
            let value = if fit == NUMBER { 1000 } else { u32::from(fit) };
            sum = sum.saturating_add(value.saturating_mul(*weight));
            covered = covered.saturating_add(*weight);
            found = found.saturating_add(1);
        }
    }
    // Modifiers and places are found by their own number, or by every word.
    if it.kind != SearchKind::Code && found < query.slots.len() {
        return 0;
    }
    let sum = sum.saturating_add(it.phrase);
    let rest = words(it.label).count().saturating_sub(found);
    let rest = u32::try_from(rest).unwrap_or(u32::MAX).min(8).saturating_mul(4);
    let score = sum.saturating_mul(covered).checked_div(whole).unwrap_or_default().saturating_sub(rest);
    let is_over = it.in_force.map_or(it.has_ended, |in_force| !in_force);
    if is_over { score.saturating_mul(3) / 4 } else { score }
}

fn hit(it: &Candidate<'_>, query: &Query) -> Option<SearchHit> {
    Some(SearchHit {
        kind: it.kind,
        code: it.code.clone(),
        label: it.label.to_string(),
        in_force: it.in_force,
        matched: matched(it, query),
        score: it.score,
        citation: it.citation.clone()?,
    })
}

/// The typed words that fit.
fn matched(it: &Candidate<'_>, query: &Query) -> Vec<String> {
    let fits = |slot: &&Slot| slot.fit(&it.fits) > 0;
    query
        .slots
        .iter()
        .filter(fits)
        .filter_map(|slot| query.terms.get(slot.own))
        .map(|word| word.as_str().into())
        .collect()
}
