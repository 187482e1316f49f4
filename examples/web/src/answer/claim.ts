// The claim: drafted, or one's own in a table to type in.

import type { Claim } from "ens_coding";
import { copy_button } from "../copy.ts";
import { fresh, h, refill } from "../dom.ts";
import { focus_on } from "../form/adder.ts";
import { code_label } from "../labels.ts";
import type { Mode, State } from "../state.ts";
import { OwnClaim } from "./own.ts";

/** What a claim says beside its lines; nothing where it says nothing. */
function beside_lines({ authorization_number, condition_codes, value_codes }: Claim): HTMLElement | false {
  const amount = (cents: number | null | undefined) =>
    typeof cents === "number" ? ` (${(cents / 100).toFixed(2)} dollars)` : "";
  const entries: [title: string, text: string][] = [
    ["Authorization number", authorization_number ?? ""],
    ["Condition codes", (condition_codes ?? []).join(", ")],
    ["Value codes", (value_codes ?? []).map(({ code, amount_cents }) => code + amount(amount_cents)).join(", ")],
  ];
  const said = entries.filter(([, text]) => text !== "");
  const parts = said.map(([title, text]) => h("span", {}, `${title} `, h("code", {}, text)));
  return parts.length > 0 && h("p", { class: "beside-lines" }, ...parts);
}

/** A claim to read. */
export function claim_view(claim: Claim, caption: string): HTMLElement {
  return h("div", { class: "read" }, lines_table(claim, caption), beside_lines(claim));
}

function lines_table(claim: Claim, caption: string): HTMLElement {
  const revenue = claim.lines.some((line) => line.revenue_code);
  const row = (line: Claim["lines"][number], at: number) =>
    h(
      "tr",
      {},
      h("td", { class: "number" }, String(at + 1)),
      h("th", { scope: "row" }, h("code", {}, line.code), h("span", { class: "label" }, code_label(line.code))),
      h("td", {}, ...(line.modifiers ?? []).map((modifier) => h("code", { class: "modifier" }, modifier))),
      h("td", { class: "units" }, String(line.units)),
      revenue && h("td", { class: "number" }, line.revenue_code ?? ""),
    );
  const head = ["Line", "Code", "Modifiers", "Units", ...(revenue ? ["Revenue"] : [])];
  if (claim.lines.length === 0)
    return h("p", { class: "empty" }, "No line: nothing of this visit can be billed as it is recorded.");
  return h(
    "table",
    { class: "lines" },
    h("caption", { class: "hidden" }, caption),
    h("thead", {}, h("tr", {}, ...head.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, ...claim.lines.map(row)),
  );
}

export class ClaimView {
  readonly root: HTMLElement;
  readonly #state: State;
  readonly #own: OwnClaim;
  readonly #before = h("div");
  readonly #after = h("div");
  readonly #modes: [Mode, HTMLInputElement][];

  constructor(state: State) {
    this.#state = state;
    this.#own = new OwnClaim(state);
    const name = fresh("mode");
    const mode = (value: Mode) =>
      h("input", { type: "radio", name, value, "data-key": `mode=${value}`, change: () => state.choose(value) });
    this.#modes = (["draft", "own"] as const).map((value) => [value, mode(value)]);
    const words = { draft: "Drafted claim", own: "Check my own claim" };
    const choice = h(
      "fieldset",
      { class: "choice" },
      h("legend", { class: "hidden" }, "Which claim"),
      ...this.#modes.map(([value, radio]) => h("label", {}, radio, h("span", {}, words[value]))),
    );
    const copy = copy_button("Copy claim", () => JSON.stringify(this.#shown() ?? { lines: [] }, null, 2));
    this.root = h(
      "section",
      { class: "part claim", "aria-labelledby": "claim-title" },
      h("div", { class: "head" }, h("h3", { id: "claim-title", tabindex: "-1" }, "Claim"), choice, copy),
      this.#before,
      this.#own.root,
      this.#after,
    );
  }

  #shown(): Claim | undefined {
    return this.#state.mode === "own" ? this.#state.own : this.#state.answer.outcome?.claim;
  }

  update(): void {
    const { mode, answer } = this.#state;
    for (const [value, radio] of this.#modes) radio.checked = value === mode;
    this.#own.root.hidden = mode !== "own";
    if (mode === "own") this.#own.update();
    refill(this.#before, this.#undo(), mode === "draft" && answer.outcome && claim_view(answer.outcome.claim, "Drafted claim"));
    refill(this.#after, ...(mode === "own" ? this.#mended() : this.#unmended()));
  }

  /** What the last fix did. */
  #undo(): HTMLElement | undefined {
    const { undo } = this.#state;
    if (!undo) return undefined;
    const back = h("button", { type: "button", class: "link", "data-key": "undo", click: () => this.#back() }, "Undo");
    return h("p", { class: "did" }, `Applied: ${undo.did}. The claim is now your own, and checked as such. `, back);
  }

  #back(): void {
    this.#state.take_back();
    document.getElementById("findings-title")?.focus();
  }

  /** A draft whose fixes are in it already, next to what it was before. */
  #unmended(): HTMLElement[] {
    const judged = this.#state.answer.outcome?.judged;
    if (!judged) return [];
    return [
      h(
        "p",
        { class: "aside" },
        "Fixes that need no further record are already in this claim. The findings below name the lines of the draft before them.",
      ),
      h(
        "details",
        { "data-key": "judged" },
        h("summary", {}, "The draft before the fixes"),
        claim_view(judged, "The draft before the fixes"),
      ),
    ];
  }

  /** What becomes of one's own claim with every fix that the record supports. */
  #mended(): HTMLElement[] {
    const { outcome } = this.#state.answer;
    if (!outcome?.judged) return [];
    const again = this.#state.check(outcome.claim);
    const take = (): void => {
      this.#state.undo = { claim: this.#state.own, mode: "own", did: "every fix that the record supports" };
      this.#state.submit(structuredClone(outcome.claim), "fix");
      focus_on("undo");
    };
    return [
      h("h4", {}, "As the record supports it"),
      h(
        "p",
        { class: "aside" },
        "Your claim with every fix that needs no further record",
        again ? `; checked again: ${again.verdict}.` : ".",
      ),
      claim_view(outcome.claim, "The claim as the record supports it"),
      h("button", { type: "button", "data-key": "take", click: take }, "Take this claim"),
    ];
  }
}
