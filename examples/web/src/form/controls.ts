// Controls that are bound to a path of the visit. They read it and write it; nothing of the visit lives in them.

import type { Problem } from "ens_coding";
import { fresh, h } from "../dom.ts";
import type { Field, Kind } from "../facts.ts";
import { type Json, type Path, get, key, named, steps } from "../path.ts";
import type { State } from "../state.ts";
import { type Options, limbs as limb_names } from "../words.ts";

export interface Control {
  root: HTMLElement;
  /** Shows what the visit holds. */
  show(value: Json | undefined): void;
  /** What is marked as wrong, and described by the problem. */
  inputs: HTMLElement[];
  problem: HTMLElement;
}

type Write = (value: Json | undefined) => void;

const whole = (text: string): Json => (/^\d{1,9}$/.test(text) ? Number(text) : text);
const cents = (text: string): Json => {
  const [, dollars = "", rest = ""] = /^\$?(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.replaceAll(",", "")) ?? [];
  return dollars ? Number(dollars) * 100 + Number(rest.padEnd(2, "0")) : text;
};

/** Codes in a row, with commas or blanks between. */
export const codes = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean);

/** What a typed text means. What it cannot mean is handed on as it is: the library says what is wrong with it. */
function meaning(kind: Kind, text: string): Json | undefined {
  const typed = text.trim();
  if (typed === "") return undefined;
  if (kind === "number") return whole(typed);
  if (kind === "codes") return codes(typed);
  if (kind === "numbers") return codes(typed).map(whole);
  if (kind === "money") return cents(typed);
  return kind === "code" ? typed.toUpperCase() : kind === "text" ? text : typed;
}

