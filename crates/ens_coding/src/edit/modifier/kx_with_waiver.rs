use crate::code::Modifier;
use crate::fact::Fact;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::visit::Waiver;

rule! {
    /// KX and GA stand on one line: that care is necessary, and that it is expected not to be.
    "modifier/kx-with-waiver", Deny, since "0.1.0";
    says: "{code} carries KX and GA, which say the opposite of each other";
    cites: [NGS_ABN, NGS_KX];
    denial: "CO-4" ["N519"];
    about: KX;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(applied) = context.edition.waiver_modifiers().filter(|term| term.value) else {
        return;
    };
    for line in context.lines.iter().filter(|line| line.line.has(Modifier::KX) && line.line.has(Modifier::GA)) {
        let record = &context.visit.documentation;
        let remove = |modifier| Fix::mechanical([Change::RemoveModifier { line: line.place(), modifier }]);
        let raised = pen.raise(At::line(line.at)).fact("code", line.code());
        match (record.necessity_beyond_threshold, record.waiver) {
            (Fact::Yes, _) => raised.fix(remove(Modifier::GA)),
            (_, Some(Waiver::Mandatory)) | (Fact::No, _) => raised.fix(remove(Modifier::KX)),
            _ => raised
                .fix(remove(Modifier::GA).once_recorded(["documentation.necessity_beyond_threshold"]))
                .fix(remove(Modifier::KX).once_recorded(["documentation.waiver"])),
        }
        .trust(applied.trust);
    }
}
