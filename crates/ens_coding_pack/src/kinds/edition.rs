//! Editions: their names and the days for which they answer.

use ens_coding::Date;

use super::Given;
use crate::fault::{Fault, Reason};
use crate::source::Source;

/// An edition, and the days for which it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edition {
    /// The first day of its quarter or year; of a fiscal year `FY2026`.
    pub name: String,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Edition {
    /// A quarter, 1 to 4, of a calendar year.
    pub fn quarter(year: u32, quarter: u32) -> Option<Self> {
        let first_month = quarter.checked_sub(1).filter(|before| *before < 4)?.saturating_mul(3).saturating_add(1);
        let last_month = first_month.saturating_add(2);
        let from = Date::new(year, first_month, 1)?;
        let to = Date::new(year, last_month, 31).or_else(|| Date::new(year, last_month, 30));
        Some(Self { name: from.to_string(), from: Some(from), to })
    }

    /// The quarter in which a day lies.
    pub fn quarter_of(day: Date) -> Option<Self> {
        Self::quarter(day.year(), day.month().saturating_add(2) / 3)
    }

    /// A calendar year.
    pub fn year(year: u32) -> Option<Self> {
        let from = Date::new(year, 1, 1)?;
        Some(Self { name: from.to_string(), from: Some(from), to: Date::new(year, 12, 31) })
    }

    /// A fiscal year, from October of the year before.
    pub fn fiscal_year(year: u32) -> Option<Self> {
        let from = Date::new(year.checked_sub(1)?, 10, 1);
        Some(Self { name: format!("FY{year}"), from, to: Date::new(year, 9, 30) })
    }

    /// The same for a table whose rows have their own days and reach back to the beginning, unless the user says otherwise.
    pub fn history(self, given: &Given) -> Self {
        Self { from: given.from, ..self }
    }

    /// The same for a table of a year: it answers to the end of its first day's year at least, unless the user says otherwise.
    pub fn through_year(self, given: &Given) -> Self {
        let end = self.from.and_then(|from| Date::new(from.year(), 12, 31));
        let to = given.to.or(self.to.and(self.to.max(end)));
        Self { to, ..self }
    }

    /// The same with what the user says of it, which wins. An edition of the user may be a day of the quarter, `2026Q3`,
    /// a year or `FY2026`; any other is taken as a mere name.
    pub fn or_given(found: Option<Self>, given: &Given, source: &Source) -> Result<Self, Fault> {
        let named = given.edition.as_deref().and_then(Self::parse);
        let unknown = || given.edition.clone().map(|name| Self { name, from: None, to: None });
        let edition = match (named, unknown()) {
            (Some(named), _) => Some(named),
            (None, Some(named)) => Some(found.map_or(named.clone(), |found| Self { name: named.name, ..found })),
            (None, None) => found,
        };
        let edition = edition.ok_or_else(|| Fault::of(source.name(), Reason::NoEdition))?;
        Ok(Self { name: edition.name, from: given.from.or(edition.from), to: given.to.or(edition.to) })
    }

    /// The edition that a text means: a day of the quarter, `2026Q3`, a year or `FY2026`.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(day) = text.parse() {
            return Self::quarter_of(day);
        }
        let text = text.to_ascii_uppercase();
        if let Some(year) = text.strip_prefix("FY") {
            return Self::fiscal_year(year.parse().ok()?);
        }
        match text.split_once('Q') {
            Some((year, quarter)) => Self::quarter(year.trim_end_matches('-').parse().ok()?, quarter.parse().ok()?),
            None => Self::year(text.parse().ok()?),
        }
    }
}

/// The first run of digits of this length in a name, from the place on at which `before` ends.
pub(crate) fn digits_after<'t>(text: &'t str, before: &str) -> Option<&'t str> {
    let start = text.to_ascii_lowercase().find(before)?.checked_add(before.len())?;
    let rest = text.get(start..)?;
    let end = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end).filter(|digits| !digits.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_from_text() {
        for (text, name, from, to) in [
            ("2026Q3", "2026-07-01", "2026-07-01", "2026-09-30"),
            ("2026-q4", "2026-10-01", "2026-10-01", "2026-12-31"),
            ("2026-08-15", "2026-07-01", "2026-07-01", "2026-09-30"),
            ("2025", "2025-01-01", "2025-01-01", "2025-12-31"),
            ("FY2026", "FY2026", "2025-10-01", "2026-09-30"),
        ] {
            let expected = Edition { name: name.to_owned(), from: from.parse().ok(), to: to.parse().ok() };
            assert_eq!(Edition::parse(text), Some(expected), "{text}");
        }
        for text in ["2026Q5", "2026Q0", "Q3", "", "26", "FY", "x"] {
            assert_eq!(Edition::parse(text), None, "{text}");
        }
    }
}
