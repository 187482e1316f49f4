//! The files of CMS, where they are there: every code of a release against another calculation, and prices that CMS printed.
//!
//! They are looked for in the folder that `ENS_CMS_DATA` names, else in `../shared/data` beside the repository. Without them a
//! made-up schedule of random values stands in for the calculation, and nothing for what CMS printed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ens_coding::table::{Fee, Gpci, Locality};
use ens_coding::{Claim, Code, Rulebook, json};
use ens_coding_fee::{FeeRequest, fee};
use ens_coding_pack::{Given, Kind, compile};
use ens_coding_tests::workspace_root;
use serde_json::json;

use crate::made;

const RVU: &str = "mpfs/rvu25d_raw_redacted/";
const DAY: &str = "2025-11-03";
const FACTOR: &str = "32.3465";

fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("ENS_CMS_DATA").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| workspace_root().join("../shared/data"));
    folder.join(RVU).join("PPRRVU2025_Oct.csv").is_file().then_some(folder)
}

fn compiled(kind: Kind, path: &Path) -> Vec<u8> {
    let compiled = compile(kind, &[path.to_owned()], &Given::default(), &mut |_| {});
    compiled.unwrap_or_else(|fault| panic!("{fault}")).pack
}

/// The records of a delimited file of CMS; a quoted cell, a description, may hold commas.
fn records(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let record = |line: &str| {
        let (mut cells, mut quoted) = (vec![String::new()], false);
        for character in line.chars() {
            match character {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                other => cells.last_mut().unwrap().push(other),
            }
        }
        cells.iter().map(|cell| cell.trim().to_owned()).collect()
    };
    text.lines().map(record).collect()
}

/// A decimal number by long multiplication of its digits, the lowest first, and the digits behind its point: nothing that the
/// library calculates with.
#[derive(Clone)]
struct Decimal(Vec<u8>, usize);

impl Decimal {
    fn of(text: &str) -> Self {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{rest}");
        Self(digits.bytes().rev().map(|digit| digit - b'0').collect(), rest.len())
    }

    fn times(&self, other: &Self) -> Self {
        let mut digits = vec![0_u32; self.0.len() + other.0.len() + 1];
        for (at, one) in self.0.iter().enumerate() {
            for (by, two) in other.0.iter().enumerate() {
                digits[at + by] += u32::from(*one) * u32::from(*two);
            }
        }
        Self(carried(&mut digits), self.1 + other.1)
    }

    fn plus(&self, other: &Self) -> Self {
        let places = self.1.max(other.1);
        let digit = |it: &Self, at: usize| (at + it.1).checked_sub(places).and_then(|at| it.0.get(at)).copied();
        let length = self.0.len().max(other.0.len()) + places + 1;
        let mut digits: Vec<u32> = (0..length)
            .map(|at| u32::from(digit(self, at).unwrap_or(0)) + u32::from(digit(other, at).unwrap_or(0)))
            .collect();
        Self(carried(&mut digits), places)
    }

    /// Cents: the digit behind decides.
    fn cents(&self) -> u64 {
        let mut digits = self.0.clone();
        let mut places = self.1;
        while places < 3 {
            digits.insert(0, 0);
            places += 1;
        }
        let whole = digits.iter().skip(places - 2).rev().fold(0_u64, |sum, digit| sum * 10 + u64::from(*digit));
        whole + u64::from(digits[places - 3] >= 5)
    }
}

fn carried(digits: &mut [u32]) -> Vec<u8> {
    let mut over = 0;
    let one = |digit: &mut u32| {
        let value = *digit + over;
        over = value / 10;
        u8::try_from(value % 10).unwrap()
    };
    digits.iter_mut().map(one).collect()
}

#[test]
fn decimals_are_calculated_by_hand() {
    let half = Decimal::of("0.5").times(&Decimal::of("0.01"));
    assert_eq!((half.cents(), Decimal::of("71.51").times(&Decimal::of("33.4009")).cents()), (1, 238_850));
    assert_eq!(Decimal::of("1.25").plus(&Decimal::of("10")).cents(), 1_125);
}

/// What a unit costs, by the formula of CMS's documentation and decimals.
fn by_hand(values: [&str; 3], indices: &[String; 3]) -> u64 {
    let parts = values.iter().zip(indices).map(|(value, index)| Decimal::of(value).times(&Decimal::of(index)));
    let sum = parts.reduce(|sum, part| sum.plus(&part)).unwrap();
    sum.times(&Decimal::of(FACTOR)).cents()
}

