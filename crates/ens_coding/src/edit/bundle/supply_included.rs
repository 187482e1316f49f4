use crate::book::{Asked, Therapy};
use crate::code::{Code, code};
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle::sets;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::Trust;

rule! {
    /// A supply is inside the price of another line.
    ///
    /// The test kit A4290 is priced into the sacral lead 64561.
    /// Electrodes, gel and batteries of a TENS unit are part of A4595; the supplier's unit edit for them is zero.
    "bundle/supply-included", Deny, since "0.1.0";
    says: "{code} is inside {whole} and not paid apart";
    cites: [LCD_L33802, CMS_MUE_2024Q2, CMS_MPFS_2026A];
    denial: "CO-97" ["M15"];
    about: EQUIPMENT | NEEDLES | STIMULATOR;
    check: check;
}

const INSIDE: [Code; 3] = [code!(b"A4556"), code!(b"A4558"), code!(b"A4630")];

/// The pair of the sacral lead and its test kit.
pub(crate) fn is_test_kit(lead: &LineView<'_>, kit: &LineView<'_>) -> bool {
    lead.code() == code!(b"64561") && kit.code() == code!(b"A4290")
}

/// The test kit is in the price of the sacral lead.
fn test_kit(context: &Context<'_>, pen: &mut Pen<'_>, trust: Trust) {
    let with_lead = |kit: &&LineView<'_>| context.lines.iter().any(|line| is_test_kit(line, kit));
    for line in context.lines.iter().filter(with_lead) {
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("whole", code!(b"64561"))
            .cite_only(&crate::source::CMS_MPFS_2026A)
            .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]))
            .trust(trust);
    }
}

/// Needles and what goes with them, which a payer counts with acupuncture.
fn needles(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(criterion) = context.edition.asks(Asked::NoSupplies, Therapy::Acupuncture) else { return };
    let Some(whole) = context.lines.iter().find(|line| sets::CODES.contains(&line.code())) else { return };
    for line in context.lines.iter().filter(|line| [code!(b"A4212"), code!(b"A4215")].contains(&line.code())) {
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("whole", whole.code())
            .only_entry(context.edition.cite(&criterion.source, criterion.trust))
            .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]))
            .trust(criterion.trust);
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    needles(context, pen);
    let Some(applied) = context.edition.national_coverage().filter(|term| term.value) else {
        return;
    };
    test_kit(context, pen, applied.trust);
    for line in context.lines.iter().filter(|line| INSIDE.contains(&line.code())) {
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("whole", code!(b"A4595"))
            .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]))
            .trust(applied.trust);
    }
}
