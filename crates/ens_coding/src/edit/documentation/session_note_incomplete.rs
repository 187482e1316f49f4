use alloc::format;
use alloc::vec::Vec;

use crate::fact::Fact;
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::{Service, Visit, What};

rule! {
    /// An element of the daily note of a stimulation is missing.
    ///
    /// The note names modality, site, parameters, tolerance, duration, response and the link to a functional goal.
    "documentation/session-note-incomplete", Warn, since "0.1.0";
    says: "the note of {code} lacks {elements}";
    cites: [CMS_100_02_CH15_220_3, SOURCE_DOCUMENT_U];
    denial: "CO-50" ["N115"];
    check: check;
}

/// The elements of the note: name, path, and what the record says.
fn elements(visit: &Visit, service: &Service) -> [(&'static str, Fact); 7] {
    let note = visit.note_of(service);
    let waveform = match &service.what {
        What::ElectricalStimulation(it) if it.waveform.is_some() => Fact::Yes,
        What::WoundStimulation(_) => Fact::Yes,
        _ => Fact::NotStated,
    };
    let duration = if service.minutes.is_some() { Fact::Yes } else { Fact::NotStated };
    [
        ("modality", note.modality.or(waveform)),
        ("site", note.site),
        ("parameters", note.parameters),
        ("tolerance", note.tolerance),
        ("minutes", note.minutes.or(duration)),
        ("response", note.response),
        ("goal", note.goal),
    ]
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        for (at, service) in context.services_of(line) {
            if !matches!(service.what, What::ElectricalStimulation(_) | What::WoundStimulation(_)) {
                continue;
            }
            let elements = elements(context.visit, service);
            let named = |wanted: Fact| -> Vec<&'static str> {
                elements.iter().filter(|(_, fact)| *fact == wanted).map(|(name, _)| *name).collect()
            };
            let (absent, open) = (named(Fact::No), named(Fact::NotStated));
            if !absent.is_empty() {
                pen.raise(At { service: u16::try_from(at).ok(), ..At::line(line.at) })
                    .fact("code", line.code())
                    .fact("elements", absent.join(", "))
                    .fix(Fix::document(["services.note"]));
            }
            if !open.is_empty() {
                pen.lacks(At::line(line.at), format!("services.note: {}", open.join(", ")));
            }
        }
    }
}
