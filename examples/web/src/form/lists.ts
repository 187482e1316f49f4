// Lists of what came before the visit: one card each. A list that nobody has stated is another thing than an empty one.

import { capital, fresh, h, remover } from "../dom.ts";
import type { Field } from "../facts.ts";
import { type Path, key } from "../path.ts";
import type { State } from "../state.ts";
import { focus_on } from "./adder.ts";
import { type Controls, select } from "./controls.ts";

interface Listed {
  path: Path;
  /** What an entry is called. */
  one: string;
  fields: Field[];
}

/** Longer lists would make the form slow; they stay in the JSON. */
const MOST_SHOWN = 12;

function held_at(state: State, path: Path): number {
  const held = state.get(path);
  return Array.isArray(held) ? held.length : 0;
}

function cards(state: State, controls: Controls, { path, one, fields }: Listed): HTMLElement[] {
  const count = held_at(state, path);
  const name = key(path);
  const first = fields[0]?.at ?? "";
  const card = (at: number): HTMLElement => {
    const remove = remover(`${name}.${at}=remove`, `Remove ${one} ${at + 1}`, "Remove", () => {
      // Whoever takes the last entry away has not said that there is none.
      state.put(count === 1 ? path : [...path, at], undefined);
      focus_on(`${name}.${Math.min(at, count - 2)}.${first}`, `${name}=add`);
    });
    const shown = fields.map((field) => controls.field([...path, at], field));
    const legend = h("legend", {}, `${capital(one)} ${at + 1}`);
    return h("fieldset", { class: "card" }, legend, h("div", { class: "fields" }, ...shown), remove);
  };
  const add = (): void => {
    state.put([...path, count], {});
    focus_on(`${name}.${count}.${first}`);
  };
  const all = () => Array.from({ length: count }, (_, at) => card(at));
  const shown = count > MOST_SHOWN ? [h("p", { class: "hint" }, `${count} are listed in the JSON.`)] : all();
  const more = h("button", { type: "button", "data-key": `${name}=add`, click: add }, `Add ${one}`);
  return [h("div", { class: "cards" }, ...shown), ...(count < MOST_SHOWN ? [more] : [])];
}

/** A list that may be stated to be empty. */
export function asked(state: State, controls: Controls, label: string, listed: Listed): HTMLElement {
  const { path } = listed;
  const count = held_at(state, path);
  const choices = [["none", "None"] as const, ...(count ? [["listed", `${count} listed`] as const] : [])];
  const choice = select(key(path), label, choices, (value) => {
    if (value !== "listed") state.put(path, value === "none" ? [] : undefined);
  });
  const show = choice.show;
  choice.show = (value) => show(Array.isArray(value) ? (value.length ? "listed" : "none") : value);
  return h("div", { class: "list" }, controls.add(path, choice), ...cards(state, controls, listed));
}

/** A list whose absence says nothing. */
export function plain(state: State, controls: Controls, title: string, listed: Listed): HTMLElement {
  const problem = h("p", { class: "problem", id: fresh("problem"), hidden: true });
  const inner = h("div", { class: "list" }, problem, ...cards(state, controls, listed));
  const root = h("fieldset", { class: "group", "data-at": key(listed.path) }, h("legend", {}, title), inner);
  return controls.add(listed.path, { root, show: () => undefined, inputs: [root], problem });
}
