//! Order in the short lists of a claim. The standard library's sorts are made for long ones: each type that they sort adds
//! six kilobytes to a WebAssembly module.

use alloc::vec::Vec;

/// Sorts a short list; equal elements stay in their order.
pub(crate) fn sort<T>(list: &mut [T], is_before: impl Fn(&T, &T) -> bool) {
    for end in 1..list.len() {
        let mut at = end;
        while let Some(previous) = at.checked_sub(1) {
            match (list.get(previous), list.get(at)) {
                (Some(left), Some(right)) if is_before(right, left) => list.swap(previous, at),
                _ => break,
            }
            at = previous;
        }
    }
}

/// The different values of a list, sorted.
pub(crate) fn distinct<T: Ord>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut known = Vec::new();
    for value in values {
        if let Err(at) = known.binary_search(&value) {
            known.insert(at, value);
        }
    }
    known
}
