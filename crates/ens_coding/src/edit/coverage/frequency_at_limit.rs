use super::frequency_exceeded::{NEEDLES, needle_visits};
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::table::DiagnosisList;

rule! {
    /// This visit is the last one that the policy allows in its window.
    "coverage/frequency-at-limit", Info, since "0.1.0";
    says: "{code}: visit {count} of {limit} that the policy allows ({why})";
    cites: [NCD_30_3_3];
    about: NEEDLES;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    if !context.edition.national_coverage().is_some_and(|term| term.value) {
        return;
    }
    let Some(line) = context.lines.iter().find(|line| NEEDLES.contains(&line.code())) else { return };
    if context.edition.listed(context.diagnoses(), DiagnosisList::LowBack).is_none() {
        return;
    }
    let (quarter, year) = (needle_visits(context, 90), needle_visits(context, 365));
    let reached = match (quarter, year) {
        (_, Some(19)) => Some((20_u32, "20 in a year")),
        (Some(11), _) => Some((12, "12 in 90 days, 8 more where the patient improves")),
        _ => None,
    };
    if let Some((count, why)) = reached {
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("count", count)
            .fact("limit", count)
            .fact("why", why);
    }
}
