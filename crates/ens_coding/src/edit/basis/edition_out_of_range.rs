use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::date::Date;
use crate::edit::units::over_mue;
use crate::finding::At;
use crate::rule::rule;
use crate::run::{Context, LineView, Pen};
use crate::table::Loaded;

rule! {
    /// No loaded edition of a table covers the date of service; the answer rests on the nearest one.
    "basis/edition-out-of-range", Info, since "0.1.0";
    says: "the loaded editions do not cover {date}, and the answer rests on the nearest: {tables}";
    cites: [PROJECT];
    check: check;
}

/// Tables whose editions do not cover the date, each with the edition that stands in.
struct Outside<'a> {
    tables: Vec<(&'static str, &'a str)>,
    date: Date,
}

impl<'a> Outside<'a> {
    /// Notes a table that does not cover the date, once.
    fn note<T>(&mut self, (name, table): (&'static str, Option<&'a Loaded<T>>)) {
        let known = self.tables.iter().any(|(own, _)| *own == name);
        if let Some(table) = table.filter(|table| !known && !table.covers(self.date)) {
            self.tables.push((name, &table.edition));
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
    let mut outside = Outside { tables: Vec::new(), date };
    if pairs {
        outside.note(context.pair_table());
    }
    let mut level_two = None; // a supplier's items have a table of their own, and no other difference is known
    for line in context.lines.iter().filter(|_| limits) {
        if level_two.replace(line.edits_as.is_level_two()) != Some(line.edits_as.is_level_two()) {
            outside.note(over_mue::table(context, line.edits_as));
        }
    }
    outside.note(("table:status", tables.status().filter(|_| status)));
    outside.note(("table:codes", tables.codes().filter(|_| any)));
    outside.note(("table:icd10cm", tables.icd10cm().filter(|_| diagnoses)));
    let add_on = |line: &LineView<'_>| tables.add_on().filter(|it| !it.table.all(&line.code()).is_empty());
    outside.note(("table:add_on", context.lines.iter().find_map(add_on)));
    let ranked = context.pairs.iter().any(|pair| pair.indicator == 1 && context.resolved_by(pair).is_none());
    outside.note(("table:pfs", tables.pfs().filter(|_| ranked)));
    let mut named = String::new();
    for (name, edition) in outside.tables {
        if context.edition.is_strict() {
            pen.lacks(At::CLAIM, format!("{name} {edition}, an edition for the date"));
        }
        for text in
            [if named.is_empty() { "" } else { ", " }, name.strip_prefix("table:").unwrap_or(name), " ", edition]
        {
            named.push_str(text);
        }
    }
    if !named.is_empty() {
        pen.raise(At::CLAIM).fact("date", date).fact("tables", named);
    }
}
