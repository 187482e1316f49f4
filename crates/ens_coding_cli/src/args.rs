//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ens_coding::Date;
use ens_coding_pack::Kind;

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

/// Help after `ens audit --help`.
const AUDIT: &str = "\
Examples:
  ens audit practice.json
  ens audit --format json < visits-of-the-year.ndjson

A practice looks like this; counts that are not known are left out:
  { \"payer\": { \"id\": \"medicare\" }, \"from\": \"2025-01-01\", \"to\": \"2025-12-31\",
    \"clinicians\": [{ \"id\": \"a\", \"trials\": 50, \"permanent_implants\": 19,
                      \"programming_sessions\": 120, \"programmed_patients\": 40 }] }

With --format json the audit of a practice that was counted from visits is {\"practice\": …, \"audit\": …}.";

/// Help after `ens tally --help`.
const TALLY: &str = "\
Examples:
  ens tally < visits-of-january.ndjson > january.json
  ens tally january.json february.json > winter.json
  ens audit january.json february.json

The document holds counts and digests of patients' references, no claims. Keep it like the visits: who knows
the references can find them among the digests.

Exit status:
  0  everything was counted
  2  a document cannot be used, and is not counted; or wrong usage";

/// Help after `ens ledger --help`.
const LEDGER: &str = "\
Examples:
  ens ledger visit.json
  ens ledger --format json < visits.ndjson";

/// What the exit status of `ens ledger` means.
const LEDGER_STATUS: &str = "\
Exit status:
  0  everything could be counted
  1  something could not be counted
  2  an input cannot be used: bad document, missing file, not UTF-8; or wrong usage";

/// Help after `ens remit --help`.
const REMIT: &str = "\
Examples:
  ens remit remittance.json
  ens remit --format json < remittances.ndjson

A remittance looks like this; lines are counted from 0, amounts are in cents:
  { \"visit\": …, \"claim\": …, \"remitted_on\": \"2024-09-03\",
    \"lines\": [{ \"line\": 0, \"charged_cents\": 4000, \"paid_cents\": 0,
      \"adjustments\": [{ \"group\": \"CO\", \"reason\": \"97\", \"amount_cents\": 4000 }], \"remarks\": [\"M15\"] }] }";

/// What the exit status of `ens remit` means.
const REMIT_STATUS: &str = "\
Exit status:
  0  no line was denied, and every code could be read
  1  a line was denied or waits, or something could not be told
  2  an input cannot be used: bad document, missing file, not UTF-8; or wrong usage";

/// Help after `ens score --help`.
const SCORE: &str = "\
Examples:
  ens score < remittances.ndjson
  ens score --format json january.ndjson > january.json
  ens score january.json february.json

Exit status:
  0  everything was counted
  2  an input cannot be used, and is not counted";

/// Help after `ens pack --help`.
const PACK: &str = "\
Kinds:
  ptp-practitioner  ptp-hospital                  pair edits, the four parts of a quarter together
  mue-practitioner  mue-hospital  mue-dme         unit edits
  add-on                                          add-on codes and their primaries
  pfs  gpci  conversion-factor  locality          fee schedule, cost indices, factors, localities and ZIP codes
  hcpcs  icd10cm  place  denial-codes             HCPCS Level II, ICD-10-CM, places of service, CARC and RARC
  coverage                                        articles and determinations of the Medicare Coverage Database

Examples:
  ens pack ptp-practitioner ccipra-v322r0-f*.zip -o ptp-practitioner-2026q3.pack
  ens pack mue-dme MCR_MUE_DMESupplierServices_Eff_07-01-2026.csv -o mue-dme-2026q3.pack
  ens pack pfs rvu26c.zip --edition 2026-07-01 -o pfs-2026q3.pack
  ens pack diff ptp-practitioner-2026q2.pack ptp-practitioner-2026q3.pack
  ens code --part ptp-practitioner-2026q3.pack visit.json

The files are those that you download from CMS and CDC, as they come. Descriptors of the AMA are not kept.

Exit status:
  0  the pack is written; with diff: nothing changed
  1  with diff: something changed
  2  a file cannot be compiled, and nothing was written";

/// Help after `ens impact --help`.
const IMPACT: &str = "\
Examples:
  ens impact ptp-practitioner-2026q2.pack ptp-practitioner-2026q3.pack claims.ndjson
  ens impact --format json old-policy.json new-policy.json < visits.ndjson

Each document is answered twice: with OLD beside the bundled parts, and with NEW. Visits are coded, documents with a visit
and a claim in them are checked.

Exit status:
  0  no answer changes
  1  an answer changes
  2  an input cannot be used";

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
    /// Tell what a patient's history leaves of the payer's limits, and when the next session is allowed
    ///
    /// Needle procedures and acupuncture, in the windows that the payer counts. The visit needs no services: its history tells
    /// what to count.
    #[command(after_long_help = format!("{LEDGER}\n\n{LEDGER_STATUS}"))]
    Ledger(Given),
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
