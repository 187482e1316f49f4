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

/// Help after `ens missing --help`.
const MISSING: &str = "\
Examples:
  ens missing visit.json                  before the visit or after it: what the record still has to say
  ens missing check.json                  {\"visit\": …, \"claim\": …}: what would make that claim payable
  ens missing --format json < visits.ndjson

Only what the record does not state is supposed, and each set of facts was put into the visit and judged anew. No set
changes a code or a number of units.

Exit status:
  0  nothing is open
  1  something is open
  2  an input cannot be used: bad document, missing file, not UTF-8; or wrong usage";

/// Help after `ens receipt --help`.
const RECEIPT: &str = "\
Examples:
  ens receipt visit.json > receipt.json
  ens receipt --strict check.json         {\"visit\": …, \"claim\": …}

A receipt names the library, the tables and policies behind an answer, and holds digests of the answer and its
documents; nothing of the patient's.";

/// Help after `ens replay --help`.
const REPLAY: &str = "\
Examples:
  ens replay receipt.json visit.json
  ens replay --part ptp-2026q3.pack receipt.json check.json
  ens replay --format json < requests.ndjson      each one {\"receipt\": …, \"visit\": …, \"claim\": …}

Exit status:
  0  the same answer, byte for byte
  1  something differs, and is named
  2  an input cannot be used";
/// Help after `ens lookup --help`.
const LOOKUP: &str = "\
Examples:
  ens lookup 97032 --on 2026-03-04
  ens lookup 97014 --on 2026-03-04 --payer medicare
  ens lookup 64493 --on 2026-03-04 --payer medicare --format json

Exit status:
  0  a loaded table has the code
  1  no loaded table has it
  2  the request cannot be used";

/// Help after `ens search --help`.
const SEARCH: &str = "\
Examples:
  ens search tens unit
  ens search greater ocipital
  ens search 6365 --on 2026-03-04

Exit status:
  0  something was found
  1  nothing was found
  2  the request cannot be used";

/// Help after `ens compare --help`.
const COMPARE: &str = "\
Examples:
  ens compare 97014 G0283 97032 --on 2026-03-04 --payer medicare

Exit status:
  0  it is known of each code whether it is in force
  1  of one it is not known
  2  the request cannot be used";

/// Help after `ens crosswalk --help`.
const CROSSWALK: &str = "\
Examples:
  ens crosswalk 97014 --on 2026-03-04
  ens crosswalk 0720T --on 2026-03-04 --payer medicare --payer uhc

Exit status:
  0  it is known of a payer whether it takes the code
  1  it is known of none
  2  the request cannot be used";

/// Help after `ens fee --help`.
const FEE: &str = "\
Examples:
  ens fee visit.json
  ens fee request.json                    {\"visit\": …, \"claim\": …, \"prices\": […]}
  ens fee --part gpci-2026.pack --locality 0118218 --sequestration visit.json

A visit is coded first; of a document with a visit and a claim the claim is priced as it is. Drugs are priced where the
request names a price: {\"code\": \"J0585\", \"cents\": 648, \"units\": 1, \"source\": \"…\"}.

Exit status:
  0  every line has an amount
  1  a line has none, and the answer says why
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
