use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::table::TherapyClass;

rule! {
    /// GP, GO or GN is missing on a therapy line, or disagrees with the discipline of the plan.
    ///
    /// Codes that are always therapy carry the modifier whoever furnishes them; others only under a therapy plan.
    "modifier/therapy-discipline-missing", Deny, since "0.1.0";
    says: "{code} is a therapy line and carries {present} where the discipline asks for {wanted}";
    cites: [CMS_CR_10176];
    denial: "CO-4" ["N822"];
    check: check;
}

pub(crate) const DISCIPLINES: [Modifier; 3] = [Modifier::GP, Modifier::GO, Modifier::GN];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(wanted) = context.edition.therapy_modifier() else {
        if let Some(line) = context.therapy_lines().next() {
            pen.lacks(At::line(line.at), "policy:therapy_modifier");
        }
        return;
    };
    if wanted.value {
        report_open_plan(context, pen);
    }
    for line in context.therapy_lines().filter(|_| wanted.value) {
        // A code that the payer does not take, or that describes something else, is replaced first.
        if line.swap.is_some() || crate::stimulation::mismatch::is_replaced(context, line) {
            continue;
        }
        let present = || line.line.modifiers.iter().copied().filter(|modifier| DISCIPLINES.contains(modifier));
        let Some(discipline) = context.reported_discipline(line) else {
            if present().next().is_none() {
                let fix = Fix::document(["plan_of_care.discipline"]);
                pen.raise(At::line(line.at))
                    .fact("code", line.code())
                    .fact("present", "none")
                    .fact("wanted", "GP, GO or GN")
                    .fix(fix)
                    .trust(wanted.trust);
            } else {
                pen.lacks(At::line(line.at), "plan_of_care.discipline");
            }
            continue;
        };
        let wrong = || present().filter(|modifier| *modifier != discipline.modifier());
        if line.line.has(discipline.modifier()) && wrong().next().is_none() {
            continue;
        }
        let place = line.place();
        let remove = wrong().map(|modifier| Change::RemoveModifier { line: place, modifier });
        let add = Change::AddModifier { line: place, modifier: discipline.modifier() };
        let raised = pen.raise(At::line(line.at)).fact("code", line.code());
        match wrong().next() {
            None => raised.fact("present", "none"),
            Some(modifier) => raised.fact("present", modifier),
        }
        .fact("wanted", discipline.modifier())
        .fix(Fix::mechanical(remove.chain([add])))
        .trust(wanted.trust);
    }
}

/// A code that is therapy only under a plan of care: without a word about the plan, nobody can tell.
fn report_open_plan(context: &Context<'_>, pen: &mut Pen<'_>) {
    let sometimes = |line: &&LineView<'_>| line.fact.is_some_and(|fact| fact.therapy == TherapyClass::Sometimes);
    for line in context.lines.iter().filter(sometimes).filter(|_| context.visit.plan_of_care.is_none()) {
        pen.lacks(At::line(line.at), "plan_of_care");
    }
}
