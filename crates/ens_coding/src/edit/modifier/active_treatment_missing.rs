use crate::code::{Code, Modifier, code};
use crate::fact::Fact;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// Manipulation of the spine stands without AT and is denied as maintenance.
    "modifier/active-treatment-missing", Deny, since "0.1.0";
    says: "{code} without AT is denied as maintenance care; active treatment is {record}";
    cites: [NGS_CHIROPRACTIC];
    denial: "CO-50" ["N115"];
    about: MANIPULATION;
    check: check;
}

pub(crate) const MANIPULATIONS: [Code; 3] = [code!(b"98940"), code!(b"98941"), code!(b"98942")];

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(wanted) = context.edition.active_treatment_modifier().filter(|term| term.value) else {
        return;
    };
    for line in context.lines.iter().filter(|line| MANIPULATIONS.contains(&line.code())) {
        if line.line.has(Modifier::AT) || crate::liability::expects_denial(line) {
            continue;
        }
        // Maintenance is not covered at all: `coverage/service-not-covered`.
        let record = context.visit.documentation.active_treatment;
        if record == Fact::No {
            continue;
        }
        let raised = pen.raise(At::line(line.at)).fact("code", line.code());
        let add = Fix::mechanical([Change::AddModifier { line: line.place(), modifier: Modifier::AT }]);
        if record == Fact::Yes {
            raised.fact("record", "recorded").fix(add)
        } else {
            raised.fact("record", "not stated").fix(add.once_recorded(["documentation.active_treatment"]))
        }
        .trust(wanted.trust);
    }
}
