use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::pairs::Resolution;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// 59 stands where the record supports an X modifier that the payer takes.
    "modifier/more-specific-available", Info, since "0.1.0";
    says: "{code} carries 59; the record supports {modifier}, which names the reason";
    cites: [MLN1783722];
    about: PAIRS;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for pair in context.pairs.iter().filter(|pair| pair.indicator == 1) {
        let Some((at, Modifier::M59)) = context.resolved_by(pair) else {
            continue;
        };
        let (Some(line), Some(Resolution::Supported(modifier))) = (context.line(at), context.resolution(pair)) else {
            continue;
        };
        if modifier != Modifier::M59 && modifier != Modifier::M25 && !line.line.has(modifier) {
            // Either modifier is accepted, so that this stays a proposal.
            let changes = [
                Change::RemoveModifier { line: line.place(), modifier: Modifier::M59 },
                Change::AddModifier { line: line.place(), modifier },
            ];
            let mut fix = Fix::mechanical(changes);
            fix.document.push("services.note.separation".into());
            pen.raise(At::line(at)).fact("code", line.code()).fact("modifier", modifier).fix(fix);
        }
    }
}
