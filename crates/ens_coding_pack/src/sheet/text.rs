//! Rows of delimited and of fixed-width text.

use csv_core::ReadRecordResult;

use super::lines::Lines;
use super::{Each, Flow, LONGEST, MOST_CELLS, Row};
use crate::fault::{Fault, Reason};
use crate::source::{Form, Source};

pub(super) fn rows(source: &Source, form: Form, each: &mut Each<'_>) -> Result<(), Fault> {
    source.read(&mut |reader| {
        let mut lines = Lines::new(reader, source.name());
        if form == Form::Comma {
            records(source.name(), &mut lines, each)
        } else {
            split(source.name(), form, &mut lines, each)
        }
    })
}

/// One row a line.
fn split(file: &str, form: Form, lines: &mut Lines<'_>, each: &mut Each<'_>) -> Result<(), Fault> {
    let mut cells: Vec<(usize, usize)> = Vec::new();
    loop {
        let number = lines.number().saturating_add(1);
        let Some(text) = lines.next()? else { return Ok(()) };
        cells.clear();
        let mut start = 0_usize;
        if form == Form::Tab {
            for (tab, _) in text.bytes().enumerate().filter(|(_, byte)| *byte == b'\t') {
                cells.push((start, tab));
                start = tab.saturating_add(1);
            }
        }
        cells.push((start, text.len()));
        let row = Row { file, number, text, cells: &cells, form };
        if cells.len() > MOST_CELLS {
            return Err(row.fault("", Reason::TooLarge));
        }
        if !row.is_blank() && each(&row)? == Flow::Stop {
            return Ok(());
        }
    }
}

/// Records with quotes, which may span lines.
fn records(file: &str, lines: &mut Lines<'_>, each: &mut Each<'_>) -> Result<(), Fault> {
    let mut reader = csv_core::Reader::new();
    let mut text = vec![0_u8; LONGEST];
    let mut ends = vec![0_usize; MOST_CELLS];
    let mut cells: Vec<(usize, usize)> = Vec::new();
    let mut line: Vec<u8> = Vec::new();
    let (mut text_len, mut ends_len, mut first) = (0_usize, 0_usize, 1_u64);
    loop {
        let number = lines.number().saturating_add(1);
        let Some(next) = lines.next()? else { break };
        if text_len == 0 && ends_len == 0 {
            if next.bytes().all(|byte| byte == b',' || byte.is_ascii_whitespace()) {
                continue;
            }
            first = number;
        }
        line.clear();
        line.extend_from_slice(next.as_bytes());
        line.push(b'\n');
        let fault = |reason| Fault::of(file, reason).at(first);
        let (Some(free), Some(places)) = (text.get_mut(text_len..), ends.get_mut(ends_len..)) else {
            return Err(fault(Reason::TooLarge));
        };
        let (result, _, wrote, ended) = reader.read_record(&line, free, places);
        text_len = text_len.saturating_add(wrote);
        ends_len = ends_len.saturating_add(ended);
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => return Err(fault(Reason::TooLarge)),
            ReadRecordResult::Record | ReadRecordResult::End => {
                cells.clear();
                cells.extend(
                    ends.iter().take(ends_len).scan(0, |start, end| Some((std::mem::replace(start, *end), *end))),
                );
                let text = text.get(..text_len).and_then(|text| str::from_utf8(text).ok()).unwrap_or_default();
                let row = Row { file, number: first, text, cells: &cells, form: Form::Comma };
                if !row.is_blank() && each(&row)? == Flow::Stop {
                    return Ok(());
                }
                (text_len, ends_len) = (0, 0);
            }
        }
    }
    // A quote that was opened is still open.
    if text_len > 0 || ends_len > 0 { Err(Fault::of(file, Reason::Truncated).at(first)) } else { Ok(()) }
}
