use alloc::vec::Vec;

use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// A local policy decides here and is not loaded.
    ///
    /// The contractor of the place of service may narrow what national rules allow; its policy is named where it is known.
    "payer/local-policy-unknown", Info, since "0.1.0";
    says: "local policy decides too and is not loaded: {policies}";
    cites: [PROJECT];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    // Only Medicare's contractors write local policies of this kind.
    let contractors = context
        .edition
        .policy()
        .is_some_and(|policy| policy.line_of_business == crate::visit::LineOfBusiness::Medicare);
    let Some(line) = context.therapy_lines().next().filter(|_| contractors) else {
        return;
    };
    let names: Vec<&str> = context.edition.local_policies().map(|local| local.id.as_str()).collect();
    let policies =
        if names.is_empty() { "the contractor's own, which the visit does not name".into() } else { names.join(", ") };
    let mut raised = pen.raise(At::line(line.at)).fact("policies", policies);
    for local in context.edition.local_policies() {
        raised = raised.cite(context.edition.cite(&local.source, local.trust));
    }
}
