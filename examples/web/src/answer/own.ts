// One's own claim in a table to type in, with what it says beside its lines. What else it holds stays in it.

import type { Claim } from "ens_coding";
import { fresh, h, refill, remover } from "../dom.ts";
import { focus_on } from "../form/adder.ts";
import { codes } from "../form/controls.ts";
import { code_label } from "../labels.ts";
import type { State } from "../state.ts";

type Column = "code" | "modifiers" | "units";

const titles: Record<Column, string> = { code: "Code", modifiers: "Modifiers", units: "Units" };
const columns: Column[] = ["code", "modifiers", "units"];

/** What is typed beside the lines. */
type Beside = "authorization_number" | "condition_codes";
const beside_titles: Record<Beside, string> = {
  authorization_number: "Authorization number",
  condition_codes: "Condition codes",
};

export class OwnClaim {
  readonly root = h("div", { class: "own" });
  readonly #state: State;
  #inputs: [line: number, column: Column, input: HTMLInputElement][] = [];
  #beside: [name: Beside, input: HTMLInputElement][] = [];
  #labels: HTMLElement[] = [];
  #count = -1;

  constructor(state: State) {
    this.#state = state;
  }

  update(): void {
    const claim = this.#state.own ?? { lines: [] };
    if (claim.lines.length !== this.#count) this.#build(claim);
    for (const [at, column, input] of this.#inputs) {
      const value = claim.lines[at]?.[column] ?? "";
      // Whoever types is not corrected while typing.
      if (document.activeElement !== input) input.value = Array.isArray(value) ? value.join(" ") : String(value);
      const wrong = this.#state.answer.problems?.find(({ path }) => path.startsWith(`$claim.lines[${at}].${column}`));
      input.setAttribute("aria-invalid", String(Boolean(wrong)));
      input.title = wrong?.message ?? "";
    }
    for (const [name, input] of this.#beside) {
      const value = claim[name] ?? "";
      if (document.activeElement !== input) input.value = Array.isArray(value) ? value.join(" ") : value;
      const wrong = this.#state.answer.problems?.find(({ path }) => path.startsWith(`$claim.${name}`));
      input.setAttribute("aria-invalid", String(Boolean(wrong)));
      input.title = wrong?.message ?? "";
    }
    this.#labels.forEach((label, at) => (label.textContent = code_label(claim.lines[at]?.code ?? "")));
  }

  #build(claim: Claim): void {
    this.#count = claim.lines.length;
    this.#inputs = [];
    this.#beside = [];
    this.#labels = claim.lines.map(() => h("span", { class: "label" }));
    const head = ["Line", "Code", "Modifiers", "Units"].map((name) => h("th", { scope: "col" }, name));
    refill(
      this.root,
      h(
        "table",
        { class: "lines typed" },
        h("caption", { class: "hidden" }, "Your claim, to type in"),
        h("thead", {}, h("tr", {}, ...head, h("td", {}))),
        h("tbody", {}, ...claim.lines.map((_, at) => this.#row(at))),
      ),
      h("button", { type: "button", "data-key": "own=add", click: () => this.#add() }, "Add line"),
      h("div", { class: "fields" }, this.#field("authorization_number"), this.#field("condition_codes")),
    );
  }

  #row(at: number): HTMLElement {
    const remove = remover(`own.${at}=remove`, `Remove line ${at + 1}`, "✕", () => this.#remove(at));
    const cells = columns.map((column) =>
      h("td", { class: column }, this.#input(at, column), column === "code" && this.#labels[at]),
    );
    return h("tr", {}, h("td", { class: "number" }, String(at + 1)), ...cells, h("td", { class: "remove" }, remove));
  }

  #input(at: number, column: Column): HTMLInputElement {
    const input = h("input", {
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      inputmode: column === "units" ? "numeric" : false,
      "aria-label": `${titles[column]} of line ${at + 1}`,
      "data-key": `own.${at}.${column}`,
      input: () => this.#typed(at, column, input.value.trim().toUpperCase()),
    });
    this.#inputs.push([at, column, input]);
    return input;
  }

  #field(name: Beside): HTMLElement {
    const id = fresh("control");
    const input = h("input", {
      id,
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      "data-key": `own.${name}`,
      input: () => this.#typed_beside(name, input.value.trim()),
    });
    this.#beside.push([name, input]);
    return h("div", { class: "field" }, h("label", { for: id }, beside_titles[name]), input);
  }

  #typed_beside(name: Beside, text: string): void {
    const claim = this.#state.own ?? { lines: [] };
    if (text === "") delete claim[name];
    else if (name === "condition_codes") claim.condition_codes = codes(text);
    else claim.authorization_number = text;
    this.#state.undo = undefined;
    this.#state.submit(claim);
  }

  #typed(at: number, column: Column, text: string): void {
    const claim = this.#state.own;
    const line = claim?.lines[at];
    if (!claim || !line) return;
    if (column === "code") line.code = text;
    else if (column === "modifiers") line.modifiers = text.split(/[\s,]+/).filter(Boolean);
    // What is no number is handed on: the library says what is wrong with it.
    else line.units = (/^\d{1,9}$/.test(text) ? Number(text) : text) as number;
    if (column === "code") delete line.services; // Another code reports another service, perhaps.
    this.#state.undo = undefined;
    this.#state.submit(claim);
  }

  #add(): void {
    const claim = this.#state.own ?? { lines: [] };
    claim.lines.push({ code: "", modifiers: [], units: 1 });
    this.#state.submit(claim);
    focus_on(`own.${claim.lines.length - 1}.code`);
  }

  #remove(at: number): void {
    const claim = this.#state.own;
    if (!claim) return;
    claim.lines.splice(at, 1);
    this.#state.undo = undefined;
    this.#state.submit(claim);
    focus_on(`own.${Math.min(at, claim.lines.length - 1)}.code`, "own=add");
  }
}
