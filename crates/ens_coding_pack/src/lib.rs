//! Compiles the official files that a user downloads from CMS and CDC into packs for `ens_coding`.
//!
//! Files are read as they are published: archives, tab or comma separated text, fixed width, workbooks, in the layouts of
//! all years that are known. Rows are streamed, so that memory does not grow with the file. Text of the AMA is skipped
//! while reading and never stored.

mod cells;
mod diff;
mod fault;
mod header;
mod kinds;
mod notes;
mod sheet;
mod source;
mod summary;

use std::path::PathBuf;
use std::rc::Rc;

use ens_coding::Rulebook;
use ens_coding::pack::{self, Header};

pub use diff::{Counts, Diff, Field, Item, Side, What, diff};
pub use fault::{Fault, Reason};
pub use kinds::{Given, Kind, UnknownKind};
pub use notes::{Odd, Progress};
pub use summary::Summary;

/// A pack, and what there is to say of it.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The pack.
    pub pack: Vec<u8>,
    /// What it holds, for people.
    pub summary: Summary,
}

/// Compiles files of one kind into a pack. Several files are the parts of one table; archives are looked into.
///
/// # Errors
/// The first thing that keeps the files from being compiled, with its file, row, column and reason.
pub fn compile(
    kind: Kind,
    files: &[PathBuf],
    given: &Given,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Compiled, Fault> {
    let meter = Rc::default();
    let sources = source::open_all(files, &meter)?;
    let first = sources.first().map_or("", source::Source::name).to_owned();
    let whole = |reason| Fault::of(&first, reason);
    if sources.is_empty() {
        return Err(whole(Reason::NoFile));
    }
    let mut notes = notes::Notes::new(meter, progress);
    let body = kinds::read(kind, &sources, given, &mut notes)?;
    let used: Vec<_> = sources.iter().filter_map(source::Source::used).collect();
    let names: Vec<&str> = used.iter().map(|file| file.name.as_str()).collect();
    let kinds::Edition { name, from, to } = body.edition;
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        return Err(whole(Reason::Backwards));
    }
    let header = Header {
        table: kind.table(),
        edition: name,
        from,
        to,
        is_whole: true,
        provenance: format!("{}, compiled from {}", kind.title(), names.join(", ")),
        files: used,
        licence: kind.licence().to_owned(),
    };
    let pack = pack::write_body(&header, &body.bytes).map_err(|_| whole(Reason::TooMany))?;
    drop(body.bytes);
    // What cannot be loaded is never handed out.
    Rulebook::load([pack.as_slice()]).map_err(|_| whole(Reason::Unsound))?;
    let digest = pack::open(&pack, "pack").map_err(|_| whole(Reason::Unsound))?.digest;
    let Header { edition, from, to, files, .. } = header;
    let odd = notes.into_odd();
    let summary = Summary { kind, edition, from, to, files, rows: body.rows, codes: body.codes, digest, odd };
    Ok(Compiled { pack, summary })
}
