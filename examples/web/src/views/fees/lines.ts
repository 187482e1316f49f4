// The lines of an estimate as a table, each with the steps that lead to its amount.

import type { FeeEstimate, FeeLine } from "ens_coding";
import { h } from "../../dom.ts";
import { code_label } from "../../labels.ts";
import { money, sources } from "../common.ts";
import { equation, step_words } from "./words.ts";

export function fee_lines(it: FeeEstimate): HTMLElement {
  const cell = (cents: number | null | undefined) =>
    h("td", { class: "money" }, typeof cents === "number" ? money(cents) : "–");
  const rows = it.lines.flatMap((line, at) => [
    h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        h("code", {}, [line.code, ...line.modifiers].join(" ")),
        ` × ${line.units}`,
        h("span", { class: "label" }, code_label(line.code)),
      ),
      cell(line.amount_cents),
      cell(line.medicare_cents),
      cell(line.patient_cents),
    ),
    ...(line.steps?.length ? [h("tr", { class: "how" }, h("td", { colspan: 4 }, how(it, line, at)))] : []),
  ]);
  const head = ["Line", "Allowed", "Medicare pays", "Patient’s part"];
  return h(
    "table",
    { class: "fee-lines" },
    h("caption", { class: "hidden" }, "Estimate of each line, in dollars"),
    h("thead", {}, h("tr", {}, ...head.map((name, at) => h("th", { scope: "col", class: at > 0 ? "money" : false }, name)))),
    h("tbody", {}, ...rows),
  );
}

/** The steps of a line, each with the amount after it. */
function how(it: FeeEstimate, line: FeeLine, at: number): HTMLElement {
  const steps = (line.steps ?? []).map((step) =>
    h("li", {}, h("span", {}, step_words(step)), h("span", { class: "money" }, money(step.cents))),
  );
  const { values } = line;
  const setting = values?.setting === "facility" ? "in a facility" : "outside a facility";
  return h(
    "details",
    { class: "more", "data-key": `fee steps ${at}` },
    h("summary", {}, `How ${line.code} comes about`),
    values && h("p", { class: "hint" }, `One unit ${setting}: ${equation(it, values)} = ${money(values.unit_cents)}`),
    line.price && h("p", { class: "hint" }, `Price given: ${money(line.price.cents)}, ${line.price.source}`),
    h("ol", { class: "amounts" }, ...steps),
    sources([values?.citation, ...(line.steps ?? []).flatMap(({ citations }) => citations ?? [])], `fee line ${at}`),
  );
}
