use super::drug_waste_missing::{drug_of, lines_of};
use crate::code::Modifier;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::needle::TOXINS;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::drug;

rule! {
    /// A single-dose drug stands without JW and without JZ.
    ///
    /// JZ says that nothing was discarded. Medicare requires one of the two since 2023-07-01 and may return claims without
    /// since 2023-10-01.
    "modifier/drug-no-waste-missing", Deny, since "0.1.0";
    says: "{code} comes in single-dose containers, and the line says neither JW nor JZ";
    cites: [CMS_JW, CGS_JZ_2023];
    denial: "CO-16" ["N519"];
    about: DRUG;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(applied) = context.edition.no_waste_modifier().filter(|term| term.value) else { return };
    for line in context.lines.iter().filter(|line| !context.is_repeat(line)) {
        let marked = lines_of(context, line).any(|other| other.line.has_any(&[Modifier::JW, Modifier::JZ]));
        let own = drug_of(context, line);
        let single = own.as_ref().map_or_else(|| TOXINS.contains(&line.code()), drug::is_single_dose);
        let untold = own.as_ref().is_some_and(|it| it.multi_dose.is_not_stated()) && !single;
        if untold && !marked {
            pen.lacks(At::line(line.at), "services.what.drug.multi_dose");
        }
        if marked || !single {
            continue;
        }
        let add = Fix::mechanical([Change::AddModifier { line: line.place(), modifier: Modifier::JZ }]);
        let raised = pen.raise(At::line(line.at)).fact("code", line.code()).trust(applied.trust);
        match own {
            // Units that are on record as discarded are the other rule's.
            Some(it) if it.rest_given_to_another.is_yes() => {
                raised.at_most(Severity::Info);
            }
            Some(it) if drug::discard_modifier(&it, context.edition) == Some(Modifier::JZ) => {
                raised.fix(add);
            }
            Some(it) if drug::discarded(&it).is_some() => {
                raised.at_most(Severity::Info);
            }
            _ => {
                raised.at_most(Severity::Warn).fix(add.once_recorded(["services.what.drug.discarded"]));
            }
        }
    }
}
