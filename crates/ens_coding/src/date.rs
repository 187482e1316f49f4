//! Civil dates: the day on which a service happened, without time or zone.

use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Malformed;

/// A day of the civil calendar, from 1900-01-01 to 2199-12-31, written `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(u32); // year * 10000 + month * 100 + day: ordered, and readable in a debugger

const fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Date {
    /// The date of these parts, or `None` where the calendar has no such day.
    pub const fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        if year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self(year.wrapping_mul(10_000).wrapping_add(month.wrapping_mul(100)).wrapping_add(day)))
    }

    /// The date of a number, `year * 10000 + month * 100 + day`.
    pub(crate) const fn from_number(number: u32) -> Option<Self> {
        Self::new(number / 10_000, number / 100 % 100, number % 100)
    }

    /// The date as a number, `year * 10000 + month * 100 + day`.
    #[cfg(feature = "write")]
    pub(crate) const fn number(self) -> u32 {
        self.0
    }

    /// The calendar year.
    pub const fn year(self) -> u32 {
        self.0 / 10_000
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u32 {
        self.0 / 100 % 100
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u32 {
        self.0 % 100
    }

    /// Days since 0000-03-01, so that differences of dates are plain subtractions.
    #[expect(clippy::arithmetic_side_effects, reason = "the parts are bounded by `new`, so nothing can overflow")]
    const fn ordinal(self) -> u32 {
        let (year, month) =
            if self.month() > 2 { (self.year(), self.month() - 3) } else { (self.year() - 1, self.month() + 9) };
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + self.day() - 1
    }

    /// Whole days from `earlier` to this date; negative when `earlier` is later.
    pub const fn days_since(self, earlier: Self) -> i32 {
        self.ordinal().cast_signed().wrapping_sub(earlier.ordinal().cast_signed())
    }

    /// The date so many days later, or earlier where negative; the ends of the calendar where it would leave it.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let mut date = self;
        let mut left = days;
        while left != 0 {
            let last = days_in_month(date.year(), date.month());
            let day = i32::try_from(date.day()).unwrap_or(1).saturating_add(left);
            if (1..=i32::try_from(last).unwrap_or(28)).contains(&day) {
                return Self::new(date.year(), date.month(), u32::try_from(day).unwrap_or(1)).unwrap_or(date);
            }
            let next = if left > 0 { date.first_of_next_month() } else { date.last_of_previous_month() };
            let Some(next) = next else { return date };
            left = left.saturating_sub(next.days_since(date));
            date = next;
        }
        date
    }

    fn first_of_next_month(self) -> Option<Self> {
        match self.month() {
            12 => Self::new(self.year().saturating_add(1), 1, 1),
            month => Self::new(self.year(), month.saturating_add(1), 1),
        }
    }

    fn last_of_previous_month(self) -> Option<Self> {
        let (year, month) = match self.month() {
            1 => (self.year().saturating_sub(1), 12),
            month => (self.year(), month.saturating_sub(1)),
        };
        Self::new(year, month, days_in_month(year, month))
    }

    /// The same day so many months later, or earlier where negative; the month's last day where it has no such day.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let count = |year: u32, month: u32| year.saturating_mul(12).saturating_add(month).saturating_sub(1);
        let all = count(self.year(), self.month()).saturating_add_signed(months);
        let (year, month) = (all / 12, (all % 12).saturating_add(1));
        Self::new(year, month, self.day().min(days_in_month(year, month))).unwrap_or(self)
    }

    /// Days between the date and a window with inclusive ends; none inside of it.
    pub fn distance(self, from: Option<Self>, to: Option<Self>) -> u32 {
        let early = from.map_or(0, |from| from.days_since(self));
        let late = to.map_or(0, |to| self.days_since(to));
        u32::try_from(early.max(late)).unwrap_or(0)
    }

    /// Whether the date lies in a window with inclusive ends; an open end is `None`.
    pub fn within(self, from: Option<Self>, to: Option<Self>) -> bool {
        from.is_none_or(|from| from <= self) && to.is_none_or(|to| self <= to)
    }
}

impl FromStr for Date {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let bytes: &[u8; 10] = text.as_bytes().try_into().map_err(|_| Malformed::Date)?;
        let digits = |part: &[u8]| {
            part.iter().try_fold(0_u32, |value, byte| {
                byte.is_ascii_digit().then(|| value.wrapping_mul(10).wrapping_add(u32::from(byte.wrapping_sub(b'0'))))
            })
        };
        let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *bytes else {
            return Err(Malformed::Date);
        };
        digits(&[y0, y1, y2, y3])
            .zip(digits(&[m0, m1]))
            .zip(digits(&[d0, d1]))
            .and_then(|((year, month), day)| Self::new(year, month, day))
            .ok_or(Malformed::Date)
    }
}

impl crate::text::Ascii<10> for Date {
    fn ascii(self) -> [u8; 10] {
        let mut text = *b"0000-00-00";
        let mut rest = self.0;
        for place in text.iter_mut().rev().filter(|place| **place != b'-') {
            *place = b'0'.wrapping_add(u8::try_from(rest % 10).unwrap_or_default());
            rest /= 10;
        }
        text
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

crate::text::ascii_number!(Date);
crate::text::text_serde!(Date, r"^\d{4}-\d{2}-\d{2}$", "A civil date, YYYY-MM-DD", number Date::from_number);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_days_only() {
        for bad in ["2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "1899-12-31", "2024-4-1", "20240401", ""] {
            assert_eq!(bad.parse::<Date>(), Err(Malformed::Date), "{bad}");
        }
        assert!("2024-02-29".parse::<Date>().is_ok());
    }

    #[test]
    fn days_and_months_are_added() {
        let day = |text: &str| text.parse::<Date>();
        for (from, days, to) in [
            ("2024-02-28", 1, "2024-02-29"),
            ("2024-02-28", 367, "2025-03-01"),
            ("2024-03-01", -1, "2024-02-29"),
            ("2024-01-01", -366, "2022-12-31"),
            ("2199-12-31", 5, "2199-12-31"),
            ("2024-05-05", 0, "2024-05-05"),
        ] {
            assert_eq!(day(from).map(|it| it.plus_days(days)), day(to), "{from} {days}");
        }
        for (from, months, to) in [
            ("2025-07-14", -12, "2024-07-14"),
            ("2024-02-29", -12, "2023-02-28"),
            ("2024-01-31", 1, "2024-02-29"),
            ("2024-12-15", 1, "2025-01-15"),
        ] {
            assert_eq!(day(from).map(|it| it.plus_months(months)), day(to), "{from} {months}");
        }
    }

    #[test]
    fn differences_count_days() {
        let day = |text: &str| text.parse::<Date>().ok();
        let between = |a, b| day(b).zip(day(a)).map(|(b, a)| b.days_since(a));
        assert_eq!(between("2023-12-31", "2024-03-01"), Some(61));
        assert_eq!(between("2024-03-01", "2024-02-29"), Some(-1));
        assert_eq!(between("1900-01-01", "2199-12-31"), Some(109_572));
    }
}
