//! Which packs can be loaded together, and that their order does not matter.

use std::sync::OnceLock;

use ens_coding::{Basis, Rulebook};
use ens_coding_pack::{Given, Kind};
use proptest::prelude::*;

use crate::made::{
    add_ons, answer, book, compiled, day, diagnoses, fees, hospital_pairs, pairs, units, units_of, units_text,
};
use crate::visits;

/// Code and path of the error of these packs beside the bundled ones.
fn error(packs: &[&[u8]]) -> Option<(String, String)> {
    let error = Rulebook::bundled_with(packs.iter().copied()).err()?;
    Some((error.code().to_owned(), error.path().to_owned()))
}

fn expected(code: &str, path: &str) -> Option<(String, String)> {
    Some((code.to_owned(), path.to_owned()))
}

#[test]
fn an_edition_is_loaded_once() {
    let third = units(2026, 3, &["11000,1,2 Policy"]);
    let other = units(2026, 3, &["11000,2,2 Policy"]);
    let edits = pairs(2026, 3, &["11000 12000 2004-07-01 * 1"]);
    let corrected = pairs(2026, 3, &["11000 12000 2004-07-01 * 0"]);
    assert_eq!(error(&[&third, &edits]), None);
    assert_eq!(error(&[&third, &edits, &third]), expected("pack/duplicate", "$[2]"));
    assert_eq!(error(&[&third, &other]), expected("pack/duplicate", "$[1]"), "the same days with other values");
    assert_eq!(error(&[&edits, &third, &corrected]), expected("pack/duplicate", "$[2]"));
    assert_eq!(
        error(&[&diagnoses(2026, &[("Q99", true)]), &diagnoses(2026, &[("Q98", true)])]),
        expected("pack/duplicate", "$[1]")
    );
    let bundled = ens_coding_data::named_parts().find(|(name, _)| *name == "packs/mue_practitioner.pack").unwrap().1;
    assert_eq!(error(&[&third, bundled]), expected("pack/duplicate", "$[1]"));
}

/// Unit edits of these days.
fn limits(edition: &str, from: &str, to: &str) -> Vec<u8> {
    let given = Given { edition: Some(edition.to_owned()), from: Some(day(from)), to: Some(day(to)) };
    let text = units_text("Practitioner", &["11000,5,2 Policy"]);
    compiled(Kind::MuePractitioner, &[("limits.csv", &text)], &given).unwrap_or_else(|it| panic!("{it}")).pack
}

#[test]
fn two_editions_never_speak_of_one_day() {
    let third = units(2026, 3, &["11000,1,2 Policy"]);
    for (from, to, overlaps) in [
        ("2026-09-30", "2026-12-31", true),
        ("2026-04-01", "2026-07-01", true),
        ("2026-08-01", "2026-08-31", true),
        ("2026-01-01", "2026-12-31", true),
        ("2026-07-01", "2026-09-30", true),
        ("2026-10-01", "2026-12-31", false),
        ("2026-04-01", "2026-06-30", false),
    ] {
        let other = limits("mine", from, to);
        let wanted = if overlaps { expected("pack/overlap", "$[1]") } else { None };
        assert_eq!(error(&[&third, &other]), wanted, "{from} to {to}");
        assert_eq!(error(&[&other, &third]), wanted, "{from} to {to}, the other way round");
    }
    // A slice and a whole edition may share days, and so may tables of the other settings.
    let slices = limits("2024Q3", "2024-07-01", "2024-09-30");
    let hospital = units_of(Kind::MueHospital, 2026, 3, &["11000,1,2 Policy"]);
    assert_eq!(error(&[&third, &slices, &hospital]), None);
    // Histories reach back to the beginning, and the later one goes first.
    let rows = ["11000 12000 2004-07-01 * 1"];
    assert_eq!(error(&[&pairs(2026, 3, &rows), &pairs(2026, 2, &rows), &hospital_pairs(2026, 3, &rows)]), None);
}

