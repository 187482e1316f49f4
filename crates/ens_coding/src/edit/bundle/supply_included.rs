use crate::code::{Code, code};
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// A stimulator supply is inside the monthly supplies.
    ///
    /// Electrodes, gel and batteries of a TENS unit are part of A4595; the supplier's unit edit for them is zero.
    "bundle/supply-included", Deny, since "0.1.0";
    says: "{code} is inside the monthly stimulator supplies A4595 and not paid apart";
    cites: [LCD_L33802, CMS_MUE_2024Q2];
    denial: "CO-97" ["M15"];
    about: EQUIPMENT;
    check: check;
}

const INSIDE: [Code; 3] = [code!(b"A4556"), code!(b"A4558"), code!(b"A4630")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(applied) = context.edition.national_coverage().filter(|term| term.value) else {
        return;
    };
    for line in context.lines.iter().filter(|line| INSIDE.contains(&line.code())) {
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]))
            .trust(applied.trust);
    }
}
