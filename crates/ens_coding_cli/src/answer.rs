//! From a document to an answer, through the library's seam of text in and text out.

use ens_coding::json::{self, Kind};
use ens_coding::{Error, Explanation, Ledger, LineStanding, RemitAnswer, Rulebook};

use crate::args::Format;
use crate::batch::{Asked, Batch, Question};
use crate::fault::Fault;
use crate::impact::Change;
use crate::input::Document;
use crate::output::Status;
use crate::replay::Replayed;
use crate::{glance, page};

/// What is to be done with documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Code visits.
    Code,
    /// Check claims.
    Check,
    /// Explain answers.
    Explain,
    /// Tell what is left of a payer's limits.
    Ledger,
    /// Tell what would make claims payable.
    Missing,
    /// Write receipts of answers.
    Receipt,
    /// Give the answers of receipts again.
    Replay,
    /// Estimate fees.
    Fee(crate::fee::Terms),
    /// Read remittances.
    Remit,
    /// Tell which answers change.
    Impact,
}

/// An answer, ready to be written.
#[derive(Debug)]
pub struct Answer {
    /// A page or a line of JSON.
    pub shown: String,
    /// What the answer means for the exit status.
    pub status: Status,
}

/// What became of a question.
#[derive(Debug)]
pub struct Answered {
    /// What pages and messages call it.
    pub name: String,
    /// Whether its page has a title.
    pub titled: bool,
    /// The answer, or why there is none.
    pub answer: Result<Answer, Fault>,
}

/// Answers questions; many threads may ask at once.
#[derive(Debug)]
pub struct Clerk {
    /// What is to be done.
    pub task: Task,
    /// What documents are judged by.
    pub book: Rulebook,
    /// What takes its place, where two are compared.
    pub other: Option<Rulebook>,
    /// How answers are written.
    pub format: Format,
    /// Whether pages have colour.
    pub colour: bool,
}

impl Clerk {
    /// Answers the questions of a batch, in their order.
    pub fn answer(&self, batch: Batch) -> Vec<Answered> {
        let Batch { text, questions } = batch;
        let one = |question: Question| {
            let answer = match question.asked {
                Asked::Alone(document) => part(&text, document).and_then(|it| match &self.other {
                    Some(other) => self.change(it, other, &question.name),
                    None => self.document(it),
                }),
                Asked::Pair(visit, claim) => self.pair(part(&text, visit), part(&text, claim)),
            };
            Answered { name: question.name, titled: question.titled, answer }
        };
        questions.into_iter().map(one).collect()
    }

    /// Answers a document.
    fn document(&self, document: &[u8]) -> Result<Answer, Fault> {
        let kind = glance::kind(self.task, document);
        match &self.task {
            Task::Fee(terms) => return self.fee(terms, kind, document),
            Task::Ledger => return self.ledger(document),
            Task::Missing => return self.missing(document),
            Task::Receipt => {
                return Ok(Answer {
                    shown: json::receipt(visit_or_check(document)?, &self.book)?,
                    status: Status::Clean,
                });
            }
            Task::Replay => return self.replay(document),
            _ => {}
        }
        if self.task == Task::Remit {
            return self.remit(document);
        }
        if self.task == Task::Explain && matches!(kind, Kind::Outcome | Kind::Other) {
            // The library reads the answer first: it comes from outside, and may have any mistake in it.
            let shown = self.explained(document)?;
            return Ok(Answer { shown, status: glance::status(document)? });
        }
        self.shown(self.outcome(kind, document, &self.book)?)
    }

    /// Codes or checks a document of this kind.
    fn outcome(&self, kind: Kind, document: &[u8], book: &Rulebook) -> Result<String, Fault> {
        match (self.task, kind) {
            (_, Kind::Check) | (Task::Check, Kind::Other) => Ok(json::edit_document(document, book)?),
            (Task::Check, _) | (_, Kind::Claim | Kind::Outcome | Kind::Practice | Kind::Tallies) => {
                Err(Fault::wrong_kind())
            }
            (_, Kind::Visit | Kind::Other) => json::code(document, book).map_err(|error| match Kind::of(document) {
                // It begins as a visit does.
                Kind::Practice | Kind::Tallies => Fault::wrong_kind(),
                _ => error.into(),
            }),
        }
    }

    /// What becomes of the answer under another rulebook; nothing is shown where it stays.
    fn change(&self, document: &[u8], other: &Rulebook, name: &str) -> Result<Answer, Fault> {
        let kind = glance::kind(self.task, document);
        let read = |book: &Rulebook| {
            serde_json::from_str(&self.outcome(kind, document, book)?).map_err(|_| Fault::unwritable())
        };
        Ok(match Change::between(read(&self.book)?, read(other)?) {
            None => Answer { shown: String::new(), status: Status::Clean },
            Some(change) if self.format == Format::Json => {
                Answer { shown: change.to_json(name).to_string(), status: Status::Findings }
            }
            Some(change) => Answer { shown: change.to_page(name, self.colour), status: Status::Findings },
        })
    }

    /// Gives the answer of a receipt again.
    fn replay(&self, request: &[u8]) -> Result<Answer, Fault> {
        let replay = json::replay(request, &self.book)?;
        // The answer stands in it byte for byte; read and written again its fields would change their order.
        let answer = replay.strip_prefix("{\"same\":true,\"answer\":").and_then(|rest| rest.strip_suffix('}'));
        let status = if answer.is_some() { Status::Clean } else { Status::Findings };
        let shown = match (self.format, answer) {
            (Format::Json, _) => replay,
            // A compact answer has no page.
            (Format::Text, Some(answer)) => self.explained(answer.as_bytes()).unwrap_or_else(|_| answer.to_owned()),
            (Format::Text, None) => {
                let read: Replayed = serde_json::from_str(&replay).map_err(|_| Fault::unwritable())?;
                page::page(&crate::replay::shown(&read.differences), self.colour)
            }
        };
        Ok(Answer { shown, status })
    }

