//! Questions about visits, claims and what the payer answered.

use std::io::{self, Write};

use ens_coding::{Finding, Outcome, json};
use ens_coding_tests::Case;
use serde_json::{Value, json};

use crate::recorder::Recorder;
use crate::spoiled::{NOTHING, broken, wrong};

/// So many receipts are shown to other rulebooks.
const RECEIPTS: usize = 24;

/// Asks about documents, and collects them for the functions that take many.
#[derive(Default)]
pub struct Visits {
    turn: usize,
    /// Documents since the last [`Visits::many`].
    lines: Vec<u8>,
    remittances: Vec<u8>,
    tallies: Vec<u8>,
    /// Requests for a replay.
    receipts: Vec<(String, String)>,
}

impl Visits {
    /// Codes a visit, checks its claim, and asks two of the other questions: all of them about every document would make
    /// the replays slow, and try no face better.
    pub fn document<W: Write>(
        &mut self,
        recorder: &mut Recorder<W>,
        name: &str,
        visit: &[u8],
        claim: Option<&[u8]>,
    ) -> io::Result<()> {
        let coded = recorder.ask(name, "code", visit)?;
        let edited = claim.map(|claim| recorder.edit(name, visit, claim)).transpose()?.flatten();
        let whole = &whole(visit, claim);
        let document = Document { name, visit, whole, either: if claim.is_some() { whole } else { visit } };
        for _ in 0..2 {
            self.turn += 1;
            self.in_turn(recorder, &document, &[coded.as_deref(), edited.as_deref()])?;
        }
        self.line(document.either);
        Ok(())
    }

    fn in_turn<W: Write>(
        &mut self,
        recorder: &mut Recorder<W>,
        it: &Document<'_>,
        outcomes: &[Option<&str>; 2],
    ) -> io::Result<()> {
        let name = it.name;
        match self.turn % 7 {
            0 => recorder.ask(name, "select", it.visit).map(drop),
            1 => recorder.ask(name, "ledger", it.visit).map(drop),
            2 => recorder.ask(name, "missing", it.either).map(drop),
            3 => recorder.ask(name, "fee", it.whole).map(drop),
            4 => self.receipt(recorder, it),
            5 => outcomes.iter().flatten().try_for_each(|outcome| explained(recorder, name, outcome)),
            _ => match outcomes.iter().flatten().next_back() {
                Some(outcome) if !recorder.book.options().compact => self.remittance(recorder, it, outcome),
                _ => Ok(()),
            },
        }
    }

    /// A receipt, and the answer again.
    fn receipt<W: Write>(&mut self, recorder: &mut Recorder<W>, it: &Document<'_>) -> io::Result<()> {
        let Some(receipt) = recorder.ask(it.name, "receipt", it.either)? else { return Ok(()) };
        let mut request: Value = serde_json::from_slice(it.whole)?;
        request["receipt"] = serde_json::from_str(&receipt)?;
        let request = request.to_string();
        recorder.ask(it.name, "replay", request.as_bytes())?;
        if self.receipts.len() < RECEIPTS && self.turn.is_multiple_of(3) {
            self.receipts.push((it.name.to_owned(), request));
        }
        Ok(())
    }

    /// The receipts of an earlier rulebook.
    pub fn replays<W: Write>(&self, recorder: &mut Recorder<W>) -> io::Result<()> {
        self.receipts.iter().try_for_each(|(name, request)| recorder.ask(name, "replay", request.as_bytes()).map(drop))
    }

    /// A remittance that denies what is foreseen, and every other time something that is not.
    fn remittance<W: Write>(&mut self, recorder: &mut Recorder<W>, it: &Document<'_>, outcome: &str) -> io::Result<()> {
        let outcome: Outcome = serde_json::from_str(outcome)?;
        let mut request: Value = serde_json::from_slice(it.whole)?;
        request["claim"] = serde_json::to_value(outcome.judged())?;
        let surprise = self.turn.is_multiple_of(2).then(|| adjusted("CO", "151", 10_000, &["N115"]));
        let foreseen =
            |place: usize| outcome.findings.iter().filter(move |it| it.at.line.map(usize::from) == Some(place));
        let line = |(place, _)| {
            let denied = foreseen(place).find_map(denial).or_else(|| surprise.clone().filter(|_| place == 0));
            let mut line = denied.unwrap_or_else(|| adjusted::<&str>("CO", "45", 4_000, &[]));
            line["line"] = place.into();
            line
        };
        request["lines"] = outcome.judged().lines.iter().enumerate().map(line).collect();
        let request = request.to_string();
        self.remittances.extend(request.bytes().chain([b'\n']));
        recorder.ask(it.name, "remit", request.as_bytes()).map(drop)
    }

    /// One question in turn, for documents with something wrong in them.
    pub fn spoiled<W: Write>(&mut self, recorder: &mut Recorder<W>, name: &str, visit: &str) -> io::Result<()> {
        for text in broken(visit).iter().chain(&wrong(visit)) {
            let (visit, claim) = (text.as_bytes(), b"{\"lines\":[{}]}");
            let both = whole(visit, Some(claim));
            self.turn += 1;
            match self.turn % 9 {
                0 => recorder.ask(name, "code", visit)?,
                1 => recorder.ask(name, "select", visit)?,
                2 => recorder.ask(name, "ledger", visit)?,
                3 => recorder.ask(name, "missing", visit)?,
                4 => recorder.edit(name, visit, claim)?,
                5 => recorder.ask(name, "missing", &both)?,
                6 => recorder.ask(name, "fee", &whole(visit, None))?,
                7 => recorder.ask(name, "remit", &both)?,
                _ => recorder.ask(name, "receipt", &both)?,
            };
            self.line(visit);
        }
        Ok(())
    }

