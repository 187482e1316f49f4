//! Changes between two sets of local coverage.

use std::collections::BTreeMap;

use ens_coding::table::{Article, LocalCoverage};

use super::item::{Field, Item, What};

/// The latest version of each article.
fn latest(coverage: &LocalCoverage) -> BTreeMap<(bool, u32), &Article> {
    coverage.articles.iter().map(|article| ((article.is_lcd, article.id), article)).collect()
}

/// Both lists of what is in one and not in the other.
fn lists<T: Copy + Ord + ToString>(name: [&'static str; 2], old: &[T], new: &[T]) -> impl Iterator<Item = Field> {
    let only = |one: &[T], other: &[T]| -> Vec<String> {
        let mut all: Vec<T> = one.iter().copied().filter(|it| other.binary_search(it).is_err()).collect();
        all.dedup();
        all.iter().map(ToString::to_string).collect()
    };
    let [more, fewer] = name;
    [(more, only(new, old)), (fewer, only(old, new))]
        .into_iter()
        .filter(|(_, all)| !all.is_empty())
        .map(|(name, all)| Field::after(name, &all.join(" ")))
}

fn firsts<T: Copy + Ord, U>(pairs: &[(T, U)]) -> Vec<T> {
    let mut all: Vec<T> = pairs.iter().map(|(first, _)| *first).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn sorted<T: Copy + Ord>(all: &[T]) -> Vec<T> {
    let mut all = all.to_vec();
    all.sort_unstable();
    all
}

fn changed(old: &Article, new: &Article) -> Vec<Field> {
    let day = |day: Option<ens_coding::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let plain = [
        ("version", old.version.to_string(), new.version.to_string()),
        ("first day", day(old.from), day(new.from)),
        ("last day", day(old.to), day(new.to)),
    ];
    let plain = plain.into_iter().filter(|(_, before, after)| before != after);
    plain
        .map(|(name, before, after)| Field::both(name, &before, &after))
        .chain(lists(
            ["contractors added", "contractors removed"],
            &sorted(&old.contractors),
            &sorted(&new.contractors),
        ))
        .chain(lists(["codes added", "codes removed"], &firsts(&old.codes), &firsts(&new.codes)))
        .chain(lists(["diagnoses now covered", "no longer covered"], &firsts(&old.covered), &firsts(&new.covered)))
        .chain(lists(
            ["diagnoses now not covered", "no longer not covered"],
            &firsts(&old.not_covered),
            &firsts(&new.not_covered),
        ))
        .collect()
}

/// The changes of the latest versions.
pub(super) fn changes(old: &LocalCoverage, new: &LocalCoverage) -> Vec<Item> {
    let (old, new) = (latest(old), latest(new));
    let mut keys: Vec<(bool, u32)> = old.keys().chain(new.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let change = |key: (bool, u32)| {
        let name = format!("{}{}", if key.0 { 'L' } else { 'A' }, key.1);
        match (old.get(&key), new.get(&key)) {
            (Some(before), Some(after)) if before == after => None,
            (Some(before), Some(after)) => Some(Item::new(name, What::Changed, changed(before, after))),
            (Some(_), None) => Some(Item::new(name, What::Removed, Vec::new())),
            (None, Some(after)) => Some(Item::new(name, What::Added, vec![Field::after("version", &after.version)])),
            (None, None) => None,
        }
    };
    keys.into_iter().filter_map(change).collect()
}
