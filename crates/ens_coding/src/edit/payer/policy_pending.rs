use crate::book::Asked;
use crate::code::{Code, code};
use crate::date::Date;
use crate::finding::{At, Severity};
use crate::fix::Fix;
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::{A60321, NCD_160_12_2026};

rule! {
    /// A published policy change may apply, and its outcome is not known.
    ///
    /// A revision of the policy on neuromuscular stimulators from 2026-03-07 is reported; its text was not seen. Policies that
    /// five contractors proposed in October 2025 would pay hardly any block of a peripheral nerve; what became of them was
    /// not found.
    "payer/policy-pending", Warn, since "0.1.0";
    says: "{code}: {why}";
    cites: [NCD_160_12_2026, A60321];
    about: EQUIPMENT | NEEDLE_PROCEDURE;
    check: check;
}

const STIMULATORS: [Code; 2] = [code!(b"E0745"), code!(b"E0764")];

/// Blocks and destructions that the proposal names as not covered: of trigeminal branches, occipital, suprascapular, thoracic,
/// pudendal, genicular, digital and other peripheral nerves and of the stellate ganglion.
const PROPOSED: [Code; 13] = [
    code!(b"64400"),
    code!(b"64405"),
    code!(b"64418"),
    code!(b"64420"),
    code!(b"64421"),
    code!(b"64430"),
    code!(b"64450"),
    code!(b"64454"),
    code!(b"64510"),
    code!(b"64620"),
    code!(b"64624"),
    code!(b"64630"),
    code!(b"64640"),
];

fn blocks(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let Some((therapy, _)) = needle::of_line(line).filter(|_| PROPOSED.contains(&line.code())) else { continue };
        if let Some(criterion) = context.edition.asks(Asked::PolicyPending, therapy) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", "a policy that would not cover it was proposed in 2025, and its outcome must be loaded")
                .cite_only(&A60321)
                .decided_by(&A60321, context.edition.cite(&criterion.source, criterion.trust))
                .fix(Fix::document(["documentation.waiver"]));
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    blocks(context, pen);
    let national = context.edition.national_coverage().is_some_and(|term| term.value);
    let Some(from) = Date::new(2026, 3, 7).filter(|from| national && context.edition.date() >= *from) else {
        return;
    };
    for line in context.lines.iter().filter(|line| STIMULATORS.contains(&line.code())) {
        let why = "a revision of the national policy is reported, and its text is not loaded";
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("why", why)
            .fact("from", from)
            .cite_only(&NCD_160_12_2026)
            .at_most(Severity::Info);
    }
}
