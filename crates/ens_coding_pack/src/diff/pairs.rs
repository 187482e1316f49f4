//! Changes between two editions of pair edits.

use std::cmp::Ordering;

use ens_coding::table::{PairEdits, PairRow};
use ens_coding::{Code, Date};

use super::item::{Field, Item, What};

/// The rows of a pair with what tells them apart, however their rationales are numbered.
struct Rows<'e> {
    edits: &'e PairEdits,
    rows: Vec<PairRow>,
}

impl Rows<'_> {
    /// The row that has no end.
    fn open(&self) -> Option<&PairRow> {
        self.rows.iter().rev().find(|row| row.to.is_none() && row.indicator != PairRow::NOT_APPLICABLE)
    }

    /// The last row.
    fn last(&self) -> Option<&PairRow> {
        self.rows.iter().max_by_key(|row| (row.to.is_none(), row.to))
    }

    fn is_same(&self, other: &Self) -> bool {
        self.rows.len() == other.rows.len()
            && self.rows.iter().zip(&other.rows).all(|(a, b)| {
                (a.from, a.to, a.indicator) == (b.from, b.to, b.indicator)
                    && self.edits.rationale(a) == other.edits.rationale(b)
            })
    }

    /// The rows in words.
    fn words(&self) -> String {
        let day = |day: Option<Date>| day.map_or_else(|| "open".to_owned(), |day| day.to_string());
        let row = |row: &PairRow| {
            let rationale = self.edits.rationale(row);
            format!("{} to {} indicator {} ({rationale})", day(row.from), day(row.to), row.indicator)
        };
        self.rows.iter().map(row).collect::<Vec<_>>().join("; ")
    }
}

/// The changes, in the order of the codes. `first_day` is that of the newer edition.
pub(super) fn changes(old: &PairEdits, new: &PairEdits, first_day: Option<Date>) -> Vec<Item> {
    let mut items: Vec<((Code, Code), Item)> = Vec::new();
    let (mut before, mut after) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => break,
            (Some((a, b, _)), Some((c, d, _))) => (a, b).cmp(&(c, d)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
        };
        let gone = if order.is_le() { before.next() } else { None };
        let come = if order.is_ge() { after.next() } else { None };
        let key = gone.as_ref().or(come.as_ref()).map(|(one, two, _)| (*one, *two));
        let gone = gone.map(|(_, _, rows)| Rows { edits: old, rows: rows.collect() });
        let come = come.map(|(_, _, rows)| Rows { edits: new, rows: rows.collect() });
        items.extend(key.and_then(|(one, two)| {
            let (what, fields, is_retroactive) = change(gone.as_ref(), come.as_ref(), first_day)?;
            Some(((one, two), Item { key: format!("{one} / {two}"), what, fields, is_retroactive }))
        }));
    }
    turn_round(&mut items);
    items.into_iter().map(|(_, item)| item).collect()
}

/// A pair that became an edit while the same codes the other way round ceased to be one.
fn turn_round(items: &mut [((Code, Code), Item)]) {
    let gone: Vec<(Code, Code)> = items
        .iter()
        .filter(|(_, item)| matches!(item.what, What::Ended | What::Removed))
        .map(|((one, two), _)| (*one, *two))
        .collect();
    for ((one, two), item) in items {
        let has_come = matches!(item.what, What::Added | What::Reinstated);
        if has_come && gone.binary_search(&(*two, *one)).is_ok() {
            item.what = What::Reversed;
        }
    }
}

type Change = (What, Vec<Field>, bool);

fn change(gone: Option<&Rows<'_>>, come: Option<&Rows<'_>>, first_day: Option<Date>) -> Option<Change> {
    let is_past = |day: Option<Date>| first_day.is_some_and(|first| day.is_some_and(|day| day < first));
    let Some(come) = come else { return Some((What::Removed, Vec::new(), true)) };
    let Some(gone) = gone else {
        let row = come.open().or_else(|| come.last())?;
        let applies = row.indicator != PairRow::NOT_APPLICABLE;
        return Some((What::Added, described(*row), applies && is_past(row.from)));
    };
    if gone.is_same(come) {
        return None;
    }
    Some(match (gone.open(), come.open()) {
        (Some(open), None) => ended(*open, come, first_day),
        (None, Some(row)) => (What::Reinstated, described(*row), is_past(row.from)),
        (Some(before), Some(after)) if before.indicator != after.indicator => {
            let fields = vec![Field::both("indicator", &before.indicator, &after.indicator)];
            let since = Field::after("from", &after.from.map(|day| day.to_string()).unwrap_or_default());
            (What::IndicatorChanged, [fields, vec![since]].concat(), is_past(after.from))
        }
        _ => (What::Changed, vec![Field::both("rows", &gone.words(), &come.words())], has_other_days(gone, come)),
    })
}

/// A pair that has no open row any longer. It is retroactive where the older edition still held for a day after its end:
/// an end on the day before the newer edition begins is not.
fn ended(open: PairRow, come: &Rows<'_>, first_day: Option<Date>) -> Change {
    let successor = come.rows.iter().find(|row| row.from == open.from).or_else(|| come.last());
    let Some(row) = successor else { return (What::Ended, Vec::new(), true) };
    if row.indicator == PairRow::NOT_APPLICABLE {
        return (What::Ended, vec![Field::after("as if it had never applied: indicator", &row.indicator)], true);
    }
    let gap = first_day.zip(row.to).map_or(0, |(first, to)| first.days_since(to));
    let day = row.to.map(|day| day.to_string()).unwrap_or_default();
    (What::Ended, vec![Field::after("on", &day)], gap > 1)
}

/// Whether rows differ in more than their rationales, none of them being open.
fn has_other_days(gone: &Rows<'_>, come: &Rows<'_>) -> bool {
    let days = |rows: &Rows<'_>| rows.rows.iter().map(|row| (row.from, row.to, row.indicator)).collect::<Vec<_>>();
    days(gone) != days(come)
}

fn described(row: PairRow) -> Vec<Field> {
    let day = |name, day: Option<Date>| day.map(|day| Field::after(name, &day));
    [day("from", row.from), day("to", row.to), Some(Field::after("indicator", &row.indicator))]
        .into_iter()
        .flatten()
        .collect()
}
