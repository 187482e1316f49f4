use crate::finding::At;
use crate::liability::{self, Ground};
use crate::needle::TOXINS;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::Trust;
use crate::visit::{ToxinSite, What};

rule! {
    /// A cosmetic purpose is recorded.
    ///
    /// Statute excludes cosmetic procedures from Medicare, and other payers exclude them too; the drug falls with the
    /// procedure.
    "coverage/cosmetic", Warn, since "0.1.0";
    says: "{code} is for looks alone, which the payer does not cover";
    cites: [L34635, L33458];
    denial: "CO-96" ["N115"];
    about: NEEDLE_PROCEDURE | DRUG;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let purposes = || {
        context.visit.services.iter().filter_map(|service| match &service.what {
            What::Chemodenervation(it) => Some(it.cosmetic.is_yes()),
            _ => None,
        })
    };
    // The toxin falls with its procedures where all of them are for looks.
    let all = purposes().next().is_some() && purposes().all(|cosmetic| cosmetic);
    for line in &context.lines {
        // Face and neck are where toxin is given for looks too.
        let open = context.services_of(line).any(|(_, service)| match &service.what {
            What::Chemodenervation(it) => {
                matches!(it.site, ToxinSite::Facial | ToxinSite::Neck) && it.cosmetic.is_not_stated()
            }
            _ => false,
        });
        if open {
            pen.lacks(At::line(line.at), "services.what.chemodenervation.cosmetic");
        }
        let own = context.services_of(line).any(|(_, service)| match &service.what {
            What::Chemodenervation(it) => it.cosmetic.is_yes(),
            What::Drug(_) => all && TOXINS.contains(&line.code()),
            _ => false,
        });
        if own && !liability::expects_denial(line) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fix(liability::fix(context, line, Ground::Statute))
                .trust(Trust::Secondary);
        }
    }
}
