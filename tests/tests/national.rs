//! The national tables in full, held to a naive reading of their sources.
//!
//! The files are looked for in the folder that `ENS_CMS_DATA` names, else in `../shared/data` beside the repository. Where they
//! are missing, generated ones of the same shape take their place.

#[path = "editions/made.rs"]
mod made;
#[path = "editions/national_files.rs"]
mod national_files;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use ens_coding::table::{Editions, Loaded, PairEdits, PairRow};
use ens_coding::{Code, Rulebook};
use ens_coding_pack::{Given, Kind, Summary, compile};
use ens_coding_tests::{cases, families};

use made::{answer, day, fired, reported};
use national_files::{Files, Random};

/// Opening the packs takes a small part of this, also without optimisation.
const OPENING: Duration = Duration::from_secs(10);
/// So do two thousand look-ups.
const LOOKING: Duration = Duration::from_secs(2);
/// The packs together, and what a loaded rulebook takes, in bytes; the pairs alone are 180 million bytes of text.
const MOST: usize = 32 << 20;

struct National {
    files: Files,
    summaries: BTreeMap<Kind, Summary>,
    packs: Vec<Vec<u8>>,
    book: Rulebook,
}

/// Compiled and loaded once for all tests.
fn national() -> &'static National {
    static NATIONAL: OnceLock<National> = OnceLock::new();
    NATIONAL.get_or_init(|| {
        let files = Files::find();
        let (mut summaries, mut packs) = (BTreeMap::new(), Vec::new());
        let units = files.units.iter().map(|(kind, listed)| (*kind, vec![listed.path.clone()]));
        let all =
            units.chain([(Kind::AddOn, vec![files.add_ons.path.clone()]), (Kind::PtpPractitioner, files.parts())]);
        for (kind, paths) in all.collect::<Vec<_>>() {
            let compiled =
                compile(kind, &paths, &Given::default(), &mut |_| {}).unwrap_or_else(|fault| panic!("{fault}"));
            summaries.insert(kind, compiled.summary);
            packs.push(compiled.pack);
        }
        let before = resident();
        let start = Instant::now();
        let book = load(&packs);
        assert!(start.elapsed() < OPENING, "{:?}", start.elapsed());
        if let Some((before, after)) = before.zip(resident()) {
            assert!(after.saturating_sub(before) < MOST, "{before} -> {after} bytes");
        }
        National { files, summaries, packs, book }
    })
}

fn load(packs: &[Vec<u8>]) -> Rulebook {
    Rulebook::bundled_with(packs.iter().map(Vec::as_slice)).unwrap_or_else(|error| panic!("{error}"))
}

/// Bytes of memory that the program holds, where the system tells.
fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<usize>().ok()? << 10)
}

/// The table of the whole edition.
fn whole<T>(editions: &Editions<T>) -> &Loaded<T> {
    editions.all().find(|it| it.is_whole).expect("a whole edition is loaded")
}

#[test]
fn every_row_is_there() {
    let National { files, summaries, packs, book } = national();
    let rows = |kind: Kind| usize::try_from(summaries[&kind].rows).unwrap();
    assert_eq!(rows(Kind::PtpPractitioner), files.pair_rows);
    assert_eq!(files.rows().count(), files.pair_rows);
    let tables = book.tables();
    for (kind, listed) in &files.units {
        let table = match kind {
            Kind::MuePractitioner => &tables.mue_practitioner,
            Kind::MueHospital => &tables.mue_hospital,
            _ => &tables.mue_dme,
        };
        assert_eq!((rows(*kind), whole(table).table.rows().len()), (listed.rows, listed.rows), "{kind}");
    }
    assert_eq!((rows(Kind::AddOn), whole(&tables.add_on).table.rows().len()), (files.add_ons.rows, files.add_ons.rows));
    let pairs = &whole(&tables.ptp_practitioner).table;
    assert_eq!(pairs.iter().map(|(_, _, rows)| rows.count()).sum::<usize>(), pairs.len());
    // The list has some rows twice, which differ in nothing that is kept.
    assert!(pairs.len() <= files.pair_rows && pairs.len() > files.pair_rows * 999 / 1000, "{}", pairs.len());
    let bytes: usize = packs.iter().map(Vec::len).sum();
    assert!(bytes < MOST, "{bytes}");
}

