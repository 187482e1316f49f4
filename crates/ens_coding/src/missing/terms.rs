//! What is supposed and what is not: paths, values and changes.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{ChecklistItem, Stated};
use crate::code::Modifier;
use crate::finding::{At, Severity};
use crate::fix::Change;
use crate::json::Form;

/// The largest numbers that fields take, amounts first and percents last.
pub(super) const LARGEST: [u32; 4] = [u32::MAX, 65_535, 255, 100];

/// Whether a finding or something lacking is what an item is about.
pub(super) fn concerns(item: &ChecklistItem, rule: &str, at: At, severity: Severity) -> bool {
    let same = |own: Option<u16>, other: Option<u16>| own == other || own.is_none() || other.is_none();
    severity > Severity::Info
        && item.rule == rule
        && (item.at.line, item.at.other_line, item.at.diagnosis) == (at.line, at.other_line, at.diagnosis)
        && same(item.at.service, at.service)
}

/// A change that a further fact allows: what stands on the claim stays, and nothing is billed for its denial.
pub(super) fn adds(change: &Change) -> bool {
    match change {
        Change::AddModifier { modifier, .. } => !FOR_DENIAL.contains(modifier),
        Change::SetRevenueCode { .. } | Change::SetAuthorizationNumber { .. } => true,
        _ => false,
    }
}

/// A change that bills a line for its denial.
pub(super) fn is_for_denial(change: &Change) -> bool {
    matches!(change, Change::AddModifier { modifier, .. } if FOR_DENIAL.contains(modifier))
}

const FOR_DENIAL: [Modifier; 4] = [Modifier::GA, Modifier::GX, Modifier::GY, Modifier::GZ];

/// A change of codes, units or lines.
pub(super) const fn rewrites(change: &Change) -> bool {
    !matches!(
        change,
        Change::AddModifier { .. }
            | Change::RemoveModifier { .. }
            | Change::SetRevenueCode { .. }
            | Change::SetAuthorizationNumber { .. }
    )
}

/// The values that are tried.
pub(super) fn candidates(form: Form) -> impl Iterator<Item = Stated> {
    let facts: &[Stated] = if form == Form::Fact { &[Stated::Fact(true), Stated::Fact(false)] } else { &[] };
    let numbers = if form == Form::Number { &LARGEST[..] } else { &[] };
    let words = if let Form::Word(words) = form { words } else { &[] };
    let numbers = numbers.iter().chain(numbers.first().map(|_| &0)).map(|it| Stated::Number(*it));
    facts.iter().copied().chain(numbers).chain(words.iter().map(|it| Stated::Word(it)))
}

/// The paths in what a rule asks for: one, or several of one object as in `services.note: site, goal`.
pub(super) fn paths(asked: &str) -> Vec<String> {
    match asked.split_once(": ") {
        Some((object, names)) => names.split(", ").map(|name| format!("{object}.{name}")).collect(),
        None => alloc::vec![asked.to_string()],
    }
}

/// What a clinician records. What the payer's contract says, where the visit took place, what is loaded, amounts and a
/// notice that was signed are told, not supposed; diagnoses are what they are.
pub(super) fn is_of_visit(path: &str) -> bool {
    ["documentation.", "history.", "plan_of_care."].iter().any(|root| path.starts_with(root))
        && path != "documentation.waiver"
        && !path.starts_with("history.therapy_to_date.")
}

/// The same of a service: what was done and what its note says. Minutes, amounts and constant attendance, on which the code
/// depends, are told; so are numbers of what was done.
pub(super) fn is_of_service(rest: &str) -> bool {
    rest == "relation" || rest.starts_with("what.") || (rest.starts_with("note.") && rest != "note.attendance")
}

/// The path that holds for the note of every service.
pub(super) fn general(path: &str) -> Option<String> {
    let (service, rest) = path.split_once(".note.")?;
    service.starts_with("services[").then(|| format!("documentation.note.{rest}"))
}
