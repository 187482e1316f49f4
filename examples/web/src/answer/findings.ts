// What is wrong or worth knowing: the sentence, who says so, and what would mend it.

import type { Claim, ExplainedFinding, Finding } from "ens_coding";
import { type Child, capital, h, reveal } from "../dom.ts";
import type { Form } from "../form/form.ts";
import type { State } from "../state.ts";
import { fix_view } from "./fixes.ts";

const order = ["deny", "warn", "info"];
const words: Record<string, string> = { deny: "Deny", warn: "Warning", info: "Note" };

/** In the order of the explanation: the worst first, otherwise as they come. */
export function paired(findings: Finding[], explained: ExplainedFinding[]): [Finding, ExplainedFinding | undefined][] {
  const sorted = [...findings].sort((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity));
  return sorted.map((finding, at) => [finding, explained[at]?.rule === finding.rule ? explained[at] : undefined]);
}

/** A source with its trust, and the dates of what it is cited for. */
export function source({ title, trust, from, to }: Finding["citations"][number]): HTMLElement {
  const dates = [from && `from ${from}`, to && `until ${to}`].filter(Boolean).join(" ");
  return h(
    "li",
    {},
    h("span", { class: `trust ${trust}` }, trust),
    " ",
    title,
    dates ? h("span", { class: "dates" }, ` ${dates}`) : false,
  );
}

/** What a rule states, in the words of its documentation. */
export function rule_text(state: State, id: string, key: string): Child {
  const rule = state.rules.get(id);
  if (!rule) return false;
  const paragraphs = rule.doc.split(/\n\s*\n/).map((text) => h("p", {}, text.replace(/\s+/g, " ").replaceAll("`", "").trim()));
  const places = rule.sources.map(({ title, locator }) => h("li", {}, `${title}: ${locator}`));
  return h(
    "details",
    { class: "rule", "data-key": `rule ${key}` },
    h("summary", {}, "What the rule states"),
    ...paragraphs,
    h("ul", { class: "sources" }, ...places),
  );
}

export function findings(state: State, form: Form, claim: Claim): Child[] {
  const { answer } = state;
  if (!answer.outcome) return [];
  const list = paired(answer.outcome.findings, answer.explanation.findings).map(([finding, said], at) =>
    one(state, form, claim, finding, said, `${finding.rule} ${at}`),
  );
  return [list.length ? h("ol", { class: "findings" }, ...list) : h("p", { class: "empty" }, "None.")];
}

function one(
  state: State,
  form: Form,
  claim: Claim,
  finding: Finding,
  said: ExplainedFinding | undefined,
  key: string,
): HTMLElement {
  const { denial, severity } = finding;
  const sentence = (said?.sentence ?? finding.rule).replace(/ \[expect [^\]]*\]$/, "");
  const fixes = finding.fixes.map((fix, at) =>
    fix_view(state, form, claim, finding, fix, said?.fixes[at] ?? "", `${key} fix ${at}`),
  );
  return h(
    "li",
    { class: `finding ${severity}` },
    h(
      "p",
      { class: "title" },
      h("span", { class: `severity ${severity}` }, words[severity]),
      " ",
      h("code", {}, finding.rule),
      service_link(form, finding),
    ),
    h("p", { class: "sentence" }, capital(sentence), "."),
    denial && h("p", { class: "expect" }, "Expect ", h("code", {}, [denial.carc, ...(denial.rarc ?? [])].join(" "))),
    fixes.length > 0 && h("div", { class: "fixes" }, ...fixes),
    h("ul", { class: "sources", "aria-label": "Sources" }, ...finding.citations.map(source)),
    rule_text(state, finding.rule, key),
  );
}

function service_link(form: Form, { at }: Finding): Child {
  if (typeof at.service !== "number") return false;
  const place = form.controls.place(["services", at.service, "what"]);
  return place && h("button", { type: "button", class: "link", click: () => reveal(place) }, `Go to service ${at.service + 1}`);
}