    /// Checks a claim against a visit that stands in another document; names the problems of both.
    fn pair(&self, visit: Result<&[u8], Fault>, claim: Result<&[u8], Fault>) -> Result<Answer, Fault> {
        match (visit, claim) {
            (Ok(receipt), Ok(document)) if self.task == Task::Replay => {
                self.replay(crate::replay::request(receipt, document)?.as_bytes())
            }
            (Ok(visit), Ok(claim)) => self.shown(json::edit(visit, claim, &self.book)?),
            (Err(visit), Err(claim)) => Err(visit.and(claim)),
            (Err(fault), _) | (_, Err(fault)) => Err(fault),
        }
    }

    /// Tells what a visit's history leaves of the payer's limits.
    fn ledger(&self, document: &[u8]) -> Result<Answer, Fault> {
        let ledger = json::ledger(document, &self.book).map_err(|error| match Kind::of(document) {
            Kind::Visit | Kind::Other => Fault::from(error),
            _ => Fault::wrong_kind(),
        })?;
        let status = if ledger.contains(r#""not_run":[{"#) { Status::Findings } else { Status::Clean };
        if self.format == Format::Json {
            return Ok(Answer { shown: ledger, status });
        }
        let ledger: Ledger = serde_json::from_str(&ledger).map_err(|_| Fault::unwritable())?;
        Ok(Answer { shown: page::page(&crate::ledger::shown(&ledger), self.colour), status })
    }

    /// Tells what would make a claim payable.
    fn missing(&self, document: &[u8]) -> Result<Answer, Fault> {
        let text = |text| std::str::from_utf8(text).map_err(|_| Error::new("json/not-utf8", "$"));
        let (visit, claim) = match Kind::of(visit_or_check(document)?) {
            Kind::Check => {
                let json::Check { visit, claim } = json::check(text(document)?)?;
                (visit, Some(claim))
            }
            _ => (json::visit(text(document)?)?, None),
        };
        let list = ens_coding::missing(&visit, claim.as_ref(), &self.book)?;
        let status = if list.items.is_empty() { Status::Clean } else { Status::Findings };
        let shown = match self.format {
            Format::Json => serde_json::to_string(&list).map_err(|_| Fault::unwritable())?,
            Format::Text => page::page(&crate::missing::shown(&list), self.colour),
        };
        Ok(Answer { shown, status })
    }

    /// Reads a remittance.
    fn remit(&self, document: &[u8]) -> Result<Answer, Fault> {
        let text = json::remit(document, &self.book).map_err(|error| match Kind::of(document) {
            Kind::Check | Kind::Other => Fault::from(error),
            _ => Fault::wrong_kind(),
        })?;
        let answer: RemitAnswer = serde_json::from_str(&text).map_err(|_| Fault::unwritable())?;
        let is_settled = answer.lines.iter().all(|line| line.standing == LineStanding::NotDenied);
        let status = if is_settled && answer.not_run.is_empty() { Status::Clean } else { Status::Findings };
        let shown = match self.format {
            Format::Json => text,
            Format::Text => page::page(&crate::remit::shown(&answer), self.colour),
        };
        Ok(Answer { shown, status })
    }

    /// Estimates fees.
    fn fee(&self, terms: &crate::fee::Terms, kind: Kind, document: &[u8]) -> Result<Answer, Fault> {
        if !matches!(kind, Kind::Visit | Kind::Check | Kind::Other) {
            return Err(Fault::wrong_kind());
        }
        let request = terms.request(document, kind == Kind::Visit);
        let estimate = ens_coding_fee::json::fee(&request, &self.book)?;
        let status = if estimate.contains(r#""not_priced":{"#) { Status::Findings } else { Status::Clean };
        if self.format == Format::Json {
            return Ok(Answer { shown: estimate, status });
        }
        let estimate = serde_json::from_str(&estimate).map_err(|_| Fault::unwritable())?;
        Ok(Answer { shown: page::page(&crate::fee::shown(&estimate), self.colour), status })
    }

    /// Shows an answer of the library.
    fn shown(&self, outcome: String) -> Result<Answer, Fault> {
        let status = glance::own_status(&outcome);
        let shown = match (self.task, self.format) {
            (Task::Code | Task::Check, Format::Json) => outcome,
            _ => self.explained(outcome.as_bytes())?,
        };
        Ok(Answer { shown, status })
    }

    /// An answer in sentences.
    fn explained(&self, outcome: &[u8]) -> Result<String, Fault> {
        let explanation = json::explain(outcome)?;
        if self.format == Format::Json {
            return Ok(explanation);
        }
        let page: Explanation = serde_json::from_str(&explanation).map_err(|_| Fault::unwritable())?;
        Ok(page::page(&page.to_string(), self.colour))
    }
}

/// A document that may be a visit, or a visit and its claim.
fn visit_or_check(document: &[u8]) -> Result<&[u8], Fault> {
    match Kind::of(document) {
        Kind::Claim | Kind::Outcome | Kind::Practice | Kind::Tallies => Err(Fault::wrong_kind()),
        Kind::Visit | Kind::Check | Kind::Other => Ok(document),
    }
}

/// A document of a text.
pub fn part(text: &[u8], document: Document) -> Result<&[u8], Fault> {
    document.map(|at| text.get(at).unwrap_or_default())
}
