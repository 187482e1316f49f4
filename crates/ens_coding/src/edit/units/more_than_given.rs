use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::What;

rule! {
    /// More units are billed than the visit records as given.
    ///
    /// This concerns services whose code and units the visit itself names, and leads.
    "units/more-than-given", Warn, since "0.1.0";
    says: "{code}: {units} units are billed, the visit records {given}";
    cites: [PROJECT];
    denial: "CO-151";
    about: CODED | STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let given = context
            .services_of(line)
            .map(|(_, service)| match &service.what {
                What::Coded(it) => it.units.map(crate::claim::Units::get),
                What::StimulatorLead(it) => it.leads.map(u32::from),
                _ => None,
            })
            .try_fold(0_u32, |sum, units| Some(sum.saturating_add(units?)))
            .filter(|given| *given > 0);
        let same = context.lines.iter().filter(|other| other.code() == line.code());
        let units = same.map(|other| other.line.units.get()).fold(0, u32::saturating_add);
        if let Some(given) = given.filter(|given| units > *given) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("units", units)
                .fact("given", given)
                .fix(Fix::document(["services.what"]));
        }
    }
}
