use crate::book::Asked;
use crate::fact::Fact;
use crate::finding::At;
use crate::needle::record::{self, Judged};
use crate::needle::{needs_imaging, path};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::CODE_DEFINITION;
use crate::visit::{EpiduralApproach, Imaging, Service, What};

/// Either of them settles it.
const CONTRAST: &str = "documentation.procedure.contrast or documentation.procedure.contrast_contraindicated";

rule! {
    /// The policy wants image guidance or contrast, or saved views, and the record shows none.
    ///
    /// Epidurals against chronic pain are paid under fluoroscopy or CT, with contrast unless that is contraindicated, and
    /// with two saved views; facet and sacroiliac codes ask for fluoroscopy or CT by their definition.
    "coverage/imaging-required", Deny, since "0.1.0";
    says: "{code}: the policy asks for {why}, and the record shows none";
    cites: [A58350, L33906, A58695, CODE_DEFINITION];
    denial: "CO-50" ["N115"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

/// The imaging that a service names.
const fn imaging(service: &Service) -> Option<Imaging> {
    match &service.what {
        What::EpiduralInjection(it) => it.imaging,
        What::FacetInjection(it) => it.imaging,
        What::FacetAblation(it) => it.imaging,
        What::SacroiliacInjection(it) => it.imaging,
        What::NerveBlock(it) => it.imaging,
        What::NerveDestruction(it) => it.imaging,
        _ => None,
    }
}

/// Whether fluoroscopy or CT is recorded.
fn recorded(context: &Context<'_>, it: &Judged<'_, '_>) -> Fact {
    if !context.has_services() {
        // The code itself tells what was used.
        return if needs_imaging(it.line.code()) { Fact::Yes } else { Fact::No };
    }
    let apart = context.visit.services.iter().any(|service| match &service.what {
        What::ImagingGuidance(it) => matches!(it.kind, Imaging::Fluoroscopy | Imaging::Ct),
        _ => false,
    });
    let of = |service: &Service| match imaging(service) {
        Some(Imaging::Fluoroscopy | Imaging::Ct) => Fact::Yes,
        None if apart => Fact::Yes,
        None => Fact::NotStated,
        Some(_) => Fact::No,
    };
    context.services_of(it.line).map(|(_, service)| of(service)).fold(Fact::NotStated, |all, own| match (all, own) {
        (Fact::No, _) | (_, Fact::No) => Fact::No,
        (all, own) => all.or(own),
    })
}

/// Procedures at the spine that their own codes do not describe without fluoroscopy or CT.
fn unguided(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| !needs_imaging(line.code())) {
        let without = context.services_of(line).any(|(_, service)| match &service.what {
            What::EpiduralInjection(it) => {
                it.approach == EpiduralApproach::Transforaminal && matches!(it.imaging, Some(Imaging::None))
            }
            What::FacetInjection(it) => matches!(it.imaging, Some(Imaging::None)),
            What::FacetAblation(it) => matches!(it.imaging, Some(Imaging::None)),
            What::SacroiliacInjection(it) => matches!(it.imaging, Some(Imaging::None | Imaging::Ultrasound)),
            _ => false,
        });
        if without {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("why", "fluoroscopy or CT for the procedure that was done")
                .cite_only(&CODE_DEFINITION)
                .fix(crate::fix::Fix::document([path::imaging(context, line)]))
                .trust(crate::source::Trust::Secondary);
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    unguided(context, pen);
    for it in record::all(context) {
        let (at, path) = (At::line(it.line.at), path::imaging(context, it.line));
        let contraindicated = record::record(context).contrast_contraindicated.is_yes();
        if let Some(criterion) = record::asks(context, &it, Asked::Imaging).filter(|_| !contraindicated) {
            match recorded(context, &it) {
                Fact::Yes => {}
                Fact::NotStated => {
                    pen.lacks(at, path);
                    continue;
                }
                Fact::No => {
                    record::raise(pen, context, it.line, criterion, "fluoroscopy or CT", path);
                    continue;
                }
            }
        } else if needs_imaging(it.line.code()) {
            match recorded(context, &it) {
                Fact::Yes => {}
                Fact::NotStated => pen.lacks(at, path),
                Fact::No => {
                    pen.raise(at)
                        .fact("code", it.line.code())
                        .fact("why", "fluoroscopy or CT by its definition")
                        .cite_only(&CODE_DEFINITION)
                        .fix(crate::fix::Fix::document([path]))
                        .trust(crate::source::Trust::Secondary);
                }
            }
        }
        let record = record::record(context);
        if let Some(criterion) = record::asks(context, &it, Asked::Contrast)
            && !record.contrast_contraindicated.is_yes()
        {
            let path = "documentation.procedure.contrast";
            match record.contrast {
                Fact::Yes => {}
                Fact::NotStated => pen.lacks(at, CONTRAST),
                Fact::No => {
                    let why = "contrast, unless it is contraindicated";
                    record::raise(pen, context, it.line, criterion, why, path);
                }
            }
        }
        if let Some(criterion) = record::asks(context, &it, Asked::Views) {
            let path = "documentation.procedure.views_saved";
            match record.views_saved {
                None => pen.lacks(at, path),
                Some(views) if u32::from(views) < criterion.value => {
                    let why = alloc::format!("{} saved views", criterion.value);
                    record::raise(pen, context, it.line, criterion, why, path);
                }
                Some(_) => {}
            }
        }
    }
}
