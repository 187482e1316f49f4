// The state of the page: a visit as JSON, perhaps a claim of one's own, and the answer of the library to them.

import { EnsError, Rulebook, type Claim, type Explanation, type Fix, type Outcome, type Problem, type Rule } from "ens_coding";
import { policies } from "virtual:lists";
import { type Json, type Path, get, remove, set } from "./path.ts";

export type Mode = "draft" | "own";

export type Answer =
  | { outcome: Outcome; explanation: Explanation; text: string; problems?: undefined }
  | { problems: readonly Problem[]; outcome?: undefined };

/** Who changed the state: the text editor leaves its own text alone, and so on. */
export type Origin = "form" | "text" | "claim" | "sample" | "fix" | "parts";

/** A policy that a visit can name. */
export interface Payer {
  id: string;
  title: string;
  line_of_business: string;
}

type Listener = (origin: Origin) => void;

export const empty = (): Json => ({
  payer: {},
  date_of_service: "",
  setting: { place_of_service: "", claim_form: "professional" },
  performers: [],
  diagnoses: [],
  services: [],
});

export class State {
  /** The visit. Form controls edit paths in it; what they do not know stays. */
  visit: Json = empty();
  /** The visit as it is written in the editor, and given to the library. */
  text = "";
  /** Whether `text` is JSON at all; while it is not, `visit` is the last one that was. */
  readable = true;
  /** Where the browser stumbled over it. The library names a code and a path, and no line. */
  stumbled = "";
  mode: Mode = "draft";
  /** The submitted claim, once there is one. */
  own: Claim | undefined;
  /** The claim before the last fix, and what that fix did. */
  undo: { claim: Claim | undefined; mode: Mode; did: string } | undefined;
  answer: Answer = { problems: [] };
  readonly rules: ReadonlyMap<string, Rule>;
  /** The policies of the rulebook. */
  payers: readonly Payer[] = policies;
  #book: Rulebook;
  readonly #listeners: Listener[] = [];

  constructor(book: Rulebook, rules: Rule[]) {
    this.#book = book;
    this.rules = new Map(rules.map((rule) => [rule.id, rule]));
  }

  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Answers with another rulebook from here on; `own` are its policies beside the bundled ones. */
  use(book: Rulebook, own: Payer[]): void {
    const former = this.#book;
    this.#book = book;
    this.payers = [...policies, ...own];
    this.#changed("parts");
    former.dispose();
  }

  /** The rulebook that answers now. */
  get book(): Rulebook {
    return this.#book;
  }

  /** The date of service, once it is one. */
  get date(): string | undefined {
    const date = this.get(["date_of_service"]);
    return typeof date === "string" && /^\d{4}-\d\d-\d\d$/.test(date) ? date : undefined;
  }

  /** The claim that the answer is about: one's own, or the draft before its fixes. */
  get judged(): Claim {
    const { outcome } = this.answer;
    return (this.mode === "own" ? this.own : undefined) ?? outcome?.judged ?? outcome?.claim ?? { lines: [] };
  }

  get(path: Path): Json | undefined {
    return get(this.visit, path);
  }

  /** Sets a path of the visit, or removes it with `undefined`. */
  put(path: Path, value: Json | undefined): void {
    const held = this.get(path);
    if (held === value) return;
    if (value === undefined) remove(this.visit, path);
    else set(this.visit, path, value);
    this.written("form");
  }

  /** After a change of the visit object itself. */
  written(origin: Origin): void {
    this.text = JSON.stringify(this.visit, null, 2);
    this.readable = true;
    this.#changed(origin);
  }

  /** What somebody types as JSON. */
  type(text: string): void {
    this.text = text;
    try {
      const typed = JSON.parse(text) as Json;
      this.readable = typeof typed === "object" && typed !== null && !Array.isArray(typed);
      if (this.readable) this.visit = typed;
    } catch (error) {
      this.readable = false;
      const [, line, column] = /line (\d+) column (\d+)/.exec(String(error)) ?? [];
      this.stumbled = line && column ? `near line ${line}, column ${column}` : "";
    }
    this.#changed("text");
  }

  load(text: string): void {
    const document = JSON.parse(text) as Json;
    const claim = get(document, ["claim"]);
    this.visit = claim === undefined ? document : (get(document, ["visit"]) ?? empty());
    this.own = claim as Claim | undefined;
    this.mode = claim === undefined ? "draft" : "own";
    this.undo = undefined;
    this.#services = undefined;
    this.written("sample");
  }

  /** Takes a claim to be checked as one's own. */
  submit(claim: Claim | undefined, origin: Origin = "claim"): void {
    this.own = claim;
    if (claim) this.mode = "own";
    this.#changed(origin);
  }

  choose(mode: Mode): void {
    if (mode === "own" && !this.own) this.own = structuredClone(this.answer.outcome?.claim ?? { lines: [] });
    this.mode = mode;
    this.undo = undefined;
    this.#changed("claim");
  }

  /** Applies a fix to the claim that the findings are about, and checks the result as one's own. */
  fix(fix: Fix, did: string): void {
    const { outcome } = this.answer;
    if (!outcome) return;
    const judged = this.mode === "own" && this.own ? this.own : (outcome.judged ?? outcome.claim);
    this.undo = { claim: this.own, mode: this.mode, did };
    this.submit(this.#book.apply(judged, fix), "fix");
  }

  take_back(): void {
    if (!this.undo) return;
    const { claim, mode } = this.undo;
    this.undo = undefined;
    this.own = claim;
    this.mode = mode;
    this.#changed("fix");
  }

  /** The answer to a claim beside the visit, without showing it. */
  check(claim: Claim): Outcome | undefined {
    try {
      return this.#book.edit(this.visit as never, claim);
    } catch {
      return undefined;
    }
  }

  #services: number | undefined;

  #changed(origin: Origin): void {
    if (this.readable) this.#unlink();
    this.answer = this.#answered();
    for (const listener of this.#listeners) listener(origin);
  }

  /** Lines of a draft name the services that they report by place. Once services come or go, the places mean others. */
  #unlink(): void {
    const services = this.get(["services"]);
    const count = Array.isArray(services) ? services.length : 0;
    if (this.#services !== undefined && this.#services !== count) for (const line of this.own?.lines ?? []) delete line.services;
    this.#services = count;
  }

  /** Text in, text out: so the answer has the same bytes as anywhere else. */
  #answered(): Answer {
    try {
      const text =
        this.mode === "own" && this.own ? this.#book.edit(this.text, JSON.stringify(this.own)) : this.#book.code(this.text);
      return { text, outcome: JSON.parse(text) as Outcome, explanation: JSON.parse(this.#book.explain(text)) as Explanation };
    } catch (error) {
      if (error instanceof EnsError) return { problems: error.problems };
      throw error;
    }
  }
}
