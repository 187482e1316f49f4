//! `cargo xtask test`: everything that must be green, in the order in which it fails fastest; the tests come last, so
//! that their summary ends the output.

use std::process::Command;

use crate::{Failure, root};

/// One step: what it is called, and its cargo arguments.
const STEPS: &[(&str, &[&str])] = &[
    ("format", &["fmt", "--all", "--check"]),
    ("generated files", &["run", "--quiet", "--package", "xtask", "--", "gen", "--check"]),
    ("the library without std", &["check", "--quiet", "--package", "ens_coding", "--no-default-features"]),
    ("lints", &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]),
    (
        "lints of the generators",
        &["clippy", "--quiet", "--package", "xtask", "--features", "library", "--", "-D", "warnings"],
    ),
    ("documentation", &["doc", "--quiet", "--no-deps", "--workspace"]),
    ("release binary", &["build", "--quiet", "--release", "--package", "ens_coding_cli"]),
    ("tests", &["test", "--workspace", "--exclude", "ens_coding_benches", "--no-fail-fast"]),
];

/// Runs all steps; the first failing one ends the run, so that its output is the last.
pub(crate) fn run() -> Result<bool, Failure> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    for (name, arguments) in STEPS {
        eprintln!("== {name}");
        let status =
            Command::new(&cargo).current_dir(root()).args(*arguments).env("RUSTDOCFLAGS", "-D warnings").status()?;
        if !status.success() {
            eprintln!("== {name}: failed");
            return Ok(false);
        }
    }
    Ok(true)
}
