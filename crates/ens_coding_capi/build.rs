//! Gives the shared library the name that programs ask for when they start: it changes with the ABI, and with nothing else.

include!("src/abi.rs");

fn main() {
    let system = std::env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    let name = match system.as_str() {
        "macos" => format!("-Wl,-install_name,@rpath/libens_coding.{ENS_ABI_VERSION}.dylib"),
        "windows" => return,
        _ => format!("-Wl,-soname,libens_coding.so.{ENS_ABI_VERSION}"),
    };
    println!("cargo::rustc-cdylib-link-arg={name}");
    println!("cargo::rerun-if-changed=src/abi.rs");
}
