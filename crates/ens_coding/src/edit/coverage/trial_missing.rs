use crate::book::Asked;
use crate::criteria::{STAGE, is_usually_tried, placed, raise, record};
use crate::fact::Fact;
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::TrialOutcome;

rule! {
    /// A permanent implant without a recorded trial.
    ///
    /// Medicare covers a stimulator for pain once a temporary electrode has shown relief, and a sacral one after test
    /// stimulation.
    "coverage/trial-missing", Deny, since "0.1.0";
    says: "{code}: the payer asks for a trial before the permanent implant; {why}";
    cites: [OIG_A_01_18_00500, MAC_OPD_AUTHORIZATION, NCD_160_7];
    denial: "CO-50" ["N115"];
    about: STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in placed(context).into_iter().filter(|it| !it.is_trial) {
        let Some(criterion) = context.edition.asks(Asked::Trial, it.therapy) else {
            if is_usually_tried(it.therapy) && context.edition.asked(Asked::Trial, it.therapy).is_none() {
                pen.lacks(At::line(it.line.at), "policy:criteria.trial");
            }
            continue;
        };
        if it.is_unknown() {
            pen.lacks(At::line(it.line.at), STAGE);
            continue;
        }
        let stated = record(context).trial;
        let earlier = context.visit.history.trials.as_deref();
        let done = stated.map_or(Fact::NotStated, |trial| trial.done);
        let shown =
            stated.is_some_and(|trial| trial.pain_relief_percent.or(trial.symptom_improvement_percent).is_some());
        let any = earlier.is_some_and(|all| all.iter().any(|trial| trial.outcome != Some(TrialOutcome::Failed)));
        let path = "documentation.implant.trial";
        let why = match (done, earlier) {
            (Fact::Yes, _) => continue,
            (Fact::No, _) => "the record says that there was none",
            _ if shown || any => continue,
            (_, Some([])) => "the history has none",
            _ => {
                pen.lacks(At::line(it.line.at), "documentation.implant.trial.done");
                continue;
            }
        };
        raise(pen, context, it.line, criterion, why, path);
    }
}
