use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::surgical::stopped;

rule! {
    /// A stopped procedure lacks 53, 73 or 74.
    ///
    /// A practitioner reports 53 after anesthesia or the start; a facility 73 before anesthesia and 74 after it.
    "modifier/discontinued-missing", Warn, since "0.1.0";
    says: "{code} was stopped before its end and lacks {modifier}, which says so";
    cites: [CMS_MODIFIERS_2024, UHC_DEVICE_CODES];
    denial: "CO-4" ["N519"];
    about: COURSE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let practitioner = context.is_practitioners();
    for line in &context.lines {
        let wanted = context.services_of(line).find_map(|(_, service)| stopped(service, practitioner));
        if let Some(modifier) = wanted.filter(|modifier| !line.line.has(*modifier)) {
            let wrong = [Modifier::M53, Modifier::M73, Modifier::M74].into_iter().filter(|it| line.line.has(*it));
            let removed = wrong.map(|modifier| Change::RemoveModifier { line: line.place(), modifier });
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("modifier", modifier)
                .fix(Fix::mechanical(removed.chain([Change::AddModifier { line: line.place(), modifier }])));
        }
    }
}