function shown(kind: Kind, value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (kind === "money" && typeof value === "number") return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, "0")}`;
  if ((kind === "codes" || kind === "numbers") && Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const hint_of = (hint: string | undefined) => (hint === undefined ? false : h("span", { class: "hint" }, ` (${hint})`));

function problem_line(): HTMLElement {
  return h("p", { class: "problem", id: fresh("problem"), hidden: true });
}

/** Yes, no, not stated: three answers, and the third one is as good as the others. */
export function fact(name: string, label: string, write: Write, hint?: string, silent = "Not stated"): Control {
  const group = fresh("fact");
  const choices: [string, Json | undefined, string][] = [
    ["yes", true, "Yes"],
    ["no", false, "No"],
    ["open", undefined, silent],
  ];
  const radios = choices.map(([word, value]) =>
    h("input", { type: "radio", name: group, value: word, "data-key": `${name}=${word}`, change: () => write(value) }),
  );
  const problem = problem_line();
  const labels = choices.map(([, , text], at) => h("label", {}, radios[at] as HTMLElement, h("span", {}, text)));
  const root = h(
    "fieldset",
    { class: "fact", "data-at": name },
    h("legend", {}, label, hint_of(hint)),
    h("div", { class: "three" }, ...labels),
    problem,
  );
  const show = (value: Json | undefined): void => {
    const place = choices.findIndex(([, it]) => it === (value ?? undefined));
    radios.forEach((radio, at) => (radio.checked = at === place));
  };
  return { root, show, inputs: [root], problem };
}

export function select(name: string, label: string, choices: Options, write: Write, more: Partial<Field> = {}): Control {
  const id = fresh("control");
  const none = h("option", { value: "" }, more.none ?? "Not stated");
  const unknown = h("option", { hidden: true });
  const chosen = (choice: string): Json => (choice === more.holds ? { [choice]: "" } : choice);
  const change = (): void => write(input.value ? chosen(input.value) : undefined);
  const input = h("select", { id, "data-key": name, change }, none, unknown);
  for (const [value, text] of choices) input.append(h("option", { value }, text));
  const problem = problem_line();
  const root = h("div", { class: "field", "data-at": name }, h("label", { for: id }, label, hint_of(more.hint)), problem, input);
  const show = (value: Json | undefined): void => {
    const text = named(value) ?? shown("text", value);
    const known = text === "" || choices.some(([it]) => it === text);
    unknown.value = known ? "" : text;
    unknown.textContent = known ? "" : `${text} (not in the list)`;
    input.value = text;
  };
  return { root, show, inputs: [input], problem };
}

export function entry(name: string, label: string, kind: Kind, write: Write, hint?: string): Control {
  const id = fresh("control");
  const digits = kind === "number" ? "numeric" : kind === "money" ? "decimal" : false;
  const input = h("input", {
    id,
    type: kind === "date" ? "date" : "text",
    inputmode: digits,
    autocomplete: "off",
    spellcheck: "false",
    class: typeof kind === "string" ? kind : false,
    "data-key": name,
    input: () => write(meaning(kind, input.value)),
  });
  const problem = problem_line();
  const unit = kind === "money" ? "in dollars" : undefined;
  const root = h(
    "div",
    { class: `field ${String(kind)}`, "data-at": name },
    h("label", { for: id }, label, hint_of(hint ?? unit)),
    problem,
    input,
  );
  const show = (value: Json | undefined): void => {
    // Whoever types is not corrected while typing: "5." on the way to "5.20" stays.
    if (document.activeElement !== input) input.value = shown(kind, value);
  };
  return { root, show, inputs: [input], problem };
}

/** A number for each limb. The visit lists those that have one; whatever else is listed stays. */
function limbs(name: string, label: string, write: Write, hint?: string): Control {
  let listed: Json[] = [];
  const place_of = (limb: string): number => listed.findIndex((it) => get(it, ["limb"]) === limb);
  const put = (limb: string, muscles: Json | undefined): void => {
    const place = place_of(limb);
    const next = [...listed];
    next.splice(place < 0 ? next.length : place, 1, ...(muscles === undefined ? [] : [{ limb, muscles }]));
    write(next.length ? next : undefined);
  };
  const number = (limb: string, text: string) => entry(`${name}.${limb}`, text, "number", (typed) => put(limb, typed));
  const numbers = limb_names.map(([limb, text]) => number(limb, text));
  const problem = problem_line();
  const root = h(
    "fieldset",
    { class: "several", "data-at": name },
    h("legend", {}, label, hint_of(hint)),
    h("div", { class: "fields" }, ...numbers.map(({ root }) => root)),
    problem,
  );
  const show = (value: Json | undefined): void => {
    listed = Array.isArray(value) ? value : [];
    limb_names.forEach(([limb], at) => numbers[at]?.show(get(listed, [place_of(limb), "muscles"])));
  };
  return { root, show, inputs: [root], problem };
}

/** The control of a field. */
export function control(name: string, field: Field, write: Write): Control {
  const { kind, label, hint } = field;
  if (kind === "fact") return fact(name, label, write, hint);
  if (kind === "yes") return fact(name, label, write, hint, "Not stated, read as no");
  if (kind === "limbs") return limbs(name, label, write, hint);
  return typeof kind === "string" ? entry(name, label, kind, write, hint) : select(name, label, kind, write, field);
}

/** All controls of the form, by the path that they show. */
export class Controls {
  readonly #all = new Map<string, { path: Path; control: Control }>();
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  add(path: Path, control: Control): HTMLElement {
    this.#all.set(key(path), { path, control });
    return control.root;
  }

  /** The control of a field below `above`. */
  field(above: Path, field: Field): HTMLElement {
    const path = [...above, ...steps(field.at)];
    return this.add(
      path,
      control(key(path), field, (value) => this.#state.put(path, value)),
    );
  }

  clear(): void {
    this.#all.clear();
  }

  sync(): void {
    for (const { path, control } of this.#all.values()) control.show(this.#state.get(path));
  }

  /** The control that shows a path, or the nearest part of the visit above it. */
  at(path: Path): Control | undefined {
    for (let length = path.length; length > 0; length--) {
      const found = this.#all.get(key(path.slice(0, length)));
      if (found) return found.control;
    }
    return undefined;
  }

  has(path: Path): boolean {
    return this.#all.has(key(path));
  }

  /** Where to go for a path: its control, the first one below it, or the nearest one above. */
  place(path: Path): HTMLElement | undefined {
    const below = [...this.#all.keys()].find((name) => name.startsWith(`${key(path)}.`));
    const exact = this.#all.get(key(path)) ?? (below === undefined ? undefined : this.#all.get(below));
    return (exact?.control ?? this.at(path))?.root;
  }

  mark(problems: readonly Problem[]): void {
    for (const { control } of this.#all.values()) tell(control, undefined);
    for (const problem of problems) {
      if (problem.path.startsWith("$claim")) continue;
      const path = steps(problem.path);
      const control = this.at(path);
      // Nothing is wrong yet with what nobody has filled in.
      const blank = [undefined, null, ""].includes(this.#state.get(path) as null);
      if (control) tell(control, problem, blank);
    }
  }
}

/** Says at a control what is wrong with it. */
export function tell(control: Control, problem: Problem | undefined, blank = false): void {
  control.problem.hidden = !problem;
  control.problem.textContent = blank ? "Needed" : (problem?.message ?? "");
  control.problem.classList.toggle("blank", blank);
  for (const input of control.inputs) {
    if (problem) input.setAttribute("aria-describedby", control.problem.id);
    else input.removeAttribute("aria-describedby");
    if (input.matches("input, select, textarea")) input.setAttribute("aria-invalid", String(Boolean(problem) && !blank));
  }
}
