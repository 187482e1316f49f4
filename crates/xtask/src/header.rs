//! The header of the C interface.

use crate::{Failure, Output, root};

pub(crate) fn write(output: &mut Output) -> Result<(), Failure> {
    let face = root().join("crates/ens_coding_capi");
    let config = cbindgen::Config::from_file(face.join("cbindgen.toml"))?;
    let mut builder = cbindgen::Builder::new().with_config(config);
    // One file after the other gives the order in which the header is read.
    for name in ["abi", "version", "status", "text", "rulebook", "road", "services"] {
        builder = builder.with_src(face.join(format!("src/{name}.rs")));
    }
    let mut header = Vec::new();
    builder.generate()?.write(&mut header);
    output.put("include/ens_coding.h", header)
}
