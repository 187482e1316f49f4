use crate::finding::At;
use crate::fix::Fix;
use crate::needle;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::{Service, What};

rule! {
    /// The note does not say which nerve was blocked or destroyed.
    ///
    /// The nerve decides the code. Without it nothing is drafted, and a line that stands on the claim has no support.
    "documentation/nerve-not-named", Warn, since "0.1.0";
    says: "{code}: the note does not name the nerve, which decides the code";
    cites: [SOURCE_DOCUMENT_P];
    denial: "CO-16" ["N706"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

const fn is_unnamed(service: &Service) -> bool {
    match &service.what {
        What::NerveBlock(it) => it.nerve.is_none(),
        What::NerveDestruction(it) => it.nerve.is_none(),
        _ => false,
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let unnamed = context.visit.services.iter().enumerate().filter(|(_, service)| is_unnamed(service));
    for (at, service) in unnamed {
        let reports = |code| context.choices.get(at).is_some_and(|choice| choice.alternates.contains(&code));
        let line = context.lines.iter().find(|line| needle::is_procedure(line.code()) && reports(line.code()));
        let place = line.map_or(At::service(at), |line| At::line(line.at));
        let raised = pen.raise(place).fix(Fix::document([needle::path::nerve(service)]));
        match line {
            Some(line) => raised.fact("code", line.code()),
            None => raised.fact("code", "no line"),
        };
    }
}
