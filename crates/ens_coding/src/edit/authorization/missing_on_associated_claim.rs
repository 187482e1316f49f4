use crate::authorization::{
    Stands, applied, follows_hospital, hospital_row, is_authorized, is_stimulator_anesthesia, stands,
};
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// This claim falls with the hospital's claim that lacks authorization.
    ///
    /// The surgeon's and the anesthesia claim for an unauthorized hospital outpatient service may be denied with it, at
    /// once or after payment.
    "authorization/missing-on-associated-claim", Warn, since "0.1.0";
    says: "{code} for a hospital outpatient: the hospital needs prior authorization, none is recorded, and this claim may be denied with the hospital's";
    cites: [MAC_OPD_AUTHORIZATION, CMS_OPD_AUTHORIZATION];
    denial: "CO-197";
    about: PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let exempt = context.visit.setting.authorization_exempt.is_yes();
    if applied(context).is_none() || stands(context) != Stands::Associated || exempt || !context.is_practitioners() {
        return;
    }
    for line in &context.lines {
        let anesthesia = is_stimulator_anesthesia(line.code());
        let listed = hospital_row(context, line).is_some() && !follows_hospital(line);
        if (listed || anesthesia) && !is_authorized(context, line) {
            let fix = Fix::document(["history.authorizations"]);
            pen.raise(At::line(line.at)).fact("code", line.code()).fix(fix);
        }
    }
}
