//! Making packs of official files, and comparing them.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::{fs, process};

use ens_coding_pack::{Compiled, Given, Progress, compile, diff};
use indicatif::{ProgressBar, ProgressStyle};

use crate::args::Making;
use crate::fault::Fault;
use crate::output::{Output, Status};
use crate::page;

/// Compiles files and writes the pack, whole or not at all.
pub fn make(making: Making, output: &mut Output) -> io::Result<()> {
    let Making { kind, files, output: path, edition, from, to } = making;
    let bar = bar();
    let compiled = compile(kind, &files, &Given { edition, from, to }, &mut |progress| show(&bar, progress));
    bar.finish_and_clear();
    let Compiled { pack, summary } = match compiled {
        Ok(compiled) => compiled,
        Err(fault) => return output.failure(&fault, &fault),
    };
    if put(&path, &pack).is_err() {
        return output.fault(&page::name(&path), &Fault::unwritable_file());
    }
    output.report(&summary, &format!("{summary}{} bytes written to {}\n", pack.len(), path.display()))
}

/// Compares two packs.
pub fn compare(old: &Path, new: &Path, output: &mut Output) -> io::Result<()> {
    let read = |path: &Path| fs::read(path).map_err(|_| (page::name(path), Fault::unreadable()));
    let compared = read(old).and_then(|old| Ok((old, read(new)?))).and_then(|(one, two)| {
        diff(&one, &two).map_err(|error| {
            let path = if error.path().starts_with("old") { old } else { new };
            (page::name(path), Fault::from(error))
        })
    });
    let changes = match compared {
        Ok(changes) => changes,
        Err((name, fault)) => return output.fault(&name, &fault),
    };
    output.settle(if changes.items.is_empty() { Status::Clean } else { Status::Findings });
    output.report(&changes, &changes)
}

/// Writes a file beside its place first, so that nobody finds half of it.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", process::id()));
    let part = path.with_file_name(name);
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, path));
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written
}

/// A bar for whoever waits at a terminal.
fn bar() -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes}");
    ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn show(bar: &ProgressBar, progress: &Progress) {
    if let Some(total) = progress.total {
        bar.set_length(total);
    }
    bar.set_position(progress.bytes);
    bar.set_message(format!("{}, {} rows", page::plain(&progress.file), progress.rows));
}
