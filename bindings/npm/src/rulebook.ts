/// <reference lib="esnext.disposable" preserve="true" />
import type { Basis, Claim, Compact, Draft, Explanation, Fix, Options, Outcome, Rule, Visit } from "./documents.js";
import { Book, Parts, apply, explain, merge, rules, version } from "./engine/engine.js";
import { call, refused } from "./error.js";
import { type FileSource, type WasmSource, read, start } from "./files.js";
import { type Service, Services } from "./services.js";
import { type RulebookPart, answer, ndjson, parts, text } from "./text.js";

/** What `Rulebook.load`, `Rulebook.rules` and `Rulebook.version` need. */
export interface LoadOptions {
  /** Replaces the WebAssembly file of the package. It is read once: only the first call that succeeds does so. */
  wasm?: WasmSource;
}

/** What `Rulebook.bundled` loads. */
export interface BundledOptions extends LoadOptions {
  /** Own parts beside the bundled ones. */
  parts?: readonly RulebookPart[];
  /**
   * `false` leaves the ICD-10-CM table out, which is a file of its own; answers then say that diagnoses were not checked.
   * A source replaces the file of the package.
   */
  icd10cm?: boolean | FileSource;
}

/** A misspelt option would be one that silently does nothing. */
function check(options: object, ...known: string[]): void {
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw refused("argument/unknown", "options", `the options are ${known.join(", ")}`);
  }
}

/** The ICD-10-CM table as a list of at most one part. */
async function tables(wanted: boolean | FileSource): Promise<Uint8Array[]> {
  if (wanted === false) return [];
  return [await read(wanted === true ? new URL("./icd10cm.pack", import.meta.url) : wanted, "icd10cm")];
}

/** Hands the parts to the engine for the time of one call. */
function made(given: Uint8Array[], make: (parts: Parts) => Book): Book {
  return call(() => {
    const parts = new Parts();
    try {
      for (const part of given) parts.push(part);
      return make(parts);
    } finally {
      parts.free();
    }
  });
}

/**
 * Tables and policies. A rulebook never changes.
 *
 * Every function that takes a document takes it as an object or as JSON text, and answers in the same way. With text the
 * answer has the same bytes as in every other language.
 *
 * `A` is what `code` and `edit` answer with: an `Outcome`, or after `with({ compact: true })` a `Compact`.
 */
export class Rulebook<A extends Outcome | Compact = Outcome> extends Services {
  #book: Book | undefined;

  private constructor(book: Book) {
    super();
    this.#book = book;
  }

  /**
   * The rulebook of the bundled tables and policies, and perhaps of your own parts.
   *
   * @throws {EnsError} for a part that cannot be used; its path is `$[N]`, the place of your part. `input/unreadable`
   * means that a file of the package could not be read; the same call may be made again.
   */
  static async bundled(options: BundledOptions = {}): Promise<Rulebook> {
    check(options, "parts", "icd10cm", "wasm");
    const own = parts(options.parts ?? []);
    const [bundled] = await Promise.all([tables(options.icd10cm ?? true), start(options.wasm)]);
    return new Rulebook(made([...own, ...bundled], (all) => Book.bundled(all)));
  }

  /**
   * The rulebook of your parts alone, packs and policies in any order.
   *
   * @throws {EnsError} for a part that cannot be used; its path is `$[N]`, the place of the part.
   */
  static async load(given: readonly RulebookPart[], options: LoadOptions = {}): Promise<Rulebook> {
    check(options, "wasm");
    const own = parts(given);
    await start(options.wasm);
    return new Rulebook(made(own, (all) => Book.load(all)));
  }

  /** All rules, with what they state and where that is written. */
  static async rules(options: LoadOptions = {}): Promise<Rule[]> {
    check(options, "wasm");
    await start(options.wasm);
    return JSON.parse(call(() => rules())) as Rule[];
  }

  /** The version of the library. */
  static async version(options: LoadOptions = {}): Promise<string> {
    check(options, "wasm");
    await start(options.wasm);
    return call(() => version());
  }

