//! Which figures there are, and what they come to.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Figure, FigureName, Practice, RuleTally, Tally};
use crate::edit::units::over_mue;
use crate::explain::fill;
use crate::facts::Facts;

/// A count of a clinician.
type Count = fn(&Tally) -> Option<u32>;

/// A count of a rule.
type CountOfRule = fn(&RuleTally) -> u32;

/// The figures: name, numerator, denominator and reading.
const FIGURES: [(FigureName, Count, Count, &str); 11] = [
    (
        FigureName::TrialToPermanent,
        |it| it.permanent_implants,
        |it| it.trials,
        "{numerator} permanent implants for {denominator} trials in the period ({percent} %{peers}); an implant may belong to a trial of another period, and why a trial was not followed by one is not shown",
    ),
    (
        FigureName::ProgrammingRate,
        |it| it.programming_sessions,
        |it| it.programmed_patients,
        "{numerator} programming sessions of {denominator} patients ({each} each{peers_each}); a patient of two clinicians counts twice, and how long each had the stimulator is not shown",
    ),
    (
        FigureName::DistinctModifier,
        |it| it.distinct_claims,
        |it| it.paired_claims,
        "59 or an X modifier tells services apart on {numerator} of {denominator} claims with a pair for it ({percent} %{peers}); whether they were distinct is in the records",
    ),
    (
        FigureName::DistinctLines,
        |it| it.distinct_lines,
        |it| it.lines,
        "{numerator} of {denominator} lines carry 59 or an X modifier ({percent} %{peers}); whether an edit asks for it is not shown",
    ),
    (
        FigureName::Kx,
        |it| it.kx_claims,
        |it| it.therapy_claims,
        "{numerator} of {denominator} claims with therapy carry KX ({percent} %{peers}); which of them lay beyond the threshold is not shown",
    ),
    (
        FigureName::SeparateEvaluation,
        |it| it.separate_evaluation_claims,
        |it| it.procedure_claims,
        "{numerator} of {denominator} claims with a procedure have an evaluation with 25 ({percent} %{peers}); whether it was separate work is in the records",
    ),
    (
        FigureName::AttendedShare,
        |it| it.attended_units,
        |it| it.stimulation_units,
        "{numerator} of {denominator} units of stimulation on the skin are attended ({percent} %{peers}); an unattended session is one unit however long, and who attended is in the records",
    ),
    (
        FigureName::TimedUnits,
        |it| it.timed_units,
        |it| it.timed_claims,
        "{numerator} timed units on {denominator} claims ({each} each{peers_each}); what the patients needed is not shown",
    ),
    (
        FigureName::OverUnitEdit,
        |it| it.denied_claims.map(|_| over_edit(it)),
        |it| it.denied_claims.and(it.claims).map(|claims| claims.saturating_sub(it.said(over_mue::RULE.id).2)),
        "{numerator} of {denominator} claims have units over the national unit edit ({percent} %{peers}); a patient may have needed more, and it can be paid on appeal for some codes",
    ),
    (
        FigureName::ExpectedDenials,
        |it| it.denied_claims,
        |it| it.claims,
        "a denial is to be expected of {numerator} of {denominator} claims ({percent} %{peers}); others may not have been checked whole, and what the payer did is not shown",
    ),
    (
        FigureName::PayerDenials,
        |it| it.payer_denied_claims,
        |it| it.remitted_claims,
        "the payer denied a line of {numerator} of {denominator} claims with its answer ({percent} %{peers}); what became of the others is not shown",
    ),
];

/// Figures by rule: the count of a rule and its reading; name and denominator are those of the last two figures.
const BY_RULE: [(FigureName, CountOfRule, Count, &str); 2] = [
    (
        FigureName::ExpectedDenials,
        |it| it.denials,
        |it| it.denied_claims.and(it.claims),
        "{rule} expects a denial of {numerator} of {denominator} claims ({percent} %); what the payer did is not shown",
    ),
    (
        FigureName::PayerDenials,
        |it| it.payer_denials,
        |it| it.payer_denied_claims.and(it.remitted_claims),
        "the payer denied a line of {numerator} of {denominator} claims with its answer ({percent} %), probably for what {rule} says",
    ),
];

const NOT_KNOWN: &str = "not known: a count is missing";

/// Claims over the unit edit, among those on which it was checked whole. Whether rules were asked at all shows in the number of
/// denied claims.
fn over_edit(tally: &Tally) -> u32 {
    let (denials, warnings, open) = tally.said(over_mue::RULE.id);
    let checked = tally.claims.unwrap_or_default().saturating_sub(open);
    denials.saturating_add(warnings).min(checked)
}

/// Sums over clinicians, and of how many of them a count is missing.
#[derive(Clone, Copy, Default)]
struct Sum {
    numerator: u64,
    denominator: u64,
    unknown: usize,
}

