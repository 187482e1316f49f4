use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::global::{self, Running};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::stimulation;
use crate::visit::{Relation, Service, Stage, Work};

rule! {
    /// A staged procedure inside the global period lacks 58.
    ///
    /// Such as the permanent implant within the ten days after the trial's leads, or a generator within the ninety days
    /// after a paddle lead.
    "modifier/staged-missing", Deny, since "0.1.0";
    says: "{code} is a planned stage within the {days} days after {earlier} on {date} and lacks 58, which says so";
    cites: [CMS_MPFS_2020_2024, IOM_100_04_CH12_40];
    denial: "CO-97" ["M144"];
    about: PROCEDURE;
    check: check;
}

/// The lines of procedures within a running global period, with how they relate to it.
pub(super) fn within<'c, 'a>(
    context: &'c Context<'a>,
) -> impl Iterator<Item = (&'c LineView<'a>, Running, Option<Relation>)> {
    let running = global::running(context.visit, context.edition).filter(|_| context.is_practitioners());
    running.into_iter().flat_map(move |running| {
        let own = |line: &&'c LineView<'a>| {
            context.edition.procedure(line.code()).is_some_and(|row| global::days(row).is_some())
        };
        context.lines.iter().filter(own).map(move |line| {
            let services = context.services_of(line).map(|(_, service)| service);
            (line, running, global::relation(&running, line.code(), services))
        })
    })
}

/// Reports the lines of one relation that lack its modifier.
pub(super) fn report(context: &Context<'_>, pen: &mut Pen<'_>, relation: Relation) {
    let Some(modifier) = global::modifier(relation) else { return };
    for (line, running, own) in within(context) {
        let others = [Modifier::M58, Modifier::M78, Modifier::M79];
        if own == Some(relation) && !line.line.has(modifier) {
            let wrong = others.into_iter().filter(|other| line.line.has(*other));
            let removed = wrong.map(|modifier| Change::RemoveModifier { line: line.place(), modifier });
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("days", u32::try_from(running.days).unwrap_or_default())
                .fact("earlier", running.code)
                .fact("date", running.date)
                .fix(Fix::mechanical(removed.chain([Change::AddModifier { line: line.place(), modifier }])));
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    report(context, pen, Relation::Staged);
    // Whoever does not say how a procedure relates to the earlier one leaves the question open.
    for (line, _, relation) in within(context).filter(|(line, ..)| !is_nothing(context, line)) {
        if relation.is_none() && !line.line.has_any(&[Modifier::M58, Modifier::M78, Modifier::M79]) {
            pen.lacks(At::line(line.at), "services.relation");
        }
    }
    let Some(missing) = global::missing(context.visit, context.edition).filter(|_| context.is_practitioners()) else {
        return;
    };
    let unknown_payer = context.edition.fee_schedule_status().is_none();
    for line in context.lines.iter().filter(|line| line.is_procedure()) {
        let related = |(_, service): (usize, &Service)| service.relation.is_some() || may_be_second_stage(service);
        if unknown_payer || context.services_of(line).any(related) {
            pen.lacks(At::line(line.at), missing);
        }
    }
}

/// A part of a stimulator that may stay, so that it may follow a trial.
fn may_be_second_stage(service: &Service) -> bool {
    let stage = stimulation::stage(service);
    let lead = stimulation::is_lead(service) && stage.is_none();
    stimulation::work(service) == Some(Work::Placed) && (lead || stage == Some(Stage::Permanent))
}

/// What was done is not reported by itself, such as the pull of a temporary lead, so that it needs no modifier.
fn is_nothing(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let choice = |(at, _): (usize, &Service)| context.choices.get(at).is_some_and(|choice| choice.code.is_none());
    context.services_of(line).next().is_some() && context.services_of(line).all(choice)
}
