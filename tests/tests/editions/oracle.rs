//! The library beside a second reading of the same rows, slow and simple: everything is a list, and a question walks it.

use std::collections::BTreeMap;

use ens_coding::{Code, Date, Outcome, Rulebook};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::json;

use crate::made::{
    ALONE, DIAGNOSIS, OVER, add_ons, check, diagnoses, fired, lacking, pairs, plain_visit, reported, units,
};
use crate::visits;

/// Codes that the bundled tables do not know, and some visits, which modifier 25 is for.
const CODES: [&str; 12] =
    ["10021", "11000", "11001", "12000", "33333", "4040F", "71045", "80050", "99202", "99213", "99499", "J9999"];

/// Days on which rows begin and end, and claims happen.
const DAYS: [&str; 12] = [
    "1996-01-01",
    "2003-12-31",
    "2004-01-01",
    "2010-06-30",
    "2010-07-01",
    "2019-06-30",
    "2019-07-01",
    "2019-12-31",
    "2020-01-01",
    "2026-06-30",
    "2026-07-01",
    "2026-09-30",
];

/// A row as it stands in a file; the texts of days sort like the days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Edit {
    one: &'static str,
    two: &'static str,
    from: &'static str,
    to: Option<&'static str>,
    indicator: u8,
}

impl Edit {
    fn text(&self) -> String {
        format!("{} {} {} {} {}", self.one, self.two, self.from, self.to.unwrap_or("*"), self.indicator)
    }

