use crate::code::Code;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// A timed code stands without recorded minutes.
    ///
    /// Units of a timed code are made from minutes; a note without them supports no unit at all.
    "documentation/minutes-missing", Deny, since "0.1.0";
    says: "{code} is counted in minutes, and the note records none";
    cites: [CMS_100_04_CH5_20_2, CMS_100_02_CH15_220_3];
    denial: "CO-16" ["N517"];
    about: UNREPORTED | NO_MINUTES;
    check: check;
}

/// Reports the rule at a line, or at a service that could not be drafted.
pub(crate) fn raise(pen: &mut Pen<'_>, at: At, code: Code) {
    let raised = pen.raise(at).fact("code", code);
    match at.line {
        Some(line) => raised.fix(Fix::mechanical([Change::RemoveLine { line }])),
        None => raised,
    }
    .fix(Fix::document(["services.minutes"]));
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| line.is_timed) {
        let at = At::line(line.at);
        let mut services = context.services_of(line).peekable();
        if services.peek().is_none() {
            pen.lacks(at, "services");
        }
        for (_, service) in services.filter(|(_, service)| service.minutes.is_none()) {
            if context.visit.note_of(service).minutes.is_no() {
                raise(pen, at, line.code());
            } else {
                pen.lacks(at, "services.minutes");
            }
        }
    }
}
