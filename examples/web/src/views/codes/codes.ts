// Looking codes up: search, the sheet of one code, two or three side by side, and what payers take.

import type { LookupRequest } from "ens_coding";
import { type Child, announce, h, refill } from "../../dom.ts";
import type { Form } from "../../form/form.ts";
import { code_label } from "../../labels.ts";
import type { State } from "../../state.ts";
import { ask, of_visit, refusal } from "../common.ts";
import type { View } from "../views.ts";
import { comparison } from "./compare.ts";
import { crosswalk } from "./crosswalk.ts";
import { search } from "./search.ts";
import { sheet } from "./sheet.ts";

const MOST = 3;

export function codes(state: State, form: Form): View {
  return {
    id: "codes",
    label: "Codes",
    title: "Look a code up",
    wide: true,
    show: (root) => new Codes(state, form, root).update,
  };
}

class Codes {
  readonly #state: State;
  readonly #form: Form;
  /** The code of the sheet, and those side by side. */
  #shown: string | undefined;
  #chosen: string[] = [];
  readonly #of = h("div");
  readonly #side = h("section", { class: "part", "aria-label": "Side by side" });
  readonly #sheet = h("section", { class: "sheet", "aria-labelledby": "sheet-title" });
  readonly #search;

  constructor(state: State, form: Form, root: HTMLElement) {
    this.#state = state;
    this.#form = form;
    this.#search = search(state, this.#open, this.#chooser);
    root.append(
      h(
        "div",
        { class: "two" },
        h("div", {}, this.#of, this.#search.root),
        h("div", { class: "found" }, this.#side, this.#sheet),
      ),
    );
  }

  readonly update = (): void => {
    refill(this.#of, of_visit(this.#state));
    this.#search.update();
    this.#draw_side();
    this.#draw_sheet();
  };

  readonly #open = (code: string): void => {
    this.#shown = code;
    this.#draw_sheet();
    const title = document.getElementById("sheet-title");
    title?.focus({ preventScroll: true });
    this.#sheet.scrollIntoView({ block: "nearest" });
    announce(`${code}: ${code_label(code)}`);
  };

  /** The button beside a hit that puts it side by side with others, or takes it away. */
  readonly #chooser = (code: string): Child => {
    const on = this.#chosen.includes(code);
    const full = !on && this.#chosen.length === MOST;
    return h(
      "button",
      {
        type: "button",
        class: "quiet compare-it",
        "data-key": `compare ${code}`,
        "aria-pressed": String(on),
        "aria-label": `${code} side by side`,
        disabled: full,
        title: full ? "Three codes at most" : false,
        click: () => this.#toggle(code),
      },
      on ? "Chosen" : "Compare",
    );
  };

  #toggle(code: string): void {
    this.#chosen = this.#chosen.includes(code) ? this.#chosen.filter((it) => it !== code) : [...this.#chosen, code];
    this.#search.update();
    this.#draw_side();
    this.#draw_sheet();
  }

  /** Date and payer of the visit; without a date nothing can be looked up. */
  #request(code: string): LookupRequest | undefined {
    const date = this.#state.date;
    const payer = this.#state.get(["payer"]) as LookupRequest["payer"];
    return date === undefined ? undefined : { code, date, ...(payer && Object.keys(payer).length ? { payer } : {}) };
  }

  #draw_side(): void {
    const one = this.#request("");
    this.#side.hidden = this.#chosen.length === 0;
    const names = this.#chosen.map((code) =>
      h(
        "li",
        {},
        h("code", {}, code),
        h(
          "button",
          {
            type: "button",
            class: "link",
            "data-key": `drop ${code}`,
            "aria-label": `Take ${code} away`,
            click: () => this.#toggle(code),
          },
          "Take away",
        ),
      ),
    );
    const head = [h("h3", { tabindex: "-1" }, "Side by side"), h("ul", { class: "chosen" }, ...names)];
    if (this.#chosen.length < 2 || !one) {
      const need = one ? "Choose one or two more codes." : "The visit has no date yet.";
      refill(this.#side, ...head, h("p", { class: "empty" }, need));
      return;
    }
    const { date, payer } = one;
    const asked = ask(() => this.#state.book.compare({ codes: this.#chosen, date, ...(payer ? { payer } : {}) }));
    if (asked.problems) refill(this.#side, ...head, refusal(asked.problems, this.#form, "They cannot be compared:"));
    else refill(this.#side, ...head, ...comparison(asked.value, this.#open));
  }

  #draw_sheet(): void {
    const code = this.#shown ?? this.#state.judged.lines[0]?.code;
    this.#sheet.hidden = code === undefined;
    if (code === undefined) return;
    const head = h(
      "div",
      { class: "head" },
      h("h3", { id: "sheet-title", tabindex: "-1" }, h("code", {}, code), " ", code_label(code)),
      this.#chooser(code),
    );
    const request = this.#request(code);
    if (!request) {
      refill(this.#sheet, head, h("p", { class: "empty" }, "The visit has no date yet: a code is looked up on a date."));
      return;
    }
    const found = ask(() => this.#state.book.lookup(request));
    if (found.problems) {
      refill(this.#sheet, head, refusal(found.problems, this.#form, "It cannot be looked up:"));
      return;
    }
    const walk = ask(() => this.#state.book.crosswalk({ code, date: request.date }));
    refill(
      this.#sheet,
      head,
      ...sheet(this.#state, this.#form, found.value, this.#open),
      walk.value &&
        h(
          "section",
          { class: "part" },
          h("h4", {}, "What payers take"),
          ...crosswalk(walk.value, this.#state.get(["payer", "id"]), this.#open),
        ),
    );
  }
}
