use super::frequency_exceeded::{counted, window_in_words};
use crate::finding::{At, Severity};
use crate::fix::Fix;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::SDN_2025;

rule! {
    /// This visit is the last one that the policy allows in its window, or sits on the window's edge.
    ///
    /// Whether a session on the very day a year ago still counts, no policy says; a practitioner reports a denial. A policy
    /// of the payer can settle it with `first_day_counts`.
    "coverage/frequency-at-limit", Warn, since "0.1.0";
    says: "{code}: session {count} of {limit} that the policy allows ({why})";
    cites: [NCD_30_3_3, A58695, NORIDIAN_FACET_QA, SDN_2025];
    denial: "CO-119" ["N362"];
    about: NEEDLES | NEEDLE_PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for (it, standings) in counted(context) {
        let exceeded = standings.iter().any(|it| it.is_exceeded() && !it.limit.more_if_improving);
        for standing in standings.iter().filter(|standing| !exceeded && standing.limit.sessions > 1) {
            let limit = standing.limit;
            let edge = standing.depends_on_edge();
            if !edge && !standing.is_last() {
                continue;
            }
            let mut why = window_in_words(limit, it.area);
            if edge {
                why.push_str("; one was on the first day of the window, and whether that day counts nobody says");
            } else if limit.more_if_improving {
                why.push_str(", more where the patient improves");
            }
            let count = standing.count().saturating_add(if edge { 2 } else { 1 });
            let raised = pen
                .raise(At::line(it.line.at))
                .fact("code", it.line.code())
                .fact("count", count)
                .fact("limit", limit.sessions)
                .fact("why", why)
                .fact("next", standing.next)
                .only_entry(context.edition.cite(&limit.source, limit.trust));
            if edge {
                raised.cite(SDN_2025.citation()).fix(Fix::document(["documentation.waiver"]));
            } else {
                raised.at_most(Severity::Info);
            }
        }
    }
}
