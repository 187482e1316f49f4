use crate::code::code;
use crate::finding::At;
use crate::fix::Fix;
use crate::needle::mismatch::{self, LIMBS};
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// The base code is not the one that the limbs ask for.
    ///
    /// Toxin for limbs has one base code a day: 64644 where any limb has five muscles or more, else 64642. Every other limb is
    /// an add-on of its own size, and 64645 continues 64644 only.
    "code/wrong-base-for-add-on", Deny, since "0.1.0";
    says: "{code} does not fit: the limb with the most muscles has the base code {base}, every other one an add-on";
    cites: [CMS_NCCI_AOC_2026Q2];
    denial: "CO-16" ["M20"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| LIMBS.contains(&line.code())) {
        let choice = context.services_of(line).find_map(|(at, _)| context.choices.get(at));
        let Some(base) = choice.and_then(|choice| choice.code) else { continue };
        // Beside the right base another one is never paid; the pair edit says so.
        let is_billed = context.lines.iter().any(|other| other.code() == base);
        let add_on = [code!(b"64643"), code!(b"64645")].contains(&line.code());
        if (!is_billed || add_on) && mismatch::is_mismatched(context, line) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("base", base)
                .fix(Fix::mechanical(mismatch::realigned(context, line)));
        }
    }
}
