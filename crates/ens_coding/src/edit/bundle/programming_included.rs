use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::stimulation::{self, PROGRAMMING};

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

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| PROGRAMMING.contains(&line.code())) {
        let mut services = context.services_of(line).map(|(_, service)| service).peekable();
        if services.peek().is_some() && services.all(|service| stimulation::programs_external(context.visit, service)) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
        }
    }
}
