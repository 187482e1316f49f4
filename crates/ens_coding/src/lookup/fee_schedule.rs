//! What the fee schedule says of a code besides its values: status, global period, indicators.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::asked::Asked;
use super::told::Told;
use crate::code::Code;
use crate::table::{Fee, Indicator, Row};

impl Asked<'_> {
    pub fn status(&mut self) -> Vec<Told> {
        let Some(table) = self.table("status", "table:status", self.edition.tables().status()) else {
            return Vec::new();
        };
        let row = table.table.on(&self.code, self.edition.date());
        if row.is_none() && self.fact().is_some_and(|fact| fact.timing == crate::table::Timing::Procedure) {
            self.lacks("status", "table:status");
        }
        let mut text = [0; 4];
        row.and_then(|row| Told::new(&*row.value.encode_utf8(&mut text), status(row.value), table.table.cite(row)))
            .into_iter()
            .collect()
    }

    pub fn global_period(&mut self) -> Vec<Told> {
        self.indicator_of(
            |fee| fee.global,
            |global| match global {
                "000" => "the day of the procedure",
                "010" => "the day of the procedure and 10 days after it",
                "090" => "the day before, the day and 90 days after the procedure",
                "ZZZ" => "that of the procedure to which it is added",
                "XXX" => "none",
                "YYY" => "set by the contractor",
                "MMM" => "that of maternity care",
                _ => "",
            },
        )
    }

    pub fn multiple_procedure(&mut self) -> Vec<Told> {
        self.indicator_of(
            |fee| fee.multiple_procedure,
            |indicator| match indicator {
                "0" => "not reduced beside other procedures",
                "2" => "reduced beside other procedures of the day",
                "3" => "reduced as an endoscopy of its family",
                "4" => "the technical part is reduced beside other imaging of the day",
                "5" => "therapy: the practice expense is reduced beside other therapy of the day",
                "9" => "the reduction has no meaning for it",
                _ => "reduced by a rule of its own",
            },
        )
    }

    pub fn bilateral(&mut self) -> Vec<Told> {
        self.indicator_of(
            |fee| fee.bilateral,
            |indicator| match indicator {
                "0" => "not paid more for both sides",
                "1" => "both sides are paid at one and a half times, with 50",
                "2" => "it means both sides already",
                "3" => "each side is paid in full",
                "9" => "it has no sides",
                _ => "",
            },
        )
    }

    pub fn assistant_at_surgery(&mut self) -> Vec<Told> {
        self.indicator_of(
            |fee| fee.assistant,
            |indicator| match indicator {
                "0" => "an assistant is paid with documents that show the need",
                "1" => "an assistant is never paid",
                "2" => "an assistant can be paid",
                "9" => "an assistant has no meaning for it",
                _ => "",
            },
        )
    }

    pub fn co_surgeon(&mut self) -> Vec<Told> {
        self.indicator_of(|fee| fee.co_surgeon, surgeons)
    }

    pub fn team_surgery(&mut self) -> Vec<Told> {
        self.indicator_of(|fee| fee.team, surgeons)
    }

    pub fn component(&mut self) -> Vec<Told> {
        self.indicator_of(
            |fee| fee.component,
            |indicator| match indicator {
                "0" => "a physician's service without components",
                "1" => "professional and technical parts, with 26 and TC",
                "2" => "the professional part alone",
                "3" => "the technical part alone",
                "4" => "the whole of both parts alone",
                "5" => "incident to a physician's service",
                "7" => "a physical therapist's service",
                "8" => "a physician's reading of a laboratory test",
                "9" => "components have no meaning for it",
                _ => "",
            },
        )
    }

    /// An indicator of the row of the date, or of the one that rules use, which may be that of the nearest release.
    fn indicator_of(&self, read: fn(&Fee) -> Indicator, says: fn(&str) -> &'static str) -> Vec<Told> {
        let Some((table, row)) = self.edition.tables().pfs().zip(self.edition.procedure(self.code)) else {
            return Vec::new();
        };
        let own = |row: &&Row<Code, Fee>| {
            row.value.modifier.is_none() && row.holds_on(self.edition.date()) && !read(&row.value).as_str().is_empty()
        };
        let row = table.table.all(&self.code).iter().find(own).unwrap_or(row);
        let indicator = read(&row.value);
        let means = says(indicator.as_str());
        // A code may have been another one then; the citation has the days of the row.
        let says = if row.holds_on(self.edition.date()) || means.is_empty() {
            Cow::Borrowed(means)
        } else {
            Cow::Owned(["in the nearest release that is loaded, which does not cover the date: ", means].concat())
        };
        let told = Told::new(indicator.as_str(), says, table.table.cite(row));
        told.filter(|_| !indicator.as_str().is_empty()).into_iter().collect()
    }
}

fn surgeons(indicator: &str) -> &'static str {
    match indicator {
        "0" => "never paid",
        "1" => "paid with documents that show the need",
        "2" => "paid",
        "9" => "it has no meaning for this code",
        _ => "",
    }
}

/// A status in the project's own words.
pub(super) const fn status(indicator: char) -> &'static str {
    match indicator {
        'A' => "active: Medicare pays it separately",
        'B' => "bundled: Medicare never pays it separately",
        'C' => "Medicare's contractors price it",
        'E' => "excluded from the fee schedule by regulation",
        'I' => "not valid for Medicare, which takes another code",
        'J' => "anesthesia: paid by time and base units",
        'M' => "measurement only",
        'N' => "Medicare does not cover it",
        'P' => "bundled or excluded",
        'R' => "Medicare's coverage is restricted",
        'T' => "paid only where nothing else is paid that day",
        'X' => "outside of the fee schedule by statute",
        _ => "an indicator without a meaning of its own here",
    }
}
