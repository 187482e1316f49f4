use alloc::vec::Vec;

use crate::book::{LocalSubject, Therapy};
use crate::finding::At;
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// A local policy decides here and is not loaded.
    ///
    /// The contractor of the place of service may narrow what national rules allow; its policy is named where it is known.
    "payer/local-policy-unknown", Info, since "0.1.0";
    says: "local policy decides too and is not loaded: {policies}";
    cites: [PROJECT];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    // Only Medicare's contractors write local policies of this kind.
    let contractors = context
        .edition
        .policy()
        .is_some_and(|policy| policy.line_of_business == crate::visit::LineOfBusiness::Medicare);
    if !contractors {
        return;
    }
    let therapy = context.therapy_lines().next().map(|line| (line, LocalSubject::OutpatientTherapy));
    let mut told: Vec<LocalSubject> = Vec::new();
    let needles = context.lines.iter().filter_map(|line| Some((line, subject(needle::of_line(line)?.0)?)));
    for (line, subject) in therapy.into_iter().chain(needles) {
        if told.contains(&subject) {
            continue;
        }
        told.push(subject);
        let named = || context.edition.local_policies().filter(|local| local.subject == subject);
        let ids: Vec<&str> = named().map(|local| local.id.as_str()).collect();
        let policies =
            if ids.is_empty() { "the contractor's own, which the visit does not name".into() } else { ids.join(", ") };
        let mut raised = pen.raise(At::line(line.at)).fact("policies", policies);
        for local in named() {
            raised = raised.cite(context.edition.cite(&local.source, local.trust));
        }
    }
}

/// The subject of local policies to which a needle procedure belongs.
pub(crate) const fn subject(therapy: Therapy) -> Option<LocalSubject> {
    Some(match therapy {
        Therapy::Epidural => LocalSubject::Epidural,
        Therapy::FacetInjection | Therapy::FacetAblation => LocalSubject::Facet,
        Therapy::Sacroiliac | Therapy::SacroiliacAblation | Therapy::Basivertebral => LocalSubject::Sacroiliac,
        Therapy::NerveBlock | Therapy::NerveDestruction => LocalSubject::NerveBlock,
        Therapy::TriggerPoint => LocalSubject::TriggerPoint,
        Therapy::Chemodenervation => LocalSubject::Toxin,
        _ => return None,
    })
}
