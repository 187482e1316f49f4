//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ens_coding::Date;
use ens_coding_pack::Kind;

use crate::help::{
    AUDIT, CHECK, CODE, COMPARE, CROSSWALK, EXAMPLES, EXPLAIN, FEE, IMPACT, LEDGER, LEDGER_STATUS, LOOKUP, MISSING,
    PACK, RECEIPT, REMIT, REMIT_STATUS, REPLAY, RULES, SCORE, SEARCH, STATUS, TALLY,
};

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
    /// Tell what a patient's history leaves of the payer's limits, and when the next session is allowed
    ///
    /// Sessions of needle procedures and acupuncture in the windows that the payer counts, the therapy amounts of the year,
    /// authorizations, and trials with what came of them. The visit needs no services: its history tells what to count.
    #[command(after_long_help = format!("{LEDGER}\n\n{LEDGER_STATUS}"))]
    Ledger(Given),
    /// Estimate what Medicare allows for each line of a claim, step by step
    ///
    /// By the physician fee schedule; at national amounts where no locality is named. What has no price says why.
    #[command(after_long_help = FEE)]
    Fee {
        /// What prices depend on.
        #[command(flatten)]
        terms: crate::fee::Terms,
        /// Documents, and what they are judged by.
        #[command(flatten)]
        given: Given,
    },
    /// Tell what would make claims payable: for everything that is open, the facts that settle it, if they are true
    #[command(after_long_help = MISSING)]
    Missing(Given),
    /// Write the receipt of an answer: what it rests on, and digests
    #[command(after_long_help = RECEIPT)]
    Receipt(Given),
    /// Give the answer of a receipt again, with the same bytes, or say what differs
    #[command(override_usage = "ens replay [OPTIONS] RECEIPT FILE\n       ens replay [OPTIONS] [FILE]...", after_long_help = REPLAY)]
    Replay(Given),
    /// Audit what the clinicians of a practice did in a period
    ///
    /// A practice holds the counts of its clinicians. Visits, and documents with a visit and a claim in them, are counted
    /// instead, the payer's answers too: visits are coded first, and each payer gets an audit of its own. What `ens tally` has counted is added.
    #[command(after_long_help = format!("{AUDIT}\n\n{STATUS}"))]
    Audit(Given),
    /// Count visits and claims into one document, to be audited later or with others
    ///
    /// Visits are coded first. Documents of earlier runs are added, so that the months of a year can be counted one by one and
    /// audited together.
    #[command(after_long_help = TALLY)]
    Tally(Given),
    /// Tell what a payer's answer to a claim means: denied or not, why, what to do, what to attach
    ///
    /// A document holds the visit, the claim as it was submitted, and what the remittance says of its lines.
    #[command(after_long_help = format!("{REMIT}\n\n{REMIT_STATUS}"))]
    Remit(Given),
    /// Measure how well the rules foresee denials, over many remittances
    ///
    /// Scorecards that were counted before, with --format json, are added up as well.
    #[command(after_long_help = SCORE)]
    Score(Given),
    /// Tell what the tables and policies say of a code on a date, each answer with its source
    #[command(after_long_help = LOOKUP)]
    Lookup {
        /// The code
        code: String,
        /// Date of service
        #[arg(long, value_name = "DATE")]
        on: Date,
        /// Id of the payer's policy
        #[arg(long, value_name = "ID")]
        payer: Option<String>,
        /// What it is looked up in.
        #[command(flatten)]
        by: By,
    },
    /// Search codes, modifiers and places of service by words, also with typing errors
    #[command(after_long_help = SEARCH)]
    Search {
        /// Words, or the beginning of a code
        #[arg(required = true)]
        words: Vec<String>,
        /// Date of service: codes that are not in force on it come later
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        /// Hits at most
        #[arg(long, default_value_t = 10)]
        limit: u32,
        /// What is searched.
        #[command(flatten)]
        by: By,
    },
    /// Compare two or three codes side by side
    #[command(after_long_help = COMPARE)]
    Compare {
        /// The codes
        #[arg(required = true, value_name = "CODE")]
        codes: Vec<String>,
        /// Date of service
        #[arg(long, value_name = "DATE")]
        on: Date,
        /// Id of the payer's policy
        #[arg(long, value_name = "ID")]
        payer: Option<String>,
        /// What it is looked up in.
        #[command(flatten)]
        by: By,
    },
    /// Tell which code each payer takes for the service of a code
    #[command(after_long_help = CROSSWALK)]
    Crosswalk {
        /// The code
        code: String,
        /// Date of service
        #[arg(long, value_name = "DATE")]
        on: Date,
        /// Id of a payer's policy; may be repeated, and all loaded ones are meant without it
        #[arg(long = "payer", value_name = "ID")]
        payers: Vec<String>,
        /// What it is looked up in.
        #[command(flatten)]
        by: By,
    },
    /// Compile official files into a pack, or compare two packs
    ///
    /// The files are those that CMS and CDC publish, as they come: zip, txt, csv, xlsx or gz, in the layouts of any year.
    #[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true,
        override_usage = "ens pack KIND FILE... -o OUT.pack\n       ens pack diff OLD NEW", after_long_help = PACK)]
    Pack {
        /// What is to be done instead of compiling.
        #[command(subcommand)]
        command: Option<PackCommand>,
        /// What is compiled.
        #[command(flatten)]
        making: Option<Making>,
    },
    /// Tell which answers change with another pack or policy, and why
    #[command(after_long_help = IMPACT)]
    Impact {
        /// The pack or policy so far
        old: PathBuf,
        /// The one that takes its place
        new: PathBuf,
        /// Documents, and what else they are judged by.
        #[command(flatten)]
        given: Given,
    },
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
    /// Take an answer as incomplete where a table has no edition for the date of service
    #[arg(long)]
    pub strict: bool,
    /// Answer with ids and facts alone; with --format json
    #[arg(long)]
    pub compact: bool,
}

