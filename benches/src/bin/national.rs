//! Figures of a national pair table: `national PACK`, a pack of `ens pack ptp-practitioner`. Times are the best of several
//! runs; memory is what is resident once the rulebook is open and the file's bytes are given back.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use ens_coding::{Rulebook, pack};
use ens_coding_benches::workloads::{made_up, pairs};

/// Claims whose pairs are looked up in one run.
const CLAIMS: u32 = 200_000;

fn best(times: u32, mut run: impl FnMut()) -> Duration {
    let one = |_| {
        let started = Instant::now();
        run();
        started.elapsed()
    };
    (0..times).map(one).min().unwrap_or_default()
}

/// What a process needs that has opened the pack, besides the bytes that it was read from.
fn resident_after(bytes: &[u8]) -> String {
    let before = resident();
    let book = Rulebook::load([bytes]);
    let after = resident().saturating_sub(before);
    drop(book);
    format!("{after} KB more than before")
}

fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

fn main() -> ExitCode {
    // Without a file, a made-up table of the same shape: some 13,000 codes and 2.5 million rows.
    let bytes = match std::env::args().nth(1) {
        Some(path) => std::fs::read(path).ok(),
        None => made_up(13_000, 196).ok(),
    };
    let Some(bytes) = bytes.filter(|bytes| pack::open(bytes, "$").is_ok()) else {
        eprintln!("national: not a pack that can be read");
        return ExitCode::from(2);
    };
    println!("pack: {} bytes", bytes.len());
    println!("resident after opening: {}", resident_after(&bytes));
    println!("open and check: {:?}", best(9, || drop(Rulebook::load([bytes.as_slice()]))));
    for (what, practice) in [("a practice's 60 codes", 60), ("any codes", usize::MAX)] {
        let mut work = pairs(bytes.clone(), practice);
        let time = best(5, || (0..CLAIMS).for_each(|_| work()));
        println!("90 directed pairs, {what}: {} ns", time.as_nanos() / u128::from(CLAIMS));
    }
    ExitCode::SUCCESS
}
