//! Year and quarter of a release, as the names of files and title lines tell them.

use crate::fault::{Fault, Reason};
use crate::kinds::{Edition, Given};
use crate::source::Source;

/// A year, and a quarter of it where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Release {
    year: u32,
    quarter: Option<u32>,
}

/// Words after or before which two digits are a year.
const YEAR_WORDS: [&str; 6] = ["rvu", "gpci", "anes", "locco", "hcpc", "pprrvu"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Release {
    /// What is known of the release so far together with what a further file says of it.
    pub(crate) fn joined(known: Option<Self>, own: Option<Self>, source: &Source) -> Result<Option<Self>, Fault> {
        match (known, own) {
            (Some(known), Some(own)) if !known.agrees(own) => Err(Fault::of(source.name(), Reason::MixedEditions)),
            (Some(known), own) => Ok(Some(known.or_finer(own))),
            (None, own) => Ok(own),
        }
    }

    /// A quarter of a year.
    pub(crate) const fn quarter(year: u32, quarter: u32) -> Self {
        Self { year, quarter: Some(quarter) }
    }

    /// What a name or a title says, such as `RVU25D`, `PPRRVU2025_Oct`, `HCPC2026_OCT_ANWEB`, `2024-07`, `2025 ...
    /// October Release`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let runs = runs(&text);
        let at = |place: Option<usize>| place.and_then(|place| runs.get(place)).copied().unwrap_or_default();
        let place = runs.iter().enumerate().position(|(place, run)| {
            let neighbours = [at(place.checked_sub(1)), at(place.checked_add(1))];
            let known = || neighbours.iter().any(|near| YEAR_WORDS.iter().any(|word| near.ends_with(word)));
            is_number(run) && (four_digits(run) || (run.len() == 2 && known()))
        })?;
        let digits = at(Some(place));
        let year = digits.get(..4).unwrap_or(digits).parse::<u32>().ok()?;
        let year = if year < 100 { year.checked_add(2000)? } else { year };
        let month_digits = digits.get(4..6).or_else(|| {
            let next = at(place.checked_add(2));
            let parted = ["-", "_"].contains(&at(place.checked_add(1)));
            (parted && next.len() == 2 && is_number(next)).then_some(next)
        });
        let by_digits = month_digits.and_then(|digits| digits.parse().ok()).and_then(quarter_of);
        let quarter = by_digits.or_else(|| letter(at(place.checked_add(1)))).or_else(|| named(&runs));
        Some(Self { year, quarter })
    }

    /// What the name of a source says: the file's own name, and the archive's for the quarter that it leaves open.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let own = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let around = name.strip_suffix(own).and_then(Self::parse);
        match (Self::parse(own), around) {
            (Some(own), Some(around)) if own.quarter.is_none() && own.year == around.year => Some(around),
            (own, around) => own.or(around),
        }
    }

    /// This one, and what another one of the same year knows more.
    pub(crate) fn or_finer(self, other: Option<Self>) -> Self {
        other.filter(|other| self.quarter.is_none() && other.year == self.year).unwrap_or(self)
    }

    /// Whether another one can be of the same release.
    pub(crate) fn agrees(self, other: Self) -> bool {
        self.year == other.year && (self.quarter.is_none() || other.quarter.is_none() || self.quarter == other.quarter)
    }

    /// The edition: what the user says wins over what the files say.
    ///
    /// # Errors
    /// `NoEdition` where neither tells it.
    pub(crate) fn edition(found: Option<Self>, given: &Given, source: &Source) -> Result<Edition, Fault> {
        let own = found.and_then(|it| {
            it.quarter.map_or_else(|| Edition::year(it.year), |quarter| Edition::quarter(it.year, quarter))
        });
        Edition::or_given(own, given, source)
    }

    /// The edition of a table whose rows have days of their own: it reaches back to the beginning.
    ///
    /// # Errors
    /// `NoEdition` where neither the user nor the files tell it.
    pub(crate) fn history(found: Option<Self>, given: &Given, source: &Source) -> Result<Edition, Fault> {
        Ok(Edition { from: given.from, ..Self::edition(found, given, source)? })
    }
}

/// The text in runs of letters, of digits, and of single other characters.
fn runs(text: &str) -> Vec<&str> {
    let class = |c: char| {
        if c.is_ascii_alphabetic() {
            'a'
        } else if c.is_ascii_digit() {
            '0'
        } else {
            c
        }
    };
    let mut runs = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let other = !first.is_ascii_alphanumeric();
        let end = if other { first.len_utf8() } else { rest.find(|c| class(c) != class(first)).unwrap_or(rest.len()) };
        let (run, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        runs.push(run);
        rest = after;
    }
    runs
}

