//! Tells what changed between two packs: `diff OLD NEW`.

use std::error::Error;
use std::io::{self, Write as _};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let mut read = || Ok::<_, Box<dyn Error>>(std::fs::read(words.next().ok_or("two packs, please")?)?);
    let (old, new) = (read()?, read()?);
    write!(io::stdout(), "{}", ens_coding_pack::diff(&old, &new)?)?;
    Ok(())
}
