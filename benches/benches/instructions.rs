//! Instruction counts of the road; they need valgrind and the runner, see the README.

use std::hint::black_box;

use ens_coding::{Error, Explanation, Outcome, Rulebook, json};
use ens_coding_benches::{CLAIM, Subject, VISIT};
use gungraun::{library_benchmark, library_benchmark_group, main};

fn subject() -> Subject {
    ens_coding_benches::subject().unwrap_or_else(|error| panic!("{error}"))
}

#[library_benchmark]
#[bench::five_lines(setup = subject)]
fn code(subject: Subject) -> Result<Outcome, Error> {
    ens_coding::code(black_box(&subject.visit), Rulebook::bundled())
}

#[library_benchmark]
#[bench::five_lines(setup = subject)]
fn edit(subject: Subject) -> Result<Outcome, Error> {
    ens_coding::edit(black_box(&subject.visit), black_box(&subject.claim), Rulebook::bundled())
}

#[library_benchmark]
#[bench::five_lines(setup = subject)]
fn explain(subject: Subject) -> Explanation {
    ens_coding::explain(black_box(&subject.outcome))
}

#[library_benchmark]
#[bench::five_lines(setup = subject)]
fn json_code(_loaded: Subject) -> Result<String, Error> {
    json::code(black_box(VISIT.as_bytes()), Rulebook::bundled())
}

#[library_benchmark]
#[bench::five_lines(setup = subject)]
fn json_edit(_loaded: Subject) -> Result<String, Error> {
    json::edit(black_box(VISIT.as_bytes()), black_box(CLAIM.as_bytes()), Rulebook::bundled())
}

#[library_benchmark]
#[bench::five_lines(setup = subject)]
fn json_explain(subject: Subject) -> Result<String, Error> {
    json::explain(black_box(subject.outcome_json.as_bytes()))
}

#[library_benchmark]
#[bench::five_lines(setup = subject)]
fn json_read(_loaded: Subject) -> Result<(ens_coding::Visit, ens_coding::Claim), Error> {
    Ok((json::visit(black_box(VISIT))?, json::claim(black_box(CLAIM))?))
}

library_benchmark_group!(
    name = road,
    benchmarks = [code, edit, explain, json_code, json_edit, json_explain, json_read]
);

main!(library_benchmark_groups = road);
