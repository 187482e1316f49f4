//! What the commands say of themselves beyond their options: examples, and what the exit status means.

/// Closes every help text that answers documents.
pub const STATUS: &str = "\
Exit status:
  0  every answer is clean, or has nothing worse than warnings
  1  an answer has a finding of severity deny, or is incomplete
  2  an input cannot be used: bad document, missing file, not UTF-8; or wrong usage";

/// Help after `ens --help`.
pub const EXAMPLES: &str = "\
Examples:
  ens code visit.json
  ens check visit.json claim.json
  ens code --format json < visits.ndjson > answers.ndjson
  ens rules units/tie-choice";

/// Help after `ens code --help`.
pub const CODE: &str = "\
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
pub const CHECK: &str = "\
Examples:
  ens check visit.json claim.json
  ens check monday.json tuesday.json      each one {\"visit\": …, \"claim\": …}
  ens check --format json < checks.ndjson

The claim is never altered; the answer's `claim` is a mended copy of it.";

/// Help after `ens explain --help`.
pub const EXPLAIN: &str = "\
Examples:
  ens explain answer.json
  ens code --format json visit.json | ens explain
  ens explain visit.json                  codes the visit first";

/// Help after `ens audit --help`.
pub const AUDIT: &str = "\
Examples:
  ens audit practice.json
  ens audit --format json < visits-of-the-year.ndjson

A practice looks like this; counts that are not known are left out:
  { \"payer\": { \"id\": \"medicare\" }, \"from\": \"2025-01-01\", \"to\": \"2025-12-31\",
    \"clinicians\": [{ \"id\": \"a\", \"trials\": 50, \"permanent_implants\": 19,
                      \"programming_sessions\": 120, \"programmed_patients\": 40 }] }

With --format json the audit of a practice that was counted from visits is {\"practice\": …, \"audit\": …}.";

/// Help after `ens tally --help`.
pub const TALLY: &str = "\
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
pub const LEDGER: &str = "\
Examples:
  ens ledger visit.json
  ens ledger --format json < visits.ndjson";

/// What the exit status of `ens ledger` means.
pub const LEDGER_STATUS: &str = "\
Exit status:
  0  everything could be counted
  1  something could not be counted
  2  an input cannot be used: bad document, missing file, not UTF-8; or wrong usage";

/// Help after `ens missing --help`.
pub const MISSING: &str = "\
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
pub const RECEIPT: &str = "\
Examples:
  ens receipt visit.json > receipt.json
  ens receipt --strict check.json         {\"visit\": …, \"claim\": …}

A receipt names the library, the tables and policies behind an answer, and holds digests of the answer and its
documents; nothing of the patient's.";

/// Help after `ens replay --help`.
pub const REPLAY: &str = "\
Examples:
  ens replay receipt.json visit.json
  ens replay --part ptp-2026q3.pack receipt.json check.json
  ens replay --format json < requests.ndjson      each one {\"receipt\": …, \"visit\": …, \"claim\": …}

Exit status:
  0  the same answer, byte for byte
  1  something differs, and is named
  2  an input cannot be used";
/// Help after `ens lookup --help`.
pub const LOOKUP: &str = "\
Examples:
  ens lookup 97032 --on 2026-03-04
  ens lookup 97014 --on 2026-03-04 --payer medicare
  ens lookup 64493 --on 2026-03-04 --payer medicare --format json

Exit status:
  0  a loaded table has the code
  1  no loaded table has it
  2  the request cannot be used";

/// Help after `ens search --help`.
pub const SEARCH: &str = "\
Examples:
  ens search tens unit
  ens search greater ocipital
  ens search 6365 --on 2026-03-04

Exit status:
  0  something was found
  1  nothing was found
  2  the request cannot be used";

/// Help after `ens compare --help`.
pub const COMPARE: &str = "\
Examples:
  ens compare 97014 G0283 97032 --on 2026-03-04 --payer medicare

Exit status:
  0  it is known of each code whether it is in force
  1  of one it is not known
  2  the request cannot be used";

/// Help after `ens crosswalk --help`.
pub const CROSSWALK: &str = "\
Examples:
  ens crosswalk 97014 --on 2026-03-04
  ens crosswalk 0720T --on 2026-03-04 --payer medicare --payer uhc

Exit status:
  0  it is known of a payer whether it takes the code
  1  it is known of none
  2  the request cannot be used";

/// Help after `ens fee --help`.
pub const FEE: &str = "\
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
pub const REMIT: &str = "\
Examples:
  ens remit remittance.json
  ens remit --format json < remittances.ndjson

A remittance looks like this; lines are counted from 0, amounts are in cents:
  { \"visit\": …, \"claim\": …, \"remitted_on\": \"2024-09-03\",
    \"lines\": [{ \"line\": 0, \"charged_cents\": 4000, \"paid_cents\": 0,
      \"adjustments\": [{ \"group\": \"CO\", \"reason\": \"97\", \"amount_cents\": 4000 }], \"remarks\": [\"M15\"] }] }";

/// What the exit status of `ens remit` means.
pub const REMIT_STATUS: &str = "\
Exit status:
  0  no line was denied, and every code could be read
  1  a line was denied or waits, or something could not be told
  2  an input cannot be used: bad document, missing file, not UTF-8; or wrong usage";

/// Help after `ens score --help`.
pub const SCORE: &str = "\
Examples:
  ens score < remittances.ndjson
  ens score --format json january.ndjson > january.json
  ens score january.json february.json

Exit status:
  0  everything was counted
  2  an input cannot be used, and is not counted";

/// Help after `ens pack --help`.
pub const PACK: &str = "\
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
pub const IMPACT: &str = "\
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
pub const RULES: &str = "\
Examples:
  ens rules
  ens rules units/tie-choice
  ens rules --format json

Exit status:
  0  the rules are listed
  2  no rule has this id";
