//! The C interface of `ens_coding`: its functions from text to text behind an opaque rulebook, as a static and a shared
//! library. `include/ens_coding.h`, generated from these files, is its documentation.
//!
//! This crate holds the only unsafe code of the project: reading the caller's bytes, and taking back what was handed out.
#![allow(unsafe_code, reason = "pointers come from C")]

mod abi;
mod guard;
mod road;
mod rulebook;
mod schema;
mod services;
mod status;
mod text;
mod version;
