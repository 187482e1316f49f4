// What the views share: asking the library, money, sources, and the words for what is left open.

import { EnsError, type Citation, type Problem } from "ens_coding";
import { problem_list } from "../answer/verdict.ts";
import { source } from "../answer/findings.ts";
import { type Child, h, reveal } from "../dom.ts";
import type { Form } from "../form/form.ts";
import { lacking } from "../record.ts";
import type { State } from "../state.ts";

export type Asked<T> = { value: T; problems?: undefined } | { problems: readonly Problem[]; value?: undefined };

/** What the library answers, or what it cannot use. */
export function ask<T>(question: () => T): Asked<T> {
  try {
    return { value: question() };
  } catch (error) {
    if (error instanceof EnsError) return { problems: error.problems };
    throw error;
  }
}

/** Problems of a request that holds the visit: their paths lead to the form as those of the visit do. */
export function refusal(problems: readonly Problem[], form: Form, said: string): HTMLElement {
  const shorter = problems.map((it) => ({ ...it, path: it.path.replace(/^\$\.visit/, "$").replace(/^\$\.claim/, "$claim") }));
  return h("div", { class: "refusal" }, h("p", {}, said), problem_list(shorter, form));
}

const dollars = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
export const money = (cents: number): string => dollars.format(cents / 100);
const grouped = new Intl.NumberFormat("en-US");
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${grouped.format(number)} ${number === 1 ? one : many}`;

/** A name of the data, as words. */
export const spaced = (name: string): string => name.replaceAll("_", " ");

/** Each source once, folded, because there may be many. */
export function sources(citations: readonly (Citation | null | undefined)[], key: string): Child {
  const once = new Map<string, Citation>();
  for (const it of citations) if (it) once.set(`${it.source} ${it.from ?? ""} ${it.to ?? ""}`, it);
  if (once.size === 0) return false;
  return h(
    "details",
    { class: "more sources-of", "data-key": `sources ${key}` },
    h("summary", {}, count(once.size, "source")),
    h("ul", { class: "sources" }, ...[...once.values()].map(source)),
  );
}

/** What is lacking (`table:NAME`, `policy:NAME`, or a path of the visit), in plain words with the way there. */
export function lacks(state: State, form: Form, text: string, key: string): Child[] {
  const path = /^(\w+)\[(\d+)\](.*)$/.exec(text);
  const at = path?.[1] === "services" ? { service: Number(path[2]) } : {};
  const plain = text.replace(/\[\d+\]/g, "");
  return lacking(state, plain, at, state.judged).flatMap(({ words, path }, place) => [
    h(
      "span",
      { class: "missing" },
      words,
      " ",
      go_there(path.length ? form.controls.place(path) : undefined, `${key} ${place}`),
    ),
  ]);
}

export function go_there(place: HTMLElement | undefined, key: string): Child {
  return (
    place && h("button", { type: "button", class: "link", "data-key": `go ${key}`, click: () => reveal(place) }, "Go there")
  );
}

/** Whose answer it is: date and payer come from the visit. */
export function of_visit(state: State): HTMLElement {
  const id = state.get(["payer", "id"]);
  const line = state.get(["payer", "line_of_business"]);
  const payer = typeof id === "string" ? id : typeof line === "string" ? spaced(line) : undefined;
  const back = h(
    "button",
    {
      type: "button",
      class: "link",
      "data-key": "of visit",
      click: () => reveal(document.querySelector('[data-key="date_of_service"]') as HTMLElement),
    },
    "Change",
  );
  return h(
    "p",
    { class: "of-visit" },
    "Of the visit: ",
    h("b", {}, state.date ?? "no date yet"),
    ", ",
    h("b", {}, payer ?? "no payer yet"),
    ". ",
    back,
  );
}
