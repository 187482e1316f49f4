use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::stimulation::PROGRAMMING;
use crate::visit::PerformerKind;

rule! {
    /// A representative of the device's manufacturer did the programming.
    ///
    /// The practitioner who bills must program, or qualified staff under the payer's rules.
    "performer/manufacturer-representative", Warn, since "0.1.0";
    says: "{code}: a manufacturer's representative programmed, whose work nobody can bill";
    cites: [KZA_95972];
    denial: "CO-170" ["N95"];
    about: REPRESENTATIVE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| PROGRAMMING.contains(&line.code())) {
        let mut kinds = context
            .services_of(line)
            .filter_map(|(_, service)| context.visit.performer_of(service))
            .map(|performer| performer.kind)
            .peekable();
        if kinds.peek().is_some() && kinds.all(|kind| kind == PerformerKind::ManufacturerRepresentative) {
            let fix = Fix::mechanical([Change::RemoveLine { line: line.place() }]);
            pen.raise(At::line(line.at)).fact("code", line.code()).fix(fix);
        }
    }
}