/// What is loaded in the tests of the order: several editions of most tables.
fn packs() -> &'static [Vec<u8>] {
    static PACKS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    PACKS.get_or_init(|| {
        vec![
            pairs(2026, 1, &["11000 12000 2004-07-01 * 0", "11000 13000 2004-07-01 * 1"]),
            pairs(2026, 2, &["11000 12000 2004-07-01 2026-03-31 0", "11000 12000 2026-04-01 * 1"]),
            pairs(2026, 3, &["11000 12000 2004-07-01 2026-03-31 0", "13000 11000 2026-07-01 * 1"]),
            hospital_pairs(2026, 3, &["12000 11000 2004-07-01 * 1"]),
            units(2026, 1, &["11000,1,1 Line"]),
            units(2026, 2, &["11000,2,2 Policy"]),
            units(2026, 3, &["11000,3,3 Clinical"]),
            units_of(Kind::MueHospital, 2026, 2, &["11000,1,2 Policy"]),
            add_ons(2026, 2, &["1|20001|20000|2013091||"]),
            add_ons(2026, 3, &["1|20001|20000|2013091|2026181|"]),
            diagnoses(2026, &[("M1711", true)]),
            diagnoses(2027, &[("M1712", true)]),
            fees(2026, 2, &[("11000", "1.00"), ("12000", "2.00")], "33.4009"),
            fees(2026, 3, &[("11000", "2.00"), ("12000", "1.00")], "33.4009"),
        ]
    })
}

/// Answers to a claim on days before, in, between and after the editions.
fn answers(book: &Rulebook) -> String {
    let days = [
        "2024-08-05",
        "2025-12-31",
        "2026-03-31",
        "2026-04-01",
        "2026-06-30",
        "2026-09-30",
        "2026-10-01",
        "2027-05-05",
    ];
    let one = |date: &&str| {
        let outcome = answer(date, &["11000 x4", "12000", "13000", "20001"], book);
        serde_json::to_string(&outcome).unwrap()
    };
    days.iter().map(one).collect()
}

#[test]
fn the_order_of_the_packs_does_not_matter() {
    let own: Vec<&[u8]> = packs().iter().map(Vec::as_slice).collect();
    let all: Vec<&[u8]> = ens_coding_data::parts().chain(own.iter().copied()).collect();
    let (basis, wanted) = {
        let book = book(&own);
        (book.basis(), answers(&book))
    };
    assert!(wanted.contains("never-together") && wanted.contains("pair-needs-modifier") && wanted.contains("over-mue"));
    let places: Vec<usize> = (0..all.len()).collect();
    visits::check(24, Just(places).prop_shuffle(), |places| {
        let book = Rulebook::load(places.iter().map(|at| all[*at])).unwrap();
        let parts =
            |basis: &Basis| basis.parts.iter().map(|it| format!("{} {:?}", it.part, it.edition)).collect::<Vec<_>>();
        prop_assert_eq!(parts(&book.basis()), parts(&basis));
        prop_assert!(book.basis() == basis, "the digests of the parts");
        prop_assert!(answers(&book) == wanted, "the answers");
        Ok(())
    });
}

/// Whichever of the editions are loaded: one that covers the day answers, else the nearest, and the later of two.
#[test]
fn any_choice_of_editions_is_asked_by_the_date() {
    let quarters: Vec<(u32, u32)> =
        (2024..=2026).flat_map(|year| (1..=4).map(move |quarter| (year, quarter))).collect();
    let made: Vec<Vec<u8>> =
        quarters.iter().map(|(year, quarter)| units(*year, *quarter, &["11000,1,2 Policy"])).collect();
    let chosen = prop::sample::subsequence((0..quarters.len()).collect::<Vec<_>>(), 1..=quarters.len()).prop_shuffle();
    let month = (2023_u32..=2027, 1_u32..=12, 1_u32..=28);
    visits::check(128, (chosen, month), |(chosen, (year, month, of_month))| {
        let book = Rulebook::load(chosen.iter().map(|at| made[*at].as_slice())).unwrap();
        let date = ens_coding::Date::new(year, month, of_month).unwrap();
        let found = book.tables().on(date).mue_practitioner().unwrap();
        let own: Vec<_> = book.tables().mue_practitioner.all().collect();
        let distance = |it: &ens_coding::table::Loaded<_>| {
            let (from, to) = (it.from.unwrap(), it.to.unwrap());
            from.days_since(date).max(date.days_since(to)).max(0)
        };
        let least = own.iter().map(|it| distance(it)).min().unwrap();
        prop_assert_eq!(distance(found), least);
        prop_assert_eq!(found.covers(date), least == 0);
        prop_assert_eq!(own.len(), chosen.len());
        Ok(())
    });
}
