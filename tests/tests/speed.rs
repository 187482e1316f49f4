//! Instruction counts: a work that takes over a tenth more than recorded in `benches/instructions.csv` fails.
//!
//! Counts hardly depend on what else the machine does, so that they can be compared where times cannot. They do depend on
//! the compiler: with another one than the recorded one a quarter more is allowed. `ENS_RECORD=1` writes the file anew.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

use ens_coding_tests::workspace_root;

/// Reads what a command prints on both streams.
fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

fn binary() -> PathBuf {
    let path = workspace_root().join("target/release/workload");
    assert!(path.exists(), "not built: cargo build --release --package ens_coding_benches");
    path
}

/// Instructions of a program that repeats a work so many times.
fn instructions(name: &str, times: u32) -> i64 {
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(binary())
        .args([name, &times.to_string()]);
    let printed = printed(&mut valgrind);
    let count = printed.split("Collected : ").nth(1).and_then(|rest| rest.split_whitespace().next());
    count.and_then(|count| count.parse().ok()).unwrap_or_else(|| panic!("no count in {printed}"))
}

/// Instructions of one work, without what comes before and after.
fn each(name: &str) -> i64 {
    let times = if name.starts_with("load/") { 2 } else { 50 };
    (instructions(name, times * 2) - instructions(name, times)) / i64::from(times)
}

#[test]
fn no_work_takes_a_tenth_more_than_recorded() {
    let path = workspace_root().join("benches/instructions.csv");
    let compiler = printed(Command::new("rustc").arg("--version")).trim().to_owned();
    let names = printed(&mut Command::new(binary()));
    let counts: Vec<(&str, i64)> = names.lines().map(|name| (name, each(name))).collect();
    if std::env::var_os("ENS_RECORD").is_some() {
        let mut text = String::from("work,instructions,compiler\n");
        for (name, count) in &counts {
            writeln!(text, "{name},{count},{compiler}").expect("a text can be written");
        }
        std::fs::write(&path, text).expect("the file can be written");
        return;
    }
    let recorded = std::fs::read_to_string(&path).expect("the counts are recorded");
    let recorded: Vec<Vec<&str>> = recorded.lines().skip(1).map(|line| line.splitn(3, ',').collect()).collect();
    let mut slower = Vec::new();
    for (name, count) in counts {
        let row = recorded.iter().find(|row| row.first() == Some(&name));
        let row = row.unwrap_or_else(|| panic!("{name} is not recorded"));
        let before: i64 = row[1].parse().expect("a count");
        let percent = if row[2] == compiler { 110 } else { 125 };
        if count * 100 > before * percent {
            slower.push(format!("{name}: {count} instructions, {before} recorded"));
        }
    }
    assert!(slower.is_empty(), "{}", slower.join("; "));
}
