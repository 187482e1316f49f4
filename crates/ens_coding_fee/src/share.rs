//! What Medicare pays of an amount, and what the patient does.

use ens_coding::{Date, Modifier};

use crate::estimate::FeeStep;
use crate::money::percent;
use crate::terms::{Terms, cite};
use crate::words::StepKind;
use crate::work::Work;

/// Percentage that Medicare pays, once the deductible is met.
const SHARE: u16 = 80;
/// Percentage of that for the service of a therapist's assistant.
const ASSISTANTS: u16 = 85;

/// What is left of a payment under sequestration from a day on, and the source.
struct Sequestration {
    from: Option<Date>,
    percent: u16,
    source: &'static str,
}

/// The latest first.
const SEQUESTRATION: [Sequestration; 4] = [
    Sequestration { from: Date::new(2022, 7, 1), percent: 98, source: "cgs-sequestration-2022" },
    Sequestration { from: Date::new(2022, 4, 1), percent: 99, source: "cgs-sequestration-2022" },
    Sequestration { from: Date::new(2020, 5, 1), percent: 100, source: "sequestration-before-2022-04" },
    Sequestration { from: None, percent: 98, source: "sequestration-before-2022-04" },
];

/// Divides the amounts between Medicare and the patient. The parts of an assistant and of sequestration are taken from
/// Medicare's payment, so that the patient's stays.
pub(crate) fn divide(lines: &mut [Work<'_>], terms: &Terms<'_>) {
    for work in lines.iter_mut().filter(|work| work.refused.is_none()) {
        work.medicare = percent(work.amount, SHARE);
        work.patient = work.amount.saturating_sub(work.medicare);
        let step = FeeStep::new(StepKind::MedicareShare, work.medicare).percent(SHARE);
        work.steps.push(step.cited(cite("ssa-1833-a-1", None)));
        of_assistant(work, terms);
        if terms.request.sequestration {
            sequester(work, terms.date());
        }
    }
}

fn of_assistant(work: &mut Work<'_>, terms: &Terms<'_>) {
    let start = Date::new(2022, 1, 1);
    let modifier = work.one_of(&[Modifier::CQ, Modifier::CO]);
    if modifier.is_none() || !terms.date().within(start, None) {
        return;
    }
    let after_reduction = work.steps.iter().any(|it| it.step == StepKind::TherapyReduction);
    let order = after_reduction.then(|| cite("mppr-before-assistant", None)).flatten();
    work.medicare = percent(work.medicare, ASSISTANTS);
    let step = FeeStep::new(StepKind::TherapyAssistant, work.medicare)
        .percent(ASSISTANTS)
        .by_modifier(modifier)
        .cited(cite("cms-cq-co-examples", start).into_iter().chain(order));
    work.steps.push(step);
}

fn sequester(work: &mut Work<'_>, date: Date) {
    let Some(own) = SEQUESTRATION.iter().find(|it| date.within(it.from, None)) else { return };
    work.medicare = percent(work.medicare, own.percent);
    let step = FeeStep::new(StepKind::Sequestration, work.medicare).percent(own.percent);
    work.steps.push(step.cited(cite(own.source, own.from)));
}
