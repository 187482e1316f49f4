//! `ens`: codes, checks and explains visits and claims from the command line.
//!
//! A thin face of `ens_coding`: it finds documents, hands their text to the library, and shows what comes back.

mod answer;
mod args;
mod batch;
mod book;
mod fault;
mod feed;
mod glance;
mod input;
mod output;
mod page;
mod pool;
mod progress;
mod rules;
mod shape;
mod source;

use std::process::ExitCode;
use std::{io, iter};

use clap::{CommandFactory, Parser};
use ens_coding::json::Kind;

use crate::answer::{Clerk, Task};
use crate::args::{Cli, Command, Given};
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
    let (task, given) = match command {
        Command::Code(given) => (Task::Code, given),
        Command::Check(given) => (Task::Check, given),
        Command::Explain(given) => (Task::Explain, given),
        Command::Rules { id } => return rules::show(id.as_deref(), output),
    };
    let sources = sources(&given);
    match book::load(&given) {
        Err((name, fault)) => output.fault(&name, &fault),
        Ok(book) => {
            let clerk = Clerk { task, book, format: output.format(), colour: output.colour() };
            pool::answer_all(feed(task, sources, output.is_text()), clerk, output)
        }
    }
}

/// The inputs of a command, standard input where none is named.
fn sources(given: &Given) -> Vec<Source> {
    if given.inputs.is_empty() {
        return vec![Source::Standard];
    }
    let sources: Vec<Source> = given.inputs.iter().map(|path| Source::of(path)).collect();
    if sources.iter().filter(|source| **source == Source::Standard).count() > 1 {
        let twice = "standard input can be read only once: `-` stands twice";
        Cli::command().error(clap::error::ErrorKind::ArgumentConflict, twice).exit();
    }
    sources
}

/// All inputs, in their order.
fn feed(task: Task, sources: Vec<Source>, pages: bool) -> Feed {
    let several = sources.len() > 1;
    let alone = move |documents| Input::alone(documents, pages, several);
    let mut opened = sources.into_iter().map(|source| Documents::new(&source));
    if task == Task::Check
        && opened.len() == 2
        && let (Some(mut visits), Some(mut claims)) = (opened.next(), opened.next())
    {
        // What the files hold decides, not their names. They are read only once: they may be pipes.
        let holds_both = |documents: &mut Documents| documents.peek_kind() == Some(Kind::Check);
        return if holds_both(&mut visits) || holds_both(&mut claims) {
            Feed::new([visits, claims].into_iter().map(alone))
        } else {
            Feed::new(iter::once_with(move || Input::pair(visits, claims, pages)))
        };
    }
    Feed::new(opened.map(alone))
}
