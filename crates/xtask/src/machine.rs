//! What the tests need beside Rust, from Debian's packages: looked for by the command that they bring, and installed only
//! where it is missing.

use std::process::Command;

use crate::{Failure, root, said, succeed};

/// A command, the package that has it, and what it is for.
const NEEDED: &[(&str, &str, &str)] = &[
    ("cc", "gcc", "the C tests"),
    ("c++", "g++", "the C++ tests"),
    ("make", "make", "the C examples"),
    ("nm", "binutils", "the list of exported symbols"),
    ("pkg-config", "pkg-config", "building against the installed library"),
    ("cmake", "cmake", "building against the installed library"),
    ("valgrind", "valgrind", "the memory tests"),
    ("npm", "npm", "the npm package"),
    ("chromium", "chromium", "the browser tests"),
];

/// The oldest Node.js that the tools of the npm package run on: Vite asks for it.
const NODE: (u32, u32) = (20, 19);

const NODE_FOLDER: &str = ".tools/node";

/// Installs what is missing for all tests.
pub(crate) fn prepare() -> Result<(), Failure> {
    install(|_| true)?;
    node()
}

/// Installs what is missing for the npm package.
pub(crate) fn prepare_npm() -> Result<(), Failure> {
    install(|command| command == "npm")?;
    node()
}

fn install(is_wanted: impl Fn(&str) -> bool) -> Result<(), Failure> {
    let missing: Vec<_> = NEEDED.iter().filter(|(command, ..)| is_wanted(command) && !is_there(command)).collect();
    if !missing.is_empty() {
        for (command, package, purpose) in &missing {
            eprintln!("== {command} is missing, for {purpose}: installing Debian's {package}");
        }
        if !is_there("apt-get") {
            return Err("this is no Debian machine: install these commands and run this again".into());
        }
        succeed(as_root("apt-get")?.args(["update", "-qq"]))?;
        let packages = missing.iter().map(|(_, package, _)| package);
        succeed(
            as_root("apt-get")?
                .env("DEBIAN_FRONTEND", "noninteractive")
                .args(["install", "-y", "-qq", "--no-install-recommends"])
                .args(packages),
        )?;
    }
    Ok(())
}

/// Puts a newer Node.js beside the project where the machine's is too old; the npm registry has it as a package.
fn node() -> Result<(), Failure> {
    if !is_new() {
        eprintln!("== Node.js is older than {}.{}: installing a newer one beside the project", NODE.0, NODE.1);
        let folder = root().join(NODE_FOLDER);
        std::fs::create_dir_all(&folder)?;
        succeed(
            Command::new("npm").args(["install", "--no-fund", "--no-audit", "--prefix"]).arg(&folder).arg("node@22"),
        )?;
    }
    if is_new() { Ok(()) } else { Err(format!("Node.js {}.{} or newer is needed", NODE.0, NODE.1).into()) }
}

fn is_new() -> bool {
    let version = said(tool("node").arg("--version")).unwrap_or_default();
    let mut numbers = version.trim().trim_start_matches('v').split('.').map_while(|number| number.parse().ok());
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= NODE
}

/// A command of the machine's, or of the Node.js beside the project.
pub(crate) fn tool(command: &str) -> Command {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = [root().join(NODE_FOLDER).join("node_modules/node/bin")];
    let mut tool = Command::new(command);
    if let Ok(paths) = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&path))) {
        tool.env("PATH", paths);
    }
    tool
}

/// A command that changes the machine.
pub(crate) fn as_root(command: &str) -> Result<Command, Failure> {
    let user = said(Command::new("id").arg("-u"))?;
    if user.trim() == "0" {
        return Ok(Command::new(command));
    }
    if !is_there("sudo") {
        return Err(format!("{command} needs the rights of root").into());
    }
    let mut sudo = Command::new("sudo");
    sudo.args(["--non-interactive", "--", command]);
    Ok(sudo)
}

fn is_there(command: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(command).is_file())
}
