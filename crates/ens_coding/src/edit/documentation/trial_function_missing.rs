use crate::book::Asked;
use crate::criteria::{placed, raise, record};
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// Relief in the trial is recorded, function is not.
    "documentation/trial-function-missing", Warn, since "0.1.0";
    says: "{code}: {why}";
    cites: [L37632];
    denial: "CO-50" ["N115"];
    about: STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let trial = record(context).trial.unwrap_or_default();
    if trial.done.is_no() || trial.function_improved.is_yes() {
        return;
    }
    let told = record(context).trial.is_some();
    let why = if trial.function_improved.is_no() {
        "the trial did not improve function, and the policy asks for some improvement"
    } else {
        "the record of the trial says nothing about function, and the policy asks for some improvement"
    };
    for it in placed(context).into_iter().filter(|it| it.is_permanent) {
        let path = "documentation.implant.trial.function_improved";
        match context.edition.asks(Asked::TrialFunction, it.therapy) {
            Some(criterion) if told => {
                raise(pen, context, it.line, criterion, why, path);
            }
            Some(_) => pen.lacks(At::line(it.line.at), path),
            None => {}
        }
    }
}
