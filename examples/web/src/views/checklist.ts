// What would have to be recorded, if it is true, for the claim to be payable. Nothing is recorded from here.

import type { Change, Checklist, ChecklistItem, SupposedFact, Way } from "ens_coding";
import { source } from "../answer/findings.ts";
import { line_text } from "../answer/verdict.ts";
import { type Child, capital, h, refill } from "../dom.ts";
import type { Form } from "../form/form.ts";
import { places_of } from "../record.ts";
import type { State } from "../state.ts";
import { ask, count, go_there, lacks, money, of_visit, refusal } from "./common.ts";
import type { View } from "./views.ts";

const heads = {
  deny: ["Or a denial is to be expected", "Deny"],
  warn: ["Worth mending", "Warning"],
  info: ["Worth knowing", "Note"],
  open: ["Not checked yet", "Open"],
} as const;
type Group = keyof typeof heads;
const group_of = ({ severity }: ChecklistItem): Group => severity ?? "open";

export function checklist(state: State, form: Form): View {
  return { id: "checklist", label: "Checklist", title: "What to document", wide: false, show: (root) => show(root, state, form) };
}

function show(root: HTMLElement, state: State, form: Form): () => void {
  const body = h("div");
  const print = h("button", { type: "button", class: "quiet", "data-key": "print", click: () => globalThis.print() }, "Print");
  root.append(
    h("p", { class: "lead" }, "What would settle each open point, if it is true. Record only what happened: the list never records anything itself."),
    h("div", { class: "head" }, h("span", { id: "checklist-of" }), print),
    body,
  );
  return () => {
    refill(root.querySelector("#checklist-of") as HTMLElement, of_visit(state));
    if (!state.answer.outcome) {
      refill(body, refusal(state.answer.problems, form, "The visit cannot be coded yet. These are needed first:"));
      return;
    }
    const own = state.mode === "own" ? state.own : undefined;
    const visit = state.visit as never;
    const asked = ask(() => state.book.missing(own ? { visit, claim: own } : visit));
    if (asked.problems) refill(body, refusal(asked.problems, form, "The list cannot be made:"));
    else refill(body, ...drawn(state, form, asked.value));
  };
}

function drawn(state: State, form: Form, list: Checklist): Child[] {
  const claim = list.claim.lines.map(line_text).join(", ") || "no line";
  const about = h("p", { class: "aside" }, `${state.mode === "own" ? "Your own claim" : "The draft as recorded"}: ${claim}.`);
  if (list.items.length === 0)
    return [about, h("p", { class: "all-clear" }, "Nothing is open: what applies to this claim is recorded.")];
  const sections = (Object.keys(heads) as Group[]).map((group) => {
    const items = list.items.filter((it) => group_of(it) === group);
    if (items.length === 0) return false;
    const drawn = items.map((it, at) => item(state, form, list, it, `check ${it.rule} ${at}`));
    const title = h("h3", { id: `checklist-${group}`, tabindex: "-1" }, heads[group][0], h("span", { class: "tally" }, String(items.length)));
    return h("section", { class: "part", "aria-labelledby": `checklist-${group}` }, title, h("ol", { class: "findings" }, ...drawn));
  });
  return [about, ...sections];
}

