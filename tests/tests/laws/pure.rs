//! Pure: the same question has the same answer, and the sources have no way to anything else.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use ens_coding::{Rulebook, json};
use ens_coding_tests::workspace_root;

use crate::asked::{all, text};

/// What a pure library has no use for.
const IMPURE: &[&str] = &[
    "std::",
    "std as",
    "{std",
    "SystemTime",
    "Instant",
    "UNIX_EPOCH",
    "File::",
    "fs::",
    "TcpStream",
    "net::",
    "process::",
    "env::",
    "option_env!",
    "log::",
    "tracing::",
    "println!",
    "eprintln!",
    "dbg!",
    "static mut",
    "thread_local!",
    "Mutex",
    "RwLock",
    "RefCell",
    "Atomic",
    "rand::",
    "HashMap",
    "HashSet",
    "include_bytes!",
    "include_str!",
];

pub fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found
}

/// A line without its comment.
fn code_of(line: &str) -> &str {
    line.split_once("//").map_or(line, |(code, _)| code)
}

/// The README's examples are documentation tests of the library; no other file is read.
const README: &str = "#[doc = include_str!(\"../../../README.md\")]";

#[test]
fn the_core_has_no_way_out() {
    for (name, most) in [("ens_coding", 50), ("ens_coding_fee", 10)] {
        let folder = workspace_root().join("crates").join(name).join("src");
        let root = fs::read_to_string(folder.join("lib.rs")).unwrap();
        for attribute in ["#![no_std]", "#![forbid(unsafe_code)]"] {
            assert!(root.lines().any(|line| line == attribute), "lib.rs lacks {attribute}");
        }
        let sources = sources(&folder);
        assert!(sources.len() > most, "{}", sources.len());
        for path in sources {
            for (at, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
                let code = code_of(line);
                if line == README {
                    continue;
                }
                let place = format!("{}:{}: {line}", path.display(), at + 1);
                for word in IMPURE {
                    assert!(!code.contains(word), "{word} in {place}");
                }
                assert!(!code.contains("extern crate") || code == "extern crate alloc;", "{place}");
                assert!(!code.contains("unsafe") || code == "#![forbid(unsafe_code)]" || code.contains('"'), "{place}");
                // The bundled rulebook is the one thing that is kept; it is made from constants and never changes.
                assert!(!code.contains("OnceBox") || path.ends_with("book/mod.rs"), "{place}");
            }
        }
    }
}

#[test]
fn the_same_question_has_the_same_bytes() {
    let all = all();
    let once: Vec<String> = all.iter().map(|asked| text(&asked.answer())).collect();
    let again: Vec<String> = all.iter().map(|asked| text(&asked.answer())).collect();
    assert_eq!(once, again);
    thread::scope(|scope| {
        let asks = |_| scope.spawn(|| all.iter().map(|asked| text(&asked.answer())).collect::<Vec<_>>());
        for thread in (0..8).map(asks).collect::<Vec<_>>() {
            assert_eq!(thread.join().unwrap(), once);
        }
    });
}

#[test]
fn a_rulebook_of_ones_own_answers_like_the_bundled_one() {
    let book = Rulebook::load(ens_coding_data::parts()).unwrap();
    assert_eq!(book.basis(), Rulebook::bundled().basis());
    for asked in all().iter().filter(|asked| !asked.has_parts()) {
        let answer = asked.ask(&asked.visit, &book).unwrap();
        assert_eq!(text(&answer), text(&asked.answer()), "{}", asked.id);
    }
}

#[test]
fn the_seam_says_what_the_types_say() {
    let book = Rulebook::bundled();
    for asked in all().iter().filter(|asked| !asked.has_parts()) {
        let visit = text(&asked.visit);
        let answer = match &asked.claim {
            Some(claim) => json::edit(visit.as_bytes(), text(claim).as_bytes(), book),
            None => json::code(visit.as_bytes(), book),
        };
        assert_eq!(answer.unwrap(), text(&asked.answer()), "{}", asked.id);
    }
}