fn is_number(run: &str) -> bool {
    run.bytes().all(|byte| byte.is_ascii_digit()) && !run.is_empty()
}

/// `2026`, or a whole date such as `20260401`.
fn four_digits(run: &str) -> bool {
    matches!(run.len(), 4 | 8) && (run.starts_with("20") || run.starts_with("19"))
}

fn quarter_of(month: u32) -> Option<u32> {
    (1..=12).contains(&month).then(|| month.saturating_add(2) / 3)
}

/// `d` of `RVU25D`, `ar` of its corrected forms.
fn letter(run: &str) -> Option<u32> {
    match run.strip_suffix('r').unwrap_or(run) {
        "a" => Some(1),
        "b" => Some(2),
        "c" => Some(3),
        "d" => Some(4),
        _ => None,
    }
}

/// The quarter of a month that is named, or of `q3`.
fn named(runs: &[&str]) -> Option<u32> {
    let month = |run: &&str| {
        let at = MONTHS.iter().position(|month| run.len() >= 3 && month.starts_with(run))?;
        u32::try_from(at.saturating_add(1)).ok().and_then(quarter_of)
    };
    // Titles come without the blanks between their words.
    let within = || {
        let has = |month: &&&str| runs.iter().any(|run| run.contains(**month));
        let found = ["january", "april", "july", "october"].iter().zip(1..).find(|(month, _)| has(month));
        found.map(|(_, quarter)| quarter)
    };
    let pairs = || runs.iter().zip(runs.iter().skip(1));
    let quarter = || {
        let (_, digit) = pairs().find(|(letter, digit)| **letter == "q" && digit.len() == 1)?;
        digit.parse().ok().filter(|quarter| (1..=4).contains(quarter))
    };
    runs.iter().find_map(month).or_else(within).or_else(quarter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Reason;

    #[test]
    fn names_and_titles() {
        let cases = [
            ("RVU25D", 2025, Some(4)),
            ("rvu24ar", 2024, Some(1)),
            ("PPRRVU25_JAN", 2025, Some(1)),
            ("PPRRVU2025_Oct.csv", 2025, Some(4)),
            ("PPRRVU2026_Jul_nonQPP.txt", 2026, Some(3)),
            ("pprrvu_rvu24c_jul.csv", 2024, Some(3)),
            ("GPCI2025.xlsx", 2025, None),
            ("25LOCCO.csv", 2025, None),
            ("ZIP5_OCT2025.txt.gz", 2025, Some(4)),
            ("HCPC2026_OCT_ANWEB.csv", 2026, Some(4)),
            ("hcpcs_level2_2024-07.csv", 2024, Some(3)),
            ("carc_rarc_group_2022-11.csv", 2022, Some(4)),
            ("coverage 20260401", 2026, Some(2)),
            ("2026q3", 2026, Some(3)),
            ("2025 National Physician Fee Schedule Relative Value File October Release", 2025, Some(4)),
            ("2025nationalphysicianfeeschedulerelativevaluefileoctoberrelease", 2025, Some(4)),
            ("ADDENDUM E. FINAL CY 2025 GEOGRAPHIC PRACTICE COST INDICES", 2025, None),
        ];
        for (text, year, quarter) in cases {
            assert_eq!(Release::parse(text), Some(Release { year, quarter }), "{text}");
        }
        for text in ["icd10cm", "PPRRVU", "place_of_service.csv", ""] {
            assert_eq!(Release::parse(text), None, "{text}");
        }
        assert_eq!(Release::of_name("RVU25D.zip/GPCI2025.csv"), Some(Release::quarter(2025, 4)));
        assert_eq!(Release::of_name("RVU25D.zip/GPCI2024.csv"), Some(Release { year: 2024, quarter: None }));
    }

    #[test]
    fn what_the_user_says_wins() -> Result<(), Fault> {
        let source = Source::in_memory("x.csv", *b"a,b\n1,2\n")?;
        let given = |edition: Option<&str>| Given { edition: edition.map(Into::into), ..Given::default() };
        let text = |it: Edition| format!("{} {:?} {:?}", it.name, it.from, it.to);
        let found = Some(Release::quarter(2025, 2));
        let edition = Release::edition(found, &given(None), &source)?;
        assert_eq!(text(edition), "2025-04-01 Some(2025-04-01) Some(2025-06-30)");
        let edition = Release::history(found, &given(Some("2026-07-01")), &source)?;
        assert_eq!(text(edition), "2026-07-01 None Some(2026-09-30)");
        let none = Release::edition(None, &given(None), &source).map_err(|fault| fault.reason);
        assert_eq!(none, Err(Reason::NoEdition));
        Ok(())
    }
}
