//! The JavaScript interface of `ens_coding`: its functions from text to text, for the npm package in `bindings/npm`,
//! which gives them types. An error is thrown as its JSON document.
#![allow(unsafe_code, reason = "the code that wasm_bindgen generates")]

mod services;

use ens_coding::{Error, json};
use wasm_bindgen::prelude::wasm_bindgen;

/// What JavaScript catches: the error as a document.
type Thrown = String;

fn thrown(error: &Error) -> Thrown {
    error.to_json()
}

/// Parts for a rulebook, in order.
#[wasm_bindgen]
#[derive(Default)]
pub struct Parts(Vec<Vec<u8>>);

#[wasm_bindgen]
impl Parts {
    /// No part.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a pack or a policy.
    pub fn push(&mut self, part: Vec<u8>) {
        self.0.push(part);
    }
}

/// Tables and policies.
#[wasm_bindgen]
pub struct Book(ens_coding::Rulebook);

#[wasm_bindgen]
impl Book {
    /// The rulebook of the bundled parts and of these. The ICD-10-CM table is not bundled here: it is one of `parts`.
    ///
    /// # Errors
    /// For a part that cannot be used.
    pub fn bundled(parts: &Parts) -> Result<Self, Thrown> {
        let parts = parts.0.iter().map(Vec::as_slice);
        ens_coding::Rulebook::bundled_with(parts).map(Self).map_err(|error| thrown(&error))
    }

    /// The rulebook of these parts alone.
    ///
    /// # Errors
    /// For a part that cannot be used.
    pub fn load(parts: &Parts) -> Result<Self, Thrown> {
        let parts = parts.0.iter().map(Vec::as_slice);
        ens_coding::Rulebook::load(parts).map(Self).map_err(|error| thrown(&error))
    }

    /// The same rulebook with these options; both are given back by themselves.
    ///
    /// # Errors
    /// For options that cannot be read.
    pub fn with(&self, options: &str) -> Result<Self, Thrown> {
        json::with(&self.0, options.as_bytes()).map(Self).map_err(|error| thrown(&error))
    }

    /// Codes a visit.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn code(&self, visit: &str) -> Result<String, Thrown> {
        self.ask(visit, json::code)
    }

    /// Drafts a claim.
    ///
    /// # Errors
    /// For a document that cannot be read.
    pub fn select(&self, visit: &str) -> Result<String, Thrown> {
        self.ask(visit, json::select)
    }

    /// Checks a claim.
    ///
    /// # Errors
    /// For documents that cannot be read.
    pub fn edit(&self, visit: &str, claim: &str) -> Result<String, Thrown> {
        json::edit(visit.as_bytes(), claim.as_bytes(), &self.0).map_err(|error| thrown(&error))
    }

    /// Answers many documents, one a line.
    pub fn batch(&self, lines: &str) -> String {
        json::batch(lines.as_bytes(), &self.0)
    }

    /// What the rulebook consists of.
    ///
    /// # Errors
    /// Never in practice.
    pub fn basis(&self) -> Result<String, Thrown> {
        json::basis(&self.0).map_err(|error| thrown(&error))
    }
}

/// A function of the library that takes one text.
type Service = fn(&[u8], &ens_coding::Rulebook) -> Result<String, Error>;

impl Book {
    fn ask(&self, document: &str, service: Service) -> Result<String, Thrown> {
        service(document.as_bytes(), &self.0).map_err(|error| thrown(&error))
    }
}

/// Puts an outcome into sentences.
///
/// # Errors
/// For a document that cannot be read.
#[wasm_bindgen]
pub fn explain(outcome: &str) -> Result<String, Thrown> {
    json::explain(outcome.as_bytes()).map_err(|error| thrown(&error))
}

/// Applies a fix to a claim.
///
/// # Errors
/// For documents that cannot be read.
#[wasm_bindgen]
pub fn apply(claim: &str, fix: &str) -> Result<String, Thrown> {
    json::apply(claim.as_bytes(), fix.as_bytes()).map_err(|error| thrown(&error))
}

/// Adds counts up.
///
/// # Errors
/// For lines that cannot be read.
#[wasm_bindgen]
pub fn merge(lines: &str) -> Result<String, Thrown> {
    json::merge(lines.as_bytes()).map_err(|error| thrown(&error))
}

/// Lists the rules.
///
/// # Errors
/// Never in practice.
#[wasm_bindgen]
pub fn rules() -> Result<String, Thrown> {
    json::rules().map_err(|error| thrown(&error))
}

/// The version of the library.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").into()
}
