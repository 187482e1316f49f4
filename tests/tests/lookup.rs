//! The look-up, the search, codes side by side, and the crosswalk between payers.

#[path = "lookup/agreement.rs"]
mod agreement;
#[path = "lookup/bad.rs"]
mod bad;
#[path = "lookup/every_code.rs"]
mod every_code;
#[path = "lookup/honest.rs"]
mod honest;
#[path = "lookup/questions.rs"]
mod questions;
#[path = "lookup/search.rs"]
mod search;
#[path = "lookup/search_queries.rs"]
mod search_queries;

use ens_coding::visit::Payer;
use ens_coding::{Code, Date, Lookup, LookupRequest, Rulebook, Told, lookup};

fn code(text: &str) -> Code {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

fn payer(id: &str) -> Payer {
    Payer { id: Some(id.into()), ..Payer::default() }
}

/// The look-up of a code in the bundled rulebook; an empty payer is none.
fn looked_up(text: &str, date: &str, id: &str) -> Lookup {
    let payer = (!id.is_empty()).then(|| payer(id));
    lookup(&LookupRequest { code: code(text), date: day(date), payer }, Rulebook::bundled()).expect("an answer")
}

fn values(told: &[Told]) -> Vec<&str> {
    told.iter().map(|it| it.value.as_str()).collect()
}

/// All codes of the bundled table.
fn all_codes() -> Vec<Code> {
    let table = Rulebook::bundled().tables().codes.all().next().expect("the bundled table");
    table.table.rows().iter().map(|row| row.key).collect()
}

fn policies() -> Vec<&'static str> {
    Rulebook::bundled().policies().iter().map(|policy| policy.policy.as_str()).collect()
}
