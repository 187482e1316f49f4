//! Files and the members of archives, each of which can be read from its start as often as needed.

mod archive;
mod bounds;
mod detect;

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ens_coding::pack::SourceFile;
use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use crate::fault::{Fault, Reason};
use crate::notes::Meter;

use bounds::{Bounded, Metered};

pub(crate) use bounds::fault_of;

/// The largest workbook that is held in memory because it lies within an archive.
const LARGEST_WORKBOOK: u64 = 256 << 20;

/// What a source looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Cells between tabs.
    Tab,
    /// Cells between commas, with quotes.
    Comma,
    /// A workbook.
    Workbook,
    /// No delimiter: fixed width.
    Plain,
}

/// Where the bytes are.
#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    Gzip(PathBuf),
    Member(PathBuf, usize),
    #[cfg(test)]
    Memory(Rc<[u8]>),
}

/// One file, or one member of an archive.
#[derive(Clone, Debug)]
pub struct Source {
    name: String, // `FILE` or `ARCHIVE/MEMBER`
    place: Place,
    form: Form,
    sha256: Rc<str>, // of the file as it came
    meter: Rc<Meter>,
    was_read: Rc<Cell<bool>>,
    is_checked: Rc<Cell<bool>>, // a workbook whose parts are known to be bounded
}

/// What can be read from any place.
pub(crate) trait Seeking: Read + Seek {}
impl<T: Read + Seek> Seeking for T {}

/// What is called with the bytes of a source.
pub(crate) type With<'w> = dyn FnMut(&mut dyn Read) -> Result<(), Fault> + 'w;

impl Source {
    /// Name of the file, or of the archive and its member.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Name of the file itself, without that of the archive.
    pub fn file_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or_default()
    }

    /// Name of the archive of which it is a member.
    pub fn archive(&self) -> Option<&str> {
        self.name.split_once('/').map(|(archive, _)| archive)
    }

    pub(crate) fn form(&self) -> Form {
        self.form
    }

    pub(crate) fn meter(&self) -> &Meter {
        &self.meter
    }

    /// The source was read to its end: the pack is made of it.
    pub(crate) fn mark_read(&self) {
        self.was_read.set(true);
    }

    /// Whether the parts of a workbook are known to be bounded.
    pub(crate) fn is_checked(&self) -> bool {
        self.is_checked.get()
    }

    pub(crate) fn mark_checked(&self) {
        self.is_checked.set(true);
    }

    /// The file as a pack names it, where it was read.
    pub(crate) fn used(&self) -> Option<SourceFile> {
        self.was_read.get().then(|| SourceFile { name: self.name.clone(), sha256: self.sha256.as_ref().to_owned() })
    }

    /// Calls `with` with the bytes from the start.
    ///
    /// # Errors
    /// Those of `with`, and `Unreadable` and the like.
    pub(crate) fn read(&self, with: &mut With<'_>) -> Result<(), Fault> {
        let fault = |error: io::Error| fault_of(&self.name, &error);
        match &self.place {
            Place::File(path) => {
                let file = self.open(path)?;
                with(&mut Bounded::new(file, bounds::LARGEST))
            }
            Place::Gzip(path) => {
                let size = path.metadata().map_err(fault)?.len();
                let reader = MultiGzDecoder::new(BufReader::new(self.open(path)?));
                with(&mut Bounded::new(reader, bounds::unpacked(size)))
            }
            Place::Member(path, index) => {
                let mut archive = archive::open(&self.name, BufReader::new(self.open(path)?))?;
                let member = archive.by_index(*index).map_err(|error| archive::fault_of(&self.name, error))?;
                let most = bounds::unpacked(member.compressed_size());
                with(&mut Bounded::new(member, most))
            }
            #[cfg(test)]
            Place::Memory(bytes) => with(&mut &bytes[..]),
        }
    }

    /// The bytes as something that can be read from any place.
    pub(crate) fn seeking(&self) -> Result<Box<dyn Seeking + '_>, Fault> {
        if let Place::File(path) = &self.place {
            return Ok(Box::new(BufReader::new(self.open(path)?)));
        }
        let mut bytes = Vec::new();
        self.read(&mut |reader| {
            let mut bounded = Bounded::new(reader, LARGEST_WORKBOOK);
            bounded.read_to_end(&mut bytes).map(|_| ()).map_err(|error| fault_of(&self.name, &error))
        })?;
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn open(&self, path: &Path) -> Result<Metered<'_, File>, Fault> {
        let file = File::open(path).map_err(|error| fault_of(&self.name, &error))?;
        self.meter.expect(file.metadata().ok().map(|it| it.len()));
        Ok(Metered::new(file, &self.meter))
    }

    /// A text or workbook that lies in memory.
    #[cfg(test)]
    pub(crate) fn in_memory(name: &str, bytes: impl Into<Rc<[u8]>>) -> Result<Self, Fault> {
        let place = Place::Memory(bytes.into());
        Self::at(name.to_owned(), place, "".into(), &Rc::default()).map(|(source, _)| source)
    }

    /// The source at a place, with its form; also whether it is an archive.
    fn at(name: String, place: Place, sha256: Rc<str>, meter: &Rc<Meter>) -> Result<(Self, detect::Holds), Fault> {
        let (was_read, is_checked) = (Rc::default(), Rc::default());
        let mut source = Self { name, place, form: Form::Plain, sha256, meter: Rc::clone(meter), was_read, is_checked };
        let holds = detect::holds(&source)?;
        if let detect::Holds::Rows(form) = holds {
            source.form = form;
        }
        Ok((source, holds))
    }
}

