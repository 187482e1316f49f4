use crate::code::{Code, code};
use crate::date::Date;
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// A published policy change may apply, and its outcome is not known.
    ///
    /// A revision of the policy on neuromuscular stimulators from 2026-03-07 is reported; its text was not seen.
    "payer/policy-pending", Info, since "0.1.0";
    says: "{code}: a revision of the national policy from {from} is reported, and its text is not loaded";
    cites: [NCD_160_12_2026];
    about: EQUIPMENT;
    check: check;
}

const STIMULATORS: [Code; 2] = [code!(b"E0745"), code!(b"E0764")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let national = context.edition.national_coverage().is_some_and(|term| term.value);
    let Some(from) = Date::new(2026, 3, 7).filter(|from| national && context.edition.date() >= *from) else {
        return;
    };
    for line in context.lines.iter().filter(|line| STIMULATORS.contains(&line.code())) {
        pen.raise(At::line(line.at)).fact("code", line.code()).fact("from", from);
    }
}
