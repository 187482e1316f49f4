use alloc::string::ToString;
use alloc::vec::Vec;

use crate::code::Code;
use crate::finding::At;
use crate::fix::{Change, Fix};
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};

rule! {
    /// An add-on code stands without any of its primary codes.
    "ncci/add-on-alone", Deny, since "0.1.0";
    says: "{code} is an add-on; none of its primary codes ({primaries}) is on the claim";
    cites: [CMS_NCCI_AOC_2026Q2];
    denial: "CO-107" ["N122"];
    check: check;
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let Some(add_ons) = context.edition.tables().add_on() else {
        if !context.lines.is_empty() {
            pen.lacks(At::CLAIM, "table:add_on");
        }
        return;
    };
    for line in &context.lines {
        let rows: Vec<_> =
            add_ons.table.all(&line.code()).iter().filter(|row| row.holds_on(context.edition.date())).collect();
        let present = |row: &&&_| -> bool {
            let row: &crate::table::Row<_, crate::table::AddOn> = row;
            row.value.primary.is_none_or(|primary| context.lines.iter().any(|other| other.code() == primary))
        };
        let Some(first) = rows.first() else { continue };
        if rows.iter().any(|row| present(&row)) {
            continue;
        }
        let names: Vec<_> = rows.iter().filter_map(|row| row.value.primary).map(|code| code.to_string()).collect();
        pen.raise(At::line(line.at))
            .fact("code", line.code())
            .fact("primaries", names.join(", "))
            .fix(base(context, line).map_or_else(
                || Fix::document(["services"]),
                |code| Fix::mechanical([Change::ReplaceCode { line: line.place(), code }]),
            ))
            .row(&add_ons.table, first);
    }
}

/// The code that the add-on continues, where the visit has a service for it and the claim no line.
fn base(context: &Context<'_>, line: &LineView<'_>) -> Option<Code> {
    let choice = context.choices.iter().find(|choice| choice.further == Some(line.code()))?;
    choice.code.filter(|code| *code != line.code() && context.lines.iter().all(|other| other.code() != *code))
}