  /**
   * A rulebook of the same tables and policies that judges and answers as the options say; what they leave out is off. It
   * costs next to nothing, because tables are shared. This one stays as it is, and each is disposed of by itself.
   *
   * @throws {EnsError} for options that cannot be used.
   */
  with(options: Options & { compact?: false }): Rulebook;
  with(options: Options & { compact: true }): Rulebook<Compact>;
  with(options: Options | string): Rulebook<Outcome | Compact>;
  with(options: Options | string): Rulebook<Outcome | Compact> {
    const book = this.#given();
    if (typeof options === "object" && options !== null) check(options, "strict", "compact");
    const given = text(options, "options");
    return new Rulebook(call(() => book.with(given)));
  }

  /**
   * Codes a visit: drafts its claim, judges it, and mends what the record allows.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  code(visit: Visit): A;
  code(visit: string): string;
  code(visit: Visit | string): A | string {
    return this.ask("code", visit, "visit");
  }

  /**
   * Drafts the claim of a visit, without judging it.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  select(visit: Visit): Draft;
  select(visit: string): string;
  select(visit: Visit | string): Draft | string {
    return this.ask("select", visit, "visit");
  }

  /**
   * Checks a claim that somebody else coded. The claim itself is never changed; the outcome holds a mended copy.
   *
   * @throws {EnsError} for documents that cannot be used; paths of the claim begin with `$claim`.
   */
  edit(visit: Visit, claim: Claim): A;
  edit(visit: string, claim: string): string;
  edit(visit: Visit | string, claim: Claim | string): A | string {
    const book = this.#given();
    const given = [text(visit, "visit"), text(claim, "claim")] as const;
    return answer(visit, call(() => book.edit(...given)));
  }

  /**
   * Answers many documents, one a line (NDJSON): codes visits, and checks documents that hold `visit` and `claim`.
   * Each line that is not blank gives one line: an outcome, or the error of that line.
   *
   * @throws {EnsError} for an argument that is no text.
   */
  batch(lines: string): string {
    return this.ask("batch", ndjson(lines), "lines");
  }

  /**
   * Puts an outcome into sentences with their sources. A compact one says too little for that.
   *
   * @throws {EnsError} for a document that cannot be used.
   */
  explain(outcome: Outcome): Explanation;
  explain(outcome: string): string;
  explain(outcome: Outcome | string): Explanation | string {
    this.#given();
    const given = text(outcome, "outcome");
    return answer(outcome, call(() => explain(given)));
  }

  /**
   * Applies a fix of a finding to the claim that the finding is about. Whoever applies a fix that lists facts under
   * `document` states these facts.
   *
   * @throws {EnsError} for documents that cannot be used; paths of the fix begin with `$fix`.
   */
  apply(claim: Claim, fix: Fix): Claim;
  apply(claim: string, fix: string): string;
  apply(claim: Claim | string, fix: Fix | string): Claim | string {
    this.#given();
    const given = [text(claim, "claim"), text(fix, "fix")] as const;
    return answer(claim, call(() => apply(...given)));
  }

  /**
   * Adds `Tallies` up, one a line (NDJSON), as if their claims had been counted together.
   *
   * @throws {EnsError} for an argument that is no text, and for a line that holds no counts; its path begins with `$[N]`.
   */
  merge(lines: string): string {
    this.#given();
    const given = text(ndjson(lines), "lines");
    return call(() => merge(given));
  }

  /** What the rulebook consists of. */
  get basis(): Basis {
    const book = this.#given();
    return JSON.parse(call(() => book.basis())) as Basis;
  }

  /**
   * Gives the memory of the rulebook back. Doing it twice is harmless; any other use afterwards is an error,
   * `rulebook/disposed`.
   */
  dispose(): void {
    this.#book?.free();
    this.#book = undefined;
  }

  /** As `dispose`; `using` calls it. */
  [Symbol.dispose](): void {
    this.dispose();
  }

  protected override ask<T>(service: Service, document: unknown, name: string): T | string {
    const book = this.#given();
    const given = text(document, name);
    return answer(document, call(() => book[service](given)));
  }

  #given(): Book {
    if (this.#book) return this.#book;
    throw refused("rulebook/disposed", "rulebook", "the rulebook was given back");
  }
}
