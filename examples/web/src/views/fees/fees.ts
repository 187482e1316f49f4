// What Medicare would allow for the claim: an estimate, in which nothing changes a code.

import type { FeeEstimate, FeeLine, FeeRequest } from "ens_coding";
import { type Child, capital, h, refill } from "../../dom.ts";
import type { Form } from "../../form/form.ts";
import type { State } from "../../state.ts";
import { ask, lacks, money, of_visit, refusal, sources } from "../common.ts";
import type { View } from "../views.ts";
import { chart } from "./chart.ts";
import { area_form, type AreaForm } from "./area.ts";
import { fee_lines } from "./lines.ts";
import { assumption_words, not_considered, reason_words } from "./words.ts";

export function fees(state: State, form: Form): View {
  return { id: "fees", label: "Fees", title: "Fee estimate", wide: false, show: (root) => show(root, state, form) };
}

function show(root: HTMLElement, state: State, form: Form): () => void {
  const of = h("div");
  const body = h("div", { class: "fees" });
  const update = (): void => {
    refill(of, of_visit(state));
    if (!state.answer.outcome) {
      refill(body, refusal(state.answer.problems, form, "The visit cannot be coded yet. These are needed first:"));
      return;
    }
    const visit = state.visit as unknown as FeeRequest["visit"];
    const claim = state.mode === "own" && state.own ? state.own : state.answer.outcome.claim;
    const asked = ask(() => state.book.fee({ visit, claim, ...area.request() }));
    area.mark(asked.problems ?? []);
    if (asked.problems) refill(body, refusal(asked.problems, form, "No estimate can be made:"));
    else refill(body, ...drawn(state, form, asked.value));
  };
  const area: AreaForm = area_form(update);
  root.append(
    h(
      "p",
      { class: "lead" },
      "What Medicare’s physician fee schedule would allow for this claim. An estimate and no promise; no code is chosen by it.",
    ),
    of,
    area.root,
    body,
  );
  return update;
}

function drawn(state: State, form: Form, it: FeeEstimate): Child[] {
  const { total, lines } = it;
  if (lines.length === 0) return [h("p", { class: "empty" }, "The claim has no line to price.")];
  const unpriced = lines.flatMap((line, at) => (line.not_priced ? [not_priced(state, form, line, at)] : []));
  const figure = (label: string, cents: number, name: string) =>
    h("div", { class: name }, h("dt", {}, label), h("dd", {}, money(cents)));
  return [
    total.priced > 0 &&
      h(
        "dl",
        { class: "totals" },
        figure("Allowed", total.amount_cents, "all"),
        figure("Medicare pays", total.medicare_cents, "paid"),
        figure("Patient’s part", total.patient_cents, "owed"),
      ),
    total.not_priced > 0 &&
      total.priced > 0 &&
      h("p", { class: "aside" }, `Sums of ${total.priced} of ${lines.length} lines; what is not priced is not in them.`),
    total.priced > 0 && chart(lines),
    unpriced.length > 0 && h("section", { class: "part" }, h("h3", {}, "Not priced"), h("ul", { class: "open" }, ...unpriced)),
    total.priced > 0 && h("section", { class: "part" }, h("h3", { tabindex: "-1" }, "Line by line"), fee_lines(it)),
    rests_on(it),
  ];
}

function not_priced(state: State, form: Form, { code, not_priced: why }: FeeLine, at: number): HTMLElement {
  const more = [why?.modifier && `modifier ${why.modifier}`, why?.indicator && `indicator ${why.indicator}`].filter(Boolean);
  return h(
    "li",
    {},
    h("p", { class: "title" }, h("code", {}, code), ` on line ${at + 1}`),
    h(
      "p",
      { class: "sentence" },
      why ? capital(reason_words(why.reason)) : "",
      more.length > 0 && ` (${more.join(", ")})`,
      ".",
    ),
    why?.lacks && h("p", { class: "hint" }, "To be loaded: ", ...lacks(state, form, why.lacks, `fee ${at}`)),
    sources([why?.citation], `fee ${at}`),
  );
}

function rests_on(it: FeeEstimate): HTMLElement {
  const { release, area, conversion_factor } = it;
  const said: [string, Child][] = [
    [
      "Fee schedule",
      release ? `release ${release.edition}${release.covers_date ? "" : ", which does not cover the date"}` : "none is loaded",
    ],
    [
      "Area",
      area ? (area.locality ? `${area.name ?? ""} (${area.locality})` : "national, all indices 1") : "could not be told",
    ],
    [
      "Conversion factor",
      conversion_factor ? `$${(conversion_factor.ten_thousandths / 10000).toFixed(4)}` : "none is known for the date",
    ],
    ["Taken for granted", it.assumed.map(assumption_words).join("; ")],
    ["Not looked at", not_considered(it)],
    ["Rounding", it.rounding],
  ];
  const rows = said.filter(([, text]) => text !== "");
  return h(
    "section",
    { class: "part" },
    h("h3", {}, "What the estimate rests on"),
    h("dl", { class: "said" }, ...rows.flatMap(([name, text]) => [h("dt", {}, name), h("dd", {}, text)])),
    sources([conversion_factor?.citation, area?.citation], "fee basis"),
  );
}
