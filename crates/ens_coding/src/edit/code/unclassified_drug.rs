use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::drug;
use crate::visit::What;

rule! {
    /// A drug has no code of its own on the date.
    ///
    /// It is billed under the code for unclassified biologics, with name, dose and price on the claim.
    "code/unclassified-drug", Warn, since "0.1.0";
    says: "{own} is not in force yet: {code} with name, dose and price of the drug on the claim";
    cites: [CMS_MPFS_2020_2024, NEEDLE_PRACTICE];
    denial: "CO-16" ["M20"];
    about: DRUG;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let chosen = |at: usize| context.choices.get(at).and_then(|choice| choice.code);
    for line in &context.lines {
        // A line under the code of later days will be billed under the unclassified one.
        if !context.services_of(line).any(|(at, _)| chosen(at) == Some(drug::UNCLASSIFIED)) {
            continue;
        }
        let product = context.services_of(line).find_map(|(_, service)| match &service.what {
            What::Drug(it) => Some(it.product),
            _ => None,
        });
        let Some(product) = product else { continue };
        pen.raise(At::line(line.at))
            .fact("code", drug::UNCLASSIFIED)
            .fact("own", drug::code_of(product).0)
            .fix(Fix::document(["documentation.note"]));
    }
}
