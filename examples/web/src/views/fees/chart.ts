// A small chart of the lines of an estimate. The table below it says the same, so that it is hidden from screen readers.

import type { FeeLine } from "ens_coding";
import { h, svg } from "../../dom.ts";
import { money } from "../common.ts";

/** A bar a line: what Medicare pays, and the patient's part behind it. */
export function chart(lines: readonly FeeLine[]): HTMLElement {
  const most = Math.max(1, ...lines.map(({ amount_cents }) => amount_cents ?? 0));
  return h("div", { class: "chart", "aria-hidden": "true" }, ...lines.flatMap((line) => row(line, most)));
}

function row({ code, amount_cents, medicare_cents, patient_cents }: FeeLine, most: number): HTMLElement[] {
  const label = h("code", {}, code);
  if (typeof amount_cents !== "number") return [label, h("span", { class: "hint" }, "not priced"), h("span", {})];
  const percent = (cents: number): string => `${((100 * cents) / most).toFixed(2)}%`;
  const paid = medicare_cents ?? 0;
  const drawing = svg(
    "svg",
    { width: "100%", height: 22 },
    svg("rect", { class: "paid", width: percent(paid), height: 22 }),
    svg("rect", { class: "owed", x: percent(paid), width: percent(patient_cents ?? 0), height: 22 }),
  );
  const place = h("span", { class: "drawing" });
  place.append(drawing);
  return [label, place, h("span", { class: "money" }, money(amount_cents))];
}
