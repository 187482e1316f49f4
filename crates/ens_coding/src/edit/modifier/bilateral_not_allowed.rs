use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::table::{TherapyClass, Timing};

rule! {
    /// 50, LT or RT stands on a modality or therapy procedure, whose code covers one area or more.
    "modifier/bilateral-not-allowed", Warn, since "0.1.0";
    says: "{modifier} on {code}: the code covers one area or more, and takes no side";
    cites: [THERAPY_CODE_PRACTICE];
    denial: "CO-4" ["N519"];
    about: SIDES;
    check: check;
}

/// Both sides, left and right.
pub(crate) const SIDES: [Modifier; 3] = [Modifier::M50, Modifier::LT, Modifier::RT];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in &context.lines {
        let sideless = line.fact.is_some_and(|fact| {
            let modality = matches!(fact.timing, Timing::Timed | Timing::Untimed);
            let unattended = line.code() != line.edits_as; // 97014, which stands for G0283
            modality && (fact.therapy == TherapyClass::Always || unattended)
        });
        for modifier in SIDES {
            if sideless && line.line.has(modifier) {
                let change = Change::RemoveModifier { line: line.place(), modifier };
                pen.raise(At::line(line.at))
                    .fact("modifier", modifier)
                    .fact("code", line.code())
                    .fix(Fix::mechanical([change]));
            }
        }
    }
}
