//! What is measured, by name: the same work for the clock and for the count of instructions.

use std::hint::black_box;

use ens_coding::pack::{self, Header};
use ens_coding::table::{PackSource, PairEdits, PairRow, PairWriter};
use ens_coding::{Code, Date, Error, Options, Rulebook, json};

use crate::{CLAIM, VISIT, subject};

/// One unit of work, to be repeated.
pub type Work = Box<dyn FnMut()>;

/// Names of all works.
pub const NAMES: [&str; 11] = [
    "native/code",
    "native/edit",
    "native/explain",
    "json/read",
    "json/code",
    "json/edit",
    "json/edit-compact",
    "json/explain",
    "pairs/practice",
    "pairs/any",
    "load/bundled",
];

/// Lines of the claims whose pairs are looked up.
const LINES: usize = 10;

/// The work of a name; `None` where there is none.
///
/// # Errors
/// When the library does not take the documents or the made-up table.
pub fn work(name: &str) -> Result<Option<Work>, Error> {
    let book = Rulebook::bundled();
    let compact = book.with(Options { strict: false, compact: true });
    let (visit, claim) = (VISIT.as_bytes(), CLAIM.as_bytes());
    let own = subject()?;
    Ok(Some(match name {
        "native/code" => Box::new(move || drop(black_box(ens_coding::code(black_box(&own.visit), book)))),
        "native/edit" => {
            Box::new(move || drop(black_box(ens_coding::edit(black_box(&own.visit), black_box(&own.claim), book))))
        }
        "native/explain" => Box::new(move || drop(black_box(ens_coding::explain(black_box(&own.outcome))))),
        "json/read" => {
            Box::new(move || drop(black_box((json::visit(black_box(VISIT)), json::claim(black_box(CLAIM))))))
        }
        "json/code" => Box::new(move || drop(black_box(json::code(black_box(visit), book)))),
        "json/edit" => Box::new(move || drop(black_box(json::edit(black_box(visit), black_box(claim), book)))),
        "json/edit-compact" => {
            Box::new(move || drop(black_box(json::edit(black_box(visit), black_box(claim), &compact))))
        }
        "json/explain" => Box::new(move || drop(black_box(json::explain(black_box(own.outcome_json.as_bytes()))))),
        "pairs/practice" => pairs(made_up(2_000, 125)?, 60),
        "pairs/any" => pairs(made_up(2_000, 125)?, usize::MAX),
        "load/bundled" => Box::new(|| drop(black_box(Rulebook::bundled_with([])))),
        _ => return Ok(None),
    }))
}

/// Numbers that look random and are the same in every run.
pub struct Numbers(u64);

impl Numbers {
    /// The numbers after a start.
    pub const fn new(start: u64) -> Self {
        Self(start)
    }

    /// A number below a bound; 0 where the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0).checked_rem(bound).unwrap_or(0)
    }
}

/// The pack of a made-up table of pairs: so many codes, each in column one over so many others on average.
///
/// # Errors
/// When the library does not take it.
pub fn made_up(codes: usize, partners: usize) -> Result<Vec<u8>, Error> {
    let broken = || Error::new("pack/disordered", "$");
    let codes: Vec<Code> = (10_000..).step_by(6).map_while(|it: u32| it.to_string().parse().ok()).take(codes).collect();
    let mut numbers = Numbers::new(0x9E37_79B9_7F4A_7C15);
    let mut writer = PairWriter::default();
    for (at, one) in codes.iter().enumerate() {
        for _ in 0..numbers.below(partners.saturating_mul(2)) {
            let Some(two) = codes.get(numbers.below(codes.len())).filter(|two| codes.get(at) != Some(two)) else {
                continue;
            };
            let from = Date::new(2_000_u32.saturating_add(u32::try_from(numbers.below(24)).unwrap_or(0)), 1, 1);
            writer.push(*one, *two, PairRow { from, to: None, indicator: 1, rationale: 0 });
        }
    }
    let source = PackSource::primary("made-up", "a made-up table");
    let body = writer.finish(&source, &[String::new()]).map_err(|_| broken())?;
    let header = Header {
        table: "ptp_practitioner".into(),
        edition: "2024-07-01".into(),
        from: None,
        to: Date::new(2024, 9, 30),
        is_whole: true,
        provenance: "made up for benches".into(),
        files: Vec::new(),
        licence: "none needed".into(),
    };
    pack::write_body(&header, &body).map_err(|_| broken())
}

/// All directed pairs of claims of ten lines, whose codes are drawn from the first `practice` ones of a shuffled list.
///
/// # Panics
/// Never in practice: the table was written by this program.
pub fn pairs(table: Vec<u8>, practice: usize) -> Work {
    let book = Rulebook::load([table.as_slice()]).unwrap_or_else(|error| panic!("{error}"));
    let edits =
        |book: &Rulebook| -> Option<PairEdits> { Some(book.tables().ptp_practitioner.all().next()?.table.clone()) };
    let edits = edits(&book).unwrap_or_else(|| panic!("no table"));
    let mut numbers = Numbers::new(42);
    let mut codes = edits.codes().to_vec();
    for at in 0..codes.len() {
        let other = numbers.below(codes.len());
        codes.swap(at, other);
    }
    codes.truncate(practice.max(LINES));
    let claims: Vec<Vec<Code>> =
        (0..512).map(|_| (0..LINES).filter_map(|_| codes.get(numbers.below(codes.len())).copied()).collect()).collect();
    let mut next = 0_usize;
    Box::new(move || {
        next = next.wrapping_add(1);
        if let Some(claim) = claims.get(next % 512) {
            let mut found = 0_usize;
            edits.among(black_box(claim).iter().copied(), &mut |one, two, _| found = found.wrapping_add(one ^ two));
            black_box(found);
        }
    })
}
