//! Version and part, which the names of the files tell: `ccipra-v322r0-f1` is the first part of version 32.2.

use crate::fault::{Fault, Reason};
use crate::kinds::edition::digits_after;
use crate::kinds::{Edition, Given};
use crate::source::Source;

/// The year before that of version 1.
const BEFORE_FIRST: u32 = 1994;
/// From this version on, an edition is known to have four parts.
const FOUR_PARTS_SINCE: u32 = 30;

/// Major and minor number of a version: `v322r0` is 32 and 2.
fn version(name: &str) -> Option<(u32, u32)> {
    let name = name.to_ascii_lowercase();
    name.split(|it: char| !it.is_ascii_alphanumeric()).find_map(|word| {
        let number: u32 = word.strip_prefix('v')?.split_once('r')?.0.parse().ok()?;
        (100..=999).contains(&number).then_some((number / 10, number % 10))
    })
}

/// Number of the part: 1 of `…-f1.txt`.
fn part_of(source: &Source) -> Option<u32> {
    let name = source.name().replace('_', "-");
    digits_after(&name, "-f")?.parse().ok()
}

/// The edition of all parts.
pub(super) fn edition_of<'s>(parts: impl Iterator<Item = &'s Source>, given: &Given) -> Result<Edition, Fault> {
    let sources: Vec<&Source> = parts.collect();
    let Some(first) = sources.first() else { return Err(Fault::of("", Reason::NothingFits)) };
    let found = version(first.name());
    if let Some(other) = sources.iter().find(|it| version(it.name()) != found) {
        return Err(Fault::of(other.name(), Reason::MixedEditions));
    }
    let numbers: Option<Vec<u32>> = sources.iter().map(|source| part_of(source)).collect();
    if let Some(numbers) = numbers {
        let fewest = found.filter(|(major, _)| *major >= FOUR_PARTS_SINCE).map_or(1, |_| 4);
        let last = numbers.iter().copied().max().unwrap_or(fewest).max(fewest);
        if (1..=last).take(100).any(|wanted| !numbers.contains(&wanted)) {
            return Err(Fault::of(first.name(), Reason::MissingPart));
        }
    }
    let edition =
        found.and_then(|(major, minor)| Edition::quarter(major.saturating_add(BEFORE_FIRST), minor.saturating_add(1)));
    Edition::or_given(edition, given, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_from_names() {
        for (name, expected) in [
            ("ccipra-v322r0-f1.txt", Some((32, 2))),
            ("medicare-ncci-2026-q3-ptp-ccipra-v322r0-f1.zip/ccipra-v322r0-f1.TXT", Some((32, 2))),
            ("ptp_v302r0.xlsx", Some((30, 2))),
            ("edits.txt", None),
            ("v3r0.txt", None),
        ] {
            assert_eq!(version(name), expected, "{name}");
        }
    }
}
