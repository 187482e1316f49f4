//! Cells as values. What does not fit is a fault of its row and column.

use ens_coding::table::Short;
use ens_coding::{Code, Date};

use crate::fault::{Fault, Reason};
use crate::sheet::Row;

/// How a file writes its days. A cell that a workbook holds as a day is `Iso` whatever the file's own form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateForm {
    /// `YYYYMMDD`.
    Compact,
    /// `YYYYDDD`: the year and the day of the year.
    Julian,
    /// `YYYY-MM-DD`.
    Iso,
    /// `M/D/YYYY`.
    Slashed,
}

/// A number of digits only.
fn digits(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number { text.parse().ok() } else { None }
}

/// The day of the year.
pub(crate) fn day_of_year(year: u32, day: u32) -> Option<Date> {
    let first = Date::new(year, 1, 1)?;
    (1..=12)
        .rev()
        .filter_map(|month| Date::new(year, month, 1))
        .find_map(|start| {
            let before = u32::try_from(start.days_since(first)).ok()?;
            let within = day.checked_sub(before).filter(|within| *within > 0)?;
            Some(Date::new(year, start.month(), within))
        })
        .flatten()
}

/// The day that a text in this form means.
pub(crate) fn date_of(text: &str, form: DateForm) -> Option<Date> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    match form {
        DateForm::Iso => None,
        DateForm::Compact => {
            let number = digits(text).filter(|_| text.len() == 8)?;
            Date::new(number / 10_000, number / 100 % 100, number % 100)
        }
        DateForm::Julian => {
            let number = digits(text).filter(|_| text.len() == 7)?;
            day_of_year(number / 1000, number % 1000)
        }
        DateForm::Slashed => {
            let mut parts = text.splitn(3, '/').map(digits);
            let (month, day, year) = (parts.next()??, parts.next()??, parts.next()??);
            Date::new(year, month, day)
        }
    }
}

/// A decimal text as a whole number of its last place: `7.15` with two places is 715.
pub(crate) fn decimal_of(text: &str, places: u32) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let part = part.trim_end_matches('0');
    let missing = places.checked_sub(u32::try_from(part.len()).ok()?)?;
    let number = |text: &str| if text.is_empty() { Some(0) } else { digits(text) };
    let scaled = number(whole)?.checked_mul(10_u32.checked_pow(places)?)?;
    scaled.checked_add(number(part)?.checked_mul(10_u32.checked_pow(missing)?)?)
}

impl Row<'_> {
    /// A code. Where a workbook lost the leading zeros, they are put back.
    pub fn code(&self, at: usize, column: &'static str) -> Result<Code, Fault> {
        let cell = self.cell(at);
        let has_lost = self.is_of_workbook() && matches!(cell.len(), 3 | 4) && digits(cell).is_some();
        let found = if has_lost { format!("{cell:0>5}").parse() } else { cell.parse() };
        found.map_err(|_| self.fault(column, Reason::Code))
    }

    /// A day, or none where the cell is empty.
    pub fn optional_date(&self, at: usize, column: &'static str, form: DateForm) -> Result<Option<Date>, Fault> {
        match self.cell(at) {
            "" => Ok(None),
            text => date_of(text, form).map(Some).ok_or_else(|| self.fault(column, Reason::Date)),
        }
    }

    /// A decimal number as a whole number of its last place; more places than that are a fault, zeros aside.
    pub fn decimal(&self, at: usize, column: &'static str, places: u32) -> Result<u32, Fault> {
        decimal_of(self.cell(at), places).ok_or_else(|| self.fault(column, Reason::Value))
    }

    /// A whole number.
    pub fn whole(&self, at: usize, column: &'static str) -> Result<u32, Fault> {
        digits(self.cell(at)).ok_or_else(|| self.fault(column, Reason::Value))
    }

    /// An identifier of up to `N` letters and digits, which may be empty.
    pub fn short<const N: usize>(&self, at: usize, column: &'static str) -> Result<Short<N>, Fault> {
        self.cell(at).parse().map_err(|_| self.fault(column, Reason::Value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_every_form() {
        let day = Date::new(2024, 2, 29);
        for (text, form) in [
            ("20240229", DateForm::Compact),
            ("2024060", DateForm::Julian),
            ("2024-02-29", DateForm::Iso),
            ("2/29/2024", DateForm::Slashed),
            ("2024-02-29", DateForm::Julian),
        ] {
            assert_eq!(date_of(text, form), day, "{text}");
        }
        assert_eq!(date_of("2025365", DateForm::Julian), Date::new(2025, 12, 31));
        assert_eq!(date_of("2013091", DateForm::Julian), Date::new(2013, 4, 1));
        for (text, form) in [
            ("2025366", DateForm::Julian),
            ("2025000", DateForm::Julian),
            ("20250229", DateForm::Compact),
            ("2025+229", DateForm::Compact),
            ("2/29/25", DateForm::Slashed),
        ] {
            assert_eq!(date_of(text, form), None, "{text}");
        }
    }

    #[test]
    fn decimals_are_exact() {
        let cases = [("7.15", 2, 715), (".10", 2, 10), ("1", 3, 1000), ("1.000", 2, 100), ("33.4009", 4, 334_009)];
        for (text, places, value) in cases {
            assert_eq!(decimal_of(text, places), Some(value), "{text}");
        }
        for (text, places) in [("", 2), (".", 2), ("1.005", 2), ("-1", 2), ("1e3", 2), ("4294967296", 0), ("1,000", 0)]
        {
            assert_eq!(decimal_of(text, places), None, "{text}");
        }
    }
}
