use crate::book::Asked;
use crate::criteria::{placed, raise, record};
use crate::fact::Fact;
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// No record that simpler treatment failed.
    ///
    /// A stimulator is a late or last resort: drugs, physical therapy, injections or surgery were tried or are unsuitable.
    "documentation/conservative-care-missing", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [OIG_A_01_18_00500, NCD_160_7];
    denial: "CO-50" ["N115"];
    about: STIMULATOR;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in placed(context) {
        let Some(criterion) = context.edition.asks(Asked::ConservativeCare, it.therapy) else { continue };
        let record = record(context);
        let path = "documentation.implant.conservative_care_failed";
        // For the bladder the record speaks of symptoms that resist.
        match record.conservative_care_failed.or(record.refractory) {
            Fact::Yes => {}
            Fact::NotStated => pen.lacks(At::line(it.line.at), path),
            Fact::No => {
                raise(pen, context, it.line, criterion, "the record says that simpler treatment has not failed", path);
            }
        }
    }
}
