//! What national policies say of codes whose criteria the rules hold, and no policy's table: TENS, wound stimulation, needles.

use alloc::vec::Vec;

use super::asked::Asked;
use super::told::Told;
use crate::code::{Code, code};
use crate::date::Date;
use crate::edit::coverage::excluded_cause::ACUPUNCTURE_FROM;
use crate::edit::coverage::frequency_exceeded::NEEDLES;
use crate::finding::Citation;
use crate::select::codes::STIMULATOR_SUPPLIES;
use crate::source::{LCD_L33802, NCD_10_2, NCD_30_3_3, NCD_160_27, NCD_270_1, Source, Trust};

/// A question about a payer's policy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    Coverage,
    Criteria,
    Frequency,
}

use Question::{Coverage, Criteria, Frequency};

/// One answer: the codes, the question, its value, what it is about, what it means, and who says so.
type Answer = (&'static [Code], Question, &'static str, &'static str, &'static str, &'static Source, Trust);

/// TENS for use at home.
const TENS: &[Code] = &[code!(b"E0720"), code!(b"E0730"), code!(b"A4595")];
const FOUR_LEADS: &[Code] = &[code!(b"E0730")];
const WOUND: &[Code] = &[code!(b"G0281"), code!(b"G0329")];
const OTHER_WOUND: &[Code] = &[code!(b"G0282"), code!(b"G0295")];

const POSITION: &str = "the national policy's position";
const ASKED: &str = "the policy asks it; 1 where it is asked without a number";

/// As the rules on coverage and equipment have them; L33802 is known through a summary.
static ANSWERS: &[Answer] = &[
    (
        TENS,
        Coverage,
        "not_covered",
        "chronic low back pain, but inside an approved study",
        POSITION,
        &NCD_160_27,
        Trust::Primary,
    ),
    (TENS, Coverage, "covered", "other chronic pain that meets the criteria", POSITION, &LCD_L33802, Trust::Secondary),
    (
        TENS,
        Coverage,
        "not_covered",
        "headache, visceral abdominal, pelvic and temporomandibular joint pain",
        POSITION,
        &LCD_L33802,
        Trust::Secondary,
    ),
    (TENS, Coverage, "covered", "acute pain after surgery, as a rental", POSITION, &NCD_10_2, Trust::Primary),
    (TENS, Criteria, "3", "months of pain at least", ASKED, &LCD_L33802, Trust::Secondary),
    (TENS, Criteria, "1", "other treatment failed", ASKED, &LCD_L33802, Trust::Secondary),
    (
        TENS,
        Criteria,
        "30",
        "days of a monitored trial at least, before the purchase",
        ASKED,
        &LCD_L33802,
        Trust::Secondary,
    ),
    (
        TENS,
        Criteria,
        "60",
        "days of a monitored trial at most, before the purchase",
        ASKED,
        &LCD_L33802,
        Trust::Secondary,
    ),
    (FOUR_LEADS, Criteria, "1", "a reason for four leads", ASKED, &LCD_L33802, Trust::Secondary),
    (TENS, Frequency, "30", "acute pain after surgery", "days from the surgery at most", &NCD_10_2, Trust::Primary),
    (
        WOUND,
        Coverage,
        "covered",
        "chronic pressure ulcers of stage 3 or 4, arterial, diabetic and venous ulcers",
        POSITION,
        &NCD_270_1,
        Trust::Primary,
    ),
    (WOUND, Coverage, "not_covered", "any other wound", POSITION, &NCD_270_1, Trust::Primary),
    (OTHER_WOUND, Coverage, "not_covered", "any wound for which it stands", POSITION, &NCD_270_1, Trust::Primary),
    (
        WOUND,
        Criteria,
        "30",
        "days of standard care without measurable healing, at least",
        ASKED,
        &NCD_270_1,
        Trust::Primary,
    ),
    (WOUND, Criteria, "30", "days at most between evaluations of the wound", ASKED, &NCD_270_1, Trust::Primary),
    (
        &NEEDLES,
        Coverage,
        "covered",
        "chronic low back pain of 12 weeks or longer alone",
        POSITION,
        &NCD_30_3_3,
        Trust::Primary,
    ),
    (&NEEDLES, Coverage, "not_covered", "anything else", POSITION, &NCD_30_3_3, Trust::Primary),
];

impl Asked<'_> {
    /// What the national policy says, where the payer follows it, and what the payer excludes of it.
    pub fn national(&self, question: Question) -> Vec<Told> {
        let mut found = Vec::new();
        let before = NEEDLES.contains(&self.code) && ACUPUNCTURE_FROM.is_none_or(|from| self.edition.date() < from);
        if let Some(term) = self.edition.national_coverage().filter(|term| self.has_payer && term.value) {
            let own = ANSWERS.iter().filter(|it| it.0.contains(&self.code) && it.1 == question && !before);
            found.extend(own.filter_map(|(_, _, value, about, says, source, trust)| {
                let from: Option<Date> = ACUPUNCTURE_FROM.filter(|_| NEEDLES.contains(&self.code));
                let citation = Citation { trust: term.trust.max(*trust), from, ..source.citation() };
                Some(Told::new(*value, *says, Some(citation))?.about(*about))
            }));
            if before && question == Coverage {
                let citation = Citation { trust: term.trust, ..NCD_30_3_3.citation() };
                let says = "no acupuncture was covered before the national policy of 2020-01-21";
                found.extend(Told::new("not_covered", says, Some(citation)));
            }
        }
        if question == Coverage {
            let edition = self.edition;
            let is_tens = TENS.contains(&self.code) || STIMULATOR_SUPPLIES.contains(&self.code);
            let dry = [code!(b"20560"), code!(b"20561")].contains(&self.code);
            for (concerns, term, about) in [
                (
                    is_tens,
                    edition.tens_low_back_excluded(),
                    "TENS for low back pain, the device, its supplies and sessions",
                ),
                (dry, edition.dry_needling_excluded(), "dry needling"),
            ] {
                let term = term.filter(|term| concerns && self.has_payer && term.value);
                let told =
                    term.and_then(|term| Told::new("not_covered", "the payer excludes it", self.cite_term(term)));
                found.extend(told.map(|it| it.about(about)));
            }
        }
        found
    }
}
