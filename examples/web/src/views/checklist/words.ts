// Words of our own for open points, for the values of facts, and for changes of a claim.

import type { Change, Checklist, ChecklistItem, SupposedFact } from "ens_coding";
import { line_text } from "../../answer/verdict.ts";
import { count, money } from "../common.ts";

export const heads = {
  deny: ["Denials to be expected", "Deny"],
  warn: ["Worth mending", "Warning"],
  info: ["Worth knowing", "Note"],
  open: ["Not checked yet", "Open"],
} as const;
export type Group = keyof typeof heads;
export const group_of = ({ severity }: ChecklistItem): Group => severity ?? "open";

/** Where a fact is: at its own service, or where the point is. */
export function at_of({ path }: SupposedFact, { at }: ChecklistItem): ChecklistItem["at"] {
  const [, service] = /^services\[(\d+)\]/.exec(path) ?? [];
  return service === undefined ? at : { service: Number(service) };
}

/** What a fact would have to be. */
export function values({ path, values, bound }: SupposedFact, kind: unknown): string {
  const choices = Array.isArray(kind) ? (kind as [string, string][]) : [];
  const words = values.map((value) => {
    if (typeof value === "boolean") return value ? "yes" : "no";
    if (typeof value === "number" && path.endsWith("_cents")) return money(value);
    const [, label = String(value)] = choices.find(([name]) => name === value) ?? [];
    return label.charAt(0).toLowerCase() + label.slice(1);
  });
  const bounds = { at_least: "at least ", at_most: "at most " };
  return `${bound ? bounds[bound] : ""}${words.join(" or ")}`;
}

/** A change of the claim, in words. */
export function change({ claim }: Pick<Checklist, "claim">, it: Change): string {
  const line = (at: number) => `line ${at + 1}${claim.lines[at] ? ` (${claim.lines[at].code})` : ""}`;
  if ("add_modifier" in it) return `add ${it.add_modifier.modifier} to ${line(it.add_modifier.line)}`;
  if ("remove_modifier" in it) return `take ${it.remove_modifier.modifier} from ${line(it.remove_modifier.line)}`;
  if ("set_units" in it) return `bill ${count(it.set_units.units, "unit")} on ${line(it.set_units.line)}`;
  if ("replace_code" in it) return `bill ${it.replace_code.code} on ${line(it.replace_code.line)}`;
  if ("set_revenue_code" in it)
    return `put revenue code ${it.set_revenue_code.revenue_code} on ${line(it.set_revenue_code.line)}`;
  if ("set_authorization_number" in it) return `put authorization ${it.set_authorization_number.number} on the claim`;
  if ("add_line" in it) return `add a line of ${line_text(it.add_line.new)}`;
  return `remove ${line(it.remove_line.line)}`;
}
