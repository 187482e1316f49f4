use alloc::vec::Vec;

use crate::book::Asked;
use crate::criteria::{STAGE, placed, raise};
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

/// The earlier trials of the region that this visit tries, before its date; `Err` names what is missing.
pub(super) fn earlier(visit: &Visit) -> Result<Vec<&EarlierTrial>, &'static str> {
    let all = visit.history.trials.as_ref().ok_or("history.trials")?;
    let all: Vec<&EarlierTrial> = all.iter().filter(|it| it.date < visit.date_of_service).collect();
    let region = visit.services.iter().find_map(|service| match &service.what {
        What::StimulatorLead(it) => it.region.as_deref(),
        _ => None,
    });
    let Some(region) = region.filter(|_| !all.is_empty()) else {
        return if all.is_empty() { Ok(all) } else { Err("services.what.stimulator_lead.region") };
    };
    if all.iter().any(|it| it.region.is_none()) {
        return Err("history.trials.region");
    }
    let same = |it: &&EarlierTrial| it.region.as_ref().is_some_and(|one| one.eq_ignore_ascii_case(region));
    Ok(all.into_iter().filter(same).collect())
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in placed(context).into_iter().filter(|it| !it.is_permanent) {
        let Some(criterion) = context.edition.asks(Asked::RepeatReason, it.therapy) else { continue };
        let trials = match earlier(context.visit) {
            Ok(trials) if it.is_unknown() && !trials.is_empty() => Err(STAGE),
            told => told,
        };
        let trials = match trials {
            Ok(trials) => trials.into_iter(),
            Err(missing) => {
                pen.lacks(At::line(it.line.at), missing);
                continue;
            }
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
        match why {
            Some(why) => {
                let raised = pen.raise(At::line(it.line.at)).fact("code", it.line.code()).fact("why", why);
                raised.fact("date", last.date).at_most(Severity::Info);
            }
            None if last.outcome.is_none() => pen.lacks(At::line(it.line.at), "history.trials.outcome"),
            None => {
                let why = "the record names no extenuating circumstance";
                // Where the number of a life is used up, that decides.
                let over = super::lifetime_limit::is_over(context, &it);
                let most = if over { Severity::Warn } else { Severity::Deny };
                raise(pen, context, it.line, criterion, why, path).fact("date", last.date).at_most(most);
            }
        }
    }
}
