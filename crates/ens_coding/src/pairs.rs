//! Pairs of lines that the national edits do not pay together, and what the record says about them.

use alloc::vec::Vec;

use crate::book::Edition;
use crate::code::{Code, Modifier, code};
use crate::fact::Fact;
use crate::finding::Citation;
use crate::needle;
use crate::source::Trust;
use crate::stimulation;
use crate::table::{Loaded, PairEdits};
use crate::visit::{ClaimForm, Service, Side, Visit};

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

/// The code whose edits hold for a line's code.
pub(crate) fn edits_as(edition: &Edition<'_>, code: Code) -> Code {
    edition.code(code).and_then(|fact| fact.edits_as).unwrap_or(code)
}

/// The pair edits that hold for a claim, and what to call them where they are missing.
pub(crate) fn table<'a>(edition: &Edition<'a>, form: ClaimForm) -> (&'static str, Option<&'a Loaded<PairEdits>>) {
    match form {
        ClaimForm::Professional => ("table:ptp_practitioner", edition.tables().ptp_practitioner()),
        ClaimForm::Institutional => ("table:ptp_hospital", edition.tables().ptp_hospital()),
    }
}

/// All active pairs among these codes, both directions looked up: the national edits where the payer applies them, else
/// the payer's own. A code is no pair with itself. And whether that is all: the payer's way is known, and so is the table,
/// which speaks of every code.
pub(crate) fn among(
    edition: &Edition<'_>,
    form: ClaimForm,
    codes: &(impl ExactSizeIterator<Item = Code> + Clone),
) -> (Vec<PairEdit>, bool) {
    let mut found = Vec::new();
    let applied = edition.pair_edits();
    let mut is_known = applied.is_some_and(|term| !term.value);
    if let Some((applied, pairs)) = applied.filter(|term| term.value).zip(table(edition, form).1) {
        let speaks_of_all = pairs.table.among(codes.clone(), &mut |one, two, mut rows| {
            if let Some(row) = rows.find(|row| row.applies_on(edition.date())) {
                let citation = pairs.table.cite(&row);
                let trust = applied.trust.max(citation.trust);
                found.push(PairEdit { one, two, indicator: row.indicator, trust, citation: Some(citation) });
            }
        });
        // For a hospital's claim the practitioner table has a word too.
        is_known = form == ClaimForm::Professional && (pairs.is_whole || speaks_of_all);
    }
    if edition.has_own_pairs() {
        own(edition, codes, &mut found);
    }
    (found, is_known || codes.len() < 2)
}

/// Pairs of lines that are active in the practitioner table alone, where the hospital table is loaded in part, so that for a
/// hospital claim nobody can tell whether it has them.
pub(crate) fn unknown_to_hospitals(edition: &Edition<'_>, codes: &[Code]) -> Vec<(usize, usize)> {
    let mut unknown = Vec::new();
    let hospital = edition.tables().ptp_hospital();
    if let Some(practitioner) = edition.tables().ptp_practitioner().filter(|_| hospital.is_none_or(|it| !it.is_whole)) {
        practitioner.table.among(codes.iter().copied(), &mut |one, two, mut rows| {
            let own = codes.get(one).zip(codes.get(two)).zip(hospital).map(|((a, b), it)| it.table.rows(*a, *b));
            let known = own.is_some_and(|mut rows| rows.any(|row| row.applies_on(edition.date())));
            if !known && rows.any(|row| row.applies_on(edition.date())) {
                unknown.push((one, two));
            }
        });
    }
    unknown
}

/// The payer's own pairs, where no national edit says the same.
fn own(edition: &Edition<'_>, codes: &(impl Iterator<Item = Code> + Clone), found: &mut Vec<PairEdit>) {
    for (one, first) in codes.clone().enumerate() {
        for (two, second) in codes.clone().enumerate() {
            let known = found.iter().any(|pair| (pair.one, pair.two) == (one, two));
            if let Some(own) = edition.own_pair(first, second).filter(|_| !known) {
                let citation = edition.cite(&own.source, own.trust);
                found.push(PairEdit { one, two, indicator: own.indicator, trust: own.trust, citation });
            }
        }
    }
}

/// Evaluation and management codes, whose modifier is 25.
pub(crate) fn is_evaluation_and_management(code: Code) -> bool {
    (code!(b"99202")..=code!(b"99499")).contains(&code) || code == code!(b"G0463")
}

