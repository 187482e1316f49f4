use alloc::vec::Vec;

use crate::book::{Stance, Therapy};
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::ANTHEM_SURG_00158;
use crate::stimulation::{self, Part};
use crate::visit::Work;

rule! {
    /// The payer's policy calls the therapy investigational or not medically necessary.
    ///
    /// Positions of commercial payers change; each one has its dates.
    "coverage/investigational", Deny, since "0.1.0";
    says: "{code}: the payer calls the therapy {stance} on this date";
    cites: [ANTHEM_SURG_00158];
    denial: "CO-55";
    about: STIMULATOR;
    check: check;
}

/// A line that places something or treats, rather than works on what is there.
fn treats(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let mut services = context.services_of(line).map(|(_, service)| service).peekable();
    if services.peek().is_some() {
        return services.any(|it| !matches!(stimulation::work(it), Some(Work::Removed | Work::Revised)));
    }
    let part = stimulation::of_code(line.code()).map(|(_, part)| part);
    !matches!(part, Some(Part::LeadWork | Part::GeneratorWork | Part::SystemWork))
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let national = context.edition.national_coverage().is_some_and(|term| term.value);
    let mut judged: Vec<Therapy> = Vec::new();
    for line in &context.lines {
        let Some(therapy) = stimulation::of_line(context, line).filter(|it| !judged.contains(it)) else { continue };
        // What is taken out or put right again is not the therapy that the payer judges.
        if !treats(context, line) {
            continue;
        }
        judged.push(therapy);
        let Some(position) = context.edition.position(therapy, context.diagnoses()) else {
            // National coverage has rules of its own.
            if !national {
                pen.lacks(At::line(line.at), "policy:positions");
            }
            continue;
        };
        let stance = match position.stance {
            Stance::Covered => continue,
            // An exclusion of a national policy is another rule's.
            Stance::NotCovered if national => continue,
            Stance::Investigational => "investigational",
            Stance::NotCovered => "not medically necessary, or excludes it for this patient",
        };
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("stance", stance)
            .fix(Fix::document(["documentation.waiver"]))
            .decided_by(&ANTHEM_SURG_00158, context.edition.cite(&position.source, position.trust))
            .trust(position.trust);
    }
}
