//! The rulebook that a command judges by.

use std::fs;

use ens_coding::{Error, Rulebook};

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
    let parts = own.iter().map(Vec::as_slice);
    let loaded = if given.no_bundled { Rulebook::load(parts) } else { Rulebook::bundled_with(parts) };
    loaded.map_err(|error| {
        let place = place_of(&error);
        let name = place.and_then(|place| given.parts.get(place)).map(|path| page::name(path));
        (name.unwrap_or_else(|| "--part".into()), error.into())
    })
}

/// The place of the part that is to blame.
fn place_of(error: &Error) -> Option<usize> {
    error.path().strip_prefix("$[")?.split_once(']')?.0.parse().ok()
}
