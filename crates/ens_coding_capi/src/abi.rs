/// Number of the binary interface that this header describes. It grows when a program that was built against an older
/// header would no longer work; additions leave it as it is. Compare it with `ens_abi_version()` where the library is
/// loaded at run time.
pub const ENS_ABI_VERSION: u32 = 1;
