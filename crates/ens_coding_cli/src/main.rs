//! `ens`: codes, checks and explains visits and claims from the command line.
//!
//! A thin face of `ens_coding`: it finds documents, hands their text to the library, and shows what comes back.

mod answer;
mod args;
mod audit;
mod bars;
mod batch;
mod book;
mod fault;
mod fee;
mod feed;
mod glance;
mod help;
mod impact;
mod input;
mod ledger;
mod look_up;
mod look_up_pages;
mod missing;
mod output;
mod packs;
mod page;
mod pool;
mod progress;
mod remit;
mod replay;
mod rules;
mod score;
mod shape;
mod source;
mod tally;

use std::path::Path;
use std::process::ExitCode;
use std::{io, iter};

use clap::{CommandFactory, Parser};
use ens_coding::Rulebook;
use ens_coding::json::Kind;

use crate::answer::{Clerk, Task};
use crate::args::{Cli, Command, Given, PackCommand};
use crate::feed::{Feed, Input};
use crate::input::Documents;
use crate::output::Output;
use crate::source::Source;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut output = Output::new(cli.format);
    let done = run(cli.command, &mut output);
    output.finish(done)
}

/// Does what the command asks for. Only a failing output ends it early.
fn run(command: Command, output: &mut Output) -> io::Result<()> {
    match command {
        Command::Code(given) => answer(Task::Code, &given, output),
        Command::Check(given) => answer(Task::Check, &given, output),
        Command::Explain(given) => answer(Task::Explain, &given, output),
        Command::Ledger(given) => answer(Task::Ledger, &given, output),
        Command::Missing(given) => answer(Task::Missing, &given, output),
        Command::Receipt(given) => answer(Task::Receipt, &given, output),
        Command::Replay(given) => answer(Task::Replay, &given, output),
        Command::Fee { terms, given } => answer(Task::Fee(terms), &given, output),
        Command::Audit(given) => count(&given, output, audit::run),
        Command::Tally(given) => count(&given, output, tally::run),
        Command::Remit(given) => answer(Task::Remit, &given, output),
        Command::Score(given) => score(&given, output),
        Command::Impact { old, new, given } => impact(&old, &new, &given, output),
        Command::Lookup { code, on, payer, by } => look_up::code(&code, on, payer.as_deref(), &by, output),
        Command::Search { words, on, limit, by } => look_up::search(&words.join(" "), on, limit, &by, output),
        Command::Compare { codes, on, payer, by } => look_up::compare(&codes, on, payer.as_deref(), &by, output),
        Command::Crosswalk { code, on, payers, by } => look_up::crosswalk(&code, on, &payers, &by, output),
        Command::Pack { command: Some(PackCommand::Diff { old, new }), .. } => packs::compare(&old, &new, output),
        Command::Pack { making: Some(making), .. } => packs::make(making, output),
        Command::Pack { .. } => misused("pack", "KIND, FILE and -o OUT.pack are needed, or `diff`"),
        Command::Rules { id } => rules::show(id.as_deref(), output),
    }
}

/// Answers documents.
fn answer(task: Task, given: &Given, output: &mut Output) -> io::Result<()> {
    refuse_compact(
        given,
        output.is_text()
            || matches!(task, Task::Explain | Task::Ledger | Task::Missing | Task::Replay | Task::Fee(_) | Task::Remit),
    );
    let sources = sources(given);
    match book::load(given, None) {
        Err((name, fault)) => output.fault(&name, &fault),
        Ok(book) => {
            let clerk = Clerk { task, book, other: None, format: output.format(), colour: output.colour() };
            pool::answer_all(feed(task, sources, output.is_text()), clerk, output)
        }
    }
}

/// Counts documents, or audits what they add up to.
fn count(
    given: &Given,
    output: &mut Output,
    run: fn(Feed, &Rulebook, &mut Output) -> io::Result<()>,
) -> io::Result<()> {
    refuse_compact(given, true);
    let sources = sources(given);
    match book::load(given, None) {
        Err((name, fault)) => output.fault(&name, &fault),
        Ok(book) => run(feed(Task::Code, sources, output.is_text()), &book, output),
    }
}

/// Measures how well the rules foresee denials.
fn score(given: &Given, output: &mut Output) -> io::Result<()> {
    refuse_compact(given, true);
    let sources = sources(given);
    match book::load(given, None) {
        Err((name, fault)) => output.fault(&name, &fault),
        Ok(book) => score::run(feed(Task::Remit, sources, output.is_text()), &book, output),
    }
}

/// Tells which answers change, and how many.
fn impact(old: &Path, new: &Path, given: &Given, output: &mut Output) -> io::Result<()> {
    refuse_compact(given, true);
    let sources = sources(given);
    let books = book::load(given, Some(old)).and_then(|book| Ok((book, book::load(given, Some(new))?)));
    let (book, other) = match books {
        Ok(books) => books,
        Err((name, fault)) => return output.fault(&name, &fault),
    };
    let format = output.format();
    let clerk = Clerk { task: Task::Impact, book, other: Some(other), format, colour: output.colour() };
    pool::answer_all(feed(Task::Impact, sources, true), clerk, output)?;
    output.total()
}

/// Compact answers are for programs, and only answers themselves can be written like that.
fn refuse_compact(given: &Given, is_misused: bool) {
    if given.compact && is_misused {
        misused("compact", "--compact needs --format json, and a command that codes or checks");
    }
}

/// Ends a run that was asked for wrongly.
fn misused(argument: &str, message: &str) -> ! {
    Cli::command().error(clap::error::ErrorKind::ArgumentConflict, format!("{argument}: {message}")).exit()
}

/// The inputs of a command, standard input where none is named.
fn sources(given: &Given) -> Vec<Source> {
    if given.inputs.is_empty() {
        return vec![Source::Standard];
    }
    let sources: Vec<Source> = given.inputs.iter().map(|path| Source::of(path)).collect();
    if sources.iter().filter(|source| **source == Source::Standard).count() > 1 {
        misused("-", "standard input can be read only once");
    }
    sources
}

/// All inputs, in their order.
fn feed(task: Task, sources: Vec<Source>, pages: bool) -> Feed {
    let several = sources.len() > 1;
    let alone = move |documents| Input::alone(documents, pages, several);
    let mut opened = sources.into_iter().map(|source| Documents::new(&source));
    if matches!(task, Task::Check | Task::Replay)
        && opened.len() == 2
        && let (Some(mut visits), Some(mut claims)) = (opened.next(), opened.next())
    {
        // What the files hold decides, not their names. They are read only once: they may be pipes.
        let holds_both = |documents: &mut Documents| documents.peek_kind() == Some(Kind::Check);
        return if task == Task::Check && (holds_both(&mut visits) || holds_both(&mut claims)) {
            Feed::new([visits, claims].into_iter().map(alone))
        } else {
            Feed::new(iter::once_with(move || Input::pair(visits, claims, pages)))
        };
    }
    Feed::new(opened.map(alone))
}
