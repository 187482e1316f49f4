//! Changes between two tables of rows.

use std::collections::BTreeMap;

use ens_coding::table::{Key, Row, Table};

use super::fields::{Named, Values};
use super::item::{Field, Item, What};

/// Up to so many values, a row is shown whole where one of them changed.
const SHORT: usize = 3;
/// So many values are shown of a new row.
const SHOWN: usize = 4;

/// Values of a row by name, with the days on which it is in force.
type NamedValues = Vec<(&'static str, String)>;

/// The rows of a table by what they speak of, each with the first day by which it is recognised.
fn listed<K: Key + Named, V: Values>(table: &Table<K, V>) -> BTreeMap<(&K, String), Vec<NamedValues>> {
    let mut listed: BTreeMap<(&K, String), Vec<NamedValues>> = BTreeMap::new();
    for row in table.rows() {
        listed.entry((&row.key, row.value.tells_apart())).or_default().push(values(row));
    }
    listed
}

fn values<K, V: Values>(row: &Row<K, V>) -> NamedValues {
    let day = |name, day: Option<ens_coding::Date>| day.map(|day| (name, day.to_string()));
    let days = [day("first day", row.from), day("last day", row.to)];
    row.value.values().into_iter().chain(days.into_iter().flatten()).collect()
}

fn value_of<'v>(values: &'v NamedValues, wanted: &str) -> Option<&'v String> {
    values.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
}

/// The changes between two tables, in the order of their keys.
pub(super) fn changes<K: Key + Named, V: Values>(old: &Table<K, V>, new: &Table<K, V>) -> Vec<Item> {
    let (old, mut new) = (listed(old), listed(new));
    let mut changes: Vec<((&K, String), Item)> = Vec::new();
    for (key, before) in old {
        let after = new.remove(&key).unwrap_or_default();
        let name = named(&key);
        let items = compared(&name, before, after);
        changes.extend(items.into_iter().map(|item| (key.clone(), item)));
    }
    for (key, after) in new {
        let name = named(&key);
        let items = compared(&name, Vec::new(), after);
        changes.extend(items.into_iter().map(|item| (key.clone(), item)));
    }
    changes.sort_by(|(a, _), (b, _)| a.cmp(b));
    changes.into_iter().map(|(_, item)| item).collect()
}

fn named<K: Named>((key, apart): &(&K, String)) -> String {
    if apart.is_empty() { key.name() } else { format!("{}{apart}", key.name()) }
}

/// The changes among the rows of one key: those of the same first day belong together, then those that are left in order.
fn compared(key: &str, mut before: Vec<NamedValues>, after: Vec<NamedValues>) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = Vec::new();
    for row in after {
        let day = value_of(&row, "first day");
        match before.iter().position(|own| value_of(own, "first day") == day) {
            Some(at) => items.extend(changed(key, &before.remove(at), &row)),
            None => rest.push(row),
        }
    }
    let mut left = before.into_iter();
    for row in rest {
        match left.next() {
            Some(own) => items.extend(changed(key, &own, &row)),
            None => items.push(Item::new(key.to_owned(), What::Added, shown(&row))),
        }
    }
    items.extend(left.map(|_| Item::new(key.to_owned(), What::Removed, Vec::new())));
    items
}

/// The values of a new row that are worth a look.
fn shown(row: &NamedValues) -> Vec<Field> {
    let filled = row.iter().filter(|(_, value)| !value.is_empty());
    filled.take(SHOWN).map(|(name, value)| Field::after(name, value)).collect()
}

fn changed(key: &str, before: &NamedValues, after: &NamedValues) -> Option<Item> {
    if before == after {
        return None;
    }
    let mut names: Vec<&'static str> = before.iter().map(|(name, _)| *name).collect();
    names.extend(after.iter().map(|(name, _)| *name).filter(|name| value_of(before, name).is_none()));
    let is_short = names.len() <= SHORT;
    let field = |name| {
        let (before, after) = (value_of(before, name).cloned(), value_of(after, name).cloned());
        let before = Some(before.unwrap_or_default());
        (before != after || is_short).then_some(Field { name, before, after })
    };
    let fields = names.into_iter().filter_map(field).collect();
    Some(Item::new(key.to_owned(), What::Changed, fields))
}