    fn is_on(&self, day: &str) -> bool {
        self.indicator != 9 && self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// The history of a pair: up to four rows, of which no two are edits on the same day; the last one may be open.
fn history() -> impl Strategy<Value = Vec<(usize, Option<usize>, u8)>> {
    let ends = subsequence((0..DAYS.len()).collect::<Vec<_>>(), 2..=8);
    (ends, vec(select(&[0_u8, 1, 1, 9][..]), 4), any::<bool>()).prop_map(|(ends, indicators, is_open)| {
        let spans = ends.chunks_exact(2).map(|span| (span[0], Some(span[1])));
        let mut rows: Vec<(usize, Option<usize>, u8)> =
            spans.zip(indicators).map(|((from, to), indicator)| (from, to, indicator)).collect();
        for row in rows.iter_mut().filter(|row| row.2 == 9) {
            row.1 = Some(row.0);
        }
        if let Some(last) = rows.last_mut().filter(|row| is_open && row.2 != 9) {
            last.1 = None;
        }
        rows
    })
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let codes = subsequence(CODES.to_vec(), 2);
    let pair = (codes, any::<bool>(), history()).prop_map(|(codes, turned, rows)| {
        let (one, two) = if turned { (codes[1], codes[0]) } else { (codes[0], codes[1]) };
        let edit = |(from, to, indicator): (usize, Option<usize>, u8)| Edit {
            one,
            two,
            from: DAYS[from],
            to: to.map(|at| DAYS[at]),
            indicator,
        };
        ((one, two), rows.into_iter().map(edit).collect::<Vec<Edit>>())
    });
    // A pair has one history, and the rows of a file stand in the order of their codes.
    vec(pair, 1..40).prop_map(|pairs| pairs.into_iter().collect::<BTreeMap<_, _>>().into_values().flatten().collect())
}

/// These packs and what Medicare takes of them; the other bundled parts have nothing to say of strange codes.
fn book(packs: &[&[u8]]) -> Rulebook {
    let medicare = ens_coding_data::named_parts().find(|(name, _)| *name == "policies/medicare.json").unwrap().1;
    Rulebook::load(packs.iter().copied().chain([medicare])).unwrap()
}

/// A line: place of its code, modifier, units.
type Line = (usize, &'static str, u32);

fn claim(most: usize) -> impl Strategy<Value = Vec<Line>> {
    let modifier = select(&["", "", "", "59", "25", "XS", "GP"][..]);
    vec((0..CODES.len(), modifier, 1_u32..6), 1..most)
}

fn day() -> impl Strategy<Value = &'static str> {
    select(&DAYS[..])
}

fn answered(date: &str, claim: &[Line], diagnoses: &[&str], book: &Rulebook) -> Outcome {
    let mut visit = plain_visit(date);
    visit["diagnoses"] = json!(diagnoses);
    let line = |(code, modifier, units): &Line| {
        let modifiers: Vec<&str> = Some(*modifier).into_iter().filter(|it| !it.is_empty()).collect();
        json!({ "code": CODES[*code], "modifiers": modifiers, "units": units })
    };
    let lines: Vec<_> = claim.iter().map(line).collect();
    check(&visit, &json!({ "lines": lines }), book).unwrap()
}

fn pack_of(edits: &[Edit]) -> Vec<u8> {
    let rows: Vec<String> = edits.iter().map(Edit::text).collect();
    pairs(2026, 3, &rows.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Whether a modifier opens a pair in which this code is denied.
fn opens(modifier: &str, denied: &str) -> bool {
    let is_visit = ("99202"..="99499").contains(&denied);
    matches!(modifier, "59" | "XE" | "XS" | "XP" | "XU") || (modifier == "25" && is_visit)
}

/// Pairs of lines that are to be reported.
fn expected(edits: &[Edit], date: &str, claim: &[Line]) -> Vec<String> {
    let mut found = Vec::new();
    for (one, first) in claim.iter().enumerate() {
        for (two, second) in claim.iter().enumerate() {
            for edit in edits {
                if one == two || edit.one != CODES[first.0] || edit.two != CODES[second.0] || !edit.is_on(date) {
                    continue;
                }
                let own = opens(second.1, edit.two);
                let other = opens(first.1, edit.two) && date >= "2019-07-01";
                if edit.indicator == 0 || !(own || other) {
                    found.push(format!("{two} beside {one}: {}/{} {}", edit.one, edit.two, edit.indicator));
                }
            }
        }
    }
    found.sort_unstable();
    found
}

fn found(outcome: &Outcome) -> Vec<String> {
    let of = |rule: &str, indicator: u8| {
        let text = |it: &ens_coding::Finding| {
            let at = (it.at.line.unwrap(), it.at.other_line.unwrap());
            let fact = |name| crate::made::fact(it, name);
            format!("{} beside {}: {}/{} {indicator}", at.0, at.1, fact("column_one"), fact("column_two"))
        };
        fired(outcome, rule).into_iter().map(text).collect::<Vec<_>>()
    };
    let mut all = of(crate::made::NEVER, 0);
    all.extend(of(crate::made::NEEDS_MODIFIER, 1));
    all.sort_unstable();
    all
}

#[test]
fn the_codes_are_strange_to_the_bundled_tables() {
    for code in CODES.iter().filter(|code| !code.starts_with("99")) {
        let tables = Rulebook::bundled().tables();
        assert!(tables.codes.all().all(|it| it.table.all(&code.parse().unwrap()).is_empty()), "{code}");
    }
}

#[test]
fn findings_of_pairs() {
    let count = std::cell::Cell::new(0);
    visits::check(384, (edits(), vec((day(), claim(9)), 4)), |(edits, claims)| {
        let book = book(&[&pack_of(&edits)]);
        for (date, claim) in claims {
            let outcome = answered(date, &claim, &["M17.11"], &book);
            let wanted = expected(&edits, date, &claim);
            count.set(count.get() + wanted.len());
            prop_assert_eq!(found(&outcome), wanted, "{} {:?}", date, claim);
            prop_assert_eq!(reported(&outcome).len(), found(&outcome).len());
        }
        Ok(())
    });
    assert!(count.get() > 500, "{}", count.get());
}

/// A row as the library gives it.
type Given = (Option<Date>, Option<Date>, u8);

/// The rows of a pair, in the order of their first days.
fn rows(edits: &[Edit], one: &str, two: &str) -> Vec<Given> {
    let mut rows: Vec<&Edit> = edits.iter().filter(|edit| edit.one == one && edit.two == two).collect();
    rows.sort_unstable();
    let day = |text: &str| Some(text.parse::<Date>().unwrap());
    let given = |edit: &&Edit| {
        let to = if edit.indicator == 9 { Some(edit.from) } else { edit.to };
        (day(edit.from), to.and_then(day), edit.indicator)
    };
    rows.iter().map(given).collect()
}

/// Codes of claims, those of the tables and others, also more than have room without asking for memory.
fn asked() -> impl Strategy<Value = Vec<&'static str>> {
    let strange = ["00001", "11002", "99999", "E0720", "J0001"];
    let all: Vec<&str> = CODES.iter().copied().chain(strange).collect();
    vec(select(all), 0..100)
}

#[test]
fn rows_of_pairs() {
    visits::check(384, (edits(), asked()), |(edits, asked)| {
        let book = Rulebook::load([pack_of(&edits).as_slice()]).unwrap();
        let table = &book.tables().ptp_practitioner.all().next().unwrap().table;
        let code = |text: &str| text.parse::<Code>().unwrap();
        let given = |rows: ens_coding::table::PairRows<'_>| -> Vec<Given> {
            rows.map(|row| (row.from, row.to, row.indicator)).collect()
        };
        for (one, two) in CODES.iter().flat_map(|one| CODES.iter().map(move |two| (one, two))) {
            prop_assert_eq!(given(table.rows(code(one), code(two))), rows(&edits, one, two), "{} {}", one, two);
            let active = |day: &str| table.rows(code(one), code(two)).find(|row| row.applies_on(day.parse().unwrap()));
            for day in DAYS {
                let wanted = edits.iter().find(|edit| edit.one == *one && edit.two == *two && edit.is_on(day));
                prop_assert_eq!(active(day).map(|row| row.indicator), wanted.map(|edit| edit.indicator));
            }
        }
        let mut all: Vec<(&str, &str)> = edits.iter().map(|edit| (edit.one, edit.two)).collect();
        all.dedup();
        let iterated: Vec<_> = table.iter().map(|(one, two, rows)| (one, two, given(rows))).collect();
        let wanted: Vec<_> = all.iter().map(|(one, two)| (code(one), code(two), rows(&edits, one, two))).collect();
        prop_assert_eq!(iterated, wanted);
        prop_assert_eq!(table.len(), edits.len());

        let codes: Vec<Code> = asked.iter().map(|text| code(text)).collect();
        let mut among = Vec::new();
        let speaks = table.among(codes.iter().copied(), &mut |one, two, rows| among.push((one, two, given(rows))));
        let mut wanted = Vec::new();
        for (one, first) in asked.iter().enumerate() {
            for (two, second) in asked.iter().enumerate() {
                let rows = rows(&edits, first, second);
                if !rows.is_empty() {
                    wanted.push((one, two, rows));
                }
            }
        }
        among.sort_unstable();
        prop_assert_eq!(among, wanted);
        let known = |text: &&str| edits.iter().any(|edit| edit.one == *text || edit.two == *text);
        for text in &asked {
            prop_assert_eq!(table.has(code(text)), known(text));
        }
        prop_assert_eq!(speaks, asked.iter().all(known), "whether the table speaks of every code");
        Ok(())
    });
}

/// Limits: place of the code, units, indicator.
fn limits() -> impl Strategy<Value = Vec<(usize, u32, u8)>> {
    let one = (0..CODES.len(), 0_u32..8, 1_u8..=3);
    vec(one, 1..12).prop_map(|all| {
        let by_code: BTreeMap<usize, (u32, u8)> =
            all.into_iter().map(|(code, units, by)| (code, (units, by))).collect();
        by_code.into_iter().map(|(code, (units, by))| (code, units, by)).collect()
    })
}

#[test]
fn findings_of_units() {
    let count = std::cell::Cell::new(0);
    visits::check(384, (limits(), vec(claim(9), 4)), |(limits, claims)| {
        let rows: Vec<String> =
            limits.iter().map(|(code, units, by)| format!("{},{units},{by} Edit", CODES[*code])).collect();
        let book = book(&[&units(2026, 3, &rows.iter().map(String::as_str).collect::<Vec<_>>())]);
        for claim in claims {
            let outcome = answered("2026-07-01", &claim, &["M17.11"], &book);
            let mut wanted = Vec::new();
            for (at, (code, _, own)) in claim.iter().enumerate() {
                let Some((_, most, by)) = limits.iter().find(|limit| limit.0 == *code) else { continue };
                let all: u32 = claim.iter().filter(|line| line.0 == *code).map(|line| line.2).sum();
                let is_first = claim.iter().position(|line| line.0 == *code) == Some(at);
                let billed = if *by == 1 { *own } else { all };
                if billed > *most && (*by == 1 || is_first) {
                    wanted.push((at, billed.to_string(), most.to_string()));
                }
            }
            count.set(count.get() + wanted.len());
            let fact = crate::made::fact;
            let found = fired(&outcome, OVER);
            let found = found.iter().map(|it| (usize::from(it.at.line.unwrap()), fact(it, "units"), fact(it, "limit")));
            prop_assert_eq!(found.collect::<Vec<_>>(), wanted);
        }
        Ok(())
    });
    assert!(count.get() > 300, "{}", count.get());
}

/// A row of the add-on codes: type, place of the add-on, place of the primary or none, whether it has ended.
type AddOn = (u8, usize, Option<usize>, bool);

fn add_on_rows() -> impl Strategy<Value = Vec<AddOn>> {
    let one = (0..CODES.len(), 0..CODES.len(), prop_oneof![4 => Just(1_u8), 1 => Just(2), 2 => Just(3)], any::<bool>());
    vec(one, 1..20).prop_map(|all| {
        let key = |(add_on, primary, kind, ended): (usize, usize, u8, bool)| {
            let primary = (kind != 2).then_some(primary).filter(|it| *it != add_on);
            ((add_on, primary), (if primary.is_none() { 2 } else { kind }, ended))
        };
        let rows: BTreeMap<_, _> = all.into_iter().map(key).collect();
        rows.into_iter().map(|((add_on, primary), (kind, ended))| (kind, add_on, primary, ended)).collect()
    })
}

#[test]
fn findings_of_add_on_codes() {
    let count = std::cell::Cell::new(0);
    visits::check(384, (add_on_rows(), vec(claim(5), 4)), |(rows, claims)| {
        let text = |(kind, add_on, primary, ended): &AddOn| {
            let primary = primary.map_or("CCCCC", |at| CODES[at]);
            format!("{kind}|{}|{primary}|2013091|{}|", CODES[*add_on], if *ended { "2026181" } else { "" })
        };
        let texts: Vec<String> = rows.iter().map(text).collect();
        let book = book(&[&add_ons(2026, 3, &texts.iter().map(String::as_str).collect::<Vec<_>>())]);
        for (claim, date) in claims.into_iter().zip(["2026-06-30", "2026-07-01"].into_iter().cycle()) {
            let outcome = answered(date, &claim, &["M17.11"], &book);
            let (mut alone, mut open) = (Vec::new(), Vec::new());
            for (at, (code, ..)) in claim.iter().enumerate() {
                // Julian day 181 of 2026 is 30 June.
                let own: Vec<&AddOn> =
                    rows.iter().filter(|row| row.1 == *code && (!row.3 || date == "2026-06-30")).collect();
                let has = |primary: usize| claim.iter().any(|line| line.0 == primary);
                if own.is_empty() || own.iter().any(|row| row.2.is_some_and(has)) {
                    continue;
                }
                if own.iter().any(|row| row.2.is_none()) { open.push(at) } else { alone.push(at) }
            }
            count.set(count.get() + alone.len());
            let found = fired(&outcome, ALONE).iter().map(|it| usize::from(it.at.line.unwrap())).collect::<Vec<_>>();
            prop_assert_eq!(found, alone);
            prop_assert_eq!(lacking(&outcome, ALONE).len(), open.len());
        }
        Ok(())
    });
    assert!(count.get() > 300, "{}", count.get());
}

/// Diagnoses without dots, none of which has dates of its own in the bundled tables.
const LISTED: [&str; 10] = ["Q99", "Q990", "Q991", "Q9911", "Q99119", "QA0", "QA00101", "Z98", "Z981", "Z9811X"];

/// Two years: of each code whether it is listed and billable.
fn years() -> impl Strategy<Value = [Vec<Option<bool>>; 2]> {
    let year = || vec(prop::option::weighted(0.7, any::<bool>()), LISTED.len());
    [year(), year()]
}

#[test]
fn findings_of_diagnoses() {
    visits::check(96, years(), |years| {
        let pack = |at: usize| {
            let codes = LISTED.iter().zip(&years[at]).filter_map(|(code, flag)| Some((*code, (*flag)?)));
            // A list of nothing is no list.
            let codes: Vec<(&str, bool)> = codes.chain([("Z99", false)]).collect();
            diagnoses(2026 + u32::try_from(at).unwrap(), &codes)
        };
        let book = book(&[&pack(1), &pack(0)]);
        for (date, at) in [("2025-10-01", 0), ("2026-09-30", 0), ("2026-10-01", 1), ("2027-09-30", 1)] {
            let outcome = answered(date, &[(0, "", 1)], &LISTED, &book);
            let found =
                fired(&outcome, DIAGNOSIS).iter().map(|it| usize::from(it.at.diagnosis.unwrap())).collect::<Vec<_>>();
            let wanted = (0..LISTED.len()).filter(|code| years[at][*code] != Some(true)).collect::<Vec<_>>();
            prop_assert_eq!(found, wanted, "{}", date);
        }
        // On other days the nearest list is asked, which cannot say that a code does not exist; nor, without the table of
        // single codes' dates, that one did already.
        let outcome = answered("2028-01-01", &[(0, "", 1)], &LISTED, &book);
        let found =
            fired(&outcome, DIAGNOSIS).iter().map(|it| usize::from(it.at.diagnosis.unwrap())).collect::<Vec<_>>();
        let of = |wanted: Option<bool>| (0..LISTED.len()).filter(|code| years[1][*code] == wanted).collect::<Vec<_>>();
        prop_assert_eq!(found, of(Some(false)));
        prop_assert_eq!(lacking(&outcome, DIAGNOSIS).len(), of(None).len() + of(Some(true)).len());
        Ok(())
    });
}
