//! A line on its way to an amount.

use alloc::string::ToString;
use alloc::vec::Vec;
use core::cmp::Reverse;

use ens_coding::table::{Fee, Indicator, Loaded, Row, Table};
use ens_coding::{Citation, Code, Date, Line, Modifier};

use crate::estimate::FeeStep;
use crate::refusal::Refusal;
use crate::request::DrugPrice;
use crate::words::{FeeSetting, Reason, StepKind};

/// A line, its amounts so far, and what refused it one.
pub(crate) struct Work<'a> {
    pub line: &'a Line,
    pub fee: Option<ScheduledFee<'a>>,
    pub price: Option<&'a DrugPrice>,
    /// Cents of one unit, both sides of it where a unit has them.
    pub unit: u64,
    /// Cents that Medicare allows.
    pub amount: u64,
    /// Cents that Medicare pays.
    pub medicare: u64,
    /// Cents that the patient pays.
    pub patient: u64,
    /// The line of the other side, which follows this one.
    pub other_side: Option<usize>,
    /// The line is the other side of another one, and follows it.
    pub follows: bool,
    pub performer: Performer,
    pub steps: Vec<FeeStep>,
    pub refused: Option<Refusal>,
}

/// Whose rate a line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Performer {
    /// The full one.
    Full,
    /// A nurse practitioner's, physician assistant's or clinical nurse specialist's.
    Practitioner,
    /// Nobody is named.
    Unknown,
    /// Several with different rates are named.
    Undecided,
}

/// The rows of the fee schedule about a line's code and component.
#[derive(Clone, Copy)]
pub(crate) struct ScheduledFee<'a> {
    pub loaded: &'a Loaded<Table<Code, Fee>>,
    pub row: &'a Row<Code, Fee>,
    pub date: Date,
    pub covers_date: bool,
    pub setting: FeeSetting,
    pub unit_cents: u64,
}

impl<'a> ScheduledFee<'a> {
    pub fn cite(&self, row: &Row<Code, Fee>) -> Option<Citation> {
        self.loaded.table.cite(row)
    }

    /// The row of the same component that is nearest to the date among those that tell something: copies of some releases
    /// lack indicators, which hardly change.
    pub fn telling(&self, tells: impl Fn(&Fee) -> bool) -> Option<&'a Row<Code, Fee>> {
        let own = self.loaded.table.all(&self.row.key).iter();
        let own = own.filter(|row| row.value.modifier == self.row.value.modifier && tells(&row.value));
        own.min_by_key(|row| self.date.distance(row.from, row.to))
    }

    /// An indicator, and the row that has it.
    pub fn indicator(&self, of: fn(&Fee) -> &Indicator) -> (&'a str, Option<&'a Row<Code, Fee>>) {
        let row = self.telling(|fee| !of(fee).as_str().is_empty());
        (row.map_or("", |row| of(&row.value).as_str()), row)
    }
}

impl<'a> Work<'a> {
    pub fn new(line: &'a Line, performer: Performer) -> Self {
        Self {
            line,
            fee: None,
            price: None,
            unit: 0,
            amount: 0,
            medicare: 0,
            patient: 0,
            other_side: None,
            follows: false,
            performer,
            steps: Vec::new(),
            refused: None,
        }
    }

    pub const fn units(&self) -> u32 {
        self.line.units.get()
    }

    /// Refuses an amount; the first reason stays.
    pub fn refuse(&mut self, reason: Refusal) {
        self.refused.get_or_insert(reason);
    }

    /// The first of these modifiers that the line has.
    pub fn one_of(&self, modifiers: &[Modifier]) -> Option<Modifier> {
        self.line.modifiers.iter().copied().find(|own| modifiers.contains(own))
    }

    /// Whether the line is a service of the fee schedule that others of the day are ranked with: also one whose amount only
    /// the contractor knows.
    pub fn counts(&self) -> bool {
        self.fee.is_some() && self.refused.as_ref().is_none_or(|it| it.reason() == Reason::ByReport)
    }

    /// An indicator of the fee schedule; empty where no row has it.
    pub fn indicator(&self, of: fn(&Fee) -> &Indicator) -> &'a str {
        self.fee.as_ref().map_or("", |fee| fee.indicator(of).0)
    }

    /// The citation of an indicator.
    pub fn cite_indicator(&self, of: fn(&Fee) -> &Indicator) -> Option<Citation> {
        let fee = self.fee.as_ref()?;
        fee.cite(fee.indicator(of).1?)
    }

    /// A place among lines of equal amounts that does not depend on the order of the claim.
    pub fn rank(&self, amount: u64) -> impl Ord + use<'a> {
        (Reverse(amount), self.line.code, self.line.modifiers.as_slice(), self.line.units, self.performer)
    }
}

impl FeeStep {
    /// A step that has been taken, and the amount after it.
    pub(crate) const fn new(step: StepKind, cents: u64) -> Self {
        Self { step, modifier: None, indicator: None, percent: None, units: None, cents, citations: Vec::new() }
    }

    pub(crate) fn percent(self, percent: u16) -> Self {
        Self { percent: Some(percent), ..self }
    }

    pub(crate) fn units(self, units: u32) -> Self {
        Self { units: Some(units), ..self }
    }

    pub(crate) fn by_modifier(self, modifier: Option<Modifier>) -> Self {
        Self { modifier, ..self }
    }

    pub(crate) fn by_indicator(self, indicator: &str) -> Self {
        Self { indicator: Some(indicator.to_string()), ..self }
    }

    pub(crate) fn cited(mut self, citations: impl IntoIterator<Item = Citation>) -> Self {
        self.citations.extend(citations);
        self
    }
}