    /// What is no document, for every question about one.
    pub fn nothing<W: Write>(recorder: &mut Recorder<W>) -> io::Result<()> {
        for operation in ["code", "select", "ledger", "missing", "fee", "remit", "receipt", "replay", "audit"] {
            NOTHING.iter().try_for_each(|text| recorder.ask("nothing", operation, text.as_bytes()).map(drop))?;
        }
        for text in ["", "\n\n", "{}", "nonsense\n{}\n\n[]\n", "\u{0}"].map(str::as_bytes) {
            for operation in ["batch", "score", "tally"] {
                recorder.ask("nothing", operation, text)?;
            }
            recorder.put("nothing", "merge", &[text], json::merge(text))?;
        }
        Ok(())
    }

    /// What can be asked about a practice.
    pub fn audit<W: Write>(&mut self, recorder: &mut Recorder<W>, name: &str, practice: &[u8]) -> io::Result<()> {
        recorder.ask(name, "audit", practice)?;
        self.line(practice);
        Ok(())
    }

    /// A case, with its own parts where it has some.
    pub fn case<W: Write>(&mut self, recorder: &mut Recorder<W>, case: &Case) -> io::Result<()> {
        let parts: Vec<String> = case.parts.iter().map(ToString::to_string).collect();
        let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
        if parts.is_empty() {
            return self.case_here(recorder, case);
        }
        recorder.bundled_with(&case.id, &parts)?;
        self.case_here(recorder, case)?;
        recorder.bundled_with("bundled", &[])
    }

    /// A case, whatever the present rulebook.
    pub fn case_here<W: Write>(&mut self, recorder: &mut Recorder<W>, case: &Case) -> io::Result<()> {
        if let Some(practice) = &case.practice {
            return self.audit(recorder, &case.id, practice.to_string().as_bytes());
        }
        let claim = case.submitted.as_ref().map(serde_json::to_string).transpose()?;
        self.document(recorder, &case.id, case.visit.to_string().as_bytes(), claim.as_deref().map(str::as_bytes))
    }

    /// A document for the next [`Visits::many`].
    pub fn line(&mut self, document: &[u8]) {
        let line = document.iter().map(|byte| if *byte == b'\n' { b' ' } else { *byte });
        self.lines.extend(line.chain([b'\n']));
    }

    /// All documents since the last time, at once.
    pub fn many<W: Write>(&mut self, recorder: &mut Recorder<W>) -> io::Result<()> {
        let lines = std::mem::take(&mut self.lines);
        let remittances = std::mem::take(&mut self.remittances);
        recorder.ask("all", "batch", &lines)?;
        recorder.ask("remittances", "score", &remittances)?;
        for (name, lines) in [("all", &lines), ("remittances", &remittances)] {
            if let Some(counts) = recorder.ask(name, "tally", lines)? {
                self.tallies.extend(counts.bytes().chain([b'\n']));
            }
        }
        recorder.put("all", "merge", &[&self.tallies], json::merge(&self.tallies))
    }
}

struct Document<'a> {
    name: &'a str,
    visit: &'a [u8],
    /// An object with the visit, and the claim if there is one.
    whole: &'a [u8],
    /// The same where there is a claim, else the visit itself.
    either: &'a [u8],
}

fn whole(visit: &[u8], claim: Option<&[u8]>) -> Vec<u8> {
    match claim {
        Some(claim) => [b"{\"visit\":", visit, b",\"claim\":", claim, b"}"].concat(),
        None => [b"{\"visit\":", visit, b"}"].concat(),
    }
}

/// Everything that can be asked about an answer.
fn explained<W: Write>(recorder: &mut Recorder<W>, name: &str, text: &str) -> io::Result<()> {
    recorder.put(name, "explain", &[text.as_bytes()], json::explain(text.as_bytes()))?;
    if recorder.book.options().compact {
        return Ok(());
    }
    let outcome: Outcome = serde_json::from_str(text)?;
    let claim = serde_json::to_vec(outcome.judged())?;
    for fix in outcome.findings.iter().flat_map(|finding| &finding.fixes) {
        let fix = serde_json::to_vec(fix)?;
        recorder.put(name, "apply", &[&claim, &fix], json::apply(&claim, &fix))?;
    }
    Ok(())
}

/// The line of a remittance that denies as the finding expects.
fn denial(finding: &Finding) -> Option<Value> {
    let denial = finding.denial.as_ref()?;
    let (group, reason) = denial.carc.split_once('-')?;
    Some(adjusted(group, reason, 10_000, &denial.rarc))
}

fn adjusted<T: AsRef<str>>(group: &str, reason: &str, cents: u32, remarks: &[T]) -> Value {
    let remarks: Vec<&str> = remarks.iter().map(AsRef::as_ref).collect();
    json!({
        "charged_cents": 10_000,
        "paid_cents": 10_000 - cents,
        "adjustments": [{ "group": group, "reason": reason, "amount_cents": cents }],
        "remarks": remarks,
    })
}
