use crate::authorization::{Authorized, expired, hospital_lines, is_reused};
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// No source settles whether the affirmation of a trial still counts for the permanent implant.
    ///
    /// One request covers both, and its number goes on both claims; whether the 120 days bind the second one too, the
    /// contractors do not say.
    "authorization/validity-unclear", Warn, since "0.1.0";
    says: "{code}: the affirmation of the trial was {days} days old on the date of service; no source says whether it still counts";
    cites: [MAC_OPD_AUTHORIZATION];
    denial: "CO-197";
    about: PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for (line, told, _) in hospital_lines(context) {
        let Authorized::Yes(authorization) = told else { continue };
        let Some(days) = expired(authorization, context.edition.date()) else { continue };
        if is_reused(context, line, authorization) {
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("days", u32::try_from(days).unwrap_or_default())
                .fix(Fix::document(["history.authorizations"]));
        }
    }
}
