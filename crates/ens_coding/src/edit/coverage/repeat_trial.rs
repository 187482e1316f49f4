use crate::book::Asked;
use crate::criteria::{asks, placed, raise};
use crate::finding::{At, Severity};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::{EarlierTrial, RepeatReason, TrialOutcome, Visit, What};

rule! {
    /// A second trial after one that failed.
    ///
    /// It is not appropriate but for extenuating circumstances, such as a technical problem of the first one or another
    /// kind of stimulation; with such a record it is worth having the papers ready.
    "coverage/repeat-trial", Deny, since "0.1.0";
    says: "{code}: the trial is repeated after {date}; {why}";
    cites: [A56876];
    denial: "CO-50" ["N115"];
    about: STIMULATOR;
    check: check;
}

/// The earlier trials of the region that this visit tries, before its date.
pub(super) fn earlier(visit: &Visit) -> Option<impl Iterator<Item = &EarlierTrial>> {
    let region = visit.services.iter().find_map(|service| match &service.what {
        What::StimulatorLead(it) => it.region.as_deref(),
        _ => None,
    });
    let same = move |it: &&EarlierTrial| {
        it.date < visit.date_of_service
            && it.region.as_deref().zip(region).is_none_or(|(one, other)| one.eq_ignore_ascii_case(other))
    };
    visit.history.trials.as_ref().map(|all| all.iter().filter(same))
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in placed(context).into_iter().filter(|it| !it.is_permanent) {
        let Some(criterion) = asks(context, Asked::RepeatReason, it.therapy) else { continue };
        let Some(trials) = earlier(context.visit) else {
            pen.lacks(At::line(it.line.at), "history.trials");
            continue;
        };
        let Some(last) = trials.filter(|it| it.outcome != Some(TrialOutcome::Success)).max_by_key(|it| it.date) else {
            continue;
        };
        let reason = context.visit.documentation.implant.repeat_reason;
        let why = match (reason, last.outcome) {
            (Some(RepeatReason::Technical), _) => Some("the record names a technical problem"),
            (Some(RepeatReason::NewModality), _) => Some("the record names another kind of stimulation"),
            (None, Some(TrialOutcome::Technical)) => Some("the earlier one ended by a technical problem"),
            _ => None,
        };
        let path = "documentation.implant.repeat_reason";
        if let Some(why) = why {
            let raised = pen.raise(At::line(it.line.at)).fact("code", it.line.code()).fact("why", why);
            raised.fact("date", last.date).at_most(Severity::Info);
        } else {
            let why = "the record names no extenuating circumstance";
            // Where the number of a life is used up, that decides.
            let over = super::lifetime_limit::is_over(context, &it);
            let most = if over { Severity::Warn } else { Severity::Deny };
            raise(pen, context, it.line, criterion, why, path).fact("date", last.date).at_most(most);
        }
    }
}