/// What the record says about a pair: of the denied line's services first, then of the paid one's.
pub(crate) fn resolution<'v>(
    visit: &Visit,
    edition: &Edition<'_>,
    (paid, denied): (Code, Code),
    own: impl Iterator<Item = &'v Service> + Clone,
    other: impl Iterator<Item = &'v Service> + Clone,
) -> Resolution {
    if is_evaluation_and_management(denied) {
        return of_evaluation(visit, needle::is_minor(edition, paid), own);
    }
    // In a few pairs the evaluation is the one that is paid; 25 stands on it all the same.
    if is_paid_evaluation(paid, denied) {
        return of_evaluation(visit, true, other);
    }
    if let Some(modifier) = of_sides(edition, own.clone(), other.clone()) {
        return Resolution::Supported(modifier);
    }
    let unnoted = !own.clone().chain(other.clone()).any(|service| service.note.separation.is_some());
    if unnoted && of_sites(own.clone(), other.clone()) {
        return Resolution::Supported(Modifier::M59);
    }
    if unnoted && own.clone().next().is_some() && same_joints(own.clone(), &other) {
        return Resolution::Contradicted;
    }
    // Whatever order the services stand in, the same reason is named: the first one of the enumeration.
    let noted = own.filter_map(|service| service.note.separation).min();
    let noted = noted.or_else(|| other.filter_map(|service| service.note.separation).min());
    match noted.or(visit.documentation.note.separation) {
        None => Resolution::NotStated,
        Some(separation) => match separation.modifier() {
            None => Resolution::Contradicted,
            Some(_) if !takes_x(edition) => Resolution::Supported(Modifier::M59),
            Some(modifier) => Resolution::Supported(modifier),
        },
    }
}

/// What is denied was done at the joints of what is paid.
fn same_joints<'v>(
    mut own: impl Iterator<Item = &'v Service>,
    other: &(impl Iterator<Item = &'v Service> + Clone),
) -> bool {
    own.all(|it| other.clone().any(|other| needle::are_same_joints(it, other)))
}

/// An evaluation in column one over a needle procedure.
pub(crate) fn is_paid_evaluation(paid: Code, denied: Code) -> bool {
    is_evaluation_and_management(paid) && needle::of_code(denied).is_some()
}

/// What the record says of an evaluation. The decision for an operation counts beside major ones alone.
fn of_evaluation<'v>(visit: &Visit, minor: bool, own: impl Iterator<Item = &'v Service> + Clone) -> Resolution {
    let mut noted = own.clone().map(|service| visit.note_of(service).decision_for_surgery);
    if !minor && noted.any(Fact::is_yes) {
        return Resolution::Supported(Modifier::M57);
    }
    let general = visit.documentation.note.separately_identifiable;
    let noted = own.map(|service| visit.note_of(service).separately_identifiable);
    match Fact::of_all(noted).unwrap_or(general) {
        Fact::Yes => Resolution::Supported(Modifier::M25),
        Fact::No => Resolution::Contradicted,
        Fact::NotStated => Resolution::NotStated,
    }
}

/// A needle procedure and another service at parts of the body that the visit's own words tell apart. Guidance and sedation
/// have no part of the body.
fn of_sites<'v>(
    mut own: impl Iterator<Item = &'v Service> + Clone,
    mut other: impl Iterator<Item = &'v Service> + Clone,
) -> bool {
    let needles = own.clone().all(needle::is_needle);
    let mut others = other.clone();
    let apart = own.clone().all(|it| others.clone().all(|other| needle::are_other_joints(it, other)))
        && own.clone().next().and(others.next()).is_some();
    let (one, two) = (own.find_map(needle::site), other.find_map(needle::site));
    needles && (one.zip(two).is_some_and(|(one, two)| one != two) || apart)
}

/// Parts of stimulators on two sides of the body are two structures, and so are needle procedures.
fn of_sides<'v>(
    edition: &Edition<'_>,
    mut own: impl Iterator<Item = &'v Service> + Clone,
    mut other: impl Iterator<Item = &'v Service>,
) -> Option<Modifier> {
    let is_one = |side: &Side| *side != Side::Both;
    if let Some(one) = own.clone().find_map(stimulation::side).filter(is_one) {
        let differs = other.find_map(stimulation::side).is_some_and(|it| is_one(&it) && it != one);
        return differs.then_some(if takes_x(edition) { Modifier::XS } else { Modifier::M59 });
    }
    let one = own.find_map(needle::side).filter(is_one)?;
    other.find_map(needle::side).is_some_and(|it| is_one(&it) && it != one).then_some(Modifier::M59)
}

/// Whether the payer is known to take XE, XS, XP and XU.
pub(crate) fn takes_x(edition: &Edition<'_>) -> bool {
    edition.x_modifiers().is_some_and(|term| term.value)
}

/// 59 and the X modifiers.
pub(crate) const DISTINCT: [Modifier; 5] = [Modifier::M59, Modifier::XE, Modifier::XS, Modifier::XP, Modifier::XU];

/// A modifier that can resolve a pair in which this code is denied.
///
/// Beside a minor needle procedure an evaluation takes 25 and nothing else.
pub(crate) fn resolves(edition: &Edition<'_>, modifier: Modifier, paid: Code, denied: Code) -> bool {
    let evaluation = is_evaluation_and_management(denied);
    if is_paid_evaluation(paid, denied) || (evaluation && needle::is_minor(edition, paid)) {
        return modifier == Modifier::M25;
    }
    DISTINCT.contains(&modifier) || ([Modifier::M25, Modifier::M57].contains(&modifier) && evaluation)
}
