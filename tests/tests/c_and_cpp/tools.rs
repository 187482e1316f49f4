//! Where things are, and how programs are built and run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

pub use ens_coding_tests::workspace_root;

const PREPARE: &str = "run `cargo xtask test`, which installs what the tests need";

/// Where this build's files go: the folder of the workspace's target that cargo gives to tests.
pub fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("c_and_cpp").join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The installed tree.
pub fn prefix() -> PathBuf {
    let prefix = workspace_root().join("target/install");
    let is_there = prefix.join("lib/libens_coding.a").is_file();
    assert!(is_there, "nothing is installed: run `cargo xtask test` or `cargo xtask install target/install`");
    prefix
}

/// The corpus, written once a run.
pub fn corpus() -> &'static str {
    static CORPUS: OnceLock<String> = OnceLock::new();
    CORPUS.get_or_init(|| {
        let path = scratch("corpus").join("corpus.txt").display().to_string();
        run(Command::new(env!("CARGO_BIN_EXE_corpus")).arg(&path));
        path
    })
}

/// Runs a command that must succeed, and gives what it wrote; a failure shows all of it.
pub fn run(command: &mut Command) -> String {
    let (success, text) = outcome(command);
    assert!(
        success,
        "{command:?} failed:\n{text}\nif answers differ, the installed tree may be older than the sources: {PREPARE}"
    );
    text
}

/// Whether a command succeeded, and what it wrote to both its streams.
pub fn outcome(command: &mut Command) -> (bool, String) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}: {PREPARE}"));
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    (output.status.success(), text)
}

pub fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace()
}

/// The line of `ens_coding.pc` with this name.
pub fn pkg_config_line(name: &str) -> String {
    let text = fs::read_to_string(prefix().join("lib/pkgconfig/ens_coding.pc")).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("{name} is missing"));
    line.trim().to_owned()
}

/// How a program is linked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Linked {
    Static,
    Shared,
}

pub const C11: &str = "cc -std=c11 -Wstrict-prototypes";
pub const CPP17: &str = "c++ -std=c++17";

const WARNINGS: &str = "-g -O1 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -pthread";

/// Builds a program out of `bindings/c/tests`; a warning is a failure.
pub fn build(compiler: &str, sources: &[&str], linked: Linked, name: &str) -> PathBuf {
    let (prefix, binary) = (prefix(), scratch("programs").join(name));
    let mut arguments = words(compiler).chain(words(WARNINGS));
    let mut command = Command::new(arguments.next().unwrap());
    command
        .args(arguments)
        .arg("-I")
        .arg(prefix.join("include"))
        .current_dir(workspace_root().join("bindings/c/tests"));
    command.args(sources).arg("-o").arg(&binary);
    match linked {
        Linked::Static => {
            let libraries = pkg_config_line("Libs.private:");
            command.args(["-x", "none"]).arg(prefix.join("lib/libens_coding.a")).args(words(&libraries));
        }
        Linked::Shared => {
            let lib = prefix.join("lib");
            command.args(["-x", "none"]).arg("-L").arg(&lib).arg("-lens_coding");
            command.arg(format!("-Wl,-rpath,{}", lib.display()));
        }
    }
    run(&mut command);
    binary
}

/// A program under valgrind: reads and writes outside of blocks, unwritten bytes, and leaks are failures.
pub fn valgrind(program: &Path) -> Command {
    let mut command = Command::new("valgrind");
    let suppressions = workspace_root().join("bindings/c/tests/valgrind.supp");
    command.args(["--quiet", "--error-exitcode=9", "--leak-check=full", "--errors-for-leak-kinds=definite,possible"]);
    command.arg(format!("--suppressions={}", suppressions.display())).arg(program);
    command
}
