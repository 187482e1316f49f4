//! The rulebook that a command judges by.

use std::fs;
use std::path::{Path, PathBuf};

use ens_coding::{Error, Options, Rulebook};

use crate::args::Given;
use crate::fault::Fault;
use crate::page;

/// Loads the bundled parts, those of `--part`, and one more where there is one; on failure, tells which file is to blame, and
/// why.
pub fn load(given: &Given, further: Option<&Path>) -> Result<Rulebook, (String, Fault)> {
    let options = Options { strict: given.strict, compact: given.compact };
    let paths: Vec<&Path> = given.parts.iter().map(PathBuf::as_path).chain(further).collect();
    if paths.is_empty() && !given.no_bundled {
        return Ok(Rulebook::bundled().with(options));
    }
    let mut own: Vec<Vec<u8>> = Vec::new();
    for (at, path) in paths.iter().enumerate() {
        let unreadable = || Fault::unreadable().rooted(&format!("$[{at}]"));
        own.push(fs::read(path).map_err(|_| (page::name(path), unreadable()))?);
    }
    let parts = own.iter().map(Vec::as_slice);
    let loaded = if given.no_bundled { Rulebook::load(parts) } else { Rulebook::bundled_with(parts) };
    loaded.map(|book| book.with(options)).map_err(|error| {
        let place = place_of(&error);
        let name = place.and_then(|place| paths.get(place)).map(|path| page::name(path));
        (name.unwrap_or_else(|| "--part".into()), error.into())
    })
}

/// The place of the part that is to blame.
fn place_of(error: &Error) -> Option<usize> {
    error.path().strip_prefix("$[")?.split_once(']')?.0.parse().ok()
}
