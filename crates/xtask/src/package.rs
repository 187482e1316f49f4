//! The npm package: the library for WebAssembly, its JavaScript, and the wrapper around both.

use std::path::Path;
use std::process::Command;

use crate::machine::{prepare_npm, tool};
use crate::{Failure, cargo, root, succeed, toolchain, with_feature};

pub(crate) const FOLDER: &str = "bindings/npm";

/// Builds the package into its `dist`.
pub(crate) fn build() -> Result<(), Failure> {
    prepare_npm()?;
    let folder = root().join(FOLDER);
    let target = root().join("target/wasm");
    // For size, but with short appends and steps through lists inlined, which are a quarter of the time of an answer.
    let inlining = "-Cllvm-args=-inline-threshold=25";
    // SHA-256 as a loop: it is asked for a policy's digest only, and rolled out it weighs as much as six rules.
    let digest = "--cfg=sha2_backend_soft=\"compact\"";
    // The bytes must not tell where they were built.
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))?;
    let from = |folder: &str, name: &str| format!("--remap-path-prefix={folder}={name}");
    let flags = [inlining, digest, &from(&home, "cargo"), &from(&root().to_string_lossy(), "ens_coding")].join("\x1f");
    succeed(
        Command::new(cargo())
            .current_dir(root())
            .args(["build", "--quiet", "--package", "ens_coding_wasm", "--profile", "wasm"])
            .args(["--target", toolchain::TARGET])
            .envs(toolchain::environment()?)
            .env("CARGO_ENCODED_RUSTFLAGS", flags)
            .env("CARGO_TARGET_DIR", &target),
    )?;
    let module = target.join(toolchain::TARGET).join("wasm/ens_coding_wasm.wasm");
    let engine = folder.join("dist/engine");
    if !with_feature("bindgen", &["bindgen", &module.to_string_lossy(), &engine.to_string_lossy()])? {
        return Err("wasm-bindgen failed".into());
    }
    install(&folder)?;
    succeed(tool("npm").args(["run", "--silent", "build"]).current_dir(&folder))
}

/// Builds the page into `target/web`, from the built package.
pub(crate) fn web() -> Result<(), Failure> {
    succeed(tool("npm").args(["run", "--silent", "web"]).current_dir(root().join(FOLDER)))
}

/// Installs what the package is built and tested with, where the lock file has changed since.
fn install(folder: &Path) -> Result<(), Failure> {
    let (lock, mark) =
        (std::fs::read(folder.join("package-lock.json"))?, folder.join("node_modules/.lock-of-the-project"));
    if std::fs::read(&mark).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    eprintln!("== npm: installing what the package is built and tested with");
    succeed(tool("npm").args(["ci", "--no-fund", "--no-audit", "--loglevel=error"]).current_dir(folder))?;
    Ok(std::fs::write(mark, lock)?)
}

/// Makes the JavaScript of a WebAssembly module.
#[cfg(feature = "bindgen")]
pub(crate) fn bindgen(module: &str, folder: &str) -> Result<(), Failure> {
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen.input_path(module).out_name("engine").typescript(true).omit_default_module_path(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(folder)).map_err(|error| format!("{error:#}").into())
}
