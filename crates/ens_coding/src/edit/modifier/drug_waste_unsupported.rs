use alloc::vec::Vec;

use super::drug_waste_missing::{billed_as_discarded, drug_of, lines_of};
use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::needle::mismatch;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::select::drug;
use crate::source::Trust;
use crate::traits::is_drug;
use crate::visit::Drug;

rule! {
    /// JW stands without discarded units, or on a drug from a multi-dose container; or JZ where something was discarded.
    ///
    /// What another patient received was not discarded, and what a unit of the code covers by rounding up was not either.
    /// What was given and what was discarded add up to what was opened.
    "modifier/drug-waste-unsupported", Deny, since "0.1.0";
    says: "{code} with {modifier}: {why}";
    cites: [CMS_JW];
    denial: "CO-16" ["N519"];
    about: DRUG;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| is_drug(line.code())) {
        let own = drug_of(context, line);
        for modifier in [Modifier::JW, Modifier::JZ].into_iter().filter(|modifier| line.line.has(*modifier)) {
            let Some(it) = &own else {
                // Only what the visit tells of the drug can support it.
                pen.lacks(At::line(line.at), "services.what.drug.discarded");
                continue;
            };
            match unsupported(context, line, it, modifier) {
                Support::Untrue(why, change) => {
                    let whole = mismatch::realigned(context, line);
                    let changes = if whole.is_empty() { Vec::from([change]) } else { whole };
                    pen.raise(At::line(line.at))
                        .fact("code", line.code())
                        .fact("modifier", modifier)
                        .fact("why", why)
                        .fix(Fix::mechanical(changes));
                }
                Support::Unknown => pen.lacks(At::line(line.at), "services.what.drug.discarded"),
                Support::True => {}
            }
        }
        if let Some(it) = own.filter(|_| !context.is_repeat(line)) {
            unbalanced(pen, line, &it);
        }
    }
}

/// What the record makes of JW or JZ.
enum Support {
    /// It does not, and why; with the change that takes it off where nothing else is known.
    Untrue(&'static str, Change),
    /// The record does not say what was discarded.
    Unknown,
    True,
}

fn unsupported(context: &Context<'_>, line: &LineView<'_>, it: &Drug, modifier: Modifier) -> Support {
    let discarded = drug::units(it).1;
    let remove = Change::RemoveModifier { line: line.place(), modifier };
    let untrue = |why| Support::Untrue(why, remove.clone());
    if it.multi_dose.is_yes() {
        return untrue("the container is for several doses, whose rest is not paid");
    }
    if it.rest_given_to_another.is_yes() {
        return untrue("the rest was given to another patient, and not discarded");
    }
    if drug::discarded(it).is_none() {
        return Support::Unknown;
    }
    if modifier == Modifier::JZ {
        // Where nothing is billed as discarded `modifier/drug-waste-missing` says so.
        let contradicted = discarded > 0 && lines_of(context, line).any(|other| other.line.has(Modifier::JW));
        return if contradicted { untrue("units were discarded, and it says that none were") } else { Support::True };
    }
    match discarded {
        0 => untrue("nothing was discarded beyond what the units of the code cover"),
        _ if billed_as_discarded(context, line) > discarded => untrue("more units than were discarded"),
        _ => Support::True,
    }
}

/// Given and discarded units are not what was opened.
fn unbalanced(pen: &mut Pen<'_>, line: &LineView<'_>, it: &Drug) {
    let Some(opened) = drug::opened(it).filter(|_| !it.rest_given_to_another.is_yes()) else { return };
    let told = it.given.saturating_add(it.discarded.unwrap_or(0));
    let why = if told > opened {
        "more was given and discarded than was opened"
    } else if told < opened && it.discarded.is_some() && drug::is_single_dose(it) {
        "less was given and discarded than was opened, and the rest is not accounted for"
    } else {
        return;
    };
    pen.raise(At::line(line.at))
        .fact("code", line.code())
        .fact("modifier", if drug::units(it).1 > 0 { Modifier::JW } else { Modifier::JZ })
        .fact("why", why)
        .fix(Fix::document(["services.what.drug.containers"]))
        .trust(Trust::Secondary);
}
