use alloc::string::String;

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

/// Adds name and edition of a table that does not cover the date.
fn note<T>(outside: &mut String, name: &str, table: Option<&Loaded<T>>, date: Date) {
    if let Some(table) = table.filter(|table| !table.covers(date)) {
        for text in [if outside.is_empty() { "" } else { ", " }, name, " ", &table.edition] {
            outside.push_str(text);
        }
    }
}

fn check(context: &Context<'_>, pen: &mut Pen<'_>) {
    let tables = context.edition.tables();
    let date = context.edition.date();
    let national = |term: Option<crate::book::Term<'_, bool>>| term.is_some_and(|term| term.value);
    let any = !context.lines.is_empty();
    let pairs = national(context.edition.pair_edits()) && context.lines.len() > 1;
    let limits = national(context.edition.unit_edits()) && any;
    let status = national(context.edition.fee_schedule_status()) && any;
    let diagnoses = !context.diagnoses().is_empty();
    let mut outside = String::new();
    note(&mut outside, "pairs", tables.pairs.as_deref().filter(|_| pairs), date);
    note(&mut outside, "unit_limits", tables.unit_limits.as_deref().filter(|_| limits), date);
    note(&mut outside, "status", tables.status.as_deref().filter(|_| status), date);
    note(&mut outside, "codes", tables.codes.as_deref().filter(|_| any), date);
    note(&mut outside, "icd10cm", tables.icd10cm.as_deref().filter(|_| diagnoses), date);
    if !outside.is_empty() {
        pen.raise(At::CLAIM).fact("date", date).fact("tables", outside);
    }
}
