// What each payer takes for the service of a code; payers that say the same stand together.

import type { Crosswalk, CrosswalkEntry } from "ens_coding";
import { type Child, h } from "../../dom.ts";
import { count, sources } from "../common.ts";
import { type Open, chip } from "./sheet.ts";

const order = ["replaced", "taken", "priced", "not_taken", "not_known"];
const words: Record<string, string> = {
  replaced: "takes another code",
  taken: "takes it",
  priced: "has a price for it; whether it is covered depends on its criteria",
  not_taken: "takes none",
  not_known: "does not say",
};

export function crosswalk(it: Crosswalk, payer: unknown, open: Open): Child[] {
  const groups = new Map<string, CrosswalkEntry[]>();
  for (const entry of it.payers) {
    const key = `${order.indexOf(entry.standing)} ${entry.take ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const rows = [...groups.entries()]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([, entries]) => row(entries, payer, open));
  return [
    it.in_force !== it.code &&
      h(
        "p",
        { class: "aside" },
        it.in_force ? `In force on the date is ${it.in_force}.` : "No code for it is in force on the date.",
      ),
    h(
      "table",
      { class: "crosswalk" },
      h("caption", { class: "hidden" }, `What payers take for ${it.code}`),
      h("thead", {}, h("tr", {}, ...["Take", "Payers"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...rows),
    ),
    sources(
      it.payers.map(({ citation }) => citation),
      "crosswalk",
    ),
  ];
}

function row(entries: CrosswalkEntry[], payer: unknown, open: Open): HTMLElement {
  const [first] = entries;
  const names = entries.map(({ payer: id }) => h(id === payer ? "b" : "span", { class: "payer" }, id));
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      first?.take ? chip(first.take, open) : "–",
      h("span", { class: "label" }, words[first?.standing ?? ""] ?? ""),
    ),
    h(
      "td",
      {},
      h("span", { class: "hint" }, `${count(entries.length, "payer")}: `),
      ...names.flatMap((name, at) => (at ? [", ", name] : [name])),
    ),
  );
}
