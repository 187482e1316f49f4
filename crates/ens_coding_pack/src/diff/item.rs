//! One change.

use std::fmt;

use serde::Serialize;

use super::Counts;

/// What happened to a row or pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Its values changed.
    Changed,
    /// A pair that was an edit got a last day.
    Ended,
    /// A pair that had ended is an edit again.
    Reinstated,
    /// A pair is an edit in both, with another modifier indicator.
    IndicatorChanged,
    /// A pair became an edit while the same codes the other way round ceased to be one.
    Reversed,
}

/// A value before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Name in plain words.
    pub name: &'static str,
    /// Value in the older pack.
    pub before: Option<String>,
    /// Value in the newer pack.
    pub after: Option<String>,
}

/// One change. Its `Display` is a line in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// What changed: a code, a pair as `97530 / 97116`, and the like.
    pub key: String,
    /// What happened to it.
    pub what: What,
    /// The values that changed; of a short row also those that did not, for reading.
    pub fields: Vec<Field>,
    /// Whether it alters what held on days before the newer edition.
    pub is_retroactive: bool,
}

impl Item {
    pub(super) fn new(key: String, what: What, fields: Vec<Field>) -> Self {
        Self { key, what, fields, is_retroactive: false }
    }
}

impl Field {
    pub(super) fn after(name: &'static str, after: &(impl ToString + ?Sized)) -> Self {
        Self { name, before: None, after: Some(after.to_string()) }
    }

    pub(super) fn both(
        name: &'static str,
        before: &(impl ToString + ?Sized),
        after: &(impl ToString + ?Sized),
    ) -> Self {
        Self { name, before: Some(before.to_string()), after: Some(after.to_string()) }
    }
}

/// The numbers of these changes.
pub(super) fn counted(items: &[Item]) -> Counts {
    let count = |wanted: &dyn Fn(&Item) -> bool| {
        u64::try_from(items.iter().filter(|item| wanted(item)).count()).unwrap_or(u64::MAX)
    };
    let of = |what| count(&|item| item.what == what);
    let indicator = |before: &str, after: &str| {
        count(&|item| {
            let is = |field: &Field| field.before.as_deref() == Some(before) && field.after.as_deref() == Some(after);
            item.what == What::IndicatorChanged && item.fields.first().is_some_and(is)
        })
    };
    Counts {
        added: of(What::Added),
        removed: of(What::Removed),
        changed: of(What::Changed),
        ended: of(What::Ended),
        reinstated: of(What::Reinstated),
        indicator: of(What::IndicatorChanged),
        loosened: indicator("0", "1"),
        tightened: indicator("1", "0"),
        reversed: of(What::Reversed),
        retroactive: count(&|item| item.is_retroactive),
    }
}

/// An end of what is printed of a value, so that a line stays a line.
const LONGEST: usize = 200;

fn shown(value: Option<&String>) -> String {
    let text = value.map_or("none", String::as_str);
    let text = if text.is_empty() { "none" } else { text };
    let cut = text.char_indices().nth(LONGEST).and_then(|(at, _)| text.get(..at));
    cut.map_or_else(|| text.to_owned(), |start| format!("{start}…"))
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, before, after } = self;
        if before.is_none() || before == after {
            write!(f, "{name} {}", shown(after.as_ref()))
        } else {
            write!(f, "{name} {} -> {}", shown(before.as_ref()), shown(after.as_ref()))
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self.what {
            What::Added => "new",
            What::Removed => "removed",
            What::Ended => "ended",
            What::Reinstated => "an edit again",
            What::Reversed => "new in this direction, and ended in the other one",
            What::Changed | What::IndicatorChanged => "",
        };
        write!(f, "{}: {words}", self.key)?;
        for (at, field) in self.fields.iter().enumerate() {
            let is_first = at == 0;
            match field.name {
                "on" if is_first => write!(f, " on {}", shown(field.after.as_ref()))?,
                _ if is_first && words.is_empty() => write!(f, "{field}")?,
                _ => write!(f, ", {field}")?,
            }
        }
        f.write_str(if self.is_retroactive { " (retroactive)" } else { "" })
    }
}
