//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Closes every help text that answers documents.
const STATUS: &str = "\
Exit status:
  0  every answer is clean, or has nothing worse than warnings
  1  an answer has a finding of severity deny, or is incomplete
  2  an input cannot be used: bad document, missing file, not UTF-8; or wrong usage";

/// Help after `ens --help`.
const EXAMPLES: &str = "\
Examples:
  ens code visit.json
  ens check visit.json claim.json
  ens code --format json < visits.ndjson > answers.ndjson
  ens rules units/tie-choice";

/// Help after `ens code --help`.
const CODE: &str = "\
Examples:
  ens code visit.json
  ens code monday.json tuesday.json --format json
  ens code --part our-payer.json visit.json
  ens code --format json < visits.ndjson > answers.ndjson

A visit looks like this:
  { \"payer\": { \"id\": \"medicare\" }, \"date_of_service\": \"2026-03-04\",
    \"setting\": { \"place_of_service\": \"11\", \"claim_form\": \"professional\" },
    \"performers\": [{ \"id\": \"pt\", \"kind\": \"physical_therapist\" }],
    \"plan_of_care\": { \"discipline\": \"pt\", \"certified\": true },
    \"diagnoses\": [\"M17.11\"],
    \"services\": [{ \"what\": { \"electrical_stimulation\": { \"attended\": false } }, \"minutes\": 15 }] }";

/// Help after `ens check --help`.
const CHECK: &str = "\
Examples:
  ens check visit.json claim.json
  ens check monday.json tuesday.json      each one {\"visit\": …, \"claim\": …}
  ens check --format json < checks.ndjson

The claim is never altered; the answer's `claim` is a mended copy of it.";

/// Help after `ens explain --help`.
const EXPLAIN: &str = "\
Examples:
  ens explain answer.json
  ens code --format json visit.json | ens explain
  ens explain visit.json                  codes the visit first";

/// Help after `ens rules --help`.
const RULES: &str = "\
Examples:
  ens rules
  ens rules units/tie-choice
  ens rules --format json

Exit status:
  0  the rules are listed
  2  no rule has this id";

/// Codes, checks and explains claims for electrical nerve stimulation and the therapy around it
#[derive(Debug, Parser)]
#[command(name = "ens", version, after_help = format!("{EXAMPLES}\n\n{STATUS}"), arg_required_else_help = true)]
pub struct Cli {
    /// What is to be done.
    #[command(subcommand)]
    pub command: Command,
    /// How answers are written: pages for people, or one JSON document a line
    #[arg(long, value_enum, global = true, default_value_t = Format::Text, hide_possible_values = true, value_name = "text|json")]
    pub format: Format,
}

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Pages for people.
    Text,
    /// One JSON document a line.
    Json,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Code visits: draft the claim, check the draft, mend what the record supports
    ///
    /// A document with a visit and a claim in it is checked instead, as `ens check` does. Many documents may stand in
    /// one input, one a line; a bad line does not stop the others.
    #[command(after_long_help = format!("{CODE}\n\n{STATUS}"))]
    Code(Given),
    /// Check claims that somebody else coded
    ///
    /// Two files are a VISIT and its CLAIM. A file with both in it, {"visit": …, "claim": …}, stands alone, and many
    /// of them may stand in one input, one a line.
    #[command(override_usage = "ens check [OPTIONS] VISIT CLAIM\n       ens check [OPTIONS] [FILE]...",
        after_long_help = format!("{CHECK}\n\n{STATUS}"))]
    Check(Given),
    /// Explain answers in sentences
    ///
    /// A visit is coded first, and a document with a visit and a claim in it is checked first.
    #[command(after_long_help = format!("{EXPLAIN}\n\n{STATUS}"))]
    Explain(Given),
    /// List the rules, or show one whole
    #[command(after_help = RULES)]
    Rules {
        /// Id of one rule, such as `units/tie-choice`
        id: Option<String>,
    },
}

/// Documents, and what they are judged by.
#[derive(Args, Debug)]
pub struct Given {
    /// Files of documents; `-`, or none, is standard input
    #[arg(value_name = "FILE")]
    pub inputs: Vec<PathBuf>,
    /// Another pack or payer policy to judge by, besides the bundled ones; may be repeated
    #[arg(long = "part", value_name = "FILE")]
    pub parts: Vec<PathBuf>,
    /// Leave the bundled packs and policies out
    #[arg(long)]
    pub no_bundled: bool,
}
