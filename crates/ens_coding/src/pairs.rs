//! Pairs of lines that the national edits do not pay together, and what the record says about them.

use alloc::vec::Vec;

use crate::book::Edition;
use crate::code::{Code, Modifier, code};
use crate::finding::Citation;
use crate::source::Trust;
use crate::table::{Pair, PairTable, Row};
use crate::visit::{ClaimForm, Separation, Service, Visit};

/// A pair edit between two lines.
#[derive(Clone, Debug)]
pub(crate) struct PairEdit {
    /// Place of the line that is paid.
    pub one: usize,
    /// Place of the line that is denied.
    pub two: usize,
    /// 0: never together; 1: a modifier can show that the services are distinct.
    pub indicator: u8,
    /// How far the edit is trusted, as this payer uses it.
    pub trust: Trust,
    pub citation: Option<Citation>,
}

/// What the record says about a pair that a modifier can resolve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resolution {
    /// The services are distinct; this modifier names the reason.
    Supported(Modifier),
    /// The record shows that they are not.
    Contradicted,
    /// The record does not say.
    NotStated,
}

/// The active pair of the tables with `one` in column one.
fn active<'a>(edition: &Edition<'a>, form: ClaimForm, one: Code, two: Code) -> Option<&'a Row<(Code, Code), Pair>> {
    let table = &edition.tables().pairs.as_ref()?.table;
    let wanted = match form {
        ClaimForm::Professional => PairTable::Practitioner,
        ClaimForm::Institutional => PairTable::Hospital,
    };
    table
        .all(&(one, two))
        .iter()
        .find(|row| row.holds_on(edition.date()) && (row.value.table == PairTable::Both || row.value.table == wanted))
}

/// The edit with `first` in column one: the national one where the payer applies them, else the payer's own.
fn edit_of(edition: &Edition<'_>, form: ClaimForm, national: Option<Trust>, first: (usize, Code), second: (usize, Code)) -> Option<PairEdit> {
    let ((one, first), (two, second)) = (first, second);
    if let Some((applied, row)) = national.zip(active(edition, form, first, second)) {
        let citation = edition.tables().pairs.as_ref().and_then(|pairs| pairs.table.cite(row));
        return Some(PairEdit { one, two, indicator: row.value.indicator, trust: applied.max(row.trust), citation });
    }
    let own = edition.own_pair(first, second)?;
    let citation = edition.cite(&own.source, own.trust);
    Some(PairEdit { one, two, indicator: own.indicator, trust: own.trust, citation })
}

/// The code whose edits hold for a line's code.
pub(crate) fn edits_as(edition: &Edition<'_>, code: Code) -> Code {
    edition.code(code).and_then(|fact| fact.edits_as).unwrap_or(code)
}

/// All active pairs among these codes, both directions looked up. A code is no pair with itself.
pub(crate) fn among(edition: &Edition<'_>, form: ClaimForm, codes: &[Code]) -> Vec<PairEdit> {
    let national = edition.pair_edits().filter(|term| term.value).map(|term| term.trust);
    let mut found = Vec::new();
    for first in codes.iter().copied().enumerate() {
        for second in codes.iter().copied().enumerate().filter(|second| second.1 != first.1) {
            found.extend(edit_of(edition, form, national, first, second));
        }
    }
    found
}

/// Evaluation and management codes, whose modifier is 25.
pub(crate) fn is_evaluation_and_management(code: Code) -> bool {
    (code!(b"99202")..=code!(b"99499")).contains(&code)
}

/// What the record says about the services of a pair: the denied line's first, then the paid one's.
pub(crate) fn resolution(
    visit: &Visit,
    edition: &Edition<'_>,
    denied: Code,
    services: [Option<&Service>; 2],
) -> Resolution {
    if is_evaluation_and_management(denied) {
        let [evaluation, _] = services;
        let fact = evaluation.map_or(visit.documentation.note.separately_identifiable, |service| {
            visit.note_of(service).separately_identifiable
        });
        return match fact {
            crate::fact::Fact::Yes => Resolution::Supported(Modifier::M25),
            crate::fact::Fact::No => Resolution::Contradicted,
            crate::fact::Fact::NotStated => Resolution::NotStated,
        };
    }
    let own = services.into_iter().flatten().find_map(|service| service.note.separation);
    match own.or(visit.documentation.note.separation) {
        None => Resolution::NotStated,
        Some(separation) => match separation.modifier() {
            None => Resolution::Contradicted,
            Some(_) if !takes_x(edition) => Resolution::Supported(Modifier::M59),
            Some(modifier) => Resolution::Supported(modifier),
        },
    }
}

/// Whether the payer is known to take XE, XS, XP and XU.
pub(crate) fn takes_x(edition: &Edition<'_>) -> bool {
    edition.x_modifiers().is_some_and(|term| term.value)
}

/// 59 and the X modifiers.
pub(crate) const DISTINCT: [Modifier; 5] =
    [Modifier::M59, Modifier::XE, Modifier::XS, Modifier::XP, Modifier::XU];

/// A modifier that can resolve a pair in which this code is denied.
pub(crate) fn resolves(modifier: Modifier, denied: Code) -> bool {
    DISTINCT.contains(&modifier) || (modifier == Modifier::M25 && is_evaluation_and_management(denied))
}

/// Whether a modifier says no more than the record: the X modifiers name one reason, 59 any.
pub(crate) fn says_no_more_than(modifier: Modifier, separation: Separation) -> bool {
    match separation.modifier() {
        None => false,
        Some(named) => modifier == Modifier::M59 || modifier == named || modifier == Modifier::XU,
    }
}
