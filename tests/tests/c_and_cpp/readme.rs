//! What the README of the project tells somebody who is new: its programs, by its command lines.

use std::fs;
use std::process::Command;

use crate::tools::{prefix, run, scratch, workspace_root};

/// The block of a language below a heading.
fn block(heading: &str, language: &str) -> String {
    let readme = fs::read_to_string(workspace_root().join("README.md")).unwrap();
    let section = readme.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no section {heading}")).1;
    let section = section.split("\n## ").next().unwrap();
    let rest = section.split_once(&format!("\n```{language}\n")).unwrap_or_else(|| panic!("no {language}")).1;
    rest.split_once("```").unwrap().0.to_owned()
}

fn works(heading: &str, language: &str, file: &str) {
    let folder = scratch(&format!("readme-{language}"));
    fs::write(folder.join(file), block(heading, language)).unwrap();
    // The tree is installed already, and examples are named from the root of the project.
    let lines = block(heading, "sh");
    let lines: Vec<&str> = lines.lines().filter(|line| !line.starts_with("cargo xtask install")).collect();
    assert_eq!(lines.len(), 2, "a line that builds, and a line that runs");
    let script = lines
        .join("\n")
        .replace("PREFIX", &prefix().display().to_string())
        .replace("< examples/", &format!("< {}/examples/", workspace_root().display()));
    let answer = run(Command::new("sh").args(["-e", "-c", &script]).current_dir(&folder));
    assert!(answer.contains("\"code\":\"G0283\""), "{answer}");
}

#[test]
fn in_c() {
    works("In C", "c", "visit.c");
}

#[test]
fn in_cpp() {
    works("In C++", "cpp", "visit.cpp");
}
