//! Archives: their members by name and place.

use std::io::{BufReader, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Place, Source};
use crate::fault::{Fault, Reason};

/// The most members of an archive; official ones have fewer than 30.
const MOST_MEMBERS: usize = 1000;

/// The fault of an archive's error.
pub(super) fn fault_of(file: &str, error: ZipError) -> Fault {
    match error {
        ZipError::Io(error) => super::fault_of(file, &error),
        ZipError::InvalidArchive(_) => Fault::of(file, Reason::Truncated),
        _ => Fault::of(file, Reason::Unreadable),
    }
}

pub(super) fn open<R: Read + Seek>(file: &str, reader: R) -> Result<ZipArchive<R>, Fault> {
    ZipArchive::new(reader).map_err(|error| fault_of(file, error))
}

/// Whether a name is more than the name of a file.
fn has_path(name: &str) -> bool {
    let mut letters = name.chars();
    let has_drive = letters.next().is_some_and(|first| first.is_ascii_alphabetic()) && letters.next() == Some(':');
    name.is_empty() || name == "." || name.contains(['/', '\\', '\0']) || name.contains("..") || has_drive
}

/// Names and places of all members.
pub(super) fn members(source: &Source) -> Result<Vec<(String, usize)>, Fault> {
    let Place::File(path) = &source.place else { return Err(Fault::of(&source.name, Reason::Nested)) };
    let archive = open(&source.name, BufReader::new(source.open(path)?))?;
    if archive.len() > MOST_MEMBERS {
        return Err(Fault::of(&source.name, Reason::TooLarge));
    }
    let names: Vec<String> =
        (0..archive.len()).filter_map(|at| archive.name_for_index(at).map(str::to_owned)).collect();
    if names.iter().any(|name| has_path(name)) {
        return Err(Fault::of(&source.name, Reason::Path));
    }
    Ok(names.into_iter().zip(0..).collect())
}
