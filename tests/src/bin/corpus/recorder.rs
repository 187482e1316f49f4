//! Asks the library and writes down what it answered.

use std::io::{self, Write};

use ens_coding::{Error, Rulebook, json};

type Service = fn(&[u8], &Rulebook) -> Result<String, Error>;

/// The functions that take one text beside the rulebook.
const SERVICES: [(&str, Service); 16] = [
    ("code", json::code),
    ("select", json::select),
    ("batch", |lines, book| Ok(json::batch(lines, book))),
    ("audit", json::audit),
    ("ledger", json::ledger),
    ("lookup", json::lookup),
    ("search", json::search),
    ("compare", json::compare),
    ("crosswalk", json::crosswalk),
    ("missing", json::missing),
    ("fee", ens_coding_fee::json::fee),
    ("remit", json::remit),
    ("score", json::score),
    ("tally", json::tally),
    ("receipt", json::receipt),
    ("replay", json::replay),
];

pub struct Recorder<W> {
    pub out: W,
    pub book: Rulebook,
}

impl<W: Write> Recorder<W> {
    pub fn put(
        &mut self,
        name: &str,
        operation: &str,
        texts: &[&[u8]],
        answer: Result<String, Error>,
    ) -> io::Result<()> {
        let status = if answer.is_ok() { "ok" } else { "refused" };
        let answer = answer.unwrap_or_else(|error| error.to_json());
        let all: Vec<&[u8]> = texts.iter().copied().chain([answer.as_bytes()]).collect();
        write!(self.out, "{operation} {status} {}", all.len())?;
        all.iter().try_for_each(|text| write!(self.out, " {}", text.len()))?;
        writeln!(self.out, " {}", name.replace(['\n', ' '], "_"))?;
        all.iter().try_for_each(|text| self.out.write_all(text))?;
        writeln!(self.out)
    }

    /// Asks one of the services; gives its answer, unless it refused.
    pub fn ask(&mut self, name: &str, operation: &str, text: &[u8]) -> io::Result<Option<String>> {
        let service = SERVICES.iter().find(|(known, _)| *known == operation);
        let (_, service) = service.ok_or_else(|| io::Error::other(format!("no service {operation}")))?;
        let answer = service(text, &self.book);
        self.put(name, operation, &[text], answer.clone())?;
        Ok(answer.ok())
    }

    /// Checks a claim; gives the answer, unless it was refused.
    pub fn edit(&mut self, name: &str, visit: &[u8], claim: &[u8]) -> io::Result<Option<String>> {
        let answer = json::edit(visit, claim, &self.book);
        self.put(name, "edit", &[visit, claim], answer.clone())?;
        Ok(answer.ok())
    }

    /// From here on the rulebook of the bundled parts and of these.
    pub fn bundled_with(&mut self, name: &str, parts: &[&[u8]]) -> io::Result<()> {
        self.take(name, "bundled_with", parts, Rulebook::bundled_with(parts.iter().copied()))
    }

    /// From here on the present rulebook with these options.
    pub fn with(&mut self, name: &str, options: &[u8]) -> io::Result<()> {
        self.take(name, "with", &[options], json::with(&self.book, options))
    }

    /// From here on the rulebook of these parts.
    pub fn load(&mut self, name: &str, parts: &[&[u8]]) -> io::Result<()> {
        self.take(name, "load", parts, Rulebook::load(parts.iter().copied()))
    }

    fn take(
        &mut self,
        name: &str,
        operation: &str,
        texts: &[&[u8]],
        loaded: Result<Rulebook, Error>,
    ) -> io::Result<()> {
        let basis = loaded.as_ref().map_err(Clone::clone).and_then(json::basis);
        if let Ok(book) = loaded {
            self.book = book;
        }
        self.put(name, operation, texts, basis)
    }
}
