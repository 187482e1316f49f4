//! No upcoding: selection cannot see money, and every drafted line goes back to a service.

use std::collections::BTreeSet;
use std::path::PathBuf;

use ens_coding::pack::{self, Header};
use ens_coding::table::{Factor, Fee, Gpci, Key, Locality, PackSource, Row, Table};
use ens_coding::{Claim, Code, Date, Outcome, Rulebook, Trust, Visit, code, json, select};
use ens_coding_tests::workspace_root;
use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::asked::all;
use crate::pure::sources;
use crate::visits;

/// The codes and units of the draft, before and after it was mended; first that every line has its services.
fn codes(visit: &Visit) -> Result<[Vec<(String, u32)>; 3], TestCaseError> {
    let book = Rulebook::bundled();
    let outcome = code(visit, book).unwrap();
    let draft = select(visit, book).unwrap();
    for line in outcome.claim.lines.iter().chain(&draft.claim.lines).chain(&outcome.judged().lines) {
        prop_assert!(!line.services.is_empty(), "{} reports nothing", line.code);
        for at in &line.services {
            prop_assert!(usize::from(*at) < visit.services.len(), "{} reports service {at}", line.code);
        }
    }
    let codes = |claim: &Claim| {
        let lines = claim.lines.iter();
        lines.map(|line| (line.code.to_string(), line.units.get())).collect()
    };
    Ok([codes(&draft.claim), codes(outcome.judged()), codes(&outcome.claim)])
}

/// The visit with these amounts on its services, in their order.
fn with_fees(visit: &Value, fees: impl IntoIterator<Item = Value>) -> Visit {
    let mut visit = visit.clone();
    let services = visit["services"].as_array_mut().into_iter().flatten();
    for (service, fee) in services.zip(fees) {
        service["allowed_cents"] = fee;
    }
    json::visit(&visit.to_string()).unwrap()
}

fn blind(visit: &Value) -> Result<(), TestCaseError> {
    let without = codes(&with_fees(visit, std::iter::repeat(Value::Null)))?;
    let rising = || (1..).map(|at: u64| json!(at * at * 1700));
    let count = visit["services"].as_array().map_or(0, Vec::len);
    let falling: Vec<Value> = rising().take(count).collect();
    let own = json::visit(&visit.to_string()).unwrap();
    prop_assert_eq!(&codes(&own)?, &without);
    prop_assert_eq!(&codes(&with_fees(visit, rising()))?, &without);
    prop_assert_eq!(&codes(&with_fees(visit, falling.into_iter().rev()))?, &without);
    let enormous = std::iter::repeat(json!(10_000_000_000_u64));
    prop_assert_eq!(&codes(&with_fees(visit, enormous))?, &without);
    Ok(())
}

