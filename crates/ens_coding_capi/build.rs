//! Gives the shared library the name that programs ask for when they start, which changes with the ABI and with nothing
//! else; and lists the schemas, so that a new document needs no line here.

use std::path::Path;
use std::{env, fs, io};

include!("src/abi.rs");

fn main() -> io::Result<()> {
    let system = env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    let name = match system.as_str() {
        "macos" => Some(format!("-install_name,@rpath/libens_coding.{ENS_ABI_VERSION}.dylib")),
        "windows" => None,
        _ => Some(format!("-soname,libens_coding.so.{ENS_ABI_VERSION}")),
    };
    if let Some(name) = name {
        println!("cargo::rustc-cdylib-link-arg=-Wl,{name}");
    }
    println!("cargo::rerun-if-changed=src/abi.rs");
    schemas()
}

/// Writes the list of names and texts that `schema.rs` includes.
fn schemas() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../bindings/schema");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|it| it == "json"));
    paths.sort();
    let line = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        format!("({name:?}, include_str!({:?})),\n", path.display().to_string())
    };
    let lines: String = paths.iter().map(line).collect();
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("schemas.rs"), format!("&[\n{lines}]\n"))
}
