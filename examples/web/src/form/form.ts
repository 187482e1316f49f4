// The form. It is made anew when the visit gets another shape (a service more, another kind), and otherwise only synced.

import { places } from "virtual:lists";
import { by_id, h, refill } from "../dom.ts";
import { type Field, authorization, authorization_exempt, device, earlier_service, earlier_trial } from "../facts.ts";
import { implant, is_question, note, plan, procedure, record, setting, terms } from "../facts.ts";
import { type Json, type Path, key } from "../path.ts";
import type { State } from "../state.ts";
import { claim_forms, disciplines, is_needle, is_stimulator, lines_of_business } from "../words.ts";
import { type Control, Controls, codes, entry, select } from "./controls.ts";
import { asked, plain } from "./lists.ts";
import { performers } from "./performers.ts";
import { services, what_of } from "./services.ts";

const numbered_places = places.map(([place, label]) => [place, `${place} ${label}`] as const);
const list = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

export class Form {
  readonly controls: Controls;
  readonly #state: State;
  readonly #root = by_id("form");
  #shape = "";

  constructor(state: State) {
    this.#state = state;
    this.controls = new Controls(state);
    this.#root.addEventListener("submit", (event) => event.preventDefault());
    state.listen(() => this.update());
  }

  update(): void {
    const shape = this.#shaped();
    if (shape !== this.#shape) this.#build();
    this.#shape = shape;
    this.controls.sync();
    this.controls.mark(this.#state.answer.problems ?? []);
    // A form over a text that nobody can read would overwrite it.
    this.#root.inert = !this.#state.readable;
  }

  /** What decides which controls there are. */
  #shaped(): string {
    const get = (...path: Path) => this.#state.get(path);
    const kinds = list(get("services")).map((_, at) => [what_of(this.#state, at), get("services", at, "id") ?? null]);
    const institutional = get("setting", "claim_form") === "institutional";
    return JSON.stringify([
      kinds,
      get("performers") ?? null,
      get("plan_of_care") !== undefined,
      institutional,
      ["services", "trials", "authorizations"].map((name) => list(get("history", name)).length),
      this.#stimulators(),
      this.#needles(),
      this.#state.payers.map(({ id, title }) => [id, title]),
    ]);
  }

  #stimulators(): boolean {
    const stated = ["documentation.implant", "history.trials", "history.implanted_on", "setting.authorization_exempt"];
    return this.#concerns(is_stimulator, stated);
  }

  #needles(): boolean {
    return this.#concerns(is_needle, ["documentation.procedure"]);
  }

  /** Whether it concerns the visit: by its services, by what it states, or perhaps by a claim without a visit. */
  #concerns(is_one: (kind: string) => boolean, stated: string[]): boolean {
    const kinds = list(this.#state.get(["services"])).map((_, at) => what_of(this.#state, at));
    return (
      kinds.some(is_one) ||
      (kinds.length === 0 && this.#state.mode === "own") ||
      stated.some((name) => this.#state.get(name.split(".")) !== undefined)
    );
  }

  #build(): void {
    this.controls.clear();
    const rests_on = "What an implanted stimulator rests on";
    const needles_rest_on = "What a needle procedure rests on";
    refill(
      this.#root,
      group("Payer and place", ...this.#payer(), ...this.#place()),
      performers(this.#state, this.controls),
      this.#diagnoses(),
      services(this.#state, this.controls),
      this.#plan(),
      group("Session note, for every service", ...this.#fields(["documentation", "note"], note)),
      group("Record of the visit", ...this.#fields(["documentation"], record)),
      ...(this.#stimulators() ? [this.#folded(rests_on, ["documentation", "implant"], implant)] : []),
      ...(this.#needles() ? [this.#folded(needles_rest_on, ["documentation", "procedure"], procedure)] : []),
      this.#history(),
      plain(this.#state, this.controls, "Prior authorizations", {
        path: ["history", "authorizations"],
        one: "authorization",
        fields: authorization,
      }),
      this.#folded("What an order for a device rests on", ["documentation", "device"], device),
      this.#folded("What your contract says", ["payer", "terms"], terms),
    );
  }

  #fields(above: Path, fields: Field[]): HTMLElement[] {
    return questions_last(fields).map((field) => this.controls.field(above, field));
  }

  #folded(title: string, above: Path, fields: Field[]): HTMLElement {
    const open = Object.keys((this.#state.get(above) as object | null | undefined) ?? {}).length > 0;
    const inner = h("div", { class: "fields" }, ...this.#fields(above, fields));
    return h("details", { class: "group", "data-key": `fold ${title}`, open }, h("summary", {}, title), inner);
  }

  #own(path: Path, make: (name: string, write: (value: Json | undefined) => void) => Control): HTMLElement {
    return this.controls.add(
      path,
      make(key(path), (value) => this.#state.put(path, value)),
    );
  }

  #payer(): HTMLElement[] {
    const line = (id: Json | undefined) => this.#state.payers.find((payer) => payer.id === id)?.line_of_business;
    const choices = this.#state.payers.map(({ id, title }) => [id, `${id}: ${title}`] as const);
    const choose = (id: Json | undefined): void => {
      // A line of business that only repeated the policy's goes along with it; one that says something else stays.
      const held = this.#state.get(["payer", "line_of_business"]);
      const follows = held !== undefined && held === line(this.#state.get(["payer", "id"])) && line(id) !== undefined;
      if (follows) (this.#state.get(["payer"]) as Record<string, Json>)["line_of_business"] = line(id) ?? null;
      this.#state.put(["payer", "id"], id);
    };
    const payer = select("payer.id", "Payer", choices, choose, { none: "Not listed" });
    payer.root.classList.add("wide");
    return [
      this.controls.add(["payer", "id"], payer),
      this.#own(["payer", "line_of_business"], (name, write) =>
        select(name, "Line of business", lines_of_business, write, { hint: "if not listed" }),
      ),
      this.#own(["date_of_service"], (name, write) => entry(name, "Date of service", "date", write)),
    ];
  }

  #place(): HTMLElement[] {
    const fields: Field[] = [
      { at: "place_of_service", label: "Place of service", kind: numbered_places, none: "Choose…" },
      { at: "claim_form", label: "Claim form", kind: claim_forms, none: "Choose…" },
    ];
    if (this.#state.get(["setting", "claim_form"]) === "institutional") {
      fields.push(
        { at: "bill_type", label: "Type of bill", kind: "code" },
        { at: "revenue_code", label: "Revenue code", kind: "code" },
      );
    }
    fields.push(...setting);
    if (this.#stimulators()) fields.push(authorization_exempt);
    return this.#fields(["setting"], fields);
  }

  #diagnoses(): HTMLElement {
    const path = ["diagnoses"];
    const made = entry(
      "diagnoses",
      "ICD-10-CM codes",
      "text",
      (text) => this.#state.put(path, codes(String(text ?? ""))),
      "the most important first, commas between",
    );
    const show = made.show;
    made.show = (value) => show(Array.isArray(value) ? value.join(", ") : value);
    made.root.classList.add("wide");
    return group("Diagnoses", this.controls.add(path, made));
  }

  #plan(): HTMLElement {
    const path = ["plan_of_care", "discipline"];
    // Without a discipline there is no plan in the visit at all.
    const choose = (value: Json | undefined) => this.#state.put(value === undefined ? ["plan_of_care"] : path, value);
    const discipline = select(key(path), "Discipline", disciplines, choose, { none: "No plan stated" });
    const more = this.#state.get(["plan_of_care"]) === undefined ? [] : this.#fields(["plan_of_care"], plan);
    return group("Plan of care", this.controls.add(path, discipline), ...more);
  }

  #history(): HTMLElement {
    const services = { path: ["history", "services"], one: "earlier service", fields: earlier_service };
    const trials = { path: ["history", "trials"], one: "trial", fields: earlier_trial(numbered_places) };
    const stimulators = this.#stimulators()
      ? [
          asked(this.#state, this.controls, "Earlier trials of stimulation", trials),
          ...this.#fields(["history"], [{ at: "implanted_on", label: "The stimulator was implanted on", kind: "date" }]),
        ]
      : [];
    const amounts: Field[] = [
      { at: "pt_slp_cents", label: "Therapy of the year so far, PT and SLP", kind: "money" },
      { at: "ot_cents", label: "Therapy of the year so far, OT", kind: "money" },
    ];
    return group(
      "History",
      asked(this.#state, this.controls, "Earlier services of the patient", services),
      ...this.#fields(["history", "therapy_to_date"], amounts),
      ...stimulators,
    );
  }
}

/** Questions take a row each; what is shorter stands before them. */
function questions_last(fields: Field[]): Field[] {
  return [...fields.filter(({ kind }) => !is_question(kind)), ...fields.filter(({ kind }) => is_question(kind))];
}

function group(title: string, ...fields: HTMLElement[]): HTMLElement {
  return h("fieldset", { class: "group" }, h("legend", {}, title), h("div", { class: "fields" }, ...fields));
}
