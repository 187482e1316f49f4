//! What every question sees: the code, the rulebook on the date, and what could not be asked.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::contract;
use super::limits::PairPartners;
use super::told::{Told, Unanswered};
use crate::book::{Edition, Rulebook, Term, Therapy};
use crate::code::Code;
use crate::date::Date;
use crate::finding::Citation;
use crate::needle;
use crate::pairs;
use crate::source::Source;
use crate::stimulation;
use crate::table::{CodeFact, Key, Loaded, Row, Table, Timing};
use crate::visit::Payer;

/// A code that is asked about.
pub(super) struct Asked<'a> {
    pub code: Code,
    /// The code whose edits hold for it.
    pub edits_as: Code,
    pub edition: Edition<'a>,
    /// The request names a payer.
    pub has_payer: bool,
    /// Pair edits, asked once for several questions.
    pub pairs: Vec<PairPartners>,
    pub not_run: Vec<Unanswered>,
}

impl<'a> Asked<'a> {
    pub fn of(code: Code, date: Date, payer: &'a Payer, has_payer: bool, book: &'a Rulebook) -> Self {
        let edition = Edition::on(payer, date, book);
        let edits_as = pairs::edits_as(&edition, code);
        let mut asked = Self { code, edits_as, edition, has_payer, pairs: Vec::new(), not_run: Vec::new() };
        if has_payer && (edition.policy().is_none() || (payer.id.is_some() && !edition.is_policy_known())) {
            asked.lacks("payer_takes", "policy:payer.id");
        }
        asked
    }

    pub fn fact(&self) -> Option<&'a CodeFact> {
        self.row().map(|row| &row.value)
    }

    pub fn row(&self) -> Option<&'a Row<Code, CodeFact>> {
        self.edition.code_row(self.code)
    }

    /// The therapy whose policies concern the code.
    pub fn therapy(&self) -> Option<Therapy> {
        let needles = needle::of_code(self.code).map(|(therapy, _)| therapy);
        needles.or_else(|| stimulation::of_code(self.code).map(|(therapy, _)| therapy))
    }

    /// Whether the code is reported as therapy, ever: 97014 is to its payers what G0283 is to Medicare.
    pub fn is_therapy(&self) -> bool {
        self.edition.code(self.edits_as).is_some_and(|fact| fact.is_therapy(true))
    }

    /// A device or supply for the home, which suppliers bill.
    pub fn is_equipment(&self) -> bool {
        self.fact().is_some_and(|fact| matches!(fact.timing, Timing::Item | Timing::Supply))
    }

    pub fn lacks(&mut self, question: &'static str, lacks: impl Into<Cow<'static, str>>) {
        let one = Unanswered { question: question.into(), lacks: lacks.into() };
        if !self.not_run.contains(&one) {
            self.not_run.push(one);
        }
    }

    /// A table, which is named in `not_run` where it is missing.
    pub fn table<T>(&mut self, question: &'static str, name: &'static str, table: Option<&'a T>) -> Option<&'a T> {
        if table.is_none() {
            self.lacks(question, name);
        }
        table
    }

    /// Who says that a term of the payer holds; what a payer does not say is in `not_run`. Without a payer it is the source
    /// by which Medicare asks for it.
    pub fn term_holds(
        &mut self,
        question: &'static str,
        name: &'static str,
        term: Option<Term<'a, bool>>,
        national: &Source,
    ) -> Option<Citation> {
        if !self.has_payer {
            return Some(national.citation());
        }
        if term.is_none() {
            self.lacks(question, name);
        }
        self.cite_term(term.filter(|term| term.value)?)
    }

    /// Who says a term.
    pub fn cite_term<T: Copy>(&self, term: Term<'a, T>) -> Option<Citation> {
        match term.source {
            Some(source) => self.edition.cite(source, term.trust),
            None => Some(contract()),
        }
    }

    /// A table whose edition does not cover the date.
    pub fn outside<K: Key, V>(&self, name: &'static str, table: Option<&'a Loaded<Table<K, V>>>) -> Option<Told> {
        let table = table.filter(|table| !table.covers(self.edition.date()))?;
        out_of_range(name, &table.edition, table.table.cite_whole())
    }
}

/// An edition that answers for a date that it does not cover.
pub(super) fn out_of_range(name: &'static str, edition: &str, citation: Option<Citation>) -> Option<Told> {
    let says = "no loaded edition covers the date; the nearest one answers";
    Told::new(edition, says, citation).map(|it| it.about(name))
}
