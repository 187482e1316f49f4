// Two or three codes side by side. What differs is marked, and told in words too.

import type { Comparison, ComparisonRow, Told } from "ens_coding";
import { type Child, h } from "../../dom.ts";
import { code_label } from "../../labels.ts";
import { count, sources } from "../common.ts";
import { answer, grouped, question_words } from "./questions.ts";
import { type Open, chip } from "./sheet.ts";

/** Rows that come last: they seldom decide. */
const minor = new Set([
  ...["multiple_procedure", "bilateral", "assistant_at_surgery", "co_surgeon", "team_surgery", "component", "edits_as"],
]);

export function comparison(it: Comparison, open: Open): Child[] {
  // A cell that is empty everywhere tells nothing.
  const rows = it.rows
    .filter(({ question, cells }) => question !== "label" && cells.some((cell) => cell.length > 0))
    .sort((one, other) => Number(minor.has(one.question)) - Number(minor.has(other.question)));
  const same = rows.filter(({ is_same }) => is_same);
  const table = h("table", { class: "compare differing" });
  const all = h("input", {
    type: "checkbox",
    "data-key": "compare all",
    change: () => table.classList.toggle("differing", !all.checked),
  });
  table.append(
    h("caption", { class: "hidden" }, `${it.codes.join(", ")} side by side on ${it.date}`),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, "Question"),
        ...it.codes.map((code) => h("th", { scope: "col" }, chip(code, open), h("span", { class: "label" }, code_label(code)))),
      ),
    ),
    h("tbody", {}, ...rows.map((row) => drawn(it, row, open))),
  );
  return [
    h("label", { class: "tick" }, all, h("span", {}, `Show what is the same, too (${count(same.length, "row")})`)),
    table,
    sources(
      rows.flatMap(({ cells }) => cells.flat().map(({ citation }) => citation)),
      "compare",
    ),
  ];
}

/** The places of those that say what most say; none, where all differ. */
function most_alike(texts: string[]): Set<number> {
  const alike = texts.map((text) => texts.flatMap((it, at) => (it === text ? [at] : [])));
  return new Set(alike.find((places) => places.length * 2 > texts.length));
}

const mark = (told: Told): string => JSON.stringify([told.value, told.about, told.says]);

function drawn({ codes }: Comparison, { question, is_same, cells }: ComparisonRow, open: Open): HTMLElement {
  const sets = cells.map((cell) => new Set(cell.map(mark)));
  // Of long answers the part that not every code has.
  const alone = (told: Told) => !is_same && !sets.every((set) => set.has(mark(told)));
  const usual = most_alike(sets.map((set) => [...set].sort().join()));
  const shown = (cell: Told[], at: number) => {
    const own = cell.filter(alone);
    const shared = cell.length - own.length;
    const list = (is_same ? cell : own).length ? grouped(is_same ? cell : own) : [];
    const lines = list.map((same) =>
      answer(question, same, ({ value }) => (question === "pairs" ? h("code", { class: "chip" }, value) : chip(value, open))),
    );
    const rest = !is_same && shared > 0 && h("p", { class: "hint" }, `${own.length ? "and " : ""}${shared} that all have`);
    const odd = !is_same && !usual.has(at);
    return h(
      "td",
      { class: odd ? "odd" : false, "data-code": codes[at] ?? "" },
      ...lines,
      rest,
      cell.length === 0 && h("span", { class: "hint" }, "none"),
    );
  };
  return h(
    "tr",
    { class: is_same ? "same" : "differs" },
    h("th", { scope: "row" }, question_words(question), !is_same && h("span", { class: "hidden" }, ", differs")),
    ...cells.map(shown),
  );
}
