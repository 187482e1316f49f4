//! Many documents at once: one thread reads, as many as there are processors answer, and this one writes.

use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, Builder};

use crate::answer::{Answered, Clerk};
use crate::batch::Batch;
use crate::feed::Feed;
use crate::output::Output;

/// A batch, and where its answers are waited for.
type Job = (Batch, SyncSender<Vec<Answered>>);

/// Answers everything, in the order of the inputs.
///
/// What comes first is answered before anything else is read. Mostly it is all there is, and not worth a thread.
pub fn answer_all(mut feed: Feed, clerk: Clerk, output: &mut Output) -> io::Result<()> {
    let Some(first) = feed.next() else { return Ok(()) };
    output.answers(clerk.answer(first))?;
    match feed.next() {
        Some(second) => spread(second, feed, clerk, output),
        None => Ok(()),
    }
}

/// Spreads batches over threads. The batches on their way are counted, which bounds the memory, whatever comes in.
///
/// Nobody waits for the threads to end: when the output has failed, the reader may still be waiting for a pipe.
fn spread(second: Batch, feed: Feed, clerk: Clerk, output: &mut Output) -> io::Result<()> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let (order, in_order) = sync_channel(workers.saturating_mul(2));
    let (jobs, queue) = channel::<Job>();
    let (clerk, queue) = (Arc::new(clerk), Arc::new(Mutex::new(queue)));
    for _ in 0..workers {
        let (clerk, queue) = (Arc::clone(&clerk), Arc::clone(&queue));
        start(move || work(&clerk, &queue))?;
    }
    start(move || {
        for batch in std::iter::once(second).chain(feed) {
            let (sender, answers) = sync_channel(1);
            if order.send(answers).is_err() || jobs.send((batch, sender)).is_err() {
                return;
            }
        }
    })?;
    for answers in in_order {
        output.answers(answers.recv().map_err(|_| io::Error::other("an answer was lost"))?)?;
    }
    Ok(())
}

/// Answers batches until there are no more.
fn work(clerk: &Clerk, queue: &Mutex<Receiver<Job>>) {
    let next = || queue.lock().ok()?.recv().ok();
    while let Some((batch, sender)) = next() {
        if sender.send(clerk.answer(batch)).is_err() {
            return;
        }
    }
}

/// Starts a thread.
fn start(task: impl FnOnce() + Send + 'static) -> io::Result<()> {
    Builder::new().spawn(task).map(drop).map_err(|_| io::Error::other("no thread can be started"))
}
