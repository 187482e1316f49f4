use alloc::vec::Vec;

use crate::claim::{Line, Units};
use crate::code::{Code, Modifier};
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::assistant_split;

rule! {
    /// CQ or CO is missing where an assistant furnished more than a tenth of the service apart from the therapist.
    ///
    /// Full blocks of 15 minutes go to whoever furnished them. Of a single remaining unit the therapist with eight
    /// minutes or more needs no modifier; of two remaining units one carries it.
    "modifier/assistant-missing", Deny, since "0.1.0";
    says: "{code}: an assistant furnished {wanted} of {units} units, and {present} carry {modifier}";
    cites: [CMS_CQ_CO_EXAMPLES, CMS_CQ_CO_FINAL_UNIT];
    denial: "CO-4" ["N822"];
    about: ASSISTANT;
    check: check;
}

const ASSISTANT: [Modifier; 2] = [Modifier::CQ, Modifier::CO];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(reported) = context.edition.assistant_modifier().filter(|term| term.value) else {
        return;
    };
    let no_assistant = context.visit.performers.iter().all(|performer| !performer.kind.is_assistant())
        && context.visit.services.iter().all(|service| service.assistant_minutes.is_none());
    if no_assistant && context.has_services() {
        return;
    }
    let mut seen: Vec<Code> = Vec::new();
    for line in context.therapy_lines() {
        if seen.contains(&line.code()) {
            continue;
        }
        seen.push(line.code());
        if line.services.is_empty() {
            pen.lacks(At::line(line.at), "services.performer");
            continue;
        }
        let discipline = context.reported_discipline(line);
        let Some(modifier) = discipline.and_then(|discipline| context.edition.assistants(discipline)) else {
            continue;
        };
        let lines: Vec<&LineView<'_>> = context.lines.iter().filter(|other| other.code() == line.code()).collect();
        let units = lines.iter().map(|it| it.line.units.get()).fold(0, u32::saturating_add);
        let timed = line.is_timed;
        let wanted = assistant_split(context.visit, line.services, units, timed).assistant;
        let carrying = |it: &&&LineView<'_>| it.line.has_any(&ASSISTANT);
        let present = lines.iter().filter(carrying).map(|it| it.line.units.get()).fold(0, u32::saturating_add);
        if wanted > present {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("wanted", wanted)
                .fact("units", units)
                .fact("present", present)
                .fact("modifier", modifier)
                .fix(Fix::mechanical(changes(&lines, wanted.saturating_sub(present), modifier)))
                .trust(reported.trust);
        }
    }
}

/// Puts the modifier on so many more units; a line that is only partly the assistant's is split.
fn changes(lines: &[&LineView<'_>], mut missing: u32, modifier: Modifier) -> Vec<Change> {
    let mut changes = Vec::new();
    for line in lines.iter().filter(|line| !line.line.has_any(&ASSISTANT)) {
        let own = line.line.units.get();
        if missing >= own {
            changes.push(Change::AddModifier { line: line.place(), modifier });
            missing = missing.saturating_sub(own);
        } else if let Some((kept, moved)) = Units::new(own.saturating_sub(missing)).zip(Units::new(missing)) {
            changes.push(Change::SetUnits { line: line.place(), units: kept });
            let mut new = Line { units: moved, ..line.line.clone() };
            new.modifiers.push(modifier);
            changes.push(Change::AddLine { new });
            missing = 0;
        }
    }
    changes
}
