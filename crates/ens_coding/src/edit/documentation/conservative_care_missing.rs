use crate::book::{Asked, Therapy};
use crate::criteria::{placed, raise, record};
use crate::fact::Fact;
use crate::finding::At;
use crate::needle::record as needle;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// No record that simpler treatment failed.
    ///
    /// A stimulator is a late or last resort: drugs, physical therapy, injections or surgery were tried or are unsuitable.
    /// Before epidurals and sacroiliac injections four weeks of simpler treatment have failed.
    "documentation/conservative-care-missing", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [OIG_A_01_18_00500, NCD_160_7];
    denial: "CO-50" ["N115"];
    about: STIMULATOR | NEEDLE_PROCEDURE;
    check: check;
}

/// Days of simpler treatment before a needle procedure.
fn needles(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in needle::judged(context) {
        let Some(criterion) = needle::asks(context, &it, Asked::ConservativeCareDays) else { continue };
        let path = "documentation.procedure.conservative_care_days";
        match needle::record(context).conservative_care_days {
            // Acute shingles does not wait.
            _ if it.therapy == Therapy::Epidural && needle::is_zoster(context) => {}
            None => pen.lacks(At::line(it.line.at), path),
            Some(days) if u32::from(days) < criterion.value => {
                let why = alloc::format!(
                    "the policy asks for {} days of simpler treatment that failed, and the record shows {days}",
                    criterion.value
                );
                needle::raise(pen, context, it.line, criterion, why, path);
            }
            Some(_) => {}
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    needles(context, pen);
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
