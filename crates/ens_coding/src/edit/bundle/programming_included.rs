use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::stimulation::{self, PROGRAMMING};
use crate::visit::{Service, What};

rule! {
    /// Testing or programming of a trial belongs to placing its lead.
    ///
    /// The programming codes are for a generator in the body.
    "bundle/programming-included", Warn, since "0.1.0";
    says: "{code}: testing and programming of a stimulator outside of the body are part of placing its lead";
    cites: [CPT_ASSISTANT_2011_04, CMS_NCCI_PTP_2024Q3];
    denial: "CO-97" ["M15"];
    about: STIMULATOR;
    check: check;
}

/// Days within which a trial may still be running.
const TRIAL_DAYS: i32 = 60;

fn tried_lately(context: &Context<'_>) -> bool {
    let history = &context.visit.history;
    let date = context.edition.date();
    let mut trials = history.trials.iter().flatten();
    history.implanted_on.is_none() && trials.any(|it| (0..=TRIAL_DAYS).contains(&date.days_since(it.date)))
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| PROGRAMMING.contains(&line.code())) {
        let untold = |(_, service): (usize, &Service)| matches!(&service.what, What::StimulatorProgramming(it) if it.system.is_none());
        // Within weeks of a trial it may be the trial's stimulator, unless one is implanted.
        if tried_lately(context) && context.services_of(line).any(untold) {
            pen.lacks(At::line(line.at), "services.what.stimulator_programming.system");
        }
        let mut services = context.services_of(line).map(|(_, service)| service).peekable();
        if services.peek().is_some() && services.all(|service| stimulation::programs_external(context.visit, service)) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
        }
    }
}
