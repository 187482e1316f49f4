// A figure as rows of dots: a clinician filled, the rest of the practice hollow, the threshold as a line. The numbers stand
// beside the dots, so that the drawing itself is hidden from screen readers.

import { svg, h } from "../../dom.ts";
import type { Drawn, Row } from "./data.ts";

const percent = (per_mille: number): string => `${(per_mille / 10).toFixed(1)} %`;
const rate = (per_mille: number): string => (Math.floor(per_mille / 10) / 100).toFixed(2); // Rounded down, as the readings are.
export const shown = ({ kind }: Pick<Drawn, "kind">, per_mille: number | undefined): string =>
  per_mille === undefined ? "–" : kind.is_rate ? rate(per_mille) : percent(per_mille);

/** The end of the scale: parts go to the whole, rates to a round number above the greatest. */
function most({ kind, rows, all }: Drawn): number {
  if (!kind.is_rate) return 1000;
  const highest = Math.max(1000, all.per_mille ?? 0, ...rows.flatMap(({ per_mille = 0, peers = 0 }) => [per_mille, peers]));
  return Math.ceil(highest / 1000) * 1000;
}

/** Dots at either end stay whole. */
const place = (per_mille: number, end: number): string => `${(3 + (94 * Math.min(per_mille, end)) / end).toFixed(2)}%`;

function dots(drawn: Drawn, { per_mille, peers, stands_out }: Row): SVGElement {
  const end = most(drawn);
  const { threshold } = drawn;
  const made = svg("svg", { class: "dots", width: "100%", height: 26, "aria-hidden": "true" });
  made.append(svg("line", { class: "axis", x1: "3%", x2: "97%", y1: 13, y2: 13 }));
  if (threshold) {
    const x = place(threshold.per_mille, end);
    made.append(svg("line", { class: "threshold", x1: x, x2: x, y1: 0, y2: 26 }));
  }
  if (per_mille !== undefined && peers !== undefined)
    made.append(svg("line", { class: "between", x1: place(peers, end), x2: place(per_mille, end), y1: 13, y2: 13 }));
  if (peers !== undefined) made.append(svg("circle", { class: "peers", cx: place(peers, end), cy: 13, r: 5 }));
  if (per_mille !== undefined)
    made.append(svg("circle", { class: stands_out ? "own out" : "own", cx: place(per_mille, end), cy: 13, r: 6.5 }));
  return made;
}

export function plot(drawn: Drawn): HTMLElement {
  const { kind, rows } = drawn;
  const end = most(drawn);
  const scale = h(
    "div",
    { class: "scale", "aria-hidden": "true" },
    h("span", {}, "0"),
    h("span", {}, shown(drawn, end).replace(/\.0+(?= |$)/, "")),
  );
  const head: (string | HTMLElement)[] = ["Clinician", scale, "Count", "Own", "Others"];
  const body = rows.map((row) =>
    h(
      "tr",
      { class: row.stands_out ? "out" : false },
      h("th", { scope: "row" }, row.who, row.stands_out && h("span", { class: "flag" }, " stands out")),
      h("td", { class: "drawing" }, dots(drawn, row)),
      h("td", { class: "number" }, `${row.numerator ?? "?"} ${kind.is_rate ? "for" : "of"} ${row.denominator ?? "?"}`),
      h("td", { class: "number own" }, shown(drawn, row.per_mille)),
      h("td", { class: "number" }, shown(drawn, row.peers)),
    ),
  );
  return h(
    "table",
    { class: "plot" },
    h("caption", { class: "hidden" }, kind.title),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        ...head.map((it, at) => h("th", { scope: "col", class: at > 1 ? "number" : at === 1 ? "drawing" : false }, it)),
      ),
    ),
    h("tbody", {}, ...body),
  );
}

/** Parts of a whole as bars, such as the rules of the denials. */
export function bars(title: string, rows: readonly (readonly [name: string, part: number, whole: number])[]): HTMLElement {
  const highest = Math.max(1, ...rows.map(([, part]) => part));
  const bar = (part: number) =>
    svg(
      "svg",
      { class: "bar-of", width: "100%", height: 18, "aria-hidden": "true" },
      svg("rect", { x: 0, y: 3, height: 12, rx: 2, width: `${((100 * part) / highest).toFixed(1)}%` }),
    );
  const body = rows.map(([name, part, whole]) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("code", {}, name)),
      h("td", { class: "drawing" }, bar(part)),
      h("td", { class: "number" }, `${part} of ${whole}`),
    ),
  );
  const head = ["Rule", "", "Claims"];
  return h(
    "table",
    { class: "plot of-rules" },
    h("caption", { class: "hidden" }, title),
    h(
      "thead",
      {},
      h("tr", {}, ...head.map((name, at) => h("th", { scope: "col", class: ["", "drawing", "number"][at] ?? "" }, name))),
    ),
    h("tbody", {}, ...body),
  );
}
