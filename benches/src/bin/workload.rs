//! Repeats one work, for the clock or for a count of instructions: `workload NAME TIMES`. Without a name all names are listed.

use std::process::ExitCode;
use std::time::Instant;

use ens_coding_benches::workloads::{NAMES, work};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (name, times) = (arguments.next(), arguments.next().and_then(|times| times.parse::<u32>().ok()));
    let (Some(name), Some(times)) = (name, times) else {
        println!("{}", NAMES.join("\n"));
        return ExitCode::SUCCESS;
    };
    match work(&name) {
        Ok(Some(mut work)) => {
            work();
            let started = Instant::now();
            for _ in 0..times {
                work();
            }
            let each = started.elapsed().as_nanos().checked_div(times.into()).unwrap_or_default();
            println!("{name} {each} ns");
            ExitCode::SUCCESS
        }
        Ok(None) => {
            eprintln!("workload: no such name: {name}");
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("workload: {error}");
            ExitCode::from(2)
        }
    }
}
