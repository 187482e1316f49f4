// One open point of the checklist: what is wrong, the ways to settle it, and who asks for it.

import type { Checklist, ChecklistItem, Way } from "ens_coding";
import { source } from "../../answer/findings.ts";
import { capital, h } from "../../dom.ts";
import type { Form } from "../../form/form.ts";
import { places_of } from "../../record.ts";
import type { State } from "../../state.ts";
import { count, go_there, lacks } from "../common.ts";
import { at_of, change, group_of, heads, values } from "./words.ts";

export function item(state: State, form: Form, list: Checklist, it: ChecklistItem, key: string): HTMLElement {
  const group = group_of(it);
  const ways = it.ways.map((way, at) => one_way(state, form, list, it, way, it.ways.length > 1 ? at + 1 : 0, `${key} ${at}`));
  // The library leaves out what is empty.
  const needs = it.needs ?? [];
  const correction = it.correction ?? [];
  const told = needs.map((need, at) =>
    h(
      "li",
      {},
      h("span", { class: "box", "aria-hidden": "true" }),
      h("div", { class: "need" }, ...lacks(state, form, need, `${key} need ${at}`)),
    ),
  );
  const sentence = group === "open" ? "It could not be checked" : it.sentence.replace(/ \[expect [^\]]*\]$/, "");
  const nothing = ways.length + told.length + correction.length === 0;
  return h(
    "li",
    { class: `finding ${group}` },
    h("p", { class: "title" }, h("span", { class: `severity ${group}` }, heads[group][1]), " ", h("code", {}, it.rule)),
    h("p", { class: "sentence" }, capital(sentence), "."),
    correction.length > 0 &&
      h(
        "p",
        { class: "mend" },
        h("b", {}, "As the record stands: "),
        `${correction.map((it) => change(list, it)).join(", and ")}.`,
      ),
    ways.length > 1 && h("p", { class: "hint" }, "One of these ways is enough:"),
    ...ways,
    told.length > 0 && h("p", { class: "hint" }, "To be told or loaded:"),
    told.length > 0 && h("ul", { class: "ticks" }, ...told),
    it.unsearched && h("p", { class: "hint" }, "Ways were not searched: too much is open. Settle other points first."),
    nothing && !it.unsearched && h("p", { class: "hint" }, "No record settles it."),
    h("ul", { class: "sources", "aria-label": "Sources" }, ...it.citations.map(source)),
  );
}

function one_way(
  state: State,
  form: Form,
  list: Checklist,
  it: ChecklistItem,
  way: Way,
  number: number,
  key: string,
): HTMLElement {
  const changes = (way.changes ?? []).map((it) => change(list, it));
  const facts = way.facts.map((fact, at) => {
    const [place] = places_of(state, fact.path.replace(/\[\d+\]/g, ""), at_of(fact, it), list.claim);
    const value = h("b", {}, values(fact, place?.field?.kind));
    const link = go_there(place && form.controls.place(place.path), `${key} ${at}`);
    return h(
      "li",
      {},
      h("span", { class: "box", "aria-hidden": "true" }),
      h("div", {}, capital(place?.words ?? fact.path), ": ", value, " ", link),
    );
  });
  const lead =
    facts.length > 1 ? `Record these ${count(facts.length, "fact")}, if they are true` : "Record this, if it is true";
  return h(
    "div",
    { class: "way" },
    h("p", { class: "hint" }, number > 0 && h("b", {}, `Way ${number}. `), `${lead}:`),
    h("ul", { class: "ticks" }, ...facts),
    changes.length > 0 && h("p", { class: "hint" }, `Then on the claim: ${changes.join(", ")}.`),
  );
}
