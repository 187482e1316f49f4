//! `ens`: codes, checks and explains visits and claims from the command line.
//!
//! A thin face of `ens_coding`: it finds documents, hands their text to the library, and shows what comes back.

mod answer;
mod args;
mod book;
mod fault;
mod input;
mod output;
mod page;
mod progress;
mod rules;
mod shape;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use ens_coding::Rulebook;
use ens_coding::json::Kind;

use crate::answer::{Task, answer, pair};
use crate::args::{Cli, Command, Given};
use crate::input::{Documents, Source};
use crate::output::Output;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut output = Output::new(cli.format);
    let done = run(cli.command, &mut output);
    output.finish(done)
}

/// Does what the command asks for. Only a failing output ends it early.
fn run(command: Command, output: &mut Output) -> io::Result<()> {
    let (task, given) = match command {
        Command::Code(given) => (Task::Code, given),
        Command::Check(given) => (Task::Check, given),
        Command::Explain(given) => (Task::Explain, given),
        Command::Rules { id } => return rules::show(id.as_deref(), output),
    };
    let sources = sources(&given);
    match book::load(&given) {
        Err((name, fault)) => output.fault(&name, &fault),
        Ok(book) => all(task, sources, &book, output),
    }
}

/// The inputs of a command, standard input where none is named.
fn sources(given: &Given) -> Vec<Source> {
    if given.inputs.is_empty() {
        return vec![Source::Standard];
    }
    let sources: Vec<Source> = given.inputs.iter().map(|path| Source::of(path)).collect();
    if sources.iter().filter(|source| matches!(source, Source::Standard)).count() > 1 {
        let twice = "standard input can be read only once: `-` stands twice";
        Cli::command().error(clap::error::ErrorKind::ArgumentConflict, twice).exit();
    }
    sources
}

/// Answers every document of every input.
fn all(task: Task, sources: Vec<Source>, book: &Rulebook, output: &mut Output) -> io::Result<()> {
    let several = sources.len() > 1;
    let mut inputs = sources.into_iter();
    if let (Task::Check, 2) = (task, inputs.len()) {
        let mut opened: Vec<Documents> = inputs.by_ref().map(Documents::new).collect();
        // What the files hold decides, not their names. They are read only once: they may be pipes.
        let both = opened.iter_mut().any(|documents| documents.peek_kind() == Some(Kind::Check));
        return match opened.as_mut_slice() {
            [visits, claims] if !both => pairs(visits, claims, book, output),
            _ => opened.into_iter().try_for_each(|documents| each(task, documents, several, book, output)),
        };
    }
    inputs.try_for_each(|source| each(task, Documents::new(source), several, book, output))
}

/// Answers every document of one input.
fn each(task: Task, mut input: Documents, several: bool, book: &Rulebook, output: &mut Output) -> io::Result<()> {
    // Whether more follows is looked up only for pages: finding out may mean waiting for the other end of a pipe.
    let numbered = output.is_text() && input.has_several();
    while let Some(document) = input.next() {
        let answered = document.and_then(|text| answer(task, &text, book, output.format()));
        output.answer(&input.name(numbered), several || numbered, answered)?;
        if input.may_wait() {
            output.flush()?;
        }
    }
    Ok(())
}

/// Checks claims against visits, the first against the first and so on. Where one input has fewer documents, an empty
/// one takes the place of what is missing, and the library says so.
fn pairs(visits: &mut Documents, claims: &mut Documents, book: &Rulebook, output: &mut Output) -> io::Result<()> {
    let numbered = output.is_text() && (visits.has_several() | claims.has_several());
    loop {
        let (visit, claim) = (visits.next(), claims.next());
        if visit.is_none() && claim.is_none() {
            return Ok(());
        }
        let name = format!("{} + {}", visits.name(numbered), claims.name(numbered));
        let visit = visit.unwrap_or_else(|| Ok(Vec::new()));
        let claim = claim.unwrap_or_else(|| Ok(Vec::new())).map_err(|fault| fault.rooted("$claim"));
        output.answer(&name, numbered, pair(visit, claim, book, output.format()))?;
    }
}
