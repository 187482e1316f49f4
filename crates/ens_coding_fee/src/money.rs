//! Amounts: whole cents, and the one place where they are rounded.

use ens_coding::table::Fee;

use crate::estimate::FeeArea;
use crate::words::FeeSetting;

/// What an estimate says about its rounding.
pub(crate) const ROUNDING: &str =
    "half a cent and more is rounded up: once for the fee of one unit, and again after each later step of a line";

/// Hundredths of a relative value, thousandths of an index and ten-thousandths of a dollar make up 10^7 to a cent.
const PARTS_OF_A_CENT: u128 = 10_000_000;

/// Geographic indices of a national amount, in thousandths.
pub(crate) const ONE: u32 = 1000;

/// The indices that a fee is calculated with, in thousandths.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Indices {
    pub work: u32,
    pub practice_expense: u32,
    pub malpractice: u32,
}

impl Indices {
    pub const fn of(area: &FeeArea) -> Self {
        Self { work: area.work, practice_expense: area.practice_expense, malpractice: area.malpractice }
    }
}

/// Cents of a fraction; half a cent is rounded up.
fn rounded(numerator: u128, denominator: u128) -> u64 {
    let twice = numerator.saturating_mul(2).saturating_add(denominator);
    let cents = twice.checked_div(denominator.saturating_mul(2)).unwrap_or_default();
    u64::try_from(cents).unwrap_or(u64::MAX)
}

/// So many percent of an amount.
pub(crate) fn percent(cents: u64, percent: u16) -> u64 {
    rounded(u128::from(cents).saturating_mul(u128::from(percent)), 100)
}

/// A price of so many units, for another number of them.
pub(crate) fn proportion(cents: u64, of: u32, units: u32) -> u64 {
    rounded(u128::from(cents).saturating_mul(u128::from(units)), u128::from(of))
}

/// The practice expense of a setting, in hundredths of a relative value.
pub(crate) const fn practice_expense(fee: &Fee, setting: FeeSetting) -> u32 {
    match setting {
        FeeSetting::Facility => fee.pe_facility,
        FeeSetting::NonFacility => fee.pe_nonfacility,
    }
}

/// The fee of a unit in cents: each relative value times its index, and their sum times the conversion factor. So many
/// percent of the practice expense count.
pub(crate) fn unit_fee(fee: &Fee, setting: FeeSetting, indices: Indices, factor: u32, expense_percent: u16) -> u64 {
    let part = |value: u32, index: u32, percent: u16| {
        u128::from(value).saturating_mul(u128::from(index)).saturating_mul(u128::from(percent))
    };
    let sum = part(fee.work, indices.work, 100)
        .saturating_add(part(practice_expense(fee, setting), indices.practice_expense, expense_percent))
        .saturating_add(part(fee.malpractice, indices.malpractice, 100));
    rounded(sum.saturating_mul(u128::from(factor)), PARTS_OF_A_CENT.saturating_mul(100))
}
