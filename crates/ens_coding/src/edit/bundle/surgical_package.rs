use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::source::ACEP_NERVE_BLOCKS;
use crate::visit::{Nerve, Purpose, What};

rule! {
    /// Anesthesia or a block by the clinician who does the procedure.
    ///
    /// It belongs to the procedure, a digital block before stitching too; modifier 47 changes nothing for Medicare. A block
    /// for pain after the operation, at the surgeon's request and documented apart, is another service.
    "bundle/surgical-package", Deny, since "0.1.0";
    says: "{code} anesthetizes for a procedure by the same clinician and is part of it";
    cites: [CMS_NCCI_MANUAL_2026, ASA_BLOCKS_2025, ACEP_NERVE_BLOCKS];
    denial: "CO-97" ["M15"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

/// A line of a block that anesthetizes for a procedure of the visit by the same clinician.
pub(crate) fn is_own_anesthesia(context: &Context<'_>, line: &LineView<'_>) -> bool {
    if !needle::is_procedure(line.code()) {
        return false;
    }
    let reported = context.visit.services.iter().zip(context.choices);
    let mut blocks = reported.filter(|(_, choice)| choice.code.is_none() && choice.alternates.contains(&line.code()));
    let accounted = !line.services.is_empty()
        && context.services_of(line).any(|(at, _)| context.choices.get(at).is_some_and(|choice| choice.code.is_some()));
    !accounted
        && blocks.any(|(service, _)| {
            let own = context.visit.performer_of(service).map(|it| &it.id);
            let mut others = context.visit.services.iter().filter(|other| !core::ptr::eq(*other, service));
            needle::purpose(service) == Some(Purpose::Anesthesia)
                && others.any(|other| context.visit.performer_of(other).map(|it| &it.id) == own)
        })
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let operators = line.line.has(Modifier::M47) && needle::is_procedure(line.code());
        let told = is_own_anesthesia(context, line) || (operators && line.services.is_empty());
        if !told {
            continue;
        }
        let digital = context
            .visit
            .services
            .iter()
            .any(|service| matches!(&service.what, What::NerveBlock(it) if it.nerve == Some(Nerve::Digital)));
        let raised = pen.raise(At::line(line.at)).fact("code", line.code());
        let raised = if digital { raised } else { raised.without(&ACEP_NERVE_BLOCKS) };
        raised.fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
    }
}
