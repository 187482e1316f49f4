import type { Audit, Check, Checklist, CompareRequest, Comparison, Crosswalk, CrosswalkRequest } from "./documents.js";
import type { FeeEstimate, FeeRequest, Ledger, Lookup, LookupRequest, Practice, Receipt } from "./documents.js";
import type { RemitAnswer, RemitRequest, Replay, ReplayRequest, SearchRequest, SearchResult, Visit } from "./documents.js";
import { ndjson } from "./text.js";

/** The functions that take one text beside the rulebook. */
export type Service =
  | ("code" | "select" | "batch" | "audit" | "ledger" | "lookup" | "search" | "compare" | "crosswalk")
  | ("missing" | "fee" | "remit" | "score" | "tally" | "receipt" | "replay");

/** The services around coding, as methods of a rulebook. */
export abstract class Services {
  /** Asks the engine; `name` is the argument's in errors. An object gives an object, and text gives text. */
  protected abstract ask<T>(service: Service, document: unknown, name: string): T | string;

  /**
   * Audits what the clinicians of a practice did for one payer in a period.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  audit(practice: Practice): Audit;
  audit(practice: string): string;
  audit(practice: Practice | string): Audit | string {
    return this.ask("audit", practice, "practice");
  }

  /**
   * Tells what a patient's history leaves of the payer's limits, and when the next session is allowed. The visit needs no
   * services.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  ledger(visit: Visit): Ledger;
  ledger(visit: string): string;
  ledger(visit: Visit | string): Ledger | string {
    return this.ask("ledger", visit, "visit");
  }

  /**
   * Looks a code up: what it is, what limits it, and who takes it on a date.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  lookup(request: LookupRequest): Lookup;
  lookup(request: string): string;
  lookup(request: LookupRequest | string): Lookup | string {
    return this.ask("lookup", request, "request");
  }

  /**
   * Finds codes by words, the best first; synonyms and typing errors are understood.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  search(request: SearchRequest): SearchResult;
  search(request: string): string;
  search(request: SearchRequest | string): SearchResult | string {
    return this.ask("search", request, "request");
  }

  /**
   * Puts two or three codes side by side on a date.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  compare(request: CompareRequest): Comparison;
  compare(request: string): string;
  compare(request: CompareRequest | string): Comparison | string {
    return this.ask("compare", request, "request");
  }

  /**
   * Tells which code each payer takes for the service of a code on a date.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  crosswalk(request: CrosswalkRequest): Crosswalk;
  crosswalk(request: string): string;
  crosswalk(request: CrosswalkRequest | string): Crosswalk | string {
    return this.ask("crosswalk", request, "request");
  }

  /**
   * Lists what would have to be documented, if it is true, for the claim to be payable: of a visit, or of a visit and its
   * claim.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  missing(document: Visit | Check): Checklist;
  missing(document: string): string;
  missing(document: Visit | Check | string): Checklist | string {
    return this.ask("missing", document, "document");
  }

  /**
   * Estimates what Medicare allows for a claim, line by line. No other function sees a fee schedule's amounts.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  fee(request: FeeRequest): FeeEstimate;
  fee(request: string): string;
  fee(request: FeeRequest | string): FeeEstimate | string {
    return this.ask("fee", request, "request");
  }

  /**
   * Reads the adjustments of a remittance: the likely cause of each, and whether to correct, appeal or let it stand.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  remit(request: RemitRequest): RemitAnswer;
  remit(request: string): string;
  remit(request: RemitRequest | string): RemitAnswer | string {
    return this.ask("remit", request, "request");
  }

  /**
   * Measures over many remittances how well the library's findings foretell the payer's denials, rule by rule. Lines are
   * requests of `remit` (NDJSON), or scorecards of others, which are added. Gives a `Scorecard` as text.
   *
   * @throws {EnsError} for an argument that is no text, and for the first line that cannot be used; its path is `$[N]`.
   */
  score(lines: string): string {
    return this.ask("score", ndjson(lines), "lines");
  }

  /**
   * Counts what an audit looks at, over many visits, visits with their claims, or requests of `remit`, one a line (NDJSON).
   * Gives `Tallies` as text, which name the lines that were refused and hold no claim.
   *
   * @throws {EnsError} for an argument that is no text.
   */
  tally(lines: string): string {
    return this.ask("tally", ndjson(lines), "lines");
  }

  /**
   * Writes down what the answer to a visit, or to a visit and its claim, rests on: the library, the parts of the rulebook,
   * its options, and digests of what goes in and comes out.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  receipt(document: Visit | Check): Receipt;
  receipt(document: string): string;
  receipt(document: Visit | Check | string): Receipt | string {
    return this.ask("receipt", document, "document");
  }

  /**
   * Gives the answer of a receipt again, with the same bytes, or tells what differs from then.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  replay(request: ReplayRequest): Replay;
  replay(request: string): string;
  replay(request: ReplayRequest | string): Replay | string {
    return this.ask("replay", request, "request");
  }
}
