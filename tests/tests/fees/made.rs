//! Made-up tables: codes that mean nothing here, and values that are easily followed.

use ens_coding::pack::{self, Header};
use ens_coding::table::{Fee, Gpci, Key, Localities, Locality, PackSource, Row, Table, ZipArea};
use ens_coding::{Code, Rulebook, Trust};
use serde::Serialize;

/// The pack of a table.
pub fn packed<T: Serialize>(table: &str, from: &str, to: &str, body: &T) -> Vec<u8> {
    let header = Header {
        table: table.into(),
        edition: from.into(),
        from: from.parse().ok(),
        to: to.parse().ok(),
        is_whole: true,
        provenance: "made up".into(),
        files: Vec::new(),
        licence: "none".into(),
    };
    pack::write(&header, body).unwrap()
}

pub fn table<K: Key, V>(rows: impl IntoIterator<Item = (K, V)>) -> Table<K, V> {
    let row = |(key, value)| Row { key, value, from: None, to: None, source: 0, trust: Trust::Primary };
    Table::new(vec![PackSource::primary("made", "made up")], rows.into_iter().map(row).collect())
}

/// A row: work, practice expense outside of and in a facility, and malpractice; then the indicators for several
/// procedures, both sides and assistants.
pub fn fee(status: char, values: [u32; 4], indicators: [&str; 3]) -> Fee {
    let [multiple_procedure, bilateral, assistant] = indicators.map(|it| it.parse().unwrap());
    let [work, pe_nonfacility, pe_facility, malpractice] = values;
    Fee {
        modifier: None,
        status,
        not_used: Some(false),
        work,
        pe_nonfacility,
        pe_facility,
        malpractice,
        na_nonfacility: Some(false),
        na_facility: Some(false),
        global: "XXX".parse().unwrap(),
        multiple_procedure,
        bilateral,
        assistant,
        co_surgeon: "0".parse().unwrap(),
        team: "0".parse().unwrap(),
        component: "0".parse().unwrap(),
        endoscopic_base: None,
        supervision: "09".parse().unwrap(),
        imaging_family: "99".parse().unwrap(),
        conversion_factor: 323_465,
    }
}

/// The bundled rulebook with a whole fee schedule of these rows for 2025.
pub fn book(rows: Vec<(&str, Fee)>) -> Rulebook {
    let rows = rows.into_iter().map(|(code, fee)| (code.parse::<Code>().unwrap(), fee));
    let fees = packed("pfs", "2025-01-01", "2025-12-31", &table(rows));
    Rulebook::bundled_with([fees.as_slice()]).unwrap()
}

/// Indices of a locality for 2025, and ZIP codes that lie in it: one whole, one in part.
pub fn area_packs() -> [Vec<u8>; 2] {
    let gpci = Gpci {
        state: "CA".parse().unwrap(),
        name: "Somewhere".into(),
        work: 1042,
        practice_expense: 1194,
        malpractice: 690,
    };
    let zip = |needs_plus_four| ZipArea {
        state: "CA".parse().unwrap(),
        locality: "0118218".parse().unwrap(),
        rural: "".parse().unwrap(),
        needs_plus_four,
    };
    let zips = [("90001", zip(false)), ("90002", zip(true))].map(|(code, it)| (code.parse().unwrap(), it));
    let localities = Localities { areas: table([]), zips: table(zips) };
    [
        packed("gpci", "2025-01-01", "2025-12-31", &table([("0118218".parse::<Locality>().unwrap(), gpci)])),
        packed("locality", "2025-10-01", "2025-12-31", &localities),
    ]
}
