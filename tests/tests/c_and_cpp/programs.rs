//! The programs of `bindings/c/tests`: plainly, under valgrind, and with the sanitizers.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{C11, CPP17, Linked, build, corpus, outcome, run, valgrind, workspace_root};

const SANITIZERS: &str = "-fsanitize=address,undefined -fno-sanitize-recover=all";

fn pack(name: &str) -> PathBuf {
    workspace_root().join(format!("crates/ens_coding_data/packs/{name}.pack"))
}

fn replays_all(text: &str) {
    assert!(text.contains(" records, 0 wrong"), "{text}");
    eprint!("{text}");
}

#[test]
fn corpus_in_c() {
    for (linked, name) in [(Linked::Static, "corpus_c_static"), (Linked::Shared, "corpus_c_shared")] {
        let program = build(C11, &["corpus.c"], linked, name);
        replays_all(&run(Command::new(&program).arg(corpus())));
        replays_all(&run(valgrind(&program).arg(corpus())));
    }
}

#[test]
fn corpus_in_cpp() {
    for (linked, name) in [(Linked::Static, "corpus_cpp_static"), (Linked::Shared, "corpus_cpp_shared")] {
        let program = build(CPP17, &["corpus.cpp"], linked, name);
        replays_all(&run(Command::new(&program).arg(corpus())));
        replays_all(&run(valgrind(&program).arg(corpus())));
    }
}

#[test]
fn api_of_cpp() {
    let program = build(CPP17, &["api.cpp"], Linked::Shared, "api");
    run(&mut Command::new(&program));
    run(&mut valgrind(&program));
}

#[test]
fn misuse() {
    let program = build(C11, &["misuse.c"], Linked::Static, "misuse");
    eprint!("{}", run(Command::new(&program).arg(pack("ptp_practitioner"))));
    // Memory errors need neither so large a table nor so large an input.
    run(valgrind(&program).arg(pack("mue_practitioner")).arg("4"));
}

#[test]
fn threads() {
    let program = build(C11, &["threads.c"], Linked::Shared, "threads");
    eprint!("{}", run(Command::new(&program).arg(corpus())));
}

/// The sanitizers watch the programs and every block of memory, whoever took it.
#[test]
fn sanitizers() {
    let sanitized = |compiler: &str, source: &str, linked: Linked| {
        let name = format!("sanitized_{}_{linked:?}", source.replace('.', "_"));
        let program = build(&format!("{compiler} {SANITIZERS}"), &[source], linked, &name);
        let symbols = run(Command::new("nm").arg(&program));
        assert!(symbols.contains("__asan_init"), "{source}: the address sanitizer is not in the program");
        program
    };
    for linked in [Linked::Static, Linked::Shared] {
        replays_all(&run(Command::new(sanitized(C11, "corpus.c", linked)).arg(corpus())));
        replays_all(&run(Command::new(sanitized(CPP17, "corpus.cpp", linked)).arg(corpus())));
        run(Command::new(sanitized(C11, "misuse.c", linked)).arg(pack("mue_practitioner")).arg("4"));
        run(&mut Command::new(sanitized(CPP17, "api.cpp", linked)));
    }
    let leak = sanitized(C11, "leak.c", Linked::Static);
    let (clean, text) = outcome(&mut Command::new(leak));
    assert!(!clean && text.contains("LeakSanitizer: detected memory leaks"), "a leak was not seen:\n{text}");
}

#[test]
fn valgrind_sees_a_leak() {
    let leak = build(C11, &["leak.c"], Linked::Static, "leak");
    let (clean, text) = outcome(&mut valgrind(&leak));
    assert!(!clean && text.contains("definitely lost"), "a leak was not seen:\n{text}");
}

/// Both headers in two files of one program, in every dialect that they promise, without a warning.
#[test]
fn headers_in_every_dialect() {
    let sources = ["double_include_a.c", "double_include_b.c"];
    let mut dialects = vec![
        "cc -std=c11",
        "cc -std=gnu99",
        "cc -std=c17",
        "c++ -x c++ -std=c++17 -Wold-style-cast",
        "c++ -x c++ -std=c++20",
    ];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let is_there = |name: &Path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file());
    if is_there(Path::new("clang")) && is_there(Path::new("clang++")) {
        dialects.extend(["clang -std=c11", "clang++ -x c++ -std=c++17"]);
    } else {
        eprintln!("clang is not here; the headers were tried with cc and c++ only");
    }
    for (at, dialect) in dialects.into_iter().enumerate() {
        run(&mut Command::new(build(dialect, &sources, Linked::Static, &format!("double_include_{at}"))));
    }
}
