use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::surgical::takes_sides;

use super::bilateral_not_allowed::SIDES;

rule! {
    /// A one-sided code stands without LT or RT, and the payer asks for it.
    "modifier/laterality-missing", Warn, since "0.1.0";
    says: "{code} has two sides, and the line names none; the payer asks for LT or RT";
    cites: [NEEDLE_PRACTICE];
    denial: "CO-4" ["N519"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(asked) = context.edition.side_modifiers().filter(|term| term.value) else { return };
    for line in &context.lines {
        let sided = needle::is_procedure(line.code()) && takes_sides(context.edition, line.code());
        if !sided || line.line.has_any(&SIDES) || needle::mismatch::is_mismatched(context, line) {
            continue;
        }
        let raised = pen.raise(At::line(line.at)).fact("code", line.code()).trust(asked.trust);
        match needle::mismatch::side_recorded(context, line) {
            Some(modifier) => {
                raised.fix(Fix::mechanical([Change::AddModifier { line: line.place(), modifier }]));
            }
            None => {
                raised.fix(Fix::document([needle::path::side(context, line)]));
            }
        }
    }
}
