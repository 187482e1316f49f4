// Counting many lines without stopping the page: some at a time, added up by the library.

import type { Rulebook, Tallies } from "ens_coding";

/** A batch is to take about this long, in milliseconds; what the page does meanwhile waits no longer. */
const AT_ONCE = 60;

export interface Progress {
  done: number;
  of: number;
}

/** Gives the counts of all lines, or nothing where `go_on` says no. */
export async function tallied(
  book: Rulebook,
  text: string,
  go_on: (progress: Progress) => boolean,
): Promise<Tallies | undefined> {
  const lines = text.split("\n");
  if (lines[lines.length - 1]?.trim() === "") lines.pop();
  let sum = "";
  let batch = 25;
  for (let at = 0; at < lines.length;) {
    const from = performance.now();
    const some = book.tally(lines.slice(at, at + batch).join("\n"));
    sum = sum === "" ? some : book.merge(`${sum}\n${some}`);
    at = Math.min(at + batch, lines.length);
    const took = Math.max(performance.now() - from, 1);
    batch = Math.max(10, Math.min(500, Math.round((batch * AT_ONCE) / took)));
    if (!go_on({ done: at, of: lines.length })) return undefined;
    await new Promise((next) => setTimeout(next));
  }
  return sum === "" ? { practices: [], lines: 0 } : (JSON.parse(sum) as Tallies);
}
