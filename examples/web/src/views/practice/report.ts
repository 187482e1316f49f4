// What the counts of a practice show: findings in sentences, figures as plots, what was not checked, what was refused.

import type { Practice, Tallies } from "ens_coding";
import { source } from "../../answer/findings.ts";
import { type Child, capital, h } from "../../dom.ts";
import type { Form } from "../../form/form.ts";
import type { State } from "../../state.ts";
import { ask, count, refusal, spaced } from "../common.ts";
import { type Drawn, by_rule, clinician, figures, sentence } from "./data.ts";
import { bars, plot, shown } from "./plot.ts";

export function report(state: State, form: Form, tallies: Tallies): Child[] {
  const { practices, lines = 0 } = tallies;
  if (lines === 0) return [h("p", { class: "empty" }, "No line was given.")];
  return [refused(tallies), ...practices.map((practice, at) => one(state, form, practice, at))];
}

/** Lines that hold no claim are named, up to a hundred of them. */
function refused({ lines = 0, refused_lines = 0, refused = [] }: Tallies): Child {
  if (refused_lines === 0) return h("p", { class: "aside" }, `${count(lines, "line")} read.`);
  const list = refused.map(({ line, code, path }) =>
    h("li", {}, `Line ${line}: `, h("code", {}, code), " ", h("code", {}, path)),
  );
  const rest = refused_lines - refused.length;
  return h(
    "div",
    { class: "refusal" },
    h(
      "p",
      {},
      h(
        "b",
        {},
        `${count(refused_lines, "line")} of ${lines} could not be used, and ${refused_lines === 1 ? "is" : "are"} not counted.`,
      ),
    ),
    h(
      "details",
      { class: "more", open: refused.length <= 5 },
      h("summary", {}, "Which, and why"),
      h("ul", {}, ...list),
      rest > 0 && h("p", {}, `and ${rest} more`),
    ),
  );
}

function one(state: State, form: Form, practice: Practice, at: number): HTMLElement {
  const { payer, from, to, clinicians } = practice;
  const name = payer.id ?? (payer.line_of_business ? spaced(payer.line_of_business) : "a payer that is not named");
  const claims = clinicians.reduce((sum, { claims }) => sum + (claims ?? 0), 0);
  const title = h(
    "div",
    { class: "practice-head" },
    h("h3", { id: `practice-${at}`, tabindex: "-1" }, capital(name)),
    h("p", {}, `${from} to ${to} · ${count(claims, "claim")} · ${count(clinicians.length, "clinician")}`),
  );
  const asked = ask(() => state.book.audit(practice));
  const root = h("section", { class: "practice", "aria-labelledby": `practice-${at}` }, title);
  if (asked.problems) {
    root.append(refusal(asked.problems, form, "These counts cannot be audited:"));
    return root;
  }
  const audit = asked.value;
  const drawn = figures(state, practice, audit);
  const findings = audit.findings.map((it) =>
    h(
      "li",
      { class: `finding ${it.severity}` },
      h("p", { class: "title" }, h("b", {}, clinician(practice, it.at.clinician)), " ", h("code", {}, it.rule)),
      h("p", { class: "sentence" }, capital(sentence(state.rules, it)), "."),
      h("ul", { class: "sources", "aria-label": "Sources" }, ...it.citations.map(source)),
    ),
  );
  const none = h("p", { class: "empty" }, "Nothing stands out by a rule. The figures below are no verdict either way.");
  root.append(
    h(
      "section",
      { class: "part" },
      h("h4", {}, "What stands out"),
      findings.length ? h("ol", { class: "findings" }, ...findings) : none,
    ),
    legend(),
    h("div", { class: "figures" }, ...drawn.map(figure), denials(audit)),
  );
  if (audit.not_run.length > 0) root.append(not_checked(practice, audit.not_run));
  return root;
}

function legend(): HTMLElement {
  const key = (name: string, words: string) => h("span", { class: `key ${name}` }, words);
  return h(
    "p",
    { class: "legend" },
    key("own", "a clinician"),
    key("peers", "the rest of the practice"),
    key("threshold", "threshold of a source, where one names it"),
  );
}

function figure(drawn: Drawn): HTMLElement {
  const { kind, all, threshold, rows } = drawn;
  const words = { at_least: "not below", at_most: "not above" };
  return h(
    "section",
    { class: "part figure" },
    h(
      "div",
      { class: "head" },
      h("h4", {}, kind.title),
      h("span", { class: "whole" }, shown(drawn, all.per_mille ?? undefined)),
    ),
    h("p", { class: "reading" }, capital(all.reading), "."),
    rows.length > 0 && plot(drawn),
    threshold &&
      h(
        "div",
        { class: "limit" },
        h("p", {}, h("b", {}, `Threshold: ${words[threshold.side]} ${threshold.per_mille / 10} %`)),
        h("ul", { class: "sources" }, source(threshold.citation)),
      ),
  );
}

function denials(audit: Parameters<typeof by_rule>[0]): Child {
  const rules = by_rule(audit);
  if (rules.length === 0) return false;
  const title = "Denials to be expected, by rule";
  const rows = rules.map(({ rule, numerator, denominator }) => [rule ?? "", numerator ?? 0, denominator ?? 0] as const);
  const aside = h("p", { class: "reading" }, "What the payer did is not shown.");
  return h("section", { class: "part figure" }, h("h4", {}, title), aside, bars(title, rows));
}

function not_checked(
  practice: Practice,
  open: { rule: string; at: { clinician?: number | null }; lacks: string }[],
): HTMLElement {
  const items = open.map(({ rule, at, lacks }) =>
    h("li", {}, h("code", {}, rule), ` for ${clinician(practice, at.clinician)}: lacks `, h("code", {}, lacks)),
  );
  return h("section", { class: "part" }, h("h4", {}, "Not checked"), h("ul", { class: "dots-list" }, ...items));
}
