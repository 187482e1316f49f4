// A choice and a button that adds what is chosen. Nothing half-made gets into the visit that way.

import { fresh, h } from "../dom.ts";
import type { Options } from "../words.ts";

type Groups = readonly (readonly [group: string, options: Options])[];

const options = (choices: Options) => choices.map(([value, text]) => h("option", { value }, text));

/** Options in groups; a group without a name is none. */
export function grouped(groups: Groups): HTMLElement[] {
  return groups.flatMap(([label, choices]) => (label ? [h("optgroup", { label }, ...options(choices))] : options(choices)));
}

export function adder(name: string, label: string, button: string, groups: Groups, add: (value: string) => void): HTMLElement {
  const id = fresh("adder");
  const choice = h("select", { id, "data-key": `${name}=choice` }, ...grouped(groups));
  const press = h("button", { type: "button", "data-key": `${name}=press`, click: () => add(choice.value) }, button);
  return h("div", { class: "adder" }, h("label", { for: id }, label), choice, press);
}

/** Puts the focus on the element with this `data-key`, or the first of several that exists. */
export function focus_on(...names: string[]): void {
  for (const name of names) {
    const element = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(name)}"]`);
    if (element) return element.focus();
  }
}
