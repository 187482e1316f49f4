//! How a line that will be denied is billed: with a notice of liability, for the denial, or not at all.

use alloc::vec::Vec;

use crate::code::Modifier;
use crate::fix::{Change, Fix};
use crate::run::{Context, LineView};
use crate::source::Trust;
use crate::visit::Waiver;

/// Why a line will be denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    /// Not reasonable and necessary under a coverage policy.
    Necessity,
    /// Excluded by statute, for this service or this performer.
    Statute,
}

/// The line says itself that a denial is expected.
pub(crate) fn expects_denial(line: &LineView<'_>) -> bool {
    line.line.has_any(&[Modifier::GA, Modifier::GZ, Modifier::GY])
}

/// The same on the ground of necessity, where only what the payer itself says takes a line off: a plan whose terms are not
/// known, and that takes no such modifiers, may well pay.
pub(crate) fn told(context: &Context<'_>, line: &LineView<'_>, trust: Trust) -> Fix {
    let modifiers = context.edition.waiver_modifiers().is_some_and(|term| term.value);
    if modifiers || trust == Trust::Primary {
        return fix(context, line, Ground::Necessity);
    }
    Fix::document(["documentation.waiver"])
}

/// The changes for a line that will be denied. GZ and GY speak against the biller, so that they need no record; GA and
/// GX state that a notice was signed and need it. Where the payer has no such modifiers the line goes.
pub(crate) fn fix(context: &Context<'_>, line: &LineView<'_>, ground: Ground) -> Fix {
    let at = line.place();
    if !context.edition.waiver_modifiers().is_some_and(|term| term.value) {
        return Fix::mechanical([Change::RemoveLine { line: at }]);
    }
    let waiver = context.visit.documentation.waiver;
    let modifiers: &[Modifier] = match (ground, waiver) {
        (Ground::Necessity, Some(Waiver::Mandatory)) => &[Modifier::GA],
        (Ground::Necessity, _) => &[Modifier::GZ],
        (Ground::Statute, Some(Waiver::Voluntary)) => &[Modifier::GY, Modifier::GX],
        (Ground::Statute, _) => &[Modifier::GY],
    };
    let mut changes: Vec<Change> = Vec::new();
    // Neither attestation can stand on a line whose denial is expected.
    for attested in [Modifier::KX, Modifier::AT].into_iter().filter(|attested| line.line.has(*attested)) {
        changes.push(Change::RemoveModifier { line: at, modifier: attested });
    }
    changes.extend(modifiers.iter().map(|modifier| Change::AddModifier { line: at, modifier: *modifier }));
    Fix::mechanical(changes)
}
