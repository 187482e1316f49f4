use crate::code::Modifier;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::global;
use crate::rule::rule;
use crate::run::{Context, Pen};

rule! {
    /// 58 stands outside of any global period.
    "modifier/staged-not-needed", Info, since "0.1.0";
    says: "{code} carries 58, and no global period of an earlier procedure is running";
    cites: [CMS_MPFS_2020_2024];
    about: SURGICAL;
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    for line in context.lines.iter().filter(|line| line.line.has(Modifier::M58)) {
        if !global::is_history_told(context.visit) {
            pen.lacks(At::line(line.at), "history.services");
        } else if !context.is_practitioners() || global::running(context.visit, context.edition).is_none() {
            let change = Change::RemoveModifier { line: line.place(), modifier: Modifier::M58 };
            pen.raise(At::line(line.at)).fact("code", line.code()).fix(Fix::mechanical([change]));
        }
    }
}
