// The verdict in a word and a sentence, or what keeps the visit from being coded.

import type { Outcome, Problem } from "ens_coding";
import { capital, h, reveal } from "../dom.ts";
import type { Form } from "../form/form.ts";
import { steps } from "../path.ts";
import type { Answer, State } from "../state.ts";

const words = { clean: "Clean", findings: "Findings", incomplete: "Incomplete" } as const;
/** A shape beside the colour, for those who do not see the colour. */
const signs = { clean: "✓", findings: "✕", incomplete: "?", warned: "!", refused: "…" } as const;

/** The colour of an answer. Warnings alone are not as bad as a denial to be expected. */
export function tone_of({ outcome }: Answer): keyof typeof signs {
  if (!outcome) return "refused";
  const warned = outcome.verdict === "findings" && !outcome.findings.some(({ severity }) => severity === "deny");
  return warned ? "warned" : outcome.verdict;
}

export function counts(outcome: Outcome): [number, string][] {
  const count = (severity: string) => outcome.findings.filter((finding) => finding.severity === severity).length;
  const plural = (number: number, word: string): [number, string] => [number, number === 1 ? word : `${word}s`];
  return [
    [count("deny"), "to deny"],
    plural(count("warn"), "warning"),
    plural(count("info"), "note"),
    [outcome.not_run.length, "not checked"],
  ];
}

export const line_text = (line: Outcome["claim"]["lines"][number]): string =>
  [line.code, ...(line.modifiers ?? [])].join(" ") + ` × ${line.units}`;

/** The answer in one line. */
export function short(answer: Answer): string {
  if (!answer.outcome) return `Not coded yet: ${answer.problems.length} to mend`;
  const { verdict, claim } = answer.outcome;
  return [words[verdict], ...claim.lines.map(line_text)].join("  ·  ");
}

/** The same for the ear. */
export function spoken({ answer, mode }: State): string {
  if (!answer.outcome) return `Not coded yet. ${answer.problems.map(({ message, path }) => `${message}: ${path}`).join(". ")}`;
  const { verdict, claim } = answer.outcome;
  const lines = claim.lines.map((line) => `${[line.code, ...(line.modifiers ?? [])].join(" ")}, ${line.units} units`).join("; ");
  const said = counts(answer.outcome)
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`)
    .join(", ");
  return `${mode === "own" ? "Your claim" : "Draft"}: ${words[verdict]}. ${lines || "No line"}. ${said}.`;
}

export function verdict(state: State, form: Form): HTMLElement {
  const { answer, mode } = state;
  if (!answer.outcome) return refused(answer.problems, form, state.readable);
  const { verdict } = answer.outcome;
  const tone = tone_of(answer);
  // The library's sentence begins with the word and ends with the counts, which stand here apart.
  const sentence = answer.explanation.summary.replace(/^\w+: /, "").replace(/ \([^()]*\)$/, "");
  const numbers = counts(answer.outcome).map(([number, word]) =>
    h("li", { class: number ? "some" : "none" }, h("b", {}, String(number)), ` ${word}`),
  );
  return h(
    "div",
    { class: `verdict ${tone}` },
    h("span", { class: "sign", "aria-hidden": "true" }, signs[tone]),
    h(
      "div",
      {},
      h("p", { class: "word" }, words[verdict], h("span", {}, mode === "own" ? "your claim" : "drafted claim")),
      h("p", {}, `${capital(sentence)}.`),
    ),
    h("ul", { class: "counts" }, ...numbers),
  );
}

function refused(problems: readonly Problem[], form: Form, readable: boolean): HTMLElement {
  return h(
    "div",
    { class: "verdict refused" },
    h("span", { class: "sign", "aria-hidden": "true" }, signs.refused),
    h(
      "div",
      {},
      h("p", { class: "word" }, "Not coded yet"),
      h("p", {}, readable ? "These are needed first, or cannot be as they are:" : "The JSON cannot be read:"),
    ),
    problem_list(problems, form),
  );
}

/** Each problem with its code and path, and the way to its control. */
export function problem_list(problems: readonly Problem[], form: Form | undefined): HTMLElement {
  return h(
    "ul",
    { class: "problems" },
    ...problems.map(({ code, path, message }, at) => {
      const claim = /^\$claim\.(?:lines\[(\d+)\]\.)?(\w+)/.exec(path);
      const place = claim
        ? document.querySelector<HTMLElement>(`[data-key="${["own", ...claim.slice(1).filter(Boolean)].join(".")}"]`)
        : form?.controls.place(steps(path));
      const go =
        place &&
        h("button", { type: "button", class: "link", "data-key": `problem ${at}`, click: () => reveal(place) }, "Go there");
      return h("li", {}, h("span", {}, message), " ", h("code", {}, code), " ", h("code", { class: "path" }, path), " ", go);
    }),
  );
}