/// All sources of these files: the files themselves, and the members of archives.
///
/// # Errors
/// Where a file cannot be read, or an archive is not as it should be.
pub(crate) fn open_all(files: &[PathBuf], meter: &Rc<Meter>) -> Result<Vec<Source>, Fault> {
    let mut sources = Vec::new();
    for path in files {
        let name = path.file_name().map_or_else(|| path.display().to_string(), |it| it.to_string_lossy().into_owned());
        let sha256: Rc<str> = bounds::sha256(&name, path)?.into();
        let (source, holds) = Source::at(name.clone(), Place::File(path.clone()), Rc::clone(&sha256), meter)?;
        match holds {
            detect::Holds::Rows(_) => sources.push(source),
            detect::Holds::Nothing => return Err(Fault::of(&name, Reason::Binary)),
            detect::Holds::Gzip => {
                let (source, holds) = Source::at(name.clone(), Place::Gzip(path.clone()), sha256, meter)?;
                match holds {
                    detect::Holds::Rows(_) => sources.push(source),
                    detect::Holds::Nothing => return Err(Fault::of(&name, Reason::Binary)),
                    detect::Holds::Gzip | detect::Holds::Archive => return Err(Fault::of(&name, Reason::Nested)),
                }
            }
            detect::Holds::Archive => {
                let before = sources.len();
                for (member, index) in archive::members(&source)? {
                    let place = Place::Member(path.clone(), index);
                    let (source, holds) = Source::at(format!("{name}/{member}"), place, Rc::clone(&sha256), meter)?;
                    match holds {
                        detect::Holds::Rows(_) => sources.push(source),
                        detect::Holds::Nothing => {}
                        detect::Holds::Gzip | detect::Holds::Archive => {
                            return Err(Fault::of(source.name(), Reason::Nested));
                        }
                    }
                }
                if sources.len() == before {
                    return Err(Fault::of(&name, Reason::NothingFits));
                }
            }
        }
    }
    Ok(without_twins(sources))
}

/// Name without its last extension, in lower case.
fn stem(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_ascii_lowercase()
}

/// Without the workbooks beside which a text of the same name lies: both have the same rows.
fn without_twins(sources: Vec<Source>) -> Vec<Source> {
    let texts: Vec<String> = sources.iter().filter(|it| it.form != Form::Workbook).map(|it| stem(&it.name)).collect();
    sources.into_iter().filter(|it| it.form != Form::Workbook || !texts.contains(&stem(&it.name))).collect()
}

/// A workbook as the archive that it is.
pub(crate) fn zip_of<'r>(
    name: &str,
    reader: Box<dyn Seeking + 'r>,
) -> Result<ZipArchive<Box<dyn Seeking + 'r>>, Fault> {
    archive::open(name, reader)
}
