use alloc::vec::Vec;

use crate::code::Modifier;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::assistant_split;
use crate::visit::Discipline;

rule! {
    /// CQ stands without GP, CO without GO, or either beside another discipline's modifier; or no assistant furnished
    /// enough of the service.
    "modifier/assistant-mismatch", Deny, since "0.1.0";
    says: "{code}: {assistant} goes with {wanted}, and the line carries {present}";
    cites: [CMS_CQ_CO_EXAMPLES];
    denial: "CO-4" ["N519"];
    about: ASSISTANT;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(reported) = context.edition.assistant_modifier().filter(|term| term.value) else {
        return;
    };
    for line in context.lines.iter().filter(|line| line.line.has_any(&[Modifier::CQ, Modifier::CO])) {
        if unsupported(context, pen, line) {
            continue;
        }
        for (assistant, own) in [(Modifier::CQ, Discipline::Pt), (Modifier::CO, Discipline::Ot)] {
            let disciplines = super::therapy_discipline_missing::DISCIPLINES;
            let wrong = disciplines.into_iter().find(|it| *it != own.modifier() && line.line.has(*it));
            // A modifier that is not in force is `modifier/unknown`.
            if !line.line.has(assistant)
                || context.edition.assistants(own).is_none()
                || (line.line.has(own.modifier()) && wrong.is_none())
            {
                continue;
            }
            let raised = pen
                .raise(At::line(line.at))
                .fact("code", line.code())
                .fact("assistant", assistant)
                .fact("wanted", own.modifier());
            let raised = match wrong {
                Some(modifier) => raised.fact("present", modifier),
                None => raised.fact("present", "none"),
            };
            // The discipline of the visit decides which of the two is the wrong one.
            let discipline = context.reported_discipline(line).unwrap_or(own);
            let right: Vec<Modifier> =
                context.edition.assistants(discipline).into_iter().chain([discipline.modifier()]).collect();
            let place = line.place();
            let remove = disciplines
                .into_iter()
                .chain([Modifier::CQ, Modifier::CO])
                .filter(|it| line.line.has(*it) && !right.contains(it))
                .map(|modifier| Change::RemoveModifier { line: place, modifier });
            let add = right.iter().map(|modifier| Change::AddModifier { line: place, modifier: *modifier });
            raised.fix(Fix::mechanical(remove.chain(add))).trust(reported.trust);
        }
    }
}

/// The modifier stands on a service of which no assistant furnished enough.
fn unsupported(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) -> bool {
    let Some(modifier) = [Modifier::CQ, Modifier::CO].into_iter().find(|it| line.line.has(*it)) else {
        return false;
    };
    let same = context.lines.iter().filter(|other| other.code() == line.code());
    let units = same.map(|other| other.line.units.get()).fold(0, u32::saturating_add);
    let split = assistant_split(context.visit, line.services, units, line.is_timed);
    if line.services.is_empty() || split.assistant > 0 {
        return false;
    }
    let present = [Modifier::CQ, Modifier::CO].into_iter().filter(|it| line.line.has(*it));
    let remove = present.map(|modifier| Change::RemoveModifier { line: line.place(), modifier });
    pen.raise(At::line(line.at))
        .fact("code", line.code())
        .fact("assistant", modifier)
        .fact("wanted", "an assistant's part of more than a tenth")
        .fact("present", "none by the record")
        .fix(Fix::mechanical(remove))
        .at_most(Severity::Warn);
    true
}
