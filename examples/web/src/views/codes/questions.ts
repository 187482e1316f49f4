// The questions that a look-up answers, in groups, and their answers in plain words.

import type { Lookup, Told } from "ens_coding";
import { type Child, h } from "../../dom.ts";
import { criterion_words } from "./criteria.ts";

/** A question by its name in the answer. */
type Question = { [Name in keyof Lookup]-?: Told[] extends Exclude<Lookup[Name], undefined> ? Name : never }[keyof Lookup];

export const groups: readonly (readonly [title: string, questions: readonly (readonly [Question, string])[]])[] = [
  [
    "What it is",
    [
      ["label", "In our words"],
      ["in_force", "In force"],
      ["successors", "Replaced by"],
      ["predecessors", "Replaces"],
      ["edits_as", "Edits look it up as"],
    ],
  ],
  [
    "How it is counted",
    [
      ["timed", "Units"],
      ["attendance", "Presence"],
      ["unit_limits", "Most units of a day"],
    ],
  ],
  [
    "In Medicare’s fee schedule",
    [
      ["status", "Status"],
      ["therapy_class", "Therapy"],
      ["global_period", "Global days"],
      ["multiple_procedure", "Several of a day"],
      ["bilateral", "Both sides"],
      ["component", "Components"],
      ["assistant_at_surgery", "Assistant at surgery"],
      ["co_surgeon", "Two surgeons"],
      ["team_surgery", "Surgical team"],
    ],
  ],
  [
    "Beside other codes",
    [
      ["add_on_of", "Add-on of"],
      ["add_ons", "Its add-ons"],
      ["guidance", "Guidance"],
      ["own_pairs", "The payer’s own pairs"],
      ["believed_pairs", "Believed pairs, not active"],
    ],
  ],
  ["Modifiers that apply", [["modifiers", "Modifiers"]]],
  [
    "What this payer wants",
    [
      ["payer_takes", "It takes"],
      ["coverage", "Coverage"],
      ["criteria", "It asks"],
      ["frequency", "Sessions"],
      ["authorization", "Before payment"],
      ["terms", "Its terms"],
      ["local_policies", "Local policies, not loaded"],
    ],
  ],
  [
    "To be recorded",
    [
      ["documentation", "Document"],
      ["editions_out_of_range", "Editions that do not cover the date"],
    ],
  ],
];

const names = new Map<string, string>([...groups.flatMap(([, questions]) => questions), ["pairs", "Pair edits"]]);
export const question_words = (name: string): string => names.get(name) ?? name.replaceAll("_", " ");

/** Answers that say the same of several values stand together. */
export interface Same {
  values: Told[];
  about: string | undefined;
  says: string;
}

export function grouped(told: readonly Told[]): Same[] {
  const all = new Map<string, Same>();
  for (const it of told) {
    const key = JSON.stringify([it.says, it.about]);
    const same = all.get(key) ?? { values: [], about: it.about ?? undefined, says: it.says };
    same.values.push(it);
    all.set(key, same);
  }
  return [...all.values()];
}

const words_of_tables = new Set(["in_force", "timed", "attendance", "therapy_class", "coverage", "authorization"]);
const places: Record<string, string> = { practitioner: "practitioners", hospital: "hospitals", dme: "equipment suppliers" };
const words = (name: string): string => (/^[a-z_]+$/.test(name) ? name.replaceAll("_", " ") : name);

/** One line of an answer: what it is about, the values, what they mean. */
export function answer(question: string, { values, about, says }: Same, chip: (told: Told) => Child): HTMLElement {
  if (question === "label") return h("p", {}, ...values.map(({ value }) => value));
  if (question === "documentation") {
    const items = values.map(({ value }) => h("li", {}, value));
    return h("div", {}, about ? h("p", { class: "hint" }, `${about}:`) : "", h("ul", { class: "dots" }, ...items));
  }
  const first = values[0]?.value ?? "";
  if (question === "criteria") return h("p", {}, criterion_words(about ?? "", first));
  if (question === "terms") return h("p", {}, says, ": ", h("b", {}, words(first)));
  const shown = words_of_tables.has(question) ? [] : values.map(chip);
  const who = about === undefined ? "" : question === "unit_limits" ? `${places[about] ?? about}: ` : `${words(about)}: `;
  const stands = question === "payer_takes" ? "" : who;
  if (question === "coverage") {
    const only = about ? `, for diagnoses that begin with ${about.split(" ").join(", ")}` : "";
    return h("p", {}, h("b", {}, words(first)), only);
  }
  return h("p", {}, stands, ...shown.flatMap((it) => [it, " "]), says);
}
