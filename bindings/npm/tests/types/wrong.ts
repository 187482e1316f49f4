// What must not compile, one mistake below each mark.
import { EnsError, Rulebook } from "ens_coding";
import type { Change, Compact, Outcome, Policy, Practice, Service, Visit } from "ens_coding";

declare const book: Rulebook;
declare const visit: Visit;
declare const outcome: Outcome;
const setting = { place_of_service: "11", claim_form: "professional" } as const;

// Names of fields.
// @ts-expect-error
export const misspelt: Service = { what: "massage", minuets: 15 };
// @ts-expect-error
export const unknown_deep: Visit = { payer: {}, date_of_service: "2024-01-01", setting, documentation: { notes: {} } };
// @ts-expect-error
export const unknown_kind: Service = { what: { dry_needle: { muscles: 1 } } };
// @ts-expect-error
export const unknown_detail: Service = { what: { dry_needling: { muscles: 1, needles: 2 } } };

// Words.
// @ts-expect-error
export const wrong_word: Service = { what: "massages" };
// @ts-expect-error
export const word_with_detail: Service = { what: { massage: {} } };
// @ts-expect-error
export const detail_as_word: Service = { what: "dry_needling" };
// @ts-expect-error
export const wrong_waveform: Service = { what: { electrical_stimulation: { waveform: "square" } } };
// @ts-expect-error
export const wrong_form: Visit["setting"] = { place_of_service: "11", claim_form: "dental" };

// Types of values.
// @ts-expect-error
export const text_as_number: Service = { what: "massage", minutes: "15" };
// @ts-expect-error
export const number_as_fact: Service = { what: { electrical_stimulation: { attended: 1 } } };
// @ts-expect-error
export const date_as_object: Visit = { payer: {}, date_of_service: new Date(), setting };
// @ts-expect-error
export const list_as_one: Visit = { payer: {}, date_of_service: "2024-01-01", setting, diagnoses: "M17.11" };

// Missing fields.
// @ts-expect-error
export const no_payer: Visit = { date_of_service: "2024-01-01", setting };
// @ts-expect-error
export const no_date: Visit = { payer: {}, setting };
// @ts-expect-error
export const no_regions: Service = { what: { spinal_manipulation: {} } };
// @ts-expect-error
export const no_modifier: Change = { add_modifier: { line: 0 } };
// @ts-expect-error
export const no_title: Policy = { policy: "x", line_of_business: "commercial" };
// @ts-expect-error
export const value_of_another_term: Policy["terms"] = { pair_edits: [{ value: "yes", source: "x", trust: "primary" }] };

// @ts-expect-error
export const no_period: Practice = { payer: {}, clinicians: [] };
// @ts-expect-error
export const nobody: Practice = { payer: {}, from: "2025-01-01", to: "2025-12-31", clinicians: [{ trials: 1 }] };

// Answers.
// @ts-expect-error
export const text_is_no_object = book.code("{}").verdict;
// @ts-expect-error
export const object_is_no_text: string = book.code(visit);
// @ts-expect-error
export const never_such_a_verdict = outcome.verdict === "ok";
// @ts-expect-error
export const maybe_missing: string = outcome.findings[0].rule;
// @ts-expect-error
export const maybe_null: number = outcome.findings.map(({ at }) => at.line)[0] + 1;
// @ts-expect-error
outcome.findngs;

// Functions.
// @ts-expect-error
new Rulebook();
// @ts-expect-error
Rulebook.bundled().code(visit);
// @ts-expect-error
void Rulebook.bundled({ icd10: false });
// @ts-expect-error
void Rulebook.bundled({ wasm: 5 });
// @ts-expect-error
void Rulebook.bundled([]);
// @ts-expect-error
void Rulebook.load("{}");
// @ts-expect-error
void Rulebook.load([{ policy: "x" }]);
// @ts-expect-error
book.code();
// @ts-expect-error
book.code(undefined);
// @ts-expect-error
book.code(outcome);
// @ts-expect-error
book.edit(visit, "{}");
// @ts-expect-error
book.edit("{}", outcome.claim);
// @ts-expect-error
book.audit(visit);
// @ts-expect-error
void book.audit("{}").verdict;
// @ts-expect-error
void book.ledger("{}").entries;
// @ts-expect-error
void book.lookup("{}").code;
// @ts-expect-error
book.lookup({ code: "97014" });
// @ts-expect-error
book.lookup({ code: "97014", date: "2026-03-04", payer: "medicare" });
// @ts-expect-error
book.search({ word: "tens" });
// @ts-expect-error
book.compare({ codes: "97014", date: "2026-03-04" });
// @ts-expect-error
book.crosswalk({ code: "97014", date: "2026-03-04", payers: [{ id: "medicare" }] });
// @ts-expect-error
book.missing(outcome);
// @ts-expect-error
book.missing({ visit });
// @ts-expect-error
book.fee(visit);
// @ts-expect-error
book.remit({ visit, claim: outcome.claim });
// @ts-expect-error
book.receipt({ claim: outcome.claim });
// @ts-expect-error
book.replay({ visit });
// @ts-expect-error
book.batch([visit]);
// @ts-expect-error
book.score([{ visit }]);
// @ts-expect-error
book.tally([visit]);
// @ts-expect-error
void book.merge("{}").practices;
// @ts-expect-error
book.basis = outcome.basis;
// @ts-expect-error
book.apply(outcome.claim, outcome.findings);

// Options.
declare const compact: Rulebook<Compact>;
declare const small: Compact;
// @ts-expect-error
book.with();
// @ts-expect-error
book.with({ compct: true });
// @ts-expect-error
book.with({ compact: 1 });
// @ts-expect-error
book.with([]);
// @ts-expect-error
export const not_a_whole_one: Rulebook = book.with({ compact: true });
// @ts-expect-error
export const not_a_compact_one: Rulebook<Compact> = book.with({ strict: true });
// @ts-expect-error
export const no_whole_answer: Outcome = compact.code(visit);
// @ts-expect-error
export const no_titles = compact.edit(visit, {}).findings[0]?.citations;
// @ts-expect-error
export const claim_may_be_missing = small.claim.lines;
// @ts-expect-error
book.explain(small);
// @ts-expect-error
compact.explain(compact.code(visit));
// @ts-expect-error
export const of_something_else: Rulebook<string> = book;

export function read_only(error: EnsError): void {
  // @ts-expect-error
  error.code = "x";
  // @ts-expect-error
  error.problems.push(error.problems[0]);
}
