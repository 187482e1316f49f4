//! `ens tally`: what claims add up to, to be audited or added up later.

use std::io;

use ens_coding::json::{self, Kind};
use ens_coding::{Counter, Error, Rulebook};

use crate::answer::part;
use crate::batch::{Asked, Batch, Question};
use crate::fault::Fault;
use crate::feed::Feed;
use crate::output::{Output, Status};

/// Counts everything into one document.
pub fn run(feed: Feed, book: &Rulebook, output: &mut Output) -> io::Result<()> {
    let mut counter = Counter::default();
    for Batch { text, questions } in feed {
        for Question { name, asked, .. } in questions {
            let Asked::Alone(document) = asked else { continue };
            let added = part(&text, document).and_then(|it| add(&mut counter, Kind::of(it), it, book));
            if let Err(fault) = added {
                refuse(&mut counter, &fault);
                // Standard output is for the one document, which names the fault too.
                output.settle(Status::Unusable);
                if output.is_text() {
                    output.fault(&name, &fault)?;
                }
            }
        }
    }
    output.line(&serde_json::to_string(&counter.tallies())?)
}

/// Counts a document, or adds partial counts.
pub fn add(counter: &mut Counter, kind: Kind, document: &[u8], book: &Rulebook) -> Result<(), Fault> {
    match kind {
        Kind::Tallies => counter.merge(&json::tallies(utf8(document)?)?)?,
        _ => json::count(document, counter, book)?,
    }
    Ok(())
}

/// Notes that a document could not be counted.
pub fn refuse(counter: &mut Counter, fault: &Fault) {
    if let Some(error) = fault.to_error() {
        counter.refuse(&error);
    }
}

/// The text of a document.
pub fn utf8(document: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(document).map_err(|_| Error::new("json/not-utf8", "$"))
}