#[test]
fn fees_change_no_code_of_a_case() {
    for asked in all().iter().filter(|asked| asked.claim.is_none() && !asked.has_parts()) {
        blind(&serde_json::to_value(&asked.visit).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", asked.id));
    }
}

#[test]
fn fees_change_no_code_of_a_random_visit() {
    visits::check(256, visits::visit(), |visit| blind(&visit));
}

/// The bundled parts with other values in the fee schedule and other conversion factors; what else the rows say stays.
fn repriced(change: impl Fn(&mut [[u32; 4]])) -> Vec<Vec<u8>> {
    let tables = Rulebook::bundled().tables();
    let fees = tables.pfs.all().next().unwrap();
    let mut rows: Vec<Row<Code, Fee>> = fees.table.rows().to_vec();
    let values = |fee: &Fee| [fee.work, fee.pe_nonfacility, fee.pe_facility, fee.malpractice];
    let mut all: Vec<[u32; 4]> = rows.iter().map(|row| values(&row.value)).collect();
    change(&mut all);
    for (row, [work, pe_nonfacility, pe_facility, malpractice]) in rows.iter_mut().zip(all) {
        row.value = Fee { work, pe_nonfacility, pe_facility, malpractice, ..row.value.clone() };
    }
    let factors = tables.conversion_factor.all().next().unwrap();
    let mut other: Vec<Row<Factor, u32>> = factors.table.rows().to_vec();
    other.iter_mut().for_each(|row| row.value = row.value.wrapping_mul(7) % 999_983);
    let gpci = Gpci {
        state: "CA".parse().unwrap(),
        name: "Somewhere".into(),
        work: 3,
        practice_expense: 90_000,
        malpractice: 1,
    };
    let locality: Locality = "0118218".parse().unwrap();
    let gpci = Row { key: locality, value: gpci, from: None, to: None, source: 0, trust: Trust::Primary };
    let own = ["packs/pfs.pack", "packs/conversion_factor.pack"];
    let kept = ens_coding_data::named_parts().filter(|(name, _)| !own.contains(name)).map(|(_, bytes)| bytes.to_vec());
    let spans = [(fees.from, fees.to), (factors.from, factors.to)];
    kept.chain([
        packed("pfs", spans[0], rows),
        packed("conversion_factor", spans[1], other),
        packed("gpci", (None, None), vec![gpci]),
    ])
    .collect()
}

fn packed<K: Key + Serialize, V: Serialize>(
    table: &str,
    (from, to): (Option<Date>, Option<Date>),
    rows: Vec<Row<K, V>>,
) -> Vec<u8> {
    let sources = rows.iter().map(|row| usize::from(row.source)).max().unwrap() + 1;
    let sources = (0..sources).map(|at| PackSource::primary(format!("made-{at}"), "made up")).collect();
    let header = Header {
        table: table.into(),
        edition: "made up".into(),
        from,
        to,
        is_whole: false,
        provenance: "made up".into(),
        files: Vec::new(),
        licence: "none".into(),
    };
    pack::write(&header, &Table::new(sources, rows)).unwrap()
}

/// Whatever a service is worth: the draft, the claim that was judged, and the mended one stay. Only what a finding says of the
/// better-paid line of a pair may change.
#[test]
fn values_and_factors_change_no_claim() {
    let ways: [fn(&mut [[u32; 4]]); 3] = [
        |all| all.reverse(),
        |all| all.iter_mut().for_each(|it| *it = [1, 2, 3, 4]),
        |all| {
            all.iter_mut()
                .enumerate()
                .for_each(|(at, it)| *it = it.map(|it| (it + 17) * (1 + u32::try_from(at).unwrap() * 31 % 101)))
        },
    ];
    let asked = all();
    let mut findings = 0;
    for way in ways {
        let parts = repriced(way);
        let parts: Vec<&'static [u8]> = parts.into_iter().map(|part| &*part.leak()).collect();
        let book = Rulebook::load(parts.iter().copied()).unwrap();
        for asked in &asked {
            let own = asked.has_parts().then(|| asked.book_of(&parts).unwrap());
            let book = own.as_ref().unwrap_or(&book);
            let (before, after) = (asked.answer(), asked.ask(&asked.visit, book).unwrap());
            assert_eq!(before.claim, after.claim, "{}", asked.id);
            assert_eq!(before.judged(), after.judged(), "{}", asked.id);
            assert_eq!(before.steps, after.steps, "{}", asked.id);
            let rules = |outcome: &Outcome| outcome.findings.iter().map(|it| it.rule.clone()).collect::<Vec<_>>();
            findings += usize::from(rules(&before) != rules(&after));
        }
    }
    assert!(findings > 0, "the rule about the better-paid line has seen other values");
}

/// What selects could not ask for a price if it wanted to: the library does not depend on the crate that estimates, and its
/// only file that compares values is the rule about the better-paid line of a pair.
#[test]
fn selection_has_no_way_to_a_price() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let metadata = std::process::Command::new(cargo)
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(workspace_root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let dependencies = |name: &str| -> Vec<String> {
        let package = packages.iter().find(|it| it["name"] == name);
        let all = package.into_iter().flat_map(|it| it["dependencies"].as_array().unwrap());
        all.filter_map(|it| it["name"].as_str().map(str::to_owned)).collect()
    };
    assert!(dependencies("ens_coding_fee").contains(&"ens_coding".into()));
    let (mut reached, mut next) = (BTreeSet::new(), vec!["ens_coding".to_owned()]);
    while let Some(name) = next.pop() {
        if reached.insert(name.clone()) {
            next.extend(dependencies(&name));
        }
    }
    assert!(reached.contains("ens_coding_data") && !reached.contains("ens_coding_fee"), "{reached:?}");

    let words = ["conversion_factor", "gpci", "Gpci", "pe_facility", "pe_nonfacility", "malpractice", "total_facility"];
    let words: Vec<&str> = words.into_iter().chain(["total_nonfacility", "value.work", "fee.work"]).collect();
    let root = workspace_root().join("crates/ens_coding/src");
    let names_values = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        words.iter().any(|word| text.lines().any(|line| line.split("//").next().unwrap().contains(word)))
    };
    let named: Vec<PathBuf> = sources(&root).into_iter().filter(names_values).collect();
    let named: BTreeSet<String> =
        named.iter().map(|path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/")).collect();
    let expected = ["edit/ncci/column_two_pays_more.rs", "table/fees.rs", "table/mod.rs", "table/set.rs"];
    assert_eq!(named.iter().map(String::as_str).filter(|it| !expected.contains(it)).collect::<Vec<_>>(), [""; 0]);
    assert!(named.contains("edit/ncci/column_two_pays_more.rs") && sources(&root.join("select")).len() > 10);
}
