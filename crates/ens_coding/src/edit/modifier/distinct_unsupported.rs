use crate::code::Modifier;
use crate::finding::{At, Severity};
use crate::fix::{Change, Fix};
use crate::pairs::{DISTINCT, Resolution};
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// 59 or an X modifier resolves a pair edit, and the record shows no different site, session or purpose.
    "modifier/distinct-unsupported", Deny, since "0.1.0";
    says: "{modifier} on {code} says that it is distinct from {other}; in the record that is {record}";
    cites: [MLN1783722];
    denial: "CO-97" ["M15"];
    about: PAIRS;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for pair in context.pairs.iter().filter(|pair| pair.indicator == 1) {
        let (Some(one), Some(two)) = (context.line(pair.one), context.line(pair.two)) else {
            continue;
        };
        let Some((at, modifier)) = context.resolved_by(pair).filter(|(_, it)| DISTINCT.contains(it)) else {
            continue;
        };
        let Some(line) = context.line(at) else { continue };
        let other = if at == two.at { one } else { two };
        // Of another pair of the line it may be the right one.
        let elsewhere = context.pairs.iter().any(|it| {
            [it.one, it.two].contains(&at) && context.resolution(it) == Some(Resolution::Supported(modifier))
        });
        let raise = |pen: &mut Pen<'_>, record: &'static str, fix: Fix, most: Severity| {
            pen.raise(At::pair(line.at, other.at))
                .fact("modifier", modifier)
                .fact("code", line.code())
                .fact("other", other.code())
                .fact("record", record)
                .fix(fix)
                .cite(pair.citation.clone())
                .trust(pair.trust)
                .at_most(most);
        };
        match context.resolution(pair) {
            Some(Resolution::Contradicted) => {
                let change = Change::RemoveModifier { line: line.place(), modifier };
                raise(pen, "recorded as absent", Fix::mechanical([change]), Severity::Deny);
            }
            Some(Resolution::NotStated) => {
                raise(pen, "not stated", Fix::document(["services.note.separation"]), Severity::Warn);
            }
            // 59 and XU name no single reason; the other X modifiers must name the recorded one.
            Some(Resolution::Supported(recorded))
                if [Modifier::XE, Modifier::XS, Modifier::XP].contains(&modifier)
                    && modifier != recorded
                    && !elsewhere =>
            {
                let changes = [
                    Change::RemoveModifier { line: line.place(), modifier },
                    Change::AddModifier { line: line.place(), modifier: recorded },
                ];
                raise(pen, "recorded for another reason", Fix::mechanical(changes), Severity::Warn);
            }
            Some(Resolution::Supported(_)) | None => {}
        }
    }
}