function item(state: State, form: Form, list: Checklist, it: ChecklistItem, key: string): HTMLElement {
  const group = group_of(it);
  const ways = it.ways.map((way, at) => one_way(state, form, list, it, way, it.ways.length > 1 ? at + 1 : 0, `${key} ${at}`));
  // The library leaves out what is empty.
  const needs = it.needs ?? [];
  const correction = it.correction ?? [];
  const told = needs.map((need, at) => h("li", {}, h("span", { class: "box", "aria-hidden": "true" }), h("div", {}, ...lacks(state, form, need, `${key} need ${at}`))));
  const sentence = group === "open" ? "It could not be checked" : it.sentence.replace(/ \[expect [^\]]*\]$/, "");
  const nothing = ways.length + told.length + correction.length === 0;
  return h(
    "li",
    { class: `finding ${group}` },
    h("p", { class: "title" }, h("span", { class: `severity ${group}` }, heads[group][1]), " ", h("code", {}, it.rule)),
    h("p", { class: "sentence" }, capital(sentence), "."),
    correction.length > 0 && h("p", { class: "mend" }, h("b", {}, "As the record stands: "), `${correction.map((it) => change(list, it)).join(", and ")}.`),
    ways.length > 1 && h("p", { class: "hint" }, "One of these ways is enough:"),
    ...ways,
    told.length > 0 && h("p", { class: "hint" }, "To be told or loaded:"),
    told.length > 0 && h("ul", { class: "ticks" }, ...told),
    it.unsearched && h("p", { class: "hint" }, "Ways were not searched: too much is open. Settle other points first."),
    nothing && !it.unsearched && h("p", { class: "hint" }, "No record settles it."),
    h("ul", { class: "sources", "aria-label": "Sources" }, ...it.citations.map(source)),
  );
}

function one_way(state: State, form: Form, list: Checklist, it: ChecklistItem, way: Way, number: number, key: string): HTMLElement {
  const changes = (way.changes ?? []).map((it) => change(list, it));
  const facts = way.facts.map((fact, at) => {
    const [place] = places_of(state, fact.path.replace(/\[\d+\]/g, ""), at_of(fact, it), list.claim);
    const value = h("b", {}, values(fact, place?.field?.kind));
    const link = go_there(place && form.controls.place(place.path), `${key} ${at}`);
    return h("li", {}, h("span", { class: "box", "aria-hidden": "true" }), h("div", {}, capital(place?.words ?? fact.path), ": ", value, " ", link));
  });
  const lead = facts.length > 1 ? `Record these ${count(facts.length, "fact")}, if they are true` : "Record this, if it is true";
  return h(
    "div",
    { class: "way" },
    h("p", { class: "hint" }, number > 0 && h("b", {}, `Way ${number}. `), `${lead}:`),
    h("ul", { class: "ticks" }, ...facts),
    changes.length > 0 && h("p", { class: "hint" }, `Then on the claim: ${changes.join(", ")}.`),
  );
}

function at_of({ path }: SupposedFact, { at }: ChecklistItem): ChecklistItem["at"] {
  const [, service] = /^services\[(\d+)\]/.exec(path) ?? [];
  return service === undefined ? at : { service: Number(service) };
}

function values({ path, values, bound }: SupposedFact, kind: unknown): string {
  const choices = Array.isArray(kind) ? (kind as [string, string][]) : [];
  const words = values.map((value) => {
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (typeof value === "number" && path.endsWith("_cents")) return money(value);
    const [, label = String(value)] = choices.find(([name]) => name === value) ?? [];
    return label.charAt(0).toLowerCase() + label.slice(1);
  });
  const bounds = { at_least: "at least ", at_most: "at most " };
  return `${bound ? bounds[bound] : ""}${words.join(" or ")}`;
}

/** A change of the claim, in words. */
export function change({ claim }: Pick<Checklist, "claim">, it: Change): string {
  const line = (at: number) => `line ${at + 1}${claim.lines[at] ? ` (${claim.lines[at].code})` : ""}`;
  if ("add_modifier" in it) return `add ${it.add_modifier.modifier} to ${line(it.add_modifier.line)}`;
  if ("remove_modifier" in it) return `take ${it.remove_modifier.modifier} from ${line(it.remove_modifier.line)}`;
  if ("set_units" in it) return `bill ${count(it.set_units.units, "unit")} on ${line(it.set_units.line)}`;
  if ("replace_code" in it) return `bill ${it.replace_code.code} on ${line(it.replace_code.line)}`;
  if ("set_revenue_code" in it) return `put revenue code ${it.set_revenue_code.revenue_code} on ${line(it.set_revenue_code.line)}`;
  if ("set_authorization_number" in it) return `put authorization ${it.set_authorization_number.number} on the claim`;
  if ("add_line" in it) return `add a line of ${line_text(it.add_line.new)}`;
  return `remove ${line(it.remove_line.line)}`;
}