/// An estimate of one unit of each of these codes, every one on a claim of its own.
fn priced(book: &Rulebook, code: &str, modifier: &str, place: &str, locality: Option<&str>) -> Option<u64> {
    let visit = json!({
        "payer": { "id": "medicare" }, "date_of_service": DAY,
        "setting": { "place_of_service": place, "claim_form": "professional" },
        "performers": [{ "id": "a", "kind": "physician" }]
    });
    let modifiers: Vec<&str> = Some(modifier).into_iter().filter(|it| !it.is_empty()).collect();
    let line = json!({ "code": code, "modifiers": modifiers, "units": 1 });
    let claim: Claim = json::claim(&json!({ "lines": [line] }).to_string()).unwrap();
    let mut request = FeeRequest::of(json::visit(&visit.to_string()).unwrap());
    request.claim = Some(claim);
    request.locality = locality.map(str::to_owned);
    fee(&request, book).unwrap().lines[0].amount_cents
}

#[test]
fn every_code_of_a_release_agrees_with_another_calculation() {
    let (book, rows, areas) = folder().map_or_else(random_schedule, |folder| real_schedule(&folder));
    let (mut compared, mut codes) = (0_u32, std::collections::BTreeSet::new());
    for row in &rows {
        for (place, expense, not_available) in [("11", 6, 7), ("22", 8, 9)] {
            if row[not_available] == "NA" {
                assert_eq!(priced(&book, &row[0], &row[1], place, None), None, "{} in {place}", row[0]);
                continue;
            }
            for (locality, indices) in &areas {
                let expected = by_hand([&row[5], &row[expense], &row[10]], indices);
                if expected == 0 {
                    continue;
                }
                let own = Some(locality.as_str()).filter(|it| !it.is_empty());
                let found = priced(&book, &row[0], &row[1], place, own);
                assert_eq!(found, Some(expected), "{} {} in {place}, locality {locality:?}", row[0], row[1]);
                compared += 1;
                codes.insert(row[0].clone());
            }
        }
    }
    println!("{compared} amounts of {} codes", codes.len());
    assert!(codes.len() >= 1_000 && compared >= 4_000, "{compared} amounts of {} codes", codes.len());
}

type Schedule = (Rulebook, Vec<Vec<String>>, BTreeMap<String, [String; 3]>);

fn national() -> [String; 3] {
    ["1.000"; 3].map(str::to_owned)
}

/// The rows of every third code with a price, so that the test takes seconds, and five localities beside the national one.
fn real_schedule(folder: &Path) -> Schedule {
    let rvu = folder.join(RVU);
    let packs = [compiled(Kind::Pfs, &rvu.join("PPRRVU2025_Oct.csv")), compiled(Kind::Gpci, &rvu.join("GPCI2025.csv"))];
    let book = Rulebook::bundled_with(packs.iter().map(Vec::as_slice)).unwrap();
    let is_priced = |row: &Vec<String>| row.len() >= 31 && row[0].len() == 5 && row[3] == "A" && row[4].is_empty();
    let all: Vec<Vec<String>> = records(&rvu.join("PPRRVU2025_Oct.csv")).into_iter().filter(is_priced).collect();
    let in_force = |row: &Vec<String>| {
        let code: Code = row[0].parse().unwrap();
        let day = DAY.parse().unwrap();
        let known = book.tables().on(day).codes().unwrap();
        known.table.all(&code).is_empty() || known.table.on(&code, day).is_some()
    };
    let is_drug = |row: &Vec<String>| row[0].starts_with('J');
    let rows = all.into_iter().filter(|row| in_force(row) && !is_drug(row)).step_by(3).collect();
    let mut areas = BTreeMap::from([(String::new(), national())]);
    let places = records(&rvu.join("GPCI2025.csv"));
    let places = places.iter().filter(|row| row.len() >= 7 && row[0].starts_with(|it: char| it.is_ascii_digit()));
    for row in places.step_by(23) {
        areas.insert(format!("{}{}", row[0], row[2]), [4, 5, 6].map(|at: usize| row[at].clone()));
    }
    assert!(areas.len() >= 5);
    (book, rows, areas)
}

