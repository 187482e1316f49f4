// The sheet of one code: every question that a biller has, with its source.

import type { Citation, Lookup, PairPartners, Told } from "ens_coding";
import { source } from "../../answer/findings.ts";
import { type Child, h } from "../../dom.ts";
import type { Form } from "../../form/form.ts";
import { code_label } from "../../labels.ts";
import { places_of } from "../../record.ts";
import type { State } from "../../state.ts";
import { count, go_there, lacks } from "../common.ts";
import { type Same, answer, groups, grouped, question_words } from "./questions.ts";

export type Open = (code: string) => void;

/** A code that can be opened, where it is one that the project knows. */
export function chip(code: string, open: Open): Child {
  const label = code_label(code);
  if (label === "") return h("code", { class: "chip" }, code);
  return h(
    "button",
    { type: "button", class: "chip", "data-key": `chip ${code}`, title: label, click: () => open(code) },
    code,
  );
}

export function sheet(state: State, form: Form, it: Lookup, open: Open): Child[] {
  if (!it.is_listed) return [h("p", { class: "empty" }, `No loaded table has ${it.code}, so nothing is said of it.`)];
  const parts = groups.flatMap(([title, questions]) => {
    const rows = questions.flatMap(([name]) => {
      const told = it[name];
      return told?.length ? [row(state, form, name, told, open)] : [];
    });
    if (title === "Beside other codes") rows.push(...(it.pairs ?? []).map((pairs) => pair_row(it.code, pairs, open)));
    const told = questions.flatMap(([name]) =>
      (it[name] ?? []).map(({ citation }) => [question_words(name), citation] as const),
    );
    const said = h("dl", { class: "said" }, ...rows.flat());
    return rows.length ? [h("section", { class: "part" }, h("h4", {}, title), said, sources_of(told, `sheet ${title}`))] : [];
  });
  return [...parts, open_questions(state, form, it)];
}

function row(state: State, form: Form, name: string, told: Told[], open: Open): HTMLElement[] {
  const list = name === "documentation" ? documented(state, form, told) : grouped(told).map((same) => one(name, same, open));
  return [h("dt", {}, question_words(name)), h("dd", {}, ...list, name === "documentation" && weakest(told))];
}

/** What is not from a primary source says so where it stands; the sources themselves are named below the group. */
function weakest(told: Told[]): Child {
  const trust = ["unverified", "secondary"].find((it) => told.some(({ citation }) => citation.trust === it));
  return trust !== undefined && h("span", { class: `trust ${trust}` }, trust);
}

/** Each source of a group once, with the questions that it answers. */
function sources_of(told: (readonly [question: string, citation: Citation])[], key: string): Child {
  const once = new Map<string, { citation: Citation; questions: Set<string> }>();
  for (const [question, citation] of told) {
    const held = once.get(citation.source) ?? { citation, questions: new Set() };
    held.questions.add(question);
    once.set(citation.source, held);
  }
  if (once.size === 0) return false;
  const rows = [...once.values()].map(({ citation: { title, trust }, questions }) =>
    h("li", {}, h("span", { class: `trust ${trust}` }, trust), ` ${title}: ${[...questions].join(", ")}`),
  );
  const summary = h("summary", {}, count(rows.length, "source"));
  return h("details", { class: "more sources-of", "data-key": key }, summary, h("ul", { class: "sources" }, ...rows));
}

function one(name: string, same: Same, open: Open): HTMLElement {
  const line = answer(name, same, ({ value }) => chip(value, open));
  const [first] = same.values;
  if (name === "in_force" && first) line.append(dates(first));
  line.append(" ", weakest(same.values) || "");
  return line;
}

function dates({ citation: { from, to } }: Told): string {
  return [from && `, from ${from}`, to && `, until ${to}`].filter(Boolean).join("");
}

/** What to record, each with the way to where the visit records it. */
function documented(state: State, form: Form, told: Told[]): HTMLElement[] {
  const when = [...new Set(told.map(({ about }) => about ?? ""))];
  return when.flatMap((about) => {
    const items = told
      .filter((it) => (it.about ?? "") === about)
      .map(({ value, path }, at) => {
        const [place] = path ? places_of(state, path, {}, state.judged) : [];
        return h("li", {}, value, " ", go_there(place && form.controls.place(place.path), `document ${about} ${at}`));
      });
    return [...(about ? [h("p", { class: "hint" }, `${about}:`)] : []), h("ul", { class: "dots" }, ...items)];
  });
}

const settings = { practitioner: "Pair edits, practitioners", hospital: "Pair edits, hospitals" } as const;

/** Pairs by what they do, because a code may have hundreds. */
function pair_row(code: string, { setting, edition, count: all, partners, citation }: PairPartners, open: Open): HTMLElement[] {
  const kinds = [
    [1, 1, `Denied beside ${code}, unless a modifier shows that they are distinct`],
    [2, 1, `${code} is denied beside them, unless a modifier shows that they are distinct`],
    [1, 0, `Never paid beside ${code}`],
    [2, 0, `${code} is never paid beside them`],
  ] as const;
  const lists = kinds.flatMap(([column, indicator, says]) => {
    const codes = partners.filter((it) => it.column === column && it.indicator === indicator).map((it) => it.code);
    if (codes.length === 0) return [];
    const chips = h("p", { class: "chips" }, ...codes.map((it) => chip(it, open)));
    const fold = h(
      "details",
      { class: "more", "data-key": `pairs ${setting} ${column} ${indicator}` },
      h("summary", {}, count(codes.length, "code")),
      chips,
    );
    return [h("p", {}, `${says}:`), codes.length > 12 ? fold : chips];
  });
  const rest = all - partners.length;
  const others = rest > 0 ? ` ${count(rest, "pair")} with codes of other specialties.` : "";
  return [
    h("dt", {}, settings[setting]),
    h(
      "dd",
      {},
      ...lists,
      h("p", { class: "hint" }, `Edition ${edition}: ${count(all, "pair")} in force.${others}`),
      h("ul", { class: "sources" }, source(citation)),
    ),
  ];
}

function open_questions(state: State, form: Form, { not_run }: Lookup): Child {
  if (not_run.length === 0) return false;
  const items = not_run.map(({ question, lacks: what }, at) =>
    h("li", {}, `${question_words(question)}: lacks `, ...lacks(state, form, what, `sheet ${at}`)),
  );
  return h("section", { class: "part" }, h("h4", {}, "Not looked up"), h("ul", { class: "dots" }, ...items));
}
