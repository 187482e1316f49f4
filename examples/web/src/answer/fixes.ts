// A fix: one button where the record supports it; where it states facts, these facts first, in plain words.

import type { Claim, Finding, Fix } from "ens_coding";
import { type Child, capital, h, reveal } from "../dom.ts";
import { control } from "../form/controls.ts";
import type { Form } from "../form/form.ts";
import { key as key_of } from "../path.ts";
import { type Place, places_of } from "../record.ts";
import type { State } from "../state.ts";

export function fix_view(
  state: State,
  form: Form,
  claim: Claim,
  finding: Finding,
  fix: Fix,
  sentence: string,
  key: string,
): HTMLElement {
  const facts = fix.document ?? [];
  const changes = fix.changes ?? [];
  const does = changes.length ? (sentence.split(", once recorded, if true: ")[0] ?? sentence) : "";
  const places = facts.flatMap((path) => places_of(state, path, finding.at, claim));
  const apply = (): void => {
    state.fix(fix, does);
    document.getElementById("findings-title")?.focus();
  };
  if (facts.length === 0) {
    return h(
      "div",
      { class: "fix" },
      h("span", { class: "does" }, capital(does)),
      h("button", { type: "button", class: "apply", "data-key": key, "aria-label": `Apply: ${does}`, click: apply }, "Apply"),
    );
  }
  const list = h("ul", {}, ...places.map((place, at) => h("li", {}, ...recording(state, form, place, `${key} ${at}`))));
  if (changes.length === 0) {
    return h("div", { class: "fix states" }, h("p", {}, "Record, if it is true:"), list);
  }
  const heading = h(
    "p",
    {},
    h("span", { class: "does" }, capital(does)),
    ". Applying this states a fact that the visit does not record. Do it only if the record holds:",
  );
  const button = h(
    "button",
    { type: "button", class: "apply", "data-key": key, "aria-label": `State this and apply: ${does}`, click: apply },
    "State this and apply",
  );
  return h("div", { class: "fix states" }, heading, list, button);
}

/** The fact in words, and the way to record it: right here for a choice, otherwise in the form. */
function recording(state: State, form: Form, { path, words, field }: Place, key: string): Child[] {
  const choice = field && (field.kind === "fact" || typeof field.kind === "object");
  if (choice && form.controls.has(path)) {
    const here = control(`${key} ${key_of(path)}`, { ...field, label: `Record in the visit: ${words}` }, (value) =>
      state.put(path, value),
    );
    here.show(state.get(path));
    return [here.root];
  }
  const place = form.controls.place(path);
  return [
    words,
    " ",
    place && h("button", { type: "button", class: "link", "data-key": `go ${key}`, click: () => reveal(place) }, "Go there"),
  ];
}
