use crate::book::{Asked, Therapy};
use crate::criteria::placed;
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::{ISASS_2025, L36204};
use crate::stimulation;
use crate::visit::{What, Work};

rule! {
    /// A trial is not asked for this therapy or for a replacement.
    "coverage/trial-not-required", Info, since "0.1.0";
    says: "{code} needs no trial: {why}";
    cites: [L36204, ISASS_2025];
    about: STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in placed(context).into_iter().filter(|it| it.is_permanent) {
        let none = context.edition.asked(Asked::Trial, it.therapy).filter(|criterion| criterion.value == 0);
        if let Some(criterion) = none.filter(|_| {
            it.therapy == Therapy::Restorative && !context.visit.documentation.implant.muscle_contraction.is_no()
        }) {
            pen.raise(At::line(it.line.at))
                .fact("code", it.line.code())
                .fact("why", "restorative stimulation shows itself by the muscle that contracts")
                .cite_only(&ISASS_2025)
                .by_entry(context.edition.cite(&criterion.source, criterion.trust));
        }
    }
    for line in &context.lines {
        let replaced = context.services_of(line).any(|(_, service)| {
            matches!(&service.what, What::StimulatorGenerator(it) if !it.reused.is_yes())
                && stimulation::work(service) == Some(Work::Replaced)
        });
        let tried = stimulation::of_line(context, line)
            .is_some_and(|therapy| context.edition.asks(Asked::Trial, therapy).is_some());
        if replaced && tried {
            let why = "the generator is replaced, and the therapy has been shown to work";
            pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why).cite_only(&L36204);
        }
    }
}
