//! What payers ask before a stimulator is placed: which lines are judged, and by which criterion.

use alloc::vec::Vec;

use crate::book::{Criterion, Therapy};
use crate::finding::At;
use crate::fix::Fix;
use crate::run::{Context, LineView, Pen, Raised};
use crate::stimulation::{self, Part};
use crate::visit::{ImplantRecord, Service, Stage, Work};

/// A line that places a stimulator for the first time, of the first line of each therapy.
#[derive(Clone, Copy)]
pub(crate) struct Placed<'c, 'a> {
    pub line: &'c LineView<'a>,
    pub therapy: Therapy,
    /// It stays.
    pub is_permanent: bool,
    /// Its leads are those of a trial or temporary. Where both are false, the visit does not tell.
    pub is_trial: bool,
}

impl Placed<'_, '_> {
    /// Nobody says whether it stays.
    pub const fn is_unknown(&self) -> bool {
        !self.is_permanent && !self.is_trial
    }
}

/// The path of what tells whether a lead stays.
pub(crate) const STAGE: &str = "services.what.stimulator_lead.stage";

/// The first line of each therapy that places a stimulator for the first time.
pub(crate) fn placed<'c, 'a>(context: &'c Context<'a>) -> Vec<Placed<'c, 'a>> {
    let mut found: Vec<Placed<'c, 'a>> = Vec::new();
    for line in &context.lines {
        let Some(therapy) = stimulation::of_line(context, line) else { continue };
        let mut services = context.services_of(line).map(|(_, service)| service).peekable();
        let mut is_untold = false;
        let (is_permanent, is_trial) = if services.peek().is_some() {
            let all: Vec<&Service> = services.collect();
            let temporary = |service: &&Service| {
                stimulation::is_lead(service)
                    && matches!(stimulation::stage(service), Some(Stage::Trial | Stage::Temporary))
            };
            is_untold = all.iter().any(|service| {
                stimulation::is_lead(service)
                    && stimulation::work(service) == Some(Work::Placed)
                    && stimulation::stage(service).is_none()
            });
            (all.iter().any(|service| stimulation::is_permanent_implant(service)), all.iter().any(temporary))
        } else {
            let permanent = stimulation::line_is_permanent_implant(context, line);
            let lead = !context.has_services() && matches!(stimulation::of_code(line.code()), Some((_, Part::Lead)));
            (permanent, lead && !permanent)
        };
        let one = Placed { line, therapy, is_permanent, is_trial };
        match found.iter_mut().find(|other| other.therapy == therapy) {
            // A generator tells that the leads stay.
            Some(other) if other.is_unknown() => (other.is_permanent, other.is_trial) = (is_permanent, is_trial),
            None if is_permanent || is_trial || is_untold => found.push(one),
            _ => {}
        }
    }
    found
}

/// What the record says of implants.
pub(crate) const fn record<'a>(context: &Context<'a>) -> &'a ImplantRecord {
    &context.visit.documentation.implant
}

/// Reports an unmet criterion of the payer, trusted as far as the entry.
pub(crate) fn raise<'p>(
    pen: &'p mut Pen<'_>,
    context: &Context<'_>,
    line: &LineView<'_>,
    criterion: &Criterion,
    why: impl Into<crate::facts::Value>,
    path: &'static str,
) -> Raised<'p> {
    pen.raise(At::line(line.at))
        .fact("code", line.code())
        .fact("why", why)
        .fix(Fix::document([path]))
        .by_entry(context.edition.cite(&criterion.source, criterion.trust))
        .trust(criterion.trust)
}

/// Therapies for pain that a trial precedes.
pub(crate) const fn is_for_pain(therapy: Therapy) -> bool {
    matches!(therapy, Therapy::SpinalCord | Therapy::PeripheralNerve)
}

/// Therapies of which payers usually ask a trial.
pub(crate) const fn is_usually_tried(therapy: Therapy) -> bool {
    matches!(therapy, Therapy::SpinalCord | Therapy::PeripheralNerve | Therapy::Sacral)
}
