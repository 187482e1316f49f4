use crate::authorization::{Stands, stands};
use crate::code::Modifier;
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::stimulation::{self, Part};
use crate::table::Timing;

rule! {
    /// An institutional implant claim without its device code.
    ///
    /// A hospital outpatient claim for an implant carries a device code of the same day, unless the procedure was stopped
    /// (73, 74).
    "device/code-missing", Warn, since "0.1.0";
    says: "{code} implants a device, and the claim has no device code";
    cites: [UHC_DEVICE_CODES];
    denial: "CO-16" ["M20"];
    about: STIMULATOR;
    check: check;
}

fn implants(context: &Context<'_>, line: &LineView<'_>) -> bool {
    let stopped = line.line.has_any(&[Modifier::M73, Modifier::M74])
        || context.services_of(line).any(|(_, service)| service.discontinued.is_some());
    let part = stimulation::of_code(line.code()).map(|(_, part)| part);
    !stopped && matches!(part, Some(Part::Lead | Part::Generator | Part::System))
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let national = context.edition.national_coverage().is_some_and(|term| term.value);
    let device = |line: &LineView<'_>| line.fact.is_some_and(|fact| fact.timing == Timing::Material);
    if !national || stands(context) != Stands::Hospital || context.lines.iter().any(device) {
        return;
    }
    if let Some(line) = context.lines.iter().find(|line| implants(context, line)) {
        pen.raise(At::line(line.at)).fact("code", line.code()).fix(Fix::document(["services.what.supply"]));
    }
}
