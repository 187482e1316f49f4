use crate::book::Asked;
use crate::criteria::{placed, raise, record};
use crate::fact::Fact;
use crate::finding::{At, Severity};
use crate::needle::record as needle;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// A part of the record by which patients are selected for a stimulator or a needle procedure is missing.
    ///
    /// Physical examination, screening for substance abuse, the effect on daily living, education; an objective cause where
    /// the policy asks for it; and for a trial in the office sterility, staff and privileges. Before
    /// injections a scale, the signs of a trigger point, or provocation tests.
    "documentation/selection-incomplete", Warn, since "0.1.0";
    says: "{code}: the record lacks {why}";
    cites: [L36204, L37632];
    denial: "CO-50" ["N115"];
    about: STIMULATOR | NEEDLE_PROCEDURE;
    check: check;
}

const OFFICE: u8 = 11;

/// What the policies on needle procedures want on record before.
fn needles(context: &Context<'_>, pen: &mut Pen<'_>) {
    let record = needle::record(context);
    let scale = match record.baseline_scale {
        Fact::Yes => Some(1),
        Fact::No => Some(0),
        Fact::NotStated => None,
    };
    let counted = [
        (Asked::Scale, scale, "pain or function on a scale", "documentation.procedure.baseline_scale"),
        (
            Asked::TriggerPointFindings,
            record.trigger_point_findings,
            "the signs of a trigger point that the policy asks for",
            "documentation.procedure.trigger_point_findings",
        ),
        (
            Asked::ProvocationTests,
            record.provocation_tests,
            "as many positive provocation tests as the policy asks for",
            "documentation.procedure.provocation_tests",
        ),
    ];
    for it in needle::judged(context) {
        for (asked, count, what, path) in counted {
            let Some(criterion) = needle::asks(context, &it, asked) else { continue };
            match count {
                None => pen.lacks(At::line(it.line.at), path),
                Some(count) if u32::from(count) < criterion.value => {
                    needle::raise(pen, context, it.line, criterion, what, path).at_most(Severity::Warn);
                }
                Some(_) => {}
            }
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    needles(context, pen);
    let record = record(context);
    let office = context.visit.setting.place_of_service.number() == OFFICE;
    for it in placed(context) {
        let elements = [
            (
                Asked::Selection,
                record.physical_evaluation,
                "a physical examination",
                "documentation.implant.physical_evaluation",
            ),
            (
                Asked::Selection,
                record.substance_use_screen,
                "screening for substance abuse",
                "documentation.implant.substance_use_screen",
            ),
            (
                Asked::Selection,
                record.daily_living_impact,
                "the effect on daily living",
                "documentation.implant.daily_living_impact",
            ),
            (Asked::Selection, record.education, "the education of the patient", "documentation.implant.education"),
            (
                Asked::ObjectivePathology,
                record.objective_pathology,
                "an objective cause of the pain",
                "documentation.implant.objective_pathology",
            ),
        ];
        for (asked, fact, what, path) in elements {
            let Some(criterion) = context.edition.asks(asked, it.therapy) else { continue };
            match fact {
                Fact::Yes => {}
                Fact::NotStated => pen.lacks(At::line(it.line.at), path),
                Fact::No => {
                    raise(pen, context, it.line, criterion, what, path).at_most(Severity::Warn);
                }
            }
        }
        if let Some(criterion) =
            context.edition.asks(Asked::Selection, it.therapy).filter(|_| office && record.office_ready.is_no())
        {
            let path = "documentation.implant.office_ready";
            let what = "sterility, staff, equipment and privileges for a trial in the office";
            raise(pen, context, it.line, criterion, what, path).at_most(Severity::Warn);
        }
    }
}
