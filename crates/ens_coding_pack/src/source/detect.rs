//! What a file is, by what it holds and not by its name.

use std::io::Read;

use csv_core::ReadRecordResult;

use super::{Form, Source};
use crate::fault::Fault;

/// Bytes that are looked at.
const LOOK: u64 = 1 << 16;
/// Lines that are looked at.
const LINES: usize = 200;

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Rows(Form),
    Gzip,
    Archive,
    /// A document that can have no table.
    Nothing,
}

/// What a source holds.
pub(super) fn holds(source: &Source) -> Result<Holds, Fault> {
    let mut start = Vec::new();
    source.read(&mut |reader| {
        let read = reader.take(LOOK).read_to_end(&mut start);
        read.map(|_| ()).map_err(|error| super::fault_of(&source.name, &error))
    })?;
    Ok(match start.as_slice() {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return zipped(source, &start),
        [0x1F, 0x8B, ..] => Holds::Gzip,
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => Holds::Archive,
        [b'%', b'P', b'D', b'F', ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Holds::Nothing,
        text => Holds::Rows(form(text)),
    })
}

/// A workbook, another document of an office, or an archive.
fn zipped(source: &Source, start: &[u8]) -> Result<Holds, Fault> {
    let begins = |name: &[u8]| start.get(30..).is_some_and(|rest| rest.starts_with(name));
    let office: [&[u8]; 6] = [b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"word/", b"ppt/"];
    if !office.iter().any(|name| begins(name)) {
        return Ok(Holds::Archive);
    }
    let archive = super::zip_of(source.name(), source.seeking()?)?;
    let has = |wanted: &str| archive.file_names().any(|name| name == wanted);
    Ok(match (has("xl/workbook.xml"), has("[Content_Types].xml")) {
        (true, _) => Holds::Rows(Form::Workbook),
        (false, true) => Holds::Nothing,
        (false, false) => Holds::Archive,
    })
}

/// The form of a text, by its first lines.
fn form(text: &[u8]) -> Form {
    let full = |line: &&[u8]| !line.iter().all(u8::is_ascii_whitespace);
    let lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').filter(full).take(LINES).collect();
    let tabbed = lines.iter().filter(|line| line.contains(&b'\t')).count();
    if tabbed > 0 && tabbed.saturating_mul(2) >= lines.len() {
        return Form::Tab;
    }
    if has_columns(text) { Form::Comma } else { Form::Plain }
}

/// Whether most records have the same number of cells, and more than one.
fn has_columns(text: &[u8]) -> bool {
    let mut reader = csv_core::Reader::new();
    let (mut rest, mut counts) = (text, Vec::new());
    let (mut space, mut ends) = (vec![0_u8; text.len()], vec![0_usize; text.len()]);
    while !rest.is_empty() && counts.len() < LINES {
        let (result, read, _, cells) = reader.read_record(rest, &mut space, &mut ends);
        rest = rest.get(read..).unwrap_or_default();
        if result != ReadRecordResult::Record {
            // The last record of a short text need not end.
            counts.extend(Some(cells.saturating_add(1)).filter(|_| counts.is_empty()));
            break;
        }
        counts.push(cells);
    }
    counts.sort_unstable();
    let usual = counts.chunk_by(PartialEq::eq).max_by_key(|same| same.len()).unwrap_or_default();
    usual.first().is_some_and(|cells| *cells > 1) && usual.len().saturating_mul(2) >= counts.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_by_content() {
        for (text, expected) in [
            ("copyright\r\nA\tB\r\n1\t2\r\n", Form::Tab),
            ("\"many\nlines, here\n\nand there\",,\n\"A\nB\",C,D\n1,2,3\n4,5,6\n", Form::Comma),
            ("title\nA,B\n1,2\n3,4\n", Form::Comma),
            ("1 A00     0 Cholera\n2 A000    1 Cholera due to one, or another, of them\n3 A001  x\n", Form::Plain),
            ("", Form::Plain),
        ] {
            assert_eq!(form(text.as_bytes()), expected, "{text}");
        }
    }
}
