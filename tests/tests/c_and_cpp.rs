//! The C and C++ face, as a vendor meets it: an installed tree, a compiler, and programs that use both headers.
//!
//! The programs are in `bindings/c/tests` and `examples`; what builds and runs them here needs Linux.
#![cfg(target_os = "linux")]

#[path = "c_and_cpp/package.rs"]
mod package;
#[path = "c_and_cpp/programs.rs"]
mod programs;
#[path = "c_and_cpp/readme.rs"]
mod readme;
#[path = "c_and_cpp/tools.rs"]
mod tools;