impl Sum {
    fn of(numerator: Option<u32>, denominator: Option<u32>) -> Self {
        let unknown = usize::from(numerator.is_none() || denominator.is_none());
        Self { numerator: numerator.map_or(0, u64::from), denominator: denominator.map_or(0, u64::from), unknown }
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            numerator: self.numerator.saturating_add(other.numerator),
            denominator: self.denominator.saturating_add(other.denominator),
            unknown: self.unknown.saturating_add(other.unknown),
        }
    }

    const fn minus(self, other: Self) -> Self {
        Self {
            numerator: self.numerator.saturating_sub(other.numerator),
            denominator: self.denominator.saturating_sub(other.denominator),
            unknown: self.unknown.saturating_sub(other.unknown),
        }
    }

    fn per_mille(self) -> Option<u32> {
        let share = self.numerator.saturating_mul(1000).checked_div(self.denominator)?;
        u32::try_from(share).ok().filter(|_| self.unknown == 0)
    }
}

/// The figures of a practice that have something to show: those with a count above zero, and those of which one is missing.
pub(super) fn of(practice: &Practice) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (name, numerator, denominator, reading) in FIGURES {
        let own: Vec<(Option<u32>, Option<u32>)> =
            practice.clinicians.iter().map(|it| (numerator(it), denominator(it))).collect();
        let whole = own.iter().map(|(one, other)| Sum::of(*one, *other)).fold(Sum::default(), Sum::plus);
        let is_told = |counts: (Option<u32>, Option<u32>)| !matches!(counts, (None, None) | (Some(0), Some(0)));
        if !own.iter().copied().any(is_told) {
            continue;
        }
        let known = |count: u64| u32::try_from(count).ok().filter(|_| whole.unknown == 0);
        let counts = (known(whole.numerator), known(whole.denominator));
        figures.push(figure(name, None, counts, whole, None, reading));
        for (at, counts) in own.iter().copied().enumerate().filter(|(_, counts)| is_told(*counts)) {
            let sum = Sum::of(counts.0, counts.1);
            figures.push(figure(name, Some(at), counts, sum, whole.minus(sum).per_mille(), reading));
        }
    }
    figures.extend(by_rule(practice));
    figures
}

fn figure(
    name: FigureName,
    clinician: Option<usize>,
    counts: (Option<u32>, Option<u32>),
    sum: Sum,
    peers_per_mille: Option<u32>,
    reading: &str,
) -> Figure {
    let per_mille = sum.per_mille();
    let (numerator, denominator) = counts;
    let reading = match counts {
        (Some(numerator), Some(denominator)) => {
            let mut facts = Facts::default();
            facts.push("numerator", numerator);
            facts.push("denominator", denominator);
            facts.push("percent", per_mille.map_or("-".into(), |it| decimal(it, 1)));
            facts.push("each", per_mille.map_or("-".into(), |it| decimal(it, 2)));
            let peers = |unit: &str, places| {
                peers_per_mille.map_or_else(String::new, |it| format!(", the others {}{unit}", decimal(it, places)))
            };
            facts.push("peers", peers(" %", 1));
            facts.push("peers_each", peers("", 2));
            Cow::Owned(fill(reading, &facts))
        }
        _ => Cow::Borrowed(NOT_KNOWN),
    };
    let clinician = clinician.and_then(|at| u16::try_from(at).ok());
    Figure { name, clinician, rule: None, numerator, denominator, per_mille, peers_per_mille, reading }
}

/// Thousandths as percent with one decimal place, or as a number with two.
fn decimal(per_mille: u32, places: u32) -> String {
    match places {
        1 => format!("{}.{}", per_mille / 10, per_mille % 10),
        _ => format!("{}.{:02}", per_mille / 1000, per_mille % 1000 / 10),
    }
}

/// Denials of the practice by rule, the most frequent first. Nothing where not every clinician's are known.
fn by_rule(practice: &Practice) -> Vec<Figure> {
    let mut all = Tally::zero("");
    practice.clinicians.iter().for_each(|it| all.merge(it));
    let mut figures = Vec::new();
    for (name, count, denominator, reading) in BY_RULE {
        let Some(denominator) = denominator(&all) else { continue };
        let mut denied: Vec<_> = all.rules.iter().filter(|it| count(it) > 0).collect();
        crate::order::sort(&mut denied, |one, other| count(one) > count(other));
        figures.extend(denied.into_iter().map(|it| {
            let counts = (Some(count(it)), Some(denominator));
            let sum = Sum::of(counts.0, counts.1);
            let reading = reading.replace("{rule}", &it.rule);
            Figure { rule: Some(it.rule.clone()), ..figure(name, None, counts, sum, None, &reading) }
        }));
    }
    figures
}
