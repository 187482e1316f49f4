// Who furnished the services. The first one is meant where a service names nobody.

import { h, remover } from "../dom.ts";
import { type Json, get } from "../path.ts";
import type { State } from "../state.ts";
import { performers as kinds } from "../words.ts";
import { adder, focus_on } from "./adder.ts";
import { type Controls, entry, select } from "./controls.ts";

const prefixes: Record<string, string> = {
  physical_therapist: "pt",
  occupational_therapist: "ot",
  speech_language_pathologist: "slp",
};

/** A short name that no other performer has. */
function free(kind: string, taken: Set<Json | undefined>): string {
  const word =
    prefixes[kind] ??
    kind
      .split("_")
      .map((part) => part[0])
      .join("");
  let name = word;
  for (let number = 2; taken.has(name); number++) name = `${word}-${number}`;
  return name;
}

export function performers(state: State, controls: Controls): HTMLElement {
  const held = state.get(["performers"]);
  const count = Array.isArray(held) ? held.length : 0;
  const rows = Array.from({ length: count }, (_, at) => row(state, controls, at, count));
  const add = (kind: string): void => {
    const taken = new Set((Array.isArray(held) ? held : []).map((it) => get(it, ["id"])));
    state.put(["performers", count], { id: free(kind, taken), kind });
    focus_on(`performers.${count}.kind`);
  };
  const more = adder("new-performer", count ? "Another one" : "Who furnished the services", "Add performer", [["", kinds]], add);
  return h("fieldset", { class: "group" }, h("legend", {}, "Performers"), h("div", { class: "rows" }, ...rows), more);
}

function row(state: State, controls: Controls, at: number, count: number): HTMLElement {
  const path = ["performers", at];
  const kind = select(
    `performers.${at}.kind`,
    at === 0 ? "First performer" : `Performer ${at + 1}`,
    kinds,
    (value) => state.put([...path, "kind"], value),
    {
      none: "Choose…",
    },
  );
  const id = entry(`performers.${at}.id`, "Short name", "text", (value) => state.put([...path, "id"], value), "no person’s");
  const remove = remover(`performers.${at}=remove`, `Remove performer ${at + 1}`, "Remove", () => {
    state.put(path, undefined);
    focus_on(`performers.${Math.min(at, count - 2)}.kind`, "new-performer=choice");
  });
  return h("div", { class: "row" }, controls.add([...path, "kind"], kind), controls.add([...path, "id"], id), remove);
}
