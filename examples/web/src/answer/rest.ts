// What was not checked, why the draft looks as it does, and what all of it rests on.

import type { Claim, NotRun } from "ens_coding";
import { type Child, capital, h, reveal } from "../dom.ts";
import type { Form } from "../form/form.ts";
import { lacking } from "../record.ts";
import type { State } from "../state.ts";
import { rule_text, source } from "./findings.ts";

function place_of({ at }: NotRun, claim: Claim): string {
  if (typeof at.line === "number") return `line ${at.line + 1} (${claim.lines[at.line]?.code ?? ""})`;
  if (typeof at.service === "number") return `service ${at.service + 1}`;
  return typeof at.diagnosis === "number" ? `diagnosis ${at.diagnosis + 1}` : "the claim";
}

export function not_checked(state: State, form: Form, claim: Claim): Child[] {
  const { outcome } = state.answer;
  if (!outcome) return [];
  if (outcome.not_run.length === 0) return [h("p", { class: "empty" }, "Everything that applies was checked.")];
  const list = outcome.not_run.map((open, at) => {
    const missing = lacking(state, open.lacks, open.at, claim).map(({ words, path }, place) => {
      const target = path.length ? form.controls.place(path) : undefined;
      const go =
        target &&
        h(
          "button",
          { type: "button", class: "link", "data-key": `open ${at} ${place}`, click: () => reveal(target) },
          "Go there",
        );
      return h("span", { class: "missing" }, words, " ", go);
    });
    return h(
      "li",
      {},
      h("p", { class: "title" }, h("code", {}, open.rule), ` for ${place_of(open, claim)}`),
      h("p", { class: "sentence" }, "Not known: ", ...missing),
      rule_text(state, open.rule, `open ${open.rule} ${at}`),
    );
  });
  return [h("ul", { class: "open" }, ...list)];
}

export function why(state: State): Child[] {
  const { answer } = state;
  if (!answer.outcome) return [];
  const { steps } = answer.outcome;
  if (steps.length === 0) return [h("p", { class: "empty" }, "A claim of your own was checked; nothing was drafted.")];
  const list = steps.map((step, at) => {
    const reason = capital(answer.explanation.reasons[at] ?? step.reason);
    return h(
      "li",
      {},
      h("span", {}, reason, "."),
      step.citations.length > 0 && h("ul", { class: "sources", "aria-label": "Sources" }, ...step.citations.map(source)),
    );
  });
  return [h("ol", { class: "steps" }, ...list)];
}

export function basis(state: State): Child[] {
  const { outcome } = state.answer;
  if (!outcome) return [];
  const { library, policy, parts } = outcome.basis;
  const title = state.payers.find(({ id }) => id === policy)?.title;
  const rows = parts.map(({ part, edition, digest }) =>
    h("tr", {}, h("th", { scope: "row" }, part), h("td", {}, edition ?? ""), h("td", {}, h("code", {}, digest.slice(0, 12)))),
  );
  return [
    h("p", {}, `Library ${library}. `, policy ? `Policy ${policy}${title ? `: ${title}` : ""}.` : "No policy."),
    h(
      "table",
      { class: "parts" },
      h("caption", { class: "hidden" }, "Tables and policies that the answer rests on"),
      h("thead", {}, h("tr", {}, ...["Part", "Edition", "Digest"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...rows),
    ),
  ];
}
