//! `cargo xtask test` runs all tests and checks, and installs what they need. `cargo xtask install PREFIX` lays out the C and
//! C++ face, `cargo xtask npm` builds the npm package, `cargo xtask web` the page. `cargo xtask gen` writes every generated
//! file, `cargo xtask gen --check` tells which are stale. `cargo xtask new rule FAMILY/CONDITION` starts a rule.

#[cfg(feature = "library")]
mod header;
mod install;
mod machine;
mod output;
mod package;
#[cfg(feature = "library")]
mod packs;
#[cfg(feature = "pages")]
mod pages;
mod registry;
#[cfg(feature = "library")]
mod schemas;
mod sources;
mod test;
mod toolchain;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

pub(crate) use output::Output;

type Failure = Box<dyn std::error::Error>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map(Path::to_path_buf).unwrap_or_default()
}

/// What is generated, in this order: each needs what goes before it.
#[derive(Clone, Copy)]
enum Stage {
    /// Sources that the library needs to compile.
    Sources,
    /// What is made with the library: packs, schemas, the header.
    Library,
    /// What the library answers with those packs: the pages of `docs/`.
    Pages,
}

fn generate(check: bool, stage: Stage) -> Result<bool, Failure> {
    let mut output = Output { check, stale: Vec::new() };
    match stage {
        Stage::Sources => {
            registry::write(&mut output)?;
            sources::write(&mut output)?;
        }
        #[cfg(feature = "library")]
        Stage::Library => {
            packs::write(&mut output)?;
            schemas::write(&mut output)?;
            header::write(&mut output)?;
        }
        #[cfg(feature = "pages")]
        Stage::Pages => pages::write(&mut output)?,
        #[cfg(not(feature = "pages"))]
        _ => return Err("built without what this generates".into()),
    }
    for path in &output.stale {
        let word = if check {
            "stale"
        } else if path.exists() {
            "wrote"
        } else {
            "removed"
        };
        eprintln!("{word}: {}", path.strip_prefix(root()).unwrap_or(path).display());
    }
    Ok(output.stale.is_empty())
}

/// Runs this program again with more linked in: the library, which the first half of `gen` has just made compile, or a
/// tool that takes long to build.
fn with_feature(feature: &str, arguments: &[&str]) -> Result<bool, Failure> {
    let status = Command::new(cargo())
        .current_dir(root())
        .args(["run", "--quiet", "--package", "xtask", "--features", feature, "--"])
        .args(arguments)
        .status()?;
    Ok(status.success())
}

/// The cargo that runs this program.
fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

/// Runs a command that must succeed.
fn succeed(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| format!("{}: {error}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{}: {status}", shown(command)).into()) }
}

/// What a command that must succeed prints.
fn said(command: &mut Command) -> Result<String, Failure> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| format!("{}: {error}", shown(command)))?;
    if !output.status.success() {
        return Err(format!("{}: {}", shown(command), output.status).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn shown(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args().take(4));
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn run() -> Result<bool, Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["gen"] => Ok({
            generate(false, Stage::Sources)?;
            with_feature("library", &["gen-library"])? && with_feature("pages", &["gen-pages"])?
        }),
        ["gen", "--check"] => Ok(generate(true, Stage::Sources)?
            & with_feature("library", &["gen-library", "--check"])?
            & with_feature("pages", &["gen-pages", "--check"])?),
        ["gen-library"] => generate(false, Stage::Library).map(|_| true),
        ["gen-library", "--check"] => generate(true, Stage::Library),
        ["gen-pages"] => generate(false, Stage::Pages).map(|_| true),
        ["gen-pages", "--check"] => generate(true, Stage::Pages),
        ["test"] => test::run().map(|()| true),
        ["install", prefix] => install::install(Path::new(prefix)).map(|()| true),
        ["npm"] => package::build().map(|()| true),
        ["web"] => package::build().and_then(|()| package::web()).map(|()| true),
        #[cfg(feature = "bindgen")]
        ["bindgen", module, folder] => package::bindgen(module, folder).map(|()| true),
        ["new", "rule", id] => registry::scaffold(id).map(|()| true),
        _ => {
            Err("usage: cargo xtask test | install PREFIX | npm | web | gen [--check] | new rule FAMILY/CONDITION"
                .into())
        }
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
