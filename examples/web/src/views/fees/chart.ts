// A small chart of the lines of an estimate. The table beside it says the same, so that it is hidden from screen readers.

import type { FeeLine } from "ens_coding";
import { svg } from "../../dom.ts";
import { money } from "../common.ts";

const WIDTH = 560;
const ROW = 34;
const LEFT = 74;
const RIGHT = 84;

/** A bar a line: what Medicare pays, and the patient's part behind it. */
export function chart(lines: readonly FeeLine[]): SVGElement {
  const most = Math.max(1, ...lines.map(({ amount_cents }) => amount_cents ?? 0));
  const scale = (cents: number) => ((WIDTH - LEFT - RIGHT) * cents) / most;
  const rows = lines.flatMap((line, at) => row(line, at * ROW, scale));
  const height = lines.length * ROW;
  return svg("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${height}`, "aria-hidden": "true" }, ...rows);
}

function row({ code, amount_cents, medicare_cents, patient_cents }: FeeLine, top: number, scale: (cents: number) => number): SVGElement[] {
  const text = (x: number, name: string, words: string) => {
    const made = svg("text", { x, y: top + 21, class: name });
    made.textContent = words;
    return made;
  };
  const label = text(0, "code", code);
  if (typeof amount_cents !== "number") return [label, text(LEFT, "none", "not priced")];
  const paid = scale(medicare_cents ?? 0);
  const owed = scale(patient_cents ?? 0);
  return [
    label,
    svg("rect", { class: "paid", x: LEFT, y: top + 6, width: Math.max(paid, 1), height: 22, rx: 2 }),
    svg("rect", { class: "owed", x: LEFT + paid + 2, y: top + 6, width: Math.max(owed - 2, 0), height: 22, rx: 2 }),
    text(LEFT + paid + owed + 8, "amount", money(amount_cents)),
  ];
}
