//! Changes between two lists of ICD-10-CM.

use ens_coding::Error;
use ens_coding::table::{Billable, Icd10cm};

use super::item::{Field, Item, What};

/// # Errors
/// `pack/disordered` with the path `old` or `new` for a list in which something is no code.
pub(super) fn changes(old: &Icd10cm, new: &Icd10cm) -> Result<Vec<Item>, Error> {
    let word = |is: Billable| if is == Billable::Yes { "yes" } else { "no" };
    let codes = |list: &Icd10cm, path| list.codes().ok_or_else(|| Error::new("pack/disordered", path));
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
