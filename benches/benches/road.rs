//! Wall time of every work, with criterion's statistics.

use criterion::{Criterion, criterion_group, criterion_main};
use ens_coding_benches::workloads::{NAMES, work};
use ens_coding_benches::{is_clean, subject};

fn road(criterion: &mut Criterion) {
    let subject = subject().unwrap_or_else(|error| panic!("{error}"));
    if !is_clean(&subject) {
        eprintln!("note: the claim is not clean: {:?}", subject.outcome.verdict);
    }
    for name in NAMES {
        let work = work(name).unwrap_or_else(|error| panic!("{error}"));
        let mut work = work.unwrap_or_else(|| panic!("{name} is listed and not there"));
        criterion.bench_function(name, |bencher| bencher.iter(&mut work));
    }
}

criterion_group!(benches, road);
criterion_main!(benches);
