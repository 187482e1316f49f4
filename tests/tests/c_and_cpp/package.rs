//! The installed tree: what the libraries export, and whether build systems find them.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::tools::{outcome, pkg_config_line, prefix, run, scratch, workspace_root};

fn is_answer(text: &str) {
    assert!(text.contains("\"code\":\"G0283\"") && text.contains("\"summary\":\""), "{text}");
}

fn abi() -> String {
    let header = fs::read_to_string(prefix().join("include/ens_coding.h")).unwrap();
    let number = header.lines().find_map(|line| line.strip_prefix("#define ENS_ABI_VERSION ")).unwrap();
    number.to_owned()
}

/// A change of this list is a change of the interface: an addition is free, all else asks for a new number in `abi.rs`.
#[test]
fn exported_symbols_are_those_of_the_list() {
    let told = run(Command::new("nm").args(["-D", "--defined-only"]).arg(prefix().join("lib/libens_coding.so")));
    let mut symbols: Vec<&str> = told.lines().filter_map(|line| line.split(' ').nth(2)).collect();
    symbols.sort_unstable();
    let listed = fs::read_to_string(workspace_root().join("bindings/c/symbols.txt")).unwrap();
    assert_eq!(format!("ABI {}\n{}\n", abi(), symbols.join("\n")), listed);
}

#[test]
fn the_shared_library_is_named_by_its_abi() {
    let lib = prefix().join("lib");
    let name = format!("libens_coding.so.{}", abi());
    let told = run(Command::new("readelf").arg("-d").arg(lib.join("libens_coding.so")));
    assert!(told.contains(&format!("soname: [{name}]")), "{told}");
    assert_eq!(fs::read_link(lib.join("libens_coding.so")).unwrap(), Path::new(&name));
    let versioned = concat!("libens_coding.so.", env!("CARGO_PKG_VERSION"));
    assert_eq!(fs::read_link(lib.join(name)).unwrap(), Path::new(versioned));
}

/// `ens_coding.pc` holds what the compiler said when the library was installed.
#[test]
fn the_documented_link_line_is_the_compilers() {
    let readme = fs::read_to_string(workspace_root().join("bindings/c/README.md")).unwrap();
    let libraries = pkg_config_line("Libs.private:");
    assert!(readme.contains(&format!("PREFIX/lib/libens_coding.a {libraries} -o main")), "{libraries}");
}

#[test]
fn pkg_config_and_make() {
    for language in ["c", "cpp"] {
        let out = scratch(&format!("make-{language}"));
        let mut make = Command::new("make");
        make.arg("-B").arg("-C").arg(workspace_root().join("examples").join(language));
        run(make.arg(format!("PREFIX={}", prefix().display())).arg(format!("OUT={}", out.display())));
        let program = out.join("code_a_visit");
        is_answer(&run(&mut Command::new(&program)));
        let visit = workspace_root().join("examples/visits/scenario-b-low-back.json");
        is_answer(&run(Command::new(&program).arg(visit)));
        let (accepted, text) = outcome(Command::new(&program).arg("Makefile-that-is-not-there"));
        assert!(!accepted && text.contains("cannot be read"), "{text}");
    }
}

/// From a copy of the tree, because it may be moved.
#[test]
fn cmake() {
    let tree = scratch("cmake").join("moved");
    let _ = fs::remove_dir_all(&tree);
    run(Command::new("cp").arg("-a").arg(prefix()).arg(&tree));
    let configure = |source: &Path, build: &Path| {
        let _ = fs::remove_dir_all(build);
        let mut cmake = Command::new("cmake");
        cmake.arg("-S").arg(source).arg("-B").arg(build).arg(format!("-DCMAKE_PREFIX_PATH={}", tree.display()));
        outcome(&mut cmake)
    };
    for language in ["c", "cpp"] {
        let build = scratch("cmake").join(language);
        let (found, text) = configure(&workspace_root().join("examples").join(language), &build);
        assert!(found, "{text}");
        run(Command::new("cmake").arg("--build").arg(&build));
        for program in ["code_a_visit", "code_a_visit_static"] {
            is_answer(&run(&mut Command::new(build.join(program))));
        }
    }
    let [major, minor, _] = env!("CARGO_PKG_VERSION").split('.').collect::<Vec<_>>()[..] else { panic!("version") };
    let next: u32 = minor.parse::<u32>().unwrap() + 1;
    let requests = [(format!("{major}.{minor}"), true), (format!("{major}.{next}"), false), ("99.0".into(), false)];
    for (request, fits) in requests {
        let source = scratch("cmake").join("request");
        fs::create_dir_all(&source).unwrap();
        let list = format!(
            "cmake_minimum_required(VERSION 3.15)\nproject(request LANGUAGES NONE)\nfind_package(ens_coding {request} REQUIRED)\n"
        );
        fs::write(source.join("CMakeLists.txt"), list).unwrap();
        let (found, text) = configure(&source, &scratch("cmake").join("request-build"));
        assert_eq!(found, fits, "{request}: {text}");
    }
}

/// The table of functions names every one that takes a document, and the schemas of what goes in and comes out.
#[test]
fn the_documented_functions_and_schemas_are_there() {
    let read = |path: &str| fs::read_to_string(workspace_root().join(path)).unwrap();
    let readme = read("bindings/c/README.md");
    let section = readme.split_once("\n## Functions\n").unwrap().1.split("\n## ").next().unwrap();
    let rows: Vec<&str> = section.lines().filter(|line| line.starts_with("| `")).collect();
    let words: Vec<&str> = rows.iter().flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
    let (functions, schemas): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with("ens_"));
    let symbols = read("bindings/c/symbols.txt");
    let others = ["ens_abi_version", "ens_rules", "ens_schema", "ens_text_free", "ens_version"];
    for symbol in symbols.lines().filter(|line| line.starts_with("ens_") && !line.starts_with("ens_rulebook_")) {
        assert_ne!(functions.contains(&symbol), others.contains(&symbol), "{symbol}");
    }
    assert!(functions.iter().all(|name| symbols.lines().any(|line| line == *name)), "{functions:?}");
    for name in schemas {
        assert!(workspace_root().join(format!("bindings/schema/{name}.json")).is_file(), "{name}");
    }
}