/// What a question without a document is answered by.
#[derive(Args, Debug)]
pub struct By {
    /// Another pack or payer policy to look into, besides the bundled ones; may be repeated
    #[arg(long = "part", value_name = "FILE")]
    pub parts: Vec<PathBuf>,
    /// Leave the bundled packs and policies out
    #[arg(long)]
    pub no_bundled: bool,
    /// Name the tables that have no edition for the date among what was not checked
    #[arg(long)]
    pub strict: bool,
}

impl By {
    /// The same, with no document.
    pub fn given(&self) -> Given {
        let Self { parts, no_bundled, strict } = self;
        let (no_bundled, strict) = (*no_bundled, *strict);
        Given { inputs: Vec::new(), parts: parts.clone(), no_bundled, strict, compact: false }
    }
}

/// What can be done with packs besides making them.
#[derive(Debug, Subcommand)]
pub enum PackCommand {
    /// Compare two packs of a table, in numbers and in plain words
    Diff {
        /// The older pack
        old: PathBuf,
        /// The newer pack
        new: PathBuf,
    },
}

/// Files that become a pack.
#[derive(Args, Debug)]
pub struct Making {
    /// What the files hold, such as `ptp-practitioner`
    pub kind: Kind,
    /// The files as they were downloaded
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The pack that is written
    #[arg(short, long, value_name = "OUT.pack")]
    pub output: PathBuf,
    /// Edition, where the files do not tell it: such as 2026-07-01 or 2026Q3
    #[arg(long)]
    pub edition: Option<String>,
    /// First day for which the pack answers, where it is another one than the edition's
    #[arg(long, value_name = "DAY")]
    pub from: Option<Date>,
    /// Last day for which the pack answers, where it is another one than the edition's
    #[arg(long, value_name = "DAY")]
    pub to: Option<Date>,
}
