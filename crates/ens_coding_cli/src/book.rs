//! The rulebook that a command judges by.

use std::fs;

use ens_coding::Rulebook;

use crate::args::Given;
use crate::fault::Fault;
use crate::page;

/// Loads the bundled parts and those of `--part`; on failure, tells which file is to blame, and why.
pub fn load(given: &Given) -> Result<Rulebook, (String, Fault)> {
    if given.parts.is_empty() && !given.no_bundled {
        return Ok(Rulebook::bundled().clone());
    }
    let mut own: Vec<Vec<u8>> = Vec::new();
    for (at, path) in given.parts.iter().enumerate() {
        let unreadable = || Fault::unreadable().rooted(&format!("$[{at}]"));
        own.push(fs::read(path).map_err(|_| (page::name(path), unreadable()))?);
    }
    let bundled: Vec<&[u8]> = if given.no_bundled { Vec::new() } else { ens_coding_data::parts().collect() };
    let before = bundled.len();
    Rulebook::load(bundled.into_iter().chain(own.iter().map(Vec::as_slice))).map_err(|error| {
        let mut fault = Fault::from(error);
        let place = count_from_own(&mut fault, before);
        let name = place.and_then(|place| given.parts.get(place)).map(|path| page::name(path));
        (name.unwrap_or_else(|| "--part".into()), fault)
    })
}

/// The library counts all parts, and whoever gave `--part` only their own: `$[30].policy` becomes `$[0].policy`.
/// Returns the place of the first part that is to blame.
fn count_from_own(fault: &mut Fault, before: usize) -> Option<usize> {
    let mut first = None;
    for problem in fault.problems_mut() {
        let parts = problem.path.strip_prefix("$[").and_then(|rest| rest.split_once(']'));
        let Some((place, rest)) = parts else { continue };
        let Some(place) = place.parse::<usize>().ok().and_then(|place| place.checked_sub(before)) else {
            continue;
        };
        problem.path = format!("$[{place}]{rest}");
        first = first.or(Some(place));
    }
    first
}
