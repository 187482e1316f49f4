//! `ens lookup`, `ens search`, `ens compare` and `ens crosswalk`: requests, and what becomes of them.

use std::io;

use ens_coding::{Comparison, Crosswalk, Lookup, PayerStanding, Rulebook, SearchResult, json};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::args::{By, Format};
use crate::book;
use crate::fault::Fault;
use crate::look_up_pages as pages;
use crate::output::{Output, Status};
use crate::page;

/// A function of the library from text to text.
type Road = fn(&[u8], &Rulebook) -> Result<String, ens_coding::Error>;

/// Tells what is known of a code.
pub fn code(code: &str, on: ens_coding::Date, payer: Option<&str>, by: &By, output: &mut Output) -> io::Result<()> {
    let request = with_payer(json!({ "code": code.to_uppercase(), "date": on }), payer);
    answer(code, &request, json::lookup, by, output, pages::lookup, |it: &Lookup| it.is_listed)
}

/// Searches codes.
pub fn search(words: &str, on: Option<ens_coding::Date>, limit: u32, by: &By, output: &mut Output) -> io::Result<()> {
    let request = json!({ "words": words, "date": on, "limit": limit });
    answer("search", &request, json::search, by, output, pages::search, |it: &SearchResult| !it.hits.is_empty())
}

/// Compares codes.
pub fn compare(
    codes: &[String],
    on: ens_coding::Date,
    payer: Option<&str>,
    by: &By,
    output: &mut Output,
) -> io::Result<()> {
    let codes: Vec<String> = codes.iter().map(|code| code.to_uppercase()).collect();
    let request = with_payer(json!({ "codes": codes, "date": on }), payer);
    let are_known = |it: &Comparison| {
        let row = it.rows.iter().find(|row| row.question == "in_force");
        row.is_some_and(|row| row.cells.iter().all(|cell| !cell.is_empty()))
    };
    answer("compare", &request, json::compare, by, output, pages::comparison, are_known)
}

/// Tells which code each payer takes.
pub fn crosswalk(code: &str, on: ens_coding::Date, payers: &[String], by: &By, output: &mut Output) -> io::Result<()> {
    let request = json!({ "code": code.to_uppercase(), "date": on, "payers": payers });
    let any = |it: &Crosswalk| it.payers.iter().any(|entry| entry.standing != PayerStanding::NotKnown);
    answer(code, &request, json::crosswalk, by, output, pages::crosswalk, any)
}

fn with_payer(mut request: Value, payer: Option<&str>) -> Value {
    if let Some((request, payer)) = request.as_object_mut().zip(payer) {
        request.insert("payer".into(), json!({ "id": payer }));
    }
    request
}

/// Asks the library and shows its answer as it is, or as a page.
fn answer<T: DeserializeOwned>(
    name: &str,
    request: &Value,
    road: Road,
    by: &By,
    output: &mut Output,
    page: fn(&T, bool) -> String,
    is_known: impl Fn(&T) -> bool,
) -> io::Result<()> {
    let book = match book::load(&by.given(), None) {
        Ok(book) => book,
        Err((name, fault)) => return output.fault(&name, &fault),
    };
    let name = page::plain(name);
    let text = match road(request.to_string().as_bytes(), &book) {
        Ok(text) => text,
        Err(error) => return output.fault(&name, &error.into()),
    };
    let Ok(found) = serde_json::from_str::<T>(&text) else { return output.fault(&name, &Fault::unwritable()) };
    output.settle(if is_known(&found) { Status::Clean } else { Status::Findings });
    match output.format() {
        Format::Json => output.line(&text),
        Format::Text => output.line(page(&found, output.colour()).trim_end()),
    }
}
