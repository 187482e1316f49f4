use alloc::format;
use alloc::string::String;

use super::kx_missing::{amounts, judged, with_amounts};
use crate::book::{Asked, Therapy};
use crate::code::{Code, Modifier, code};
use crate::edit::coverage::frequency_exceeded::needle_visits;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, Pen, Raised};
use crate::source::{A58695, A59243, CMS_CR_11755, NORIDIAN_FACET_QA};
use crate::threshold::Beyond;
use crate::visit::{Discipline, Purpose};

rule! {
    /// KX stands on a therapy line below the year's threshold, or where the policy does not take it.
    ///
    /// KX is not for routine use; on nearly every line it draws review. Of needle procedures it belongs on diagnostic blocks
    /// and on acupuncture beyond the twelfth visit, not on treatments.
    "modifier/kx-not-needed", Warn, since "0.1.0";
    says: "{code} carries KX {why}";
    cites: [NGS_KX, NORIDIAN_JE_THERAPY, NORIDIAN_FACET_QA, A59243, A58695, CMS_CR_11755];
    about: KX;
    check: check;
}

/// The needle procedures on which KX says nothing: treatments, and acupuncture up to the twelfth visit.
fn needles(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| line.line.has(Modifier::KX)) {
        let Some((therapy, _)) = needle::of_line(line) else { continue };
        let remove = Fix::mechanical([Change::RemoveModifier { line: line.place(), modifier: Modifier::KX }]);
        if therapy == Therapy::Acupuncture {
            let early = needle_visits(context, 365).is_some_and(|earlier| earlier < 12);
            if early && context.edition.national_coverage().is_some_and(|term| term.value) {
                pen.raise(At::line(line.at))
                    .fact("code", line.code())
                    .fact("why", "on one of the first twelve visits, which need none")
                    .cite_only(&CMS_CR_11755)
                    .fix(remove);
            }
            continue;
        }
        let diagnostic = |service| needle::purpose(service) == Some(Purpose::Diagnostic);
        let takes = context.edition.asks(Asked::DiagnosticModifier, therapy);
        let Some(criterion) =
            takes.or_else(|| context.edition.asks(Asked::DiagnosticModifier, Therapy::FacetInjection))
        else {
            continue;
        };
        let mut services = context.services_of(line).map(|(_, service)| service).peekable();
        let untold = services.peek().is_none() || services.clone().all(|service| needle::purpose(service).is_none());
        if takes.is_some() && services.any(diagnostic) && !is_never_diagnostic(line.code()) {
            continue;
        }
        if takes.is_some() && untold && !is_never_diagnostic(line.code()) {
            pen.lacks(At::line(line.at), needle::path::purpose(context, line));
            continue;
        }
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("why", "on a treatment; the policy takes it on diagnostic blocks")
            .only_entry(context.edition.cite(&criterion.source, criterion.trust))
            .fix(remove);
    }
}

/// Epidurals between the laminae are never the diagnostic block of a root.
pub(crate) fn is_never_diagnostic(code: Code) -> bool {
    (code!(b"62320")..=code!(b"62327")).contains(&code)
}

/// The threshold and what was spent, as a clause.
fn below_in_words(context: &Context<'_>, discipline: Discipline) -> String {
    let (limit, spent) = amounts(context, discipline);
    let year = context.edition.date().year();
    format!("below the therapy threshold of {limit} for {year} ({spent} spent before the visit)")
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    needles(context, pen);
    for (line, discipline, beyond) in judged(context).filter(|(line, ..)| line.line.has(Modifier::KX)) {
        match beyond {
            Beyond::Yes => {}
            Beyond::Unknown(path) => pen.lacks(At::line(line.at), path),
            Beyond::No => {
                let change = Change::RemoveModifier { line: line.place(), modifier: Modifier::KX };
                let why = below_in_words(context, discipline);
                let raised = pen.raise(At::line(line.at)).fact("why", why);
                let others = [&NORIDIAN_FACET_QA, &A59243, &A58695, &CMS_CR_11755];
                let raised = others.into_iter().fold(raised, Raised::without);
                with_amounts(raised, context, line, discipline).fix(Fix::mechanical([change]));
            }
        }
    }
}
