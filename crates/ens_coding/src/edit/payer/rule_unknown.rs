use crate::book::CountingMethod;
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::units::pools;
use crate::visit::What;

rule! {
    /// A rule of this payer is not known, and the generic one of its line of business was used.
    ///
    /// The answer says which question was open; the contract's terms, recorded on the visit, settle it.
    "payer/rule-unknown", Warn, since "0.1.0";
    says: "{why}; used: {used}";
    cites: [GAWENDA, PROJECT];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let edition = context.edition;
    if !edition.is_policy_known() {
        let used = edition.policy().map_or_else(|| "none".into(), |policy| policy.policy.clone());
        pen.raise(At::CLAIM)
            .fact("why", "no policy is loaded for this payer")
            .fact("used", used)
            .fix(Fix::document(["payer.id"]));
    }
    unattended_stimulation(context, pen);
    counting(context, pen);
}

fn unattended_stimulation(context: &Context<'_>, pen: &mut Pen<'_>) {
    let term = context.edition.unattended_stimulation();
    let asked = context.visit.services.iter().any(|service| match &service.what {
        What::ElectricalStimulation(it) => !it.attended.is_yes() && !it.through_acupuncture_needles.is_yes(),
        _ => false,
    });
    if asked && !term.is_some_and(|term| term.named) {
        let used = term.map_or(crate::code::code!(b"97014"), |term| term.value);
        pen.raise(At::CLAIM)
            .fact("why", "the payer's code for unattended stimulation is not known")
            .fact("used", used)
            .fix(Fix::document(["payer.terms.unattended_stimulation"]));
    }
}

/// The method matters only where the two give different units.
fn counting(context: &Context<'_>, pen: &mut Pen<'_>) {
    let term = context.edition.counting_method();
    if term.is_some_and(|term| term.named) {
        return;
    }
    let by = |method| {
        pools(method, context.visit, context.edition, context.choices)
            .into_iter()
            .flat_map(|pool| pool.counted)
            .map(|counted| (counted.code, counted.units))
            .collect::<alloc::vec::Vec<_>>()
    };
    if by(CountingMethod::Cms) != by(CountingMethod::Ama) {
        let used = match term.map(|term| term.value) {
            Some(CountingMethod::Cms) => "all timed minutes together (CMS)",
            _ => "each code alone (AMA)",
        };
        pen.raise(At::CLAIM)
            .fact("why", "the payer's way of counting minutes is not known, and the two ways differ here")
            .fact("used", used)
            .fix(Fix::document(["payer.terms.counting_method"]));
    }
}
