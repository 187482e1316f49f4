use crate::code::code;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::visit::What;

rule! {
    /// The attended code stands without a record of constant one-on-one skilled work.
    ///
    /// Setting up, choosing parameters, looking in on the patient and staying near for safety are not attendance.
    "documentation/attendance-missing", Deny, since "0.1.0";
    says: "{code} needs constant one-on-one skilled attendance, and the record shows {record}";
    cites: [CMS_MPFS_2026C, CGS_THERAPY_GUIDANCE, SOURCE_DOCUMENT_U];
    denial: "CO-50" ["N115"];
    about: ATTENDED;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| line.code() == code!(b"97032")) {
        for (_, service) in context.services_of(line) {
            let What::ElectricalStimulation(it) = &service.what else {
                continue;
            };
            let noted = context.visit.note_of(service).attendance;
            if it.attended.is_no() || noted.is_no() {
                raise(context, pen, line);
                break;
            }
            if noted.is_not_stated() {
                pen.lacks(At::line(line.at), "services.note.attendance");
            }
        }
        if context.service_of(line).is_none() {
            pen.lacks(At::line(line.at), "services");
        }
    }
}

/// The service is billed with the payer's unattended code, unless a line reports it so already.
fn raise(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let unattended = context.edition.unattended_stimulation().map(|term| term.value);
    let raised = pen.raise(At::line(line.at)).fact("code", line.code()).fact("record", "that it was absent");
    match unattended {
        Some(code) if !context.lines.iter().any(|other| other.code() == code) => {
            raised.fact("unattended", code).fix(Fix::mechanical([
                Change::ReplaceCode { line: line.place(), code },
                Change::SetUnits { line: line.place(), units: crate::claim::Units::ONE },
            ]))
        }
        _ => raised.fix(Fix::mechanical([Change::RemoveLine { line: line.place() }])),
    };
}
