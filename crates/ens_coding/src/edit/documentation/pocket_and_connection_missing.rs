use crate::code::{Code, code};
use crate::date::Date;
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::What;

rule! {
    /// A generator code without the record of pocket and connection.
    ///
    /// Since 2024-01-01 63685 and 64590 are for generators with a pocket and a detachable connection to the lead.
    "documentation/pocket-and-connection-missing", Warn, since "0.1.0";
    says: "{code} needs {why} since 2024-01-01, and the record does not show it";
    cites: [CPT_2024_GENERATORS];
    denial: "CO-16";
    about: STIMULATOR;
    check: check;
}

const GENERATORS: [Code; 2] = [code!(b"63685"), code!(b"64590")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    if Date::new(2024, 1, 1).is_some_and(|start| context.edition.date() < start) {
        return;
    }
    for line in context.lines.iter().filter(|line| GENERATORS.contains(&line.code())) {
        let generator = context.services_of(line).find_map(|(_, service)| match &service.what {
            What::StimulatorGenerator(it) if !it.external.is_yes() => Some(*it),
            _ => None,
        });
        let Some(it) = generator else {
            if context.services_of(line).next().is_none() {
                pen.lacks(At::line(line.at), "services.what.stimulator_generator");
            }
            continue;
        };
        let why = match (it.pocket.is_yes(), it.detachable.is_yes()) {
            (true, true) => continue,
            (false, true) => "a pocket",
            (true, false) => "a detachable connection",
            (false, false) => "a pocket and a detachable connection",
        };
        let pocket = (!it.pocket.is_yes()).then_some("services.what.stimulator_generator.pocket");
        let detachable = (!it.detachable.is_yes()).then_some("services.what.stimulator_generator.detachable");
        let fix = Fix::document(pocket.into_iter().chain(detachable));
        pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why).fix(fix);
    }
}
