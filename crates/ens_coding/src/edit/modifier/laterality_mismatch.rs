use crate::code::Modifier;
use crate::finding::{At, Severity};
use crate::fix::Fix;
use crate::needle::mismatch::{self, Sides};
use crate::needle::{is_procedure, path};
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::select::surgical;

rule! {
    /// The sides that the line names are not those of the record.
    ///
    /// 50 says that both sides were done and is paid at one and a half times; a surgical center reports both sides on two lines
    /// with RT and LT and takes no 50.
    "modifier/laterality-mismatch", Deny, since "0.1.0";
    says: "{code}: {why}";
    cites: [CMS_MPFS_2020_2024, A59243];
    denial: "CO-4" ["N519"];
    about: NEEDLE_PROCEDURE;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| is_procedure(line.code())) {
        // That a surgical center takes no 50 is `modifier/bilateral-not-allowed`.
        let center = surgical::is_surgical_center(context.visit) && line.line.has(Modifier::M50);
        let Some(sides) = mismatch::sides(context, line).filter(|_| !context.is_repeat(line) && !center) else {
            continue;
        };
        let (why, most) = match sides {
            Sides::More => ("both sides are billed, and the record names one", Severity::Deny),
            Sides::Other => ("the record names the other side", Severity::Deny),
            Sides::Less => (
                "both sides were done; one line with 50 says so, at a surgical center two with RT and LT",
                Severity::Warn,
            ),
        };
        let raised = pen.raise(At::line(line.at)).fact("code", line.code()).fact("why", why).at_most(most);
        let changes = mismatch::realigned(context, line);
        if changes.is_empty() {
            raised.fix(Fix::document([path::side(context, line)]));
        } else {
            raised.fix(Fix::mechanical(changes));
        }
    }
}
