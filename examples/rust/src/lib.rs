//! Where the example documents are.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder that holds `visits/`, `claims/` and `practices/`.
pub fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The JSON files of one folder of examples, by their names.
///
/// # Errors
/// When the folder cannot be read.
pub fn documents(name: &str) -> io::Result<Vec<PathBuf>> {
    let entries: io::Result<Vec<_>> = fs::read_dir(folder().join(name))?.collect();
    let mut paths: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    Ok(paths)
}
