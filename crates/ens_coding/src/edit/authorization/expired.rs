use crate::authorization::{Authorized, expired, hospital_lines, is_reused};
use crate::finding::At;
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// The affirmation's validity ended before the service.
    ///
    /// It holds for 120 days from the decision and is not prolonged; a new request is needed.
    "authorization/expired", Deny, since "0.1.0";
    says: "{code}: the affirmation {why}";
    cites: [MAC_OPD_AUTHORIZATION];
    denial: "CO-197";
    about: PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for (line, told, trust) in hospital_lines(context) {
        let authorization = match told {
            Authorized::Yes(it) => it,
            Authorized::ByNumber => {
                pen.lacks(At::line(line.at), "history.authorizations");
                continue;
            }
            _ => continue,
        };
        if authorization.decided_on.is_none() && authorization.to.is_none() {
            pen.lacks(At::line(line.at), "history.authorizations.decided_on");
        }
        if let Some(days) =
            expired(authorization, context.edition.date()).filter(|_| !is_reused(context, line, authorization))
        {
            let why = match authorization.to.filter(|last| context.edition.date() > *last) {
                Some(last) => alloc::format!("ended on {last}"),
                None => alloc::format!("was {days} days old on the date of service; it holds for 120"),
            };
            pen.raise(At::line(line.at))
                .fact("code", line.code())
                .fact("days", u32::try_from(days).unwrap_or_default())
                .fact("why", why)
                .fix(Fix::document(["history.authorizations"]))
                .trust(trust);
        }
    }
}
