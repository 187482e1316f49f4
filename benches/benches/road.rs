//! Wall time of the road: typed, from JSON to JSON, and of reading the JSON alone.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ens_coding::{Rulebook, code, edit, explain, json};
use ens_coding_benches::{CLAIM, VISIT, is_clean, subject};

fn road(criterion: &mut Criterion) {
    let subject = subject().unwrap_or_else(|error| panic!("{error}"));
    if !is_clean(&subject) {
        eprintln!("note: the claim is not clean: {:?}", subject.outcome.verdict);
    }
    let book = Rulebook::bundled();

    let mut native = criterion.benchmark_group("native");
    native.bench_function("code", |bencher| bencher.iter(|| code(black_box(&subject.visit), book)));
    native.bench_function("edit", |bencher| {
        bencher.iter(|| edit(black_box(&subject.visit), black_box(&subject.claim), book));
    });
    native.bench_function("explain", |bencher| bencher.iter(|| explain(black_box(&subject.outcome))));
    native.finish();

    let mut text = criterion.benchmark_group("json");
    text.bench_function("code", |bencher| bencher.iter(|| json::code(black_box(VISIT.as_bytes()), book)));
    text.bench_function("edit", |bencher| {
        bencher.iter(|| json::edit(black_box(VISIT.as_bytes()), black_box(CLAIM.as_bytes()), book));
    });
    text.bench_function("explain", |bencher| {
        bencher.iter(|| json::explain(black_box(subject.outcome_json.as_bytes())));
    });
    text.bench_function("read", |bencher| {
        bencher.iter(|| (json::visit(black_box(VISIT)), json::claim(black_box(CLAIM))));
    });
    text.finish();
}

criterion_group!(benches, road);
criterion_main!(benches);
