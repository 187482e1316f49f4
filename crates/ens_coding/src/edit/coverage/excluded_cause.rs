use super::duration_unmet::report_line;
use super::frequency_exceeded::NEEDLES;
use crate::book::Asked;
use crate::date::Date;
use crate::fact::Fact;
use crate::finding::At;
use crate::needle::record;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::source::NCD_30_3_3;
use crate::table::DiagnosisList;

rule! {
    /// A cause that the policy excludes.
    ///
    /// Acupuncture is covered for low back pain without an identifiable systemic cause that has nothing to do with surgery
    /// or pregnancy. Facet joints are not treated while a radiculopathy is untreated.
    "coverage/excluded-cause", Deny, since "0.1.0";
    says: "{code} is not covered: {why}";
    cites: [NCD_30_3_3, NORIDIAN_FACET_OPD];
    denial: "CO-50" ["N386"];
    about: NEEDLES | NEEDLE_PROCEDURE;
    check: check;
}

/// First day of the national coverage of acupuncture.
pub(crate) const ACUPUNCTURE_FROM: Option<Date> = Date::new(2020, 1, 21);

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    radiculopathy(context, pen);
    let Some(national) = context.edition.national_coverage().filter(|term| term.value) else { return };
    let covered = ACUPUNCTURE_FROM.is_none_or(|from| context.edition.date() >= from);
    if !covered || context.edition.listed(context.diagnoses(), DiagnosisList::LowBack).is_none() {
        return;
    }
    for line in context.lines.iter().filter(|line| NEEDLES.contains(&line.code())) {
        if crate::stimulation::mismatch::is_replaced(context, line) {
            continue;
        }
        match context.visit.documentation.excluded_cause {
            Fact::No => {}
            Fact::NotStated => pen.lacks(At::line(line.at), "documentation.excluded_cause"),
            Fact::Yes => {
                let why = "low back pain of a systemic cause, after surgery or in pregnancy is excluded";
                report_line(pen, context, line, why, &NCD_30_3_3, national.trust);
            }
        }
    }
}

fn radiculopathy(context: &Context<'_>, pen: &mut Pen<'_>) {
    for it in record::judged(context) {
        let Some(criterion) = record::asks(context, &it, Asked::NoRadiculopathy) else { continue };
        let path = "documentation.procedure.untreated_radiculopathy";
        match record::record(context).untreated_radiculopathy {
            Fact::No => {}
            Fact::NotStated => pen.lacks(At::line(it.line.at), path),
            Fact::Yes => {
                record::raise(pen, context, it.line, criterion, "a radiculopathy is untreated", path);
            }
        }
    }
}