type Key = (Code, Code);

/// Last day, indicator and rationale of the rows of these pairs, as the list has them.
fn naive(files: &Files, wanted: &BTreeSet<Key>) -> HashMap<Key, Vec<String>> {
    let mut ones: Vec<String> = wanted.iter().map(|(one, _)| one.to_string()).collect();
    ones.dedup();
    let mut found: HashMap<Key, Vec<String>> = HashMap::new();
    for [one, two, _, deleted, indicator, rationale] in files.rows() {
        if ones.binary_search_by(|own| own.as_str().cmp(one)).is_err() {
            continue;
        }
        let key = (one.parse().unwrap(), two.parse().unwrap());
        if wanted.contains(&key) {
            let why = if deleted == "*" { files.rationales[rationale].as_str() } else { "" };
            found.entry(key).or_default().push(format!("{deleted} {indicator} {why}"));
        }
    }
    found.values_mut().for_each(|rows| rows.sort_unstable());
    found
}

fn as_listed(pairs: &PairEdits, row: &PairRow) -> String {
    let to = row.to.map_or_else(|| "*".to_owned(), |to| to.to_string().replace('-', ""));
    format!("{to} {} {}", row.indicator, pairs.rationale(row))
}

#[test]
fn pairs_are_those_of_the_list() {
    let National { files, book, .. } = national();
    let pairs = &whole(&book.tables().ptp_practitioner).table;
    let mut random = Random(7);
    let step = files.pair_rows / 1000;
    let sampled = files.rows().step_by(step).map(|[one, two, ..]| (one.parse().unwrap(), two.parse().unwrap()));
    let mut wanted: Vec<Key> = sampled.collect();
    let codes = pairs.codes();
    let any = |random: &mut Random| codes[random.below(codes.len())];
    while wanted.len() < 2_400 {
        wanted.push((any(&mut random), any(&mut random)));
    }
    let both: BTreeSet<Key> = wanted.iter().flat_map(|(one, two)| [(*one, *two), (*two, *one)]).collect();
    let expected = naive(files, &both);
    assert!(expected.len() >= 900 && both.len() - expected.len() >= 1000, "{} of {}", expected.len(), both.len());
    let start = Instant::now();
    let mut wrong = Vec::new();
    for key in &both {
        let mut rows: Vec<String> = pairs.rows(key.0, key.1).map(|row| as_listed(pairs, &row)).collect();
        rows.sort_unstable();
        if rows != expected.get(key).cloned().unwrap_or_default() {
            wrong.push((key, rows));
        }
    }
    assert!(start.elapsed() < LOOKING, "{:?}", start.elapsed());
    assert!(wrong.is_empty(), "{} wrong, such as {:?}", wrong.len(), &wrong[..wrong.len().min(5)]);
}

/// Every claim of two lines is judged as the list has the pair: it is open, and says whether a modifier opens it.
#[test]
fn claims_are_judged_by_the_list() {
    let National { files, book, .. } = national();
    // Some codes of the specialty stand in for others; those that the library knows are left to the cases.
    let strange = |code: &str| !book.tables().codes.all().any(|it| !it.table.all(&code.parse().unwrap()).is_empty());
    let step = files.pair_rows / 1300;
    let sampled: Vec<[&str; 2]> = files.rows().step_by(step).map(|[one, two, ..]| [one, two]).collect();
    let sampled: Vec<[&str; 2]> = sampled.into_iter().filter(|pair| pair.iter().all(|code| strange(code))).collect();
    assert!(sampled.len() > 400, "{}", sampled.len());
    let keys: BTreeSet<Key> = sampled
        .iter()
        .map(|[one, two]| (one.parse().unwrap(), two.parse().unwrap()))
        .flat_map(|(one, two)| [(one, two), (two, one)])
        .collect();
    let expected = naive(files, &keys);
    let open = |one: &str, two: &str| {
        let rows = expected.get(&(one.parse().unwrap(), two.parse().unwrap()));
        let row = rows.into_iter().flatten().find(|row| row.starts_with("* "))?;
        Some(format!("{one}/{two} {}", &row[2..3]))
    };
    let mut edits = 0;
    for [one, two] in sampled {
        let outcome = answer("2024-08-05", &[two, one], book);
        let mut wanted: Vec<String> = [open(one, two), open(two, one)].into_iter().flatten().collect();
        wanted.sort_unstable();
        let mut found = reported(&outcome);
        found.sort_unstable();
        assert_eq!(found, wanted, "{one} {two}");
        edits += wanted.len();
        for finding in fired(&outcome, "ncci/never-together") {
            assert_eq!(finding.citations[0].source, "ptp-practitioner-2024-07-01");
        }
    }
    assert!(edits > 200, "{edits}");
}

