//! Changes between two lists of ICD-10-CM.

use ens_coding::table::{Icd10cm, Icd10cmBody};
use ens_coding::{Diagnosis, Error};

use super::item::{Field, Item, What};

/// Codes with whether they are billable, ascending.
fn codes(body: &[u8], path: &str) -> Result<Vec<(Diagnosis, bool)>, Error> {
    let body: Icd10cmBody = postcard::from_bytes(body).map_err(|_| Error::new("pack/truncated", path))?;
    let disordered = || Error::new("pack/disordered", path);
    Icd10cm::from_body(&body).ok_or_else(disordered)?;
    let mut codes = Vec::with_capacity(body.steps.len());
    let mut steps = body.steps.iter();
    let names = body.categories.as_bytes().as_chunks::<3>().0;
    for (name, count) in names.iter().zip(&body.counts) {
        let mut value = 0_u32;
        for step in steps.by_ref().take(usize::from(*count)) {
            value = value.checked_add(*step).ok_or_else(disordered)?;
            codes.push((code(*name, value / 2).ok_or_else(disordered)?, !value.is_multiple_of(2)));
        }
    }
    Ok(codes)
}

/// The code of a category and a suffix, four characters to the base 37 of which zero stands for the end.
fn code(category: [u8; 3], suffix: u32) -> Option<Diagnosis> {
    let mut text = String::with_capacity(7);
    text.extend(category.iter().map(|byte| char::from(*byte)));
    for power in [50_653, 1369, 37, 1] {
        match suffix.checked_div(power)? % 37 {
            0 => {}
            digit => text.extend(char::from_digit(digit.checked_sub(1)?, 36).map(|it| it.to_ascii_uppercase())),
        }
    }
    text.parse().ok()
}

pub(super) fn changes(old: &[u8], new: &[u8]) -> Result<Vec<Item>, Error> {
    let word = |is: bool| if is { "yes" } else { "no" };
    let (old, new) = (codes(old, "old")?, codes(new, "new")?);
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    let mut items = Vec::new();
    loop {
        let before = old.peek().map(|(code, _)| *code);
        let after = new.peek().map(|(code, _)| *code);
        let order = match (before, after) {
            (None, None) => return Ok(items),
            (Some(before), Some(after)) => before.cmp(&after),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
        };
        let left = if order.is_le() { old.next() } else { None };
        let right = if order.is_ge() { new.next() } else { None };
        match (left, right) {
            (Some((code, before)), Some((_, after))) if before != after => {
                let field = Field::both("billable", word(before), word(after));
                items.push(Item::new(code.to_string(), What::Changed, vec![field]));
            }
            (Some((code, _)), None) => items.push(Item::new(code.to_string(), What::Removed, Vec::new())),
            (None, Some((code, after))) => {
                items.push(Item::new(code.to_string(), What::Added, vec![Field::after("billable", word(after))]));
            }
            _ => {}
        }
    }
}
