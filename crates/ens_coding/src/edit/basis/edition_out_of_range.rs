use alloc::string::String;
use alloc::vec::Vec;

use crate::date::Date;
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, Pen};
use crate::table::Loaded;

rule! {
    /// No loaded edition of a table covers the date of service; the answer rests on the nearest one.
    "basis/edition-out-of-range", Info, since "0.1.0";
    says: "the loaded editions do not cover {date}, and the answer rests on the nearest: {tables}";
    cites: [PROJECT];
    check: check;
}

fn uncovered<T>(name: &str, table: Option<&Loaded<T>>, date: Date) -> Option<String> {
    table.filter(|table| !table.covers(date)).map(|table| [name, " ", &table.edition].concat())
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let tables = context.edition.tables();
    let date = context.edition.date();
    let national = |term: Option<crate::book::Term<'_, bool>>| term.is_some_and(|term| term.value);
    let pairs = national(context.edition.pair_edits()) && context.lines.len() > 1;
    let limits = national(context.edition.unit_edits()) && !context.lines.is_empty();
    let status = national(context.edition.fee_schedule_status()) && !context.lines.is_empty();
    let outside: Vec<String> = [
        uncovered("pairs", tables.pairs.as_deref().filter(|_| pairs), date),
        uncovered("unit_limits", tables.unit_limits.as_deref().filter(|_| limits), date),
        uncovered("status", tables.status.as_deref().filter(|_| status), date),
        uncovered("codes", tables.codes.as_deref().filter(|_| !context.lines.is_empty()), date),
        uncovered("icd10cm", tables.icd10cm.as_deref().filter(|_| !context.diagnoses().is_empty()), date),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !outside.is_empty() {
        pen.raise(At::CLAIM).fact("date", date).fact("tables", outside.join(", "));
    }
}
