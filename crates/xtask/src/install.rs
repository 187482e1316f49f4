//! `cargo xtask install PREFIX`: the C and C++ face as a tree of headers, libraries, and what build systems look for.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Failure, root};

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the build leaves, and where it goes: folder and file for each; names that link to the shared library.
struct Names {
    shared: String,
    built_shared: &'static str,
    archive: &'static str,
    /// Windows links against a library that stands for the shared one.
    import: Option<&'static str>,
    soname: String,
    links: Vec<(String, String)>,
}

impl Names {
    fn of_this_system(abi: &str) -> Self {
        if cfg!(windows) {
            let msvc = cfg!(target_env = "msvc");
            return Self {
                shared: "bin/ens_coding.dll".into(),
                built_shared: "ens_coding.dll",
                archive: if msvc { "ens_coding.lib" } else { "libens_coding.a" },
                import: Some(if msvc { "ens_coding.dll.lib" } else { "libens_coding.dll.a" }),
                soname: String::new(),
                links: Vec::new(),
            };
        }
        let (named, plain, soname, built_shared) = if cfg!(target_os = "macos") {
            let soname = format!("libens_coding.{abi}.dylib");
            (format!("libens_coding.{VERSION}.dylib"), "libens_coding.dylib", soname, "libens_coding.dylib")
        } else {
            let soname = format!("libens_coding.so.{abi}");
            (format!("libens_coding.so.{VERSION}"), "libens_coding.so", soname, "libens_coding.so")
        };
        Self {
            shared: format!("lib/{named}"),
            built_shared,
            archive: "libens_coding.a",
            import: None,
            links: vec![(format!("lib/{soname}"), named), (format!("lib/{plain}"), soname.clone())],
            soname: if cfg!(target_os = "macos") { format!("@rpath/{soname}") } else { soname },
        }
    }
}

/// Builds the libraries, and gives the system libraries that a program needs beside the static one.
///
/// One build tells both: a build without the question and one with it are different to cargo.
fn build() -> Result<String, Failure> {
    eprintln!("building ens_coding_capi");
    let output = Command::new(crate::cargo())
        .current_dir(root())
        .args(["rustc", "--release", "--package", "ens_coding_capi", "--lib", "--color", "never"])
        .args(["--", "--print", "native-static-libs"])
        .stderr(Stdio::piped())
        .output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    let libraries = told.lines().find_map(|line| line.trim().strip_prefix("note: native-static-libs:"));
    match libraries {
        Some(libraries) if output.status.success() => Ok(libraries.trim().to_owned()),
        _ => Err(format!("ens_coding_capi was not built:\n{told}").into()),
    }
}

/// The number of the binary interface, from the sources, because without features nothing is linked here.
fn abi() -> Result<String, Failure> {
    let source = fs::read_to_string(root().join("crates/ens_coding_capi/src/abi.rs"))?;
    let number = source.split_once("ENS_ABI_VERSION: u32 = ").and_then(|(_, rest)| rest.split_once(';'));
    number.map(|(number, _)| number.to_owned()).ok_or_else(|| "abi.rs: no number".into())
}

/// The installed tree.
struct Tree<'a>(&'a Path);

impl Tree<'_> {
    fn at(&self, path: &str) -> io::Result<PathBuf> {
        let path = self.0.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        // A running program may have the old file mapped, so it is replaced and not written over.
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(path),
        }
    }

    fn copy(&self, from: &Path, to: &str) -> Result<(), Failure> {
        fs::copy(from, self.at(to)?).map_err(|error| format!("{}: {error}", from.display()))?;
        Ok(())
    }

    fn link(&self, name: &str, target: &str) -> Result<(), Failure> {
        let path = self.at(name)?;
        #[cfg(unix)]
        std::os::unix::fs::symlink(target, path)?;
        #[cfg(not(unix))]
        return Err(format!("{} -> {target}: no links here", path.display()).into());
        #[cfg(unix)]
        Ok(())
    }

    fn fill(&self, template: &str, to: &str, values: &[(&str, &str)]) -> Result<(), Failure> {
        let mut text = fs::read_to_string(root().join("bindings/c").join(template))?;
        for (name, value) in values {
            text = text.replace(&format!("@{name}@"), value);
        }
        Ok(fs::write(self.at(to)?, text)?)
    }
}

/// Installs below `prefix`; what is there already is replaced.
pub(crate) fn install(prefix: &Path) -> Result<(), Failure> {
    let static_libs = build()?;
    let abi = abi()?;
    let names = Names::of_this_system(&abi);
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    let built = target.join("release");
    let tree = Tree(prefix);

    for header in ["ens_coding.h", "ens_coding.hpp"] {
        tree.copy(&root().join("include").join(header), &format!("include/{header}"))?;
    }
    let archive = format!("lib/{}", names.archive);
    let import = names.import.map(|import| format!("lib/{import}")).unwrap_or_default();
    tree.copy(&built.join(names.built_shared), &names.shared)?;
    tree.copy(&built.join(names.archive), &archive)?;
    if let Some(name) = names.import {
        tree.copy(&built.join(name), &import)?;
    }
    for (name, target) in &names.links {
        tree.link(name, target)?;
    }

    // CMake takes what begins with a slash for a file; the linker of Windows knows its options by a hyphen too.
    let option = |word: &str| word.strip_prefix('/').map_or_else(|| word.to_owned(), |rest| format!("-{rest}"));
    let static_list = static_libs.split_whitespace().map(option).collect::<Vec<_>>().join(";");
    let series: Vec<&str> = VERSION.split('.').take(2).collect();
    let values = [
        ("VERSION", VERSION),
        ("SERIES", &series.join(".")),
        ("SHARED_FILE", &names.shared),
        ("IMPORT_FILE", &import),
        ("STATIC_FILE", &archive),
        ("SONAME", &names.soname),
        ("STATIC_LIBS", &static_libs),
        ("STATIC_LIST", &static_list),
    ];
    tree.fill("ens_coding.pc.in", "lib/pkgconfig/ens_coding.pc", &values)?;
    for name in ["ens_codingConfig.cmake", "ens_codingConfigVersion.cmake"] {
        tree.fill(&format!("{name}.in"), &format!("lib/cmake/ens_coding/{name}"), &values)?;
    }

    for entry in fs::read_dir(root().join("bindings/schema"))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".json") {
            tree.copy(&entry.path(), &format!("share/ens_coding/schema/{name}"))?;
        }
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"] {
        tree.copy(&root().join(name), &format!("share/doc/ens_coding/{name}"))?;
    }
    eprintln!("installed ens_coding {VERSION} in {}", prefix.display());
    Ok(())
}
