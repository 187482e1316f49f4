//! Compiles files into a pack: `compile KIND OUT FILE...`; an edition may be given in `EDITION`.

use std::error::Error;
use std::io::{self, Write as _};
use std::path::PathBuf;

use ens_coding_pack::{Given, Kind, compile};

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let kind: Kind = words.next().unwrap_or_default().parse()?;
    let out = words.next().ok_or("no output file")?;
    let files: Vec<PathBuf> = words.map(PathBuf::from).collect();
    let given = Given { edition: std::env::var("EDITION").ok(), ..Given::default() };
    let compiled = compile(kind, &files, &given, &mut |_| {})?;
    std::fs::write(out, &compiled.pack)?;
    writeln!(io::stdout(), "{}{} bytes", compiled.summary, compiled.pack.len())?;
    Ok(())
}