/// As many codes with random values, and two localities.
fn random_schedule() -> Schedule {
    let mut state = 7_u64;
    let mut random = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((state >> 33) % below).unwrap()
    };
    let (mut rows, mut fees) = (Vec::new(), Vec::new());
    for at in 0..1_200 {
        let code = format!("{:05}", 30_000 + at * 7);
        let values = [random(9_000), random(9_000), random(4_000), 1 + random(900)];
        fees.push((code.parse::<Code>().unwrap(), made::fee('A', values, ["0", "0", "0"])));
        let [work, office, facility, malpractice] = values.map(|it| format!("{}.{:02}", it / 100, it % 100));
        let mut row = vec![String::new(); 31];
        (row[0], row[5], row[6], row[8], row[10]) = (code, work, office, facility, malpractice);
        rows.push(row);
    }
    let indices: [u32; 3] = [700 + random(800), 700 + random(800), 300 + random(2_000)];
    let gpci = Gpci {
        state: "CA".parse().unwrap(),
        name: "Somewhere".into(),
        work: indices[0],
        practice_expense: indices[1],
        malpractice: indices[2],
    };
    let in_force = {
        let day = DAY.parse().unwrap();
        let known = Rulebook::bundled().tables().on(day).codes().unwrap();
        move |code: &Code| known.table.all(code).is_empty()
    };
    fees.retain(|(code, _): &(Code, Fee)| in_force(code));
    rows.retain(|row| in_force(&row[0].parse().unwrap()));
    let packs = [
        made::packed("pfs", "2025-01-01", "2025-12-31", &made::table(fees)),
        made::packed(
            "gpci",
            "2025-01-01",
            "2025-12-31",
            &made::table([("0118218".parse::<Locality>().unwrap(), gpci)]),
        ),
    ];
    let book = Rulebook::bundled_with(packs.iter().map(Vec::as_slice)).unwrap();
    let local = indices.map(|it| format!("{}.{:03}", it / 1000, it % 1000));
    let areas = [(String::new(), national()), ("0118218".to_owned(), local)];
    (book, rows, BTreeMap::from(areas))
}

/// CMS prints the amounts of capped imaging by locality. They come about by the same formula, from values of their own: with
/// those in the place of the practice expense and of malpractice every printed price of an active code comes out to the cent.
#[test]
fn prices_that_cms_printed() {
    let Some(folder) = folder() else { return };
    let rvu = folder.join(RVU);
    let capped = records(&rvu.join("PPRRVU2025_Oct.csv")).into_iter().filter(|row| {
        row.len() >= 31
            && row[0].len() == 5
            && row[3] == "A"
            && [28, 29, 30].iter().any(|at| row[*at as usize] != "0.00")
    });
    let hundredths = |text: &str| {
        let (whole, rest) = text.split_once('.').unwrap();
        whole.parse::<u32>().unwrap() * 100 + rest.parse::<u32>().unwrap()
    };
    let rows: Vec<(Code, Fee)> = capped
        .map(|row| {
            let values = [&row[5], &row[28], &row[29], &row[30]].map(|it| hundredths(it));
            let modifier = (!row[1].is_empty()).then(|| row[1].parse().unwrap());
            (row[0].parse().unwrap(), Fee { modifier, ..made::fee('A', values, ["0", "0", "0"]) })
        })
        .collect();
    let fees = made::packed("pfs", "2025-01-01", "2025-12-31", &made::table(rows));
    let gpci = compiled(Kind::Gpci, &rvu.join("GPCI2025.csv"));
    let book = Rulebook::bundled_with([fees.as_slice(), &gpci]).unwrap();
    let mut compared = 0;
    for row in records(&rvu.join("OPPSCAP_Oct.csv")).iter().filter(|row| row.len() >= 7 && row[2] == "A") {
        let locality = format!("{}{}", row[3], row[4]);
        // Seven localities of one contractor stand under the number of its other half.
        if book.tables().gpci.all().all(|it| it.table.all(&locality.parse().unwrap()).is_empty()) {
            continue;
        }
        for (place, printed) in [("22", &row[5]), ("11", &row[6])] {
            let cents = Decimal::of(printed).cents();
            let found = priced(&book, &row[0], &row[1], place, Some(&locality));
            assert_eq!(found, Some(cents), "{row:?}");
            compared += 1;
        }
    }
    assert!(compared > 10_000, "{compared}");
}
