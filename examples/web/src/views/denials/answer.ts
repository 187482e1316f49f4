// The answer to a remitted line: what the codes say, why it was probably denied, what to do.

import type { ReadCode, RemitAnswer, RemitLine } from "ens_coding";
import { claim_view } from "../../answer/claim.ts";
import { rule_text, source } from "../../answer/findings.ts";
import { type Child, capital, h } from "../../dom.ts";
import type { Form } from "../../form/form.ts";
import { places_of } from "../../record.ts";
import type { State } from "../../state.ts";
import { go_there, lacks, money } from "../common.ts";
import { action_words, effect_words, fit_words, missed_words, owed_words, standing_words } from "./words.ts";

export function remitted(state: State, form: Form, it: RemitAnswer): Child[] {
  return [...it.lines.map((line) => one(state, form, line)), corrected(it)];
}

function one(state: State, form: Form, line: RemitLine): HTMLElement {
  const { standing, action, may_appeal, attach = [], document = [] } = line;
  const appeal =
    may_appeal === true
      ? "An appeal is open."
      : may_appeal === false
        ? "No appeal is open."
        : "Whether an appeal is open is not known.";
  const facts = document.flatMap((path, at) => {
    const [place] = places_of(state, path, line.causes[0]?.at ?? {}, state.judged);
    return [
      h("li", {}, capital(place?.words ?? path), " ", go_there(place && form.controls.place(place.path), `denial ${at}`)),
    ];
  });
  const tone = {
    denied: "findings",
    denied_in_part: "findings",
    not_denied: "clean",
    pending: "incomplete",
    not_known: "refused",
  }[standing];
  const signs = { findings: "✕", clean: "✓", incomplete: "?", refused: "…" } as Record<string, string>;
  return h(
    "div",
    {},
    h(
      "div",
      { class: `verdict ${tone}` },
      h("span", { class: "sign", "aria-hidden": "true" }, signs[tone] ?? ""),
      h(
        "div",
        {},
        h("p", { class: "word" }, standing_words(standing), h("span", {}, `line ${line.line + 1}, ${line.code}`)),
        h("p", {}, h("b", {}, `${action_words(action)}.`), standing === "not_denied" ? "" : ` ${appeal}`),
      ),
    ),
    standing !== "not_denied" &&
      h("section", { class: "part" }, h("h3", { tabindex: "-1" }, "Likely cause"), ...causes(state, form, line)),
    attach.length > 0 &&
      h("section", { class: "part" }, h("h3", {}, "To attach"), h("ul", { class: "ticks" }, ...attach.map(ticked))),
    facts.length > 0 &&
      h("section", { class: "part" }, h("h3", {}, "To be true, and in the record"), h("ul", { class: "dots" }, ...facts)),
    h(
      "section",
      { class: "part" },
      h("h3", {}, "What the codes say"),
      read(line),
      h("ul", { class: "sources" }, ...line.citations.map(source)),
    ),
  );
}

const ticked = (text: string): HTMLElement =>
  h("li", {}, h("span", { class: "box", "aria-hidden": "true" }), h("div", {}, capital(text)));

/** The rules that explain it; where none does, why not. */
function causes(state: State, form: Form, { causes, caught_by, missed }: RemitLine): Child[] {
  const list = causes.map(({ rule, fit, severity, citations }, at) =>
    h(
      "li",
      { class: `finding ${severity}` },
      h(
        "p",
        { class: "title" },
        h("code", {}, rule),
        caught_by.includes(rule) && h("b", { class: "caught" }, " would have been caught before it went out"),
      ),
      h("p", { class: "sentence" }, `${capital(fit_words(fit))}.`),
      h("ul", { class: "sources", "aria-label": "Sources" }, ...citations.map(source)),
      rule_text(state, rule, `denial ${at}`),
    ),
  );
  if (list.length > 0) return [h("ol", { class: "findings" }, ...list)];
  if (!missed) return [h("p", { class: "empty" }, "No rule explains it.")];
  const open = (missed.not_run ?? []).map((it, at) =>
    h("li", {}, h("code", {}, it.rule), ": lacks ", ...lacks(state, form, it.lacks, `missed ${at}`)),
  );
  const families = missed.families.length ? ` They are of: ${missed.families.join(", ")}.` : "";
  return [h("p", {}, `${missed_words(missed.because)}.${families}`), open.length > 0 && h("ul", { class: "dots" }, ...open)];
}

function read({ adjustments, remarks = [], difference_cents }: RemitLine): HTMLElement {
  const code = ({ code, meaning, effect, in_force }: ReadCode, name: string, more: string): HTMLElement[] => [
    h("dt", {}, h("code", {}, name + code)),
    h(
      "dd",
      {},
      capital(meaning ?? "no loaded list has it"),
      [effect_words(effect), more]
        .filter(Boolean)
        .map((it) => `; ${it}`)
        .join(""),
      in_force === false && h("b", { class: "ended" }, "; not in force on the day of the remittance"),
    ),
  ];
  const rows = [
    ...adjustments.flatMap(({ group, reason, owed_by }) => code(reason, `${group}-`, owed_words(owed_by))),
    ...remarks.flatMap((remark) => code(remark, "", "")),
  ];
  const off = typeof difference_cents === "number" && difference_cents !== 0;
  return h(
    "dl",
    { class: "said" },
    ...rows,
    ...(off ? [h("dt", {}, "It does not balance"), h("dd", {}, money(difference_cents))] : []),
  );
}

function corrected({ corrected }: RemitAnswer): Child {
  if (!corrected) return false;
  return h(
    "section",
    { class: "part" },
    h("h3", {}, "The claim as the record supports it"),
    claim_view(corrected, "The claim as the record supports it"),
  );
}
