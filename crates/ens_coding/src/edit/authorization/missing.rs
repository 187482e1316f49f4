use crate::authorization::{
    Authorized, Stands, applied, cite, follows_hospital, hospital_row, lacks_table, lacks_toxin, of_line, stands,
};
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// The payer's program needs prior authorization for this code, setting and date, and none is on the visit.
    ///
    /// Authorization is a condition of payment for hospital outpatient services on Medicare's list (type of bill 13X); it
    /// cannot be had after the service. For stimulators of the spine only the lead is on the list, at the trial or, where
    /// the trial was elsewhere, at the permanent implant. Facet joint procedures are listed since 2023-07-01, toxin for the
    /// face and for migraine with certain drugs since 2020-07-01, and the practitioner's claim follows the hospital's.
    "authorization/missing", Deny, since "0.1.0";
    says: "{code} needs prior authorization in a hospital outpatient department since {from}: {why}";
    cites: [CMS_OPD_AUTHORIZATION, MAC_OPD_AUTHORIZATION];
    denial: "CO-197";
    about: PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(trust) = applied(context) else { return };
    let stands = stands(context);
    if stands == Stands::Outside || context.visit.setting.authorization_exempt.is_yes() {
        return;
    }
    if lacks_table(context, pen) {
        return;
    }
    for line in &context.lines {
        let Some(row) = hospital_row(context, line) else { continue };
        // What happens to other practitioners' claims is a rule of its own.
        if stands == Stands::Associated && !(follows_hospital(line) && context.is_practitioners()) {
            continue;
        }
        if stands == Stands::Unknown {
            pen.lacks(At::line(line.at), "setting.bill_type");
            continue;
        }
        if stands == Stands::Hospital && lacks_toxin(context, line) {
            pen.lacks(At::line(line.at), "services.what.drug");
            continue;
        }
        let why = match of_line(context, line) {
            Authorized::Yes(_) | Authorized::ByNumber => continue,
            Authorized::No(why) => why,
            Authorized::Nothing => "none is recorded",
        };
        let raised = pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why);
        let raised = match row.from {
            Some(from) => raised.fact("from", from),
            None => raised.fact("from", "before 2018"),
        };
        raised.fix(Fix::document(["history.authorizations"])).cite(cite(context, row)).trust(row.trust).trust(trust);
    }
}
