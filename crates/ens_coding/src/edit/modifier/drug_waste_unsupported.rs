use super::drug_waste_missing::drug_of;
use crate::claim::Units;
use crate::code::Modifier;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::drug;
use crate::traits::is_drug;

rule! {
    /// JW stands without discarded units, or on a drug from a multi-dose container.
    ///
    /// What another patient received was not discarded, and what a unit of the code covers by rounding up was not either.
    "modifier/drug-waste-unsupported", Deny, since "0.1.0";
    says: "{code} with JW: {why}";
    cites: [CMS_JW];
    denial: "CO-16" ["N519"];
    about: DRUG;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| line.line.has(Modifier::JW) && is_drug(line.code())) {
        let at = At::line(line.at);
        let Some(it) = drug_of(context, line) else {
            // Only what the visit tells of the drug can support it.
            pen.lacks(at, "services.what.drug.discarded");
            continue;
        };
        let discarded = drug::units(it).1;
        let remove = Fix::mechanical([Change::RemoveLine { line: line.place() }]);
        let mut raise = |why: &'static str, fix: Fix| {
            pen.raise(at).fact("code", line.code()).fact("why", why).fix(fix);
        };
        if it.rest_given_to_another.is_yes() {
            raise("the rest was given to another patient, and not discarded", remove);
        } else if it.multi_dose.is_yes() {
            raise("the container is for several doses, whose rest is not paid", remove);
        } else if it.discarded.is_none() {
            pen.lacks(at, "services.what.drug.discarded");
        } else if discarded == 0 {
            raise("nothing was discarded beyond what the units of the code cover", remove);
        } else if line.line.units.get() > discarded {
            let units = Units::new(discarded).map(|units| Change::SetUnits { line: line.place(), units });
            raise("more units than were discarded", Fix::mechanical(units));
        } else {
            beside_no_waste(context, pen, line);
        }
    }
}

/// JZ on the line of the same drug says that nothing was discarded.
fn beside_no_waste(context: &Context<'_>, pen: &mut Pen<'_>, line: &LineView<'_>) {
    let untrue = super::drug_waste_missing::lines_of(context, line).find(|other| other.line.has(Modifier::JZ));
    if let Some(other) = untrue {
        let change = Change::RemoveModifier { line: other.place(), modifier: Modifier::JZ };
        pen.raise(At::pair(other.at, line.at))
            .fact("code", line.code())
            .fact("why", "another line of the drug says with JZ that nothing was discarded")
            .fix(Fix::mechanical([change]))
            .at_most(Severity::Deny);
    }
}
