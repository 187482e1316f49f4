//! What the loaded lists say of a code.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::answer::ReadCode;
use super::request::{RemitRequest, RemittanceCode};
use crate::book::Rulebook;
use crate::date::Date;
use crate::finding::{At, Citation, NotRun};
use crate::table::{DenialFact, DenialKind, Remedy, Row, TablesOn};

/// The id under which `not_run` speaks of codes: no rule reads them.
const CODES: &str = "remit/codes";

/// The lists as they stand on the day of a remittance.
pub(super) struct Lists<'a> {
    tables: TablesOn<'a>,
    remitted_on: Option<Date>,
    pub not_run: Vec<NotRun>,
}

impl<'a> Lists<'a> {
    pub fn of(request: &RemitRequest, book: &'a Rulebook) -> Self {
        let day = request.remitted_on.unwrap_or(request.visit.date_of_service);
        Self { tables: book.tables().on(day), remitted_on: request.remitted_on, not_run: Vec::new() }
    }

    /// Reads a code of a line and cites what it is read from.
    pub fn read(
        &mut self,
        kind: DenialKind,
        code: RemittanceCode,
        at: usize,
        citations: &mut Vec<Citation>,
    ) -> ReadCode {
        let meant = self.meant(kind, code);
        let whole = self.tables.denial_codes();
        let listed = whole.and_then(|list| list.table.all(&(kind, code.key())).last());
        if meant.is_none() {
            self.lacks(At::line(at), "table:denials");
        }
        if meant.is_none() && listed.is_none() {
            self.lacks(At::line(at), "table:denial_codes");
        }
        let (from, to) = match (listed, meant) {
            (Some(row), _) => (row.from, row.to),
            (None, Some(row)) => (row.from, row.to),
            (None, None) => (None, None),
        };
        // A list tells of ends up to its last day, and of none after it.
        let covers = |day| match (whole, self.tables.denials()) {
            (Some(list), _) if listed.is_some() => list.covers(day),
            (_, Some(list)) => meant.is_some() && list.covers(day),
            _ => false,
        };
        let in_force = match self.remitted_on {
            Some(day) if !day.within(from, to) => Some(false),
            Some(day) if covers(day) => Some(true),
            _ => None,
        };
        if in_force.is_none() && (meant.is_some() || listed.is_some()) {
            self.lacks(At::CLAIM, if self.remitted_on.is_some() { "table:denial_codes" } else { "remitted_on" });
        }
        let cited = match (self.tables.denials(), meant) {
            (Some(list), Some(row)) => list.table.cite(row),
            _ => whole.zip(listed).and_then(|(list, row)| list.table.cite(row)),
        };
        cite(citations, cited);
        let meaning = meant.map(|row| row.value.label.clone());
        ReadCode { code, meaning, effect: meant.map(|row| row.value.effect), in_force, from, to }
    }

    fn meant(
        &self,
        kind: DenialKind,
        code: RemittanceCode,
    ) -> Option<&'a Row<(DenialKind, crate::table::DenialCode), DenialFact>> {
        self.tables.denials()?.table.all(&(kind, code.key())).last()
    }

    fn lacks(&mut self, at: At, lacks: &'static str) {
        let missing = NotRun { rule: Cow::Borrowed(CODES), at, lacks: Cow::Borrowed(lacks) };
        if !self.not_run.contains(&missing) {
            self.not_run.push(missing);
        }
    }

    /// The remedies of a subject: a code, the id of a rule, or the beginning of one.
    pub fn remedies(&self, subject: &str) -> &'a [Row<String, Remedy>] {
        self.tables.remedies().map(|list| list.table.all(&String::from(subject))).unwrap_or_default()
    }

    /// Cites a remedy.
    pub fn cite(&self, row: &Row<String, Remedy>, citations: &mut Vec<Citation>) {
        cite(citations, self.tables.remedies().and_then(|list| list.table.cite(row)));
    }

    /// Beginnings of the ids of rules that a code points at.
    pub fn linked(&self, code: RemittanceCode) -> impl Iterator<Item = &'a str> {
        self.remedies(code.as_str()).iter().flat_map(|row| row.value.rules.split_ascii_whitespace())
    }
}

fn cite(citations: &mut Vec<Citation>, citation: Option<Citation>) {
    if let Some(citation) = citation.map(|it| Citation { from: None, to: None, ..it })
        && !citations.contains(&citation)
    {
        citations.push(citation);
    }
}
