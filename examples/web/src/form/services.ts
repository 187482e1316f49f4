// The services: one card each, with what its kind asks for.

import { fresh, h, remover } from "../dom.ts";
import { type Field, course, is_question, options, service_note } from "../facts.ts";
import { type Json, type Path, get, key, named } from "../path.ts";
import type { State } from "../state.ts";
import { service_name, services as kinds } from "../words.ts";
import { adder, focus_on, grouped } from "./adder.ts";
import { type Control, type Controls, select } from "./controls.ts";

/** The kind of a service. */
export function what_of(state: State, at: number): string {
  return named(state.get(["services", at, "what"])) ?? "";
}

const what_for = (kind: string): Json => (kind in options ? { [kind]: {} } : kind);

export function title_of(state: State, at: number): string {
  const area = state.get(["services", at, "area"]);
  const name = `Service ${at + 1}: ${service_name(what_of(state, at)) || "not chosen"}`;
  return typeof area === "string" && area ? `${name}, ${area}` : name;
}

export function services(state: State, controls: Controls): HTMLElement {
  const held = state.get(["services"]);
  const count = Array.isArray(held) ? held.length : 0;
  const cards = Array.from({ length: count }, (_, at) => card(state, controls, at, count));
  const add = (kind: string): void => {
    state.put(["services", count], { what: what_for(kind) });
    focus_on(`services.${count}.minutes`);
  };
  const more = adder("new-service", count ? "Another service" : "What was done", "Add service", kinds, add);
  return h(
    "fieldset",
    { class: "group", "data-at": "services" },
    h("legend", {}, "Services"),
    h("div", { class: "cards" }, ...cards),
    more,
    h("a", { class: "skip here", href: "#answer" }, "Skip to the answer"),
  );
}

function card(state: State, controls: Controls, at: number, count: number): HTMLElement {
  const path = ["services", at];
  const kind = what_of(state, at);
  const main: Field[] = [
    { at: "minutes", label: "Minutes", kind: "number" },
    { at: "assistant_minutes", label: "Assistant’s part", kind: "number", hint: "minutes" },
    { at: "area", label: "Body area", kind: "text" },
    { at: "allowed_cents", label: "Allowed amount", kind: "money" },
  ];
  const below = (name: string, list: Field[]) => list.map((field) => ({ ...field, at: `${name}.${field.at}` }));
  const all = [...main, ...below(`what.${kind}`, options[kind] ?? []), ...below("note", service_note.slice(0, 2))];
  const remove = remover(`services.${at}=remove`, `Remove service ${at + 1}`, "Remove", () => {
    state.put(path, undefined);
    focus_on(`services.${Math.min(at, count - 2)}.what`, "new-service=choice");
  });
  const fields = (above: Path, list: Field[]) => list.map((field) => controls.field(above, field));
  return h(
    "fieldset",
    { class: "card" },
    h("legend", {}, `Service ${at + 1}`),
    h(
      "div",
      { class: "fields" },
      controls.add([...path, "what"], kind_choice(state, at)),
      ...fields(
        path,
        all.filter(({ kind }) => !is_question(kind)),
      ),
      ...furnished_by(state, controls, path),
      ...fields(
        path,
        all.filter(({ kind }) => is_question(kind)),
      ),
      ...same_minutes(state, controls, at),
    ),
    h(
      "details",
      { class: "more", "data-key": `${key(path)}=more` },
      h("summary", {}, "More of this service and its note"),
      h("div", { class: "fields" }, ...fields(path, course), ...fields([...path, "note"], service_note.slice(2))),
    ),
    remove,
  );
}

function kind_choice(state: State, at: number): Control {
  const path = ["services", at, "what"];
  const made = select(
    key(path),
    "What was done",
    kinds.flatMap(([, list]) => list),
    (kind) => state.put(path, what_for(String(kind ?? ""))),
    {
      none: "Choose…",
    },
  );
  const input = made.inputs[0] as HTMLSelectElement;
  // In groups, which a plain choice does not have; the two options before them stay.
  input.replaceChildren(...[...input.children].slice(0, 2), ...grouped(kinds));
  made.root.classList.add("wide");
  return made;
}

function furnished_by(state: State, controls: Controls, path: Path): HTMLElement[] {
  const held = state.get(["performers"]);
  if (!Array.isArray(held) || held.length < 2) return [];
  const ids = held.map((it) => String(get(it, ["id"]) ?? "")).filter(Boolean);
  const kind = ids.map((id) => [id, id] as const);
  return [controls.field(path, { at: "performer", label: "Furnished by", kind, none: "The first performer" })];
}

/** More services than any visit has: a box for each pair of them would make the form slow, and the JSON holds them as well. */
const MOST_BOXED = 12;

/** Boxes for the other services; those without an id get one, as services refer to each other by id. */
function same_minutes(state: State, controls: Controls, at: number): HTMLElement[] {
  const held = state.get(["services"]);
  if (!Array.isArray(held) || held.length < 2 || held.length > MOST_BOXED) return [];
  const path = ["services", at, "concurrent_with"];
  const others = held.map((service, place) => ({ place, id: get(service, ["id"]) })).filter(({ place }) => place !== at);
  const taken = new Set(held.map((service) => get(service, ["id"])));
  const boxes = others.map(({ place, id }) => {
    const box: HTMLInputElement = h("input", {
      type: "checkbox",
      "data-key": `${key(path)}=${place}`,
      change: () => toggle(place, id, box.checked),
    });
    return { box, id, label: h("label", {}, box, h("span", {}, title_of(state, place))) };
  });
  const toggle = (place: number, id: Json | undefined, on: boolean): void => {
    let name = typeof id === "string" ? id : `service-${place + 1}`;
    while (id === undefined && taken.has(name)) name += "-x";
    if (id === undefined) (held[place] as Record<string, Json>)["id"] = name;
    const now = state.get(path);
    const rest = (Array.isArray(now) ? now : []).filter((it) => it !== name);
    state.put(path, on ? [...rest, name] : rest.length ? rest : undefined);
  };
  const problem = h("p", { class: "problem", id: fresh("problem"), hidden: true });
  const root = h(
    "fieldset",
    { class: "boxes", "data-at": key(path) },
    h("legend", {}, "In the same minutes as"),
    ...boxes.map(({ label }) => label),
    problem,
  );
  const show = (value: Json | undefined): void => {
    for (const { box, id } of boxes) box.checked = Array.isArray(value) && id !== undefined && value.includes(id);
  };
  return [controls.add(path, { root, show, inputs: [root], problem })];
}
