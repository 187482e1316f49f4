use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::units::{is_timed, shares_minutes_with};

rule! {
    /// The same minutes stand under two timed codes.
    ///
    /// A minute of one-on-one contact counts once. Functional stimulation during gait training is one of the two, not
    /// both.
    "units/time-counted-twice", Deny, since "0.1.0";
    says: "the minutes of {code} are those of {other} as well; a minute counts once";
    cites: [CMS_100_04_CH5_20_2, CGS_THERAPY_GUIDANCE];
    denial: "CO-97" ["M15"];
    about: CONCURRENT;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let billed = |at: usize| context.billed(at);
    let timed = |at: usize| {
        context.choices.get(at).zip(billed(at)).is_some_and(|(choice, code)| is_timed(context.edition, choice, code))
    };
    for at in (0..context.visit.services.len()).filter(|at| timed(*at)) {
        let Some(first) = shares_minutes_with(context.visit, at, timed) else {
            continue;
        };
        let (Some(code), Some(other)) = (billed(at), billed(first)) else {
            continue;
        };
        let Some(line) = context.lines.iter().find(|line| line.code() == code && code != other) else {
            continue;
        };
        let alone = context.services_of(line).count() == 1;
        let raised = pen.raise(At::line(line.at)).fact("code", code).fact("other", other);
        if alone {
            raised.fix(Fix::mechanical([Change::RemoveLine { line: line.place() }]));
        } else {
            raised.fix(Fix::document(["services.minutes"]));
        }
    }
}

/// In a draft the second service has no line; the record still shows the minutes twice.
pub(crate) fn note(pen: &mut Pen<'_>, service: usize, code: crate::code::Code, other: crate::code::Code) {
    pen.raise(At::service(service)).fact("code", code).fact("other", other).at_most(Severity::Info);
}
