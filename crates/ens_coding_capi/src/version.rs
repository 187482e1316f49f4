use std::ffi::{CStr, c_char};

use crate::abi::ENS_ABI_VERSION;

const VERSION: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(version) => version,
    Err(_) => c"",
};

/// The version of the library, such as `1.2.3`. The text is the library's and stays valid.
#[unsafe(no_mangle)]
pub extern "C" fn ens_version() -> *const c_char {
    VERSION.as_ptr()
}

/// The number of the library's binary interface; a program that was built with the same `ENS_ABI_VERSION` can use it.
#[unsafe(no_mangle)]
pub extern "C" fn ens_abi_version() -> u32 {
    ENS_ABI_VERSION
}
