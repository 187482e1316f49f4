//! OUT: the estimate, its lines and their steps.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ens_coding::{Basis, Citation, Code, Modifier, Units};
use serde::{Deserialize, Serialize};

use crate::caveats;
use crate::money::{ROUNDING, practice_expense};
use crate::refusal::Refusal;
use crate::request::DrugPrice;
use crate::terms::Terms;
use crate::words::{Assumption, FeeSetting, NotConsidered, Origin, Reason, StepKind};
use crate::work::Work;

/// What Medicare allows for a claim, by line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeEstimate {
    /// Where the priced claim comes from.
    pub claim: Origin,
    /// The lines, in the order of the claim.
    pub lines: Vec<FeeLine>,
    /// What the priced lines add up to.
    pub total: FeeTotal,
    /// The release of the fee schedule; missing where none is loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<FeeRelease>,
    /// The conversion factor; missing where none is known for the date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversion_factor: Option<ConversionFactor>,
    /// The payment locality and its indices; missing where it could not be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<FeeArea>,
    /// What is taken for granted.
    pub assumed: Vec<Assumption>,
    /// What the estimate does not look at.
    pub not_considered: Vec<NotConsidered>,
    /// How amounts are rounded.
    pub rounding: String,
    /// What the estimate rests on.
    pub basis: Basis,
}

/// A claim line with its amount, or with the reason why it has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeLine {
    /// HCPCS code.
    pub code: Code,
    /// Modifiers in their order.
    pub modifiers: Vec<Modifier>,
    /// Units of service.
    pub units: Units,
    /// What Medicare allows for the line, in cents: its own part and the patient's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_cents: Option<u64>,
    /// What Medicare pays of it, in cents, once the deductible is met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medicare_cents: Option<u64>,
    /// The patient's coinsurance, in cents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patient_cents: Option<u64>,
    /// What one unit is worth by the fee schedule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values: Option<RelativeValues>,
    /// The request's price, on the line of a drug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<DrugPrice>,
    /// How the amount comes about, step by step; empty where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<FeeStep>,
    /// Why the line has no amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_priced: Option<NotPriced>,
}

/// The row of the fee schedule that a line is priced by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RelativeValues {
    /// The component of the service that the row is about: 26, TC or 53; the whole service where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<Modifier>,
    /// Whose practice expense is paid.
    pub setting: FeeSetting,
    /// Relative value of the work, in hundredths.
    pub work: u32,
    /// Relative value of the practice expense in the setting, in hundredths.
    pub practice_expense: u32,
    /// Relative value of malpractice, in hundredths.
    pub malpractice: u32,
    /// The fee of one unit in cents, before any step.
    pub unit_cents: u64,
    /// The row is in force on the date of service; otherwise it is of the same year.
    pub covers_date: bool,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// A step of a line's calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeStep {
    /// What is done.
    pub step: StepKind,
    /// The modifier that caused it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
    /// The fee schedule's indicator that decided it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// The percentage that is paid from here on: of the amount so far, or of the practice expense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u16>,
    /// The units that the percentage is for, where it is not for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<u32>,
    /// The amount of the line after the step, in cents.
    pub cents: u64,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
}

/// Why a line has no amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NotPriced {
    /// The reason.
    pub reason: Reason,
    /// The table that is missing, `table:NAME`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lacks: Option<String>,
    /// The modifier that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
    /// The fee schedule's status or indicator that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// What the priced lines add up to, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeTotal {
    /// What Medicare allows.
    pub amount_cents: u64,
    /// What it pays of that.
    pub medicare_cents: u64,
    /// The patient's coinsurance.
    pub patient_cents: u64,
    /// How many lines have an amount.
    pub priced: u32,
    /// How many have none, and are not in the sums.
    pub not_priced: u32,
}

/// The fee schedule, and its releases that the lines are priced by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeRelease {
    /// Edition of the loaded table, which can hold many releases.
    pub edition: String,
    /// The rows of the lines are in force on the date of service; where no line has a row, the edition covers it.
    pub covers_date: bool,
    /// The releases that the rows of the lines are from, each once, with the days of the rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
}

/// A conversion factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConversionFactor {
    /// The factor in ten-thousandths of a dollar.
    pub ten_thousandths: u32,
    /// It is the one of qualifying participants.
    pub qualifying_participant: bool,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// A payment locality with its indices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeArea {
    /// The contractor's five digits and the two of its locality; missing where the estimate is national.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locality: Option<String>,
    /// Name of the locality, as CMS writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Index of the work, in thousandths.
    pub work: u32,
    /// Index of the practice expense, in thousandths.
    pub practice_expense: u32,
    /// Index of malpractice, in thousandths.
    pub malpractice: u32,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

impl FeeEstimate {
    pub(crate) fn of(lines: Vec<Work<'_>>, terms: &Terms<'_>, claim: Origin) -> Self {
        let mut total = FeeTotal::default();
        for line in &lines {
            let (priced, not_priced) = (u32::from(line.refused.is_none()), u32::from(line.refused.is_some()));
            total.priced = total.priced.saturating_add(priced);
            total.not_priced = total.not_priced.saturating_add(not_priced);
            if line.refused.is_none() {
                total.amount_cents = total.amount_cents.saturating_add(line.amount);
                total.medicare_cents = total.medicare_cents.saturating_add(line.medicare);
                total.patient_cents = total.patient_cents.saturating_add(line.patient);
            }
        }
        Self {
            claim,
            total,
            release: FeeRelease::of(&lines, terms),
            conversion_factor: terms.factor.as_ref().ok().cloned(),
            area: terms.area.as_ref().ok().cloned(),
            assumed: caveats::assumed(&lines, terms),
            not_considered: caveats::not_considered(&lines),
            rounding: ROUNDING.to_string(),
            basis: terms.edition.basis(),
            lines: lines.into_iter().map(FeeLine::of).collect(),
        }
    }
}

impl FeeRelease {
    fn of(lines: &[Work<'_>], terms: &Terms<'_>) -> Option<Self> {
        let loaded = terms.edition.tables().pfs()?;
        let mut covers_date = true;
        let mut citations: Vec<Citation> = Vec::new();
        for fee in lines.iter().filter_map(|line| line.fee.as_ref()) {
            covers_date &= fee.covers_date;
            citations.extend(fee.cite(fee.row).filter(|it| !citations.contains(it)));
        }
        if citations.is_empty() {
            covers_date = loaded.covers(terms.date());
        }
        Some(Self { edition: loaded.edition.clone(), covers_date, citations })
    }
}

impl FeeLine {
    fn of(work: Work<'_>) -> Self {
        let amount = |cents| work.refused.is_none().then_some(cents);
        Self {
            code: work.line.code,
            modifiers: work.line.modifiers.clone(),
            units: work.line.units,
            amount_cents: amount(work.amount),
            medicare_cents: amount(work.medicare),
            patient_cents: amount(work.patient),
            values: work.fee.as_ref().map(|fee| {
                let row = &fee.row.value;
                RelativeValues {
                    component: row.modifier,
                    setting: fee.setting,
                    work: row.work,
                    practice_expense: practice_expense(row, fee.setting),
                    malpractice: row.malpractice,
                    unit_cents: fee.unit_cents,
                    covers_date: fee.covers_date,
                    citation: fee.cite(fee.row),
                }
            }),
            price: work.price.cloned(),
            steps: if work.refused.is_some() { Vec::new() } else { work.steps },
            not_priced: work.refused.map(Refusal::into_inner),
        }
    }
}
