use super::kx_missing::{judged, with_amounts};
use crate::code::Modifier;
use crate::fact::Fact;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::threshold::Beyond;

rule! {
    /// KX stands on a therapy line beyond the threshold, and the record does not support it.
    ///
    /// KX attests medical necessity; a line that carries it without support is untrue.
    "modifier/kx-unsupported", Deny, since "0.1.0";
    says: "{code} carries KX, and medical necessity beyond the threshold is {record}";
    cites: [NGS_KX, NORIDIAN_JE_THERAPY];
    denial: "CO-50" ["N115"];
    about: KX;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let necessity = context.visit.documentation.necessity_beyond_threshold;
    for (line, discipline, beyond) in judged(context) {
        // KX beside GA is a contradiction of its own, KX below the threshold a habit.
        if !line.line.has(Modifier::KX) || line.line.has(Modifier::GA) || beyond == Beyond::No || necessity == Fact::Yes
        {
            continue;
        }
        let record = if necessity.is_no() { "recorded as absent" } else { "not stated" };
        let raised = pen.raise(At::line(line.at)).fact("record", record);
        let raised = with_amounts(raised, context, line, discipline);
        if necessity.is_no() {
            raised.fix(Fix::mechanical([Change::RemoveModifier { line: line.place(), modifier: Modifier::KX }]));
        } else {
            raised.at_most(Severity::Warn).fix(Fix::document(["documentation.necessity_beyond_threshold"]));
        }
    }
}