#[test]
fn limits_are_those_of_the_lists() {
    let National { files, book, .. } = national();
    let date = day("2024-08-05");
    for (kind, listed) in &files.units {
        let text = fs::read_to_string(&listed.path).unwrap();
        let tables = book.tables().on(date);
        let table = match kind {
            Kind::MuePractitioner => tables.mue_practitioner(),
            Kind::MueHospital => tables.mue_hospital(),
            _ => tables.mue_dme(),
        };
        let table = table.unwrap();
        assert!(table.is_whole && table.covers(date));
        for line in text.lines().skip(1) {
            let mut cells = line.split(',');
            let [code, units, adjudication] = [(); 3].map(|()| cells.next().unwrap());
            let row = table.table.on(&code.parse().unwrap(), date).unwrap_or_else(|| panic!("{kind}: {code}"));
            assert_eq!(
                (row.value.units, row.value.adjudication),
                (units.parse().unwrap(), adjudication.parse().unwrap())
            );
        }
    }
}

/// Digests of all answers to the cases.
fn digest(book: &Rulebook) -> u64 {
    let mut hasher = DefaultHasher::new();
    let mut count = 0;
    for case in families().unwrap().iter().flat_map(|family| cases(family).unwrap()) {
        if case.is_audit() {
            continue;
        }
        let visit = case.visit().unwrap();
        let answer = match &case.submitted {
            Some(submitted) => ens_coding::edit(&visit, submitted, book),
            None => ens_coding::code(&visit, book),
        };
        let answer = answer.unwrap_or_else(|error| panic!("{}: {error}", case.id));
        serde_json::to_string(&answer).unwrap().hash(&mut hasher);
        count += 1;
    }
    assert!(count > 50, "{count}");
    hasher.finish()
}

#[test]
fn answers_do_not_depend_on_the_loading() {
    let National { packs, book, .. } = national();
    let turned: Vec<Vec<u8>> = packs.iter().rev().cloned().collect();
    let again = load(&turned);
    assert_eq!(digest(book), digest(&again));
    assert_ne!(digest(book), digest(Rulebook::bundled()), "the national tables were asked");
}

/// A look-up counts all pairs of the whole table and lists those with codes of the specialty.
#[test]
fn look_ups_count_all_pairs_and_list_those_of_the_specialty() {
    let National { book, .. } = national();
    let date = day("2024-08-05");
    let pairs = &whole(&book.tables().ptp_practitioner).table;
    let codes = &book.tables().codes.all().next().expect("the bundled table").table;
    let asked: Vec<Code> = pairs.codes().iter().copied().step_by(pairs.codes().len() / 12).collect();
    let start = Instant::now();
    let found: Vec<_> = asked
        .iter()
        .map(|code| ens_coding::lookup(&ens_coding::LookupRequest { code: *code, date, payer: None }, book).unwrap())
        .collect();
    assert!(start.elapsed() < LOOKING, "{:?}", start.elapsed());
    for (code, found) in asked.iter().zip(found) {
        let list = found.pairs.iter().find(|it| it.setting == ens_coding::EditSetting::Practitioner).unwrap();
        let own = found.edits_as.first().map_or(*code, |it| it.value.parse().unwrap());
        let active = |one, two| pairs.rows(one, two).any(|row| row.applies_on(date));
        let others = pairs.codes().iter().copied().filter(|other| *other != own);
        let (mut count, mut listed) = (0, Vec::new());
        for other in others {
            for (column, one, two) in [(1, own, other), (2, other, own)] {
                if active(one, two) {
                    count += 1;
                    listed.extend((!codes.all(&other).is_empty()).then_some((other, column)));
                }
            }
        }
        assert_eq!(list.count, count, "{code}");
        assert_eq!(list.partners.iter().map(|it| (it.code, it.column)).collect::<Vec<_>>(), listed, "{code}");
    }
}
