//! The services around coding.

use ens_coding::json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Book, Thrown};

#[wasm_bindgen]
impl Book {
    /// Audits a practice.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn audit(&self, practice: &str) -> Result<String, Thrown> {
        self.ask(practice, json::audit)
    }

    /// What a patient's history leaves of the payer's limits.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn ledger(&self, visit: &str) -> Result<String, Thrown> {
        self.ask(visit, json::ledger)
    }

    /// What a code is, what limits it, and who takes it.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn lookup(&self, request: &str) -> Result<String, Thrown> {
        self.ask(request, json::lookup)
    }

    /// Finds codes by words.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn search(&self, request: &str) -> Result<String, Thrown> {
        self.ask(request, json::search)
    }

    /// Puts codes side by side.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn compare(&self, request: &str) -> Result<String, Thrown> {
        self.ask(request, json::compare)
    }

    /// Which code each payer takes for the service of a code.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn crosswalk(&self, request: &str) -> Result<String, Thrown> {
        self.ask(request, json::crosswalk)
    }

    /// What would have to be documented for the claim to be payable.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn missing(&self, document: &str) -> Result<String, Thrown> {
        self.ask(document, json::missing)
    }

    /// Estimates what Medicare allows for a claim.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn fee(&self, request: &str) -> Result<String, Thrown> {
        self.ask(request, ens_coding_fee::json::fee)
    }

    /// Reads the adjustments of a remittance.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn remit(&self, request: &str) -> Result<String, Thrown> {
        self.ask(request, json::remit)
    }

    /// Measures how well findings foretell denials.
    ///
    /// # Errors
    /// For lines that cannot be read.
    pub fn score(&self, lines: &str) -> Result<String, Thrown> {
        self.ask(lines, json::score)
    }

    /// Counts what an audit looks at.
    ///
    /// # Errors
    /// For lines that cannot be read.
    pub fn tally(&self, lines: &str) -> Result<String, Thrown> {
        self.ask(lines, json::tally)
    }

    /// Writes down what an answer rests on.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn receipt(&self, document: &str) -> Result<String, Thrown> {
        self.ask(document, json::receipt)
    }

    /// Gives the answer of a receipt again.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn replay(&self, request: &str) -> Result<String, Thrown> {
        self.ask(request, json::replay)
    }
}
