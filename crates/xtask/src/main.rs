//! `cargo xtask gen` writes every generated file, `cargo xtask gen --check` tells which are stale, `cargo xtask test`
//! runs all tests and checks, and `cargo xtask new rule FAMILY/CONDITION` starts a rule.

#[cfg(feature = "library")]
mod header;
#[cfg(feature = "library")]
mod packs;
mod registry;
#[cfg(feature = "library")]
mod schemas;
mod sources;
mod test;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

type Failure = Box<dyn std::error::Error>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_path_buf).unwrap_or_default()
}

/// A generated file: written, or compared with what is there.
pub(crate) struct Output {
    check: bool,
    stale: Vec<PathBuf>,
}

impl Output {
    pub(crate) fn put(&mut self, path: &str, content: impl AsRef<[u8]>) -> Result<(), Failure> {
        let path = root().join(path);
        let content = if path.extension().is_some_and(|ending| ending == "rs") {
            formatted(content.as_ref())?
        } else {
            content.as_ref().to_vec()
        };
        if std::fs::read(&path).is_ok_and(|present| present == content) {
            return Ok(());
        }
        if !self.check {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&path, content)?;
        }
        self.stale.push(path);
        Ok(())
    }
}

/// Generated sources are formatted like written ones, so that one check holds for all.
fn formatted(source: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut rustfmt = Command::new("rustfmt")
        .current_dir(root())
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    rustfmt.stdin.take().ok_or("rustfmt takes no input")?.write_all(source)?;
    let output = rustfmt.wait_with_output()?;
    if output.status.success() { Ok(output.stdout) } else { Err("rustfmt refused a generated file".into()) }
}

fn generate(check: bool, library: bool) -> Result<bool, Failure> {
    let mut output = Output { check, stale: Vec::new() };
    if library {
        #[cfg(feature = "library")]
        {
            packs::write(&mut output)?;
            schemas::write(&mut output)?;
            header::write(&mut output)?;
        }
    } else {
        registry::write(&mut output)?;
        sources::write(&mut output)?;
    }
    for path in &output.stale {
        let word = if check { "stale" } else { "wrote" };
        eprintln!("{word}: {}", path.strip_prefix(root()).unwrap_or(path).display());
    }
    Ok(output.stale.is_empty())
}

/// Runs this program again with the library linked in, which the first half has just made compile.
fn with_library(arguments: &[&str]) -> Result<bool, Failure> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(root())
        .args(["run", "--quiet", "--package", "xtask", "--features", "library", "--"])
        .args(arguments)
        .status()?;
    Ok(status.success())
}

fn run() -> Result<bool, Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["gen"] => Ok({
            generate(false, false)?;
            with_library(&["gen-library"])?
        }),
        ["gen", "--check"] => Ok(generate(true, false)? & with_library(&["gen-library", "--check"])?),
        ["gen-library"] => generate(false, true).map(|_| true),
        ["gen-library", "--check"] => generate(true, true),
        ["test"] => test::run(),
        ["new", "rule", id] => registry::scaffold(id).map(|()| true),
        _ => Err("usage: cargo xtask test | gen [--check] | new rule FAMILY/CONDITION".into()),
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
