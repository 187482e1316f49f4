use crate::authorization::{Authorized, hospital_lines};
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// Authorization was given, and the claim carries another number or none.
    ///
    /// The number (UTN) of a trial goes on the claim of the permanent implant too.
    "authorization/number-missing", Deny, since "0.1.0";
    says: "{code} is authorized, and the claim does not carry the authorization's number";
    cites: [MAC_OPD_AUTHORIZATION];
    denial: "CO-197";
    about: PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for (line, told, trust) in hospital_lines(context) {
        let Authorized::Yes(authorization) = told else { continue };
        let carried = context.claim.authorization_number.as_ref();
        if carried.is_some_and(|number| authorization.number.as_ref().is_none_or(|own| own == number)) {
            continue;
        }
        let fix = match &authorization.number {
            Some(number) => Fix::mechanical([Change::SetAuthorizationNumber { number: number.clone() }]),
            None => Fix::document(["history.authorizations.number"]),
        };
        pen.raise(At::line(line.at)).fact("code", line.code()).fix(fix).trust(trust);
    }
}
