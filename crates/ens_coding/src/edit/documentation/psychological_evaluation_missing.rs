use crate::book::Asked;
use crate::criteria::{placed, raise, record};
use crate::fact::Fact;
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// The policy asks for a psychological evaluation, and there is none.
    ///
    /// By a psychiatrist, clinical psychologist or licensed medical social worker, says one contractor. It is not asked for
    /// restorative stimulation.
    "documentation/psychological-evaluation-missing", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [MAC_OPD_AUTHORIZATION];
    denial: "CO-50" ["N115"];
    about: STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in placed(context) {
        let Some(criterion) = context.edition.asks(Asked::PsychologicalEvaluation, it.therapy) else { continue };
        let path = "documentation.implant.psychological_evaluation";
        match record(context).psychological_evaluation {
            Fact::Yes => {}
            Fact::NotStated => pen.lacks(At::line(it.line.at), path),
            Fact::No => {
                raise(pen, context, it.line, criterion, "the record has no psychological evaluation", path);
            }
        }
    }
}
