//! Small files in memory, for the tests of the kinds.

use serde::Deserialize;

use crate::fault::{Fault, Reason};
use crate::kinds::{Body, Given};
use crate::notes::{Notes, Odd};
use crate::source::Source;

/// What reads a kind.
pub(crate) type Read = fn(&[Source], &Given, &mut Notes<'_>) -> Result<Body, Fault>;

/// What a kind makes of these files, each with its name and bytes, and what it found odd.
pub(crate) fn read_bytes(
    read: Read,
    files: &[(&str, &[u8])],
    edition: Option<&str>,
) -> Result<(Body, Vec<Odd>), Fault> {
    let sources = files.iter().map(|(name, bytes)| Source::in_memory(name, *bytes)).collect::<Result<Vec<_>, _>>()?;
    let given = Given { edition: edition.map(Into::into), ..Given::default() };
    let mut notes = Notes::default();
    let body = read(&sources, &given, &mut notes)?;
    Ok((body, notes.into_odd()))
}

/// The same of text, with the ends of lines that CMS has.
pub(crate) fn read_text(read: Read, files: &[(&str, &str)], edition: Option<&str>) -> Result<(Body, Vec<Odd>), Fault> {
    let texts: Vec<(&str, String)> = files.iter().map(|(name, text)| (*name, text.replace('\n', "\r\n"))).collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    read_bytes(read, &files, edition)
}

/// The table of a body.
pub(crate) fn table<T: for<'a> Deserialize<'a>>(body: &Body) -> Result<T, Fault> {
    postcard::from_bytes(&body.bytes).map_err(|_| Fault::of("body", Reason::Unsound))
}

/// The edition and its days.
pub(crate) fn edition(body: &Body) -> String {
    let day = |day: Option<ens_coding::Date>| day.map_or_else(|| "..".to_owned(), |day| day.to_string());
    format!("{} {} {}", body.edition.name, day(body.edition.from), day(body.edition.to))
}

/// Row, column and reason of the fault that one text of this name meets with.
pub(crate) fn fault(read: Read, name: &str, text: &str) -> Option<(Option<u64>, Option<&'static str>, Reason)> {
    let fault = read_text(read, &[(name, text)], None).err()?;
    assert_eq!(fault.file, name);
    Some((fault.row, fault.column, fault.reason))
}

/// How often each odd thing was met.
pub(crate) fn counts(odd: &[Odd]) -> Vec<(&'static str, u64)> {
    odd.iter().map(|odd| (odd.what, odd.count)).collect()
}
