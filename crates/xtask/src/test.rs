//! `cargo xtask test`: everything that must be green, in the order in which it fails fastest; the tests come last, so
//! that their summaries end the output.

use std::process::Command;
use std::time::Instant;

use crate::machine::{prepare, tool};
use crate::{Failure, cargo, install, package, root, succeed};

/// What cargo does, by name.
const CHECKS: &[(&str, &[&str])] = &[
    ("format", &["fmt", "--all", "--check"]),
    ("generated files", &["run", "--quiet", "--package", "xtask", "--", "gen", "--check"]),
    ("the library without std", &["check", "--quiet", "--package", "ens_coding", "--no-default-features"]),
    ("lints", &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    (
        "lints of the generators",
        &["clippy", "--quiet", "--package", "xtask", "--features", "pages,bindgen", "--", "-D", "warnings"],
    ),
    ("documentation", &["doc", "--quiet", "--no-deps", "--workspace"]),
    (
        "release binaries",
        &[
            "build",
            "--quiet",
            "--release",
            "--package",
            "ens_coding_cli",
            "--package",
            "ens_coding_tests",
            "--package",
            "ens_coding_benches",
        ],
    ),
];

const TESTS: &[&str] = &["test", "--workspace", "--exclude", "ens_coding_benches", "--no-fail-fast"];

/// Runs all steps; the first failing one ends the run, so that its output is the last.
pub(crate) fn run() -> Result<(), Failure> {
    step("what the tests need", prepare)?;
    for (name, arguments) in CHECKS {
        let mut check = Command::new(cargo());
        check.current_dir(root()).args(*arguments).env("RUSTDOCFLAGS", "-D warnings");
        step(name, || succeed(&mut check))?;
    }
    step("the library for C, installed", || install::install(&root().join("target/install")))?;
    step("the npm package", package::build)?;
    step("tests in Rust, C and C++", || succeed(Command::new(cargo()).current_dir(root()).args(TESTS)))?;
    let corpus = root().join("target/corpus.txt");
    step("the corpus", || succeed(Command::new(root().join("target/release/corpus")).arg(&corpus)))?;
    eprintln!("== tests in Node.js and the browser");
    let mut test = tool("npm");
    test.current_dir(root()).args(["test", "--silent", "--prefix", package::FOLDER]).env("ENS_CORPUS", corpus);
    succeed(&mut test)
}

fn step(name: &str, work: impl FnOnce() -> Result<(), Failure>) -> Result<(), Failure> {
    eprintln!("== {name}");
    let started = Instant::now();
    work().map_err(|failure| format!("{name}: {failure}"))?;
    let seconds = started.elapsed().as_secs();
    if seconds >= 10 {
        eprintln!("== {name}: {seconds} s");
    }
    Ok(())
}
