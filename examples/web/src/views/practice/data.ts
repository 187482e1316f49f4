// From an audit to what is drawn: rows of a figure, its threshold, and the findings in sentences.

import type { Audit, Citation, Figure, FigureName, Finding, Practice, Rule } from "ens_coding";
import type { State } from "../../state.ts";
import { ask } from "../common.ts";

interface Kind {
  title: string;
  /** The number is one of several for each, not a part. */
  is_rate?: boolean;
  rule?: string;
  /** What the payer asks, as a look-up names it, and the code of the service that it asks it of. */
  asked?: [criterion: string, code: string, side: "at_least" | "at_most"];
}

export const kinds: Partial<Record<FigureName, Kind>> = {
  trial_to_permanent: {
    title: "Trials followed by an implant",
    rule: "practice/trial-to-permanent-ratio",
    asked: ["trial_ratio_percent", "63650", "at_least"],
  },
  programming_rate: {
    title: "Programming sessions for each patient",
    is_rate: true,
    rule: "practice/programming-rate",
  },
  distinct_modifier: {
    title: "59 or X where a pair allows it",
    rule: "practice/routine-distinct-modifier",
    asked: ["distinct_percent", "97140", "at_most"],
  },
  distinct_lines: { title: "Lines with 59 or X" },
  kx: {
    title: "Therapy claims with KX",
    rule: "practice/routine-kx",
    asked: ["kx_percent", "97110", "at_most"],
  },
  separate_evaluation: { title: "Procedures with an evaluation and 25" },
  attended_share: { title: "Stimulation that is attended" },
  timed_units: { title: "Timed units on a claim", is_rate: true },
  over_unit_edit: { title: "Claims over the unit edits" },
  expected_denials: { title: "Claims of which a denial is to be expected" },
};

export interface Row {
  who: string;
  numerator: number | undefined;
  denominator: number | undefined;
  per_mille: number | undefined;
  peers: number | undefined;
  /** A finding names the clinician for this. */
  stands_out: boolean;
}

export interface Threshold {
  per_mille: number;
  side: "at_least" | "at_most";
  citation: Citation;
}

export interface Drawn {
  name: string;
  kind: Kind;
  all: Figure;
  rows: Row[];
  threshold: Threshold | undefined;
}

const known = (value: number | null | undefined): number | undefined => value ?? undefined;

export const clinician = (practice: Practice, at: number | null | undefined): string =>
  practice.clinicians[at ?? -1]?.id ?? "the practice";

function threshold(state: State, { payer, to }: Practice, { asked }: Kind): Threshold | undefined {
  if (!asked) return undefined;
  const [criterion, code, side] = asked;
  const told = ask(() => state.book.lookup({ code, date: to, payer })).value?.criteria?.find(
    ({ about }) => about === criterion,
  );
  const percent = Number(told?.value);
  return told && Number.isFinite(percent) ? { per_mille: percent * 10, side, citation: told.citation } : undefined;
}

/** The figures, each with a row for every clinician of whom it was counted. */
export function figures(state: State, practice: Practice, { figures = [], findings }: Audit): Drawn[] {
  const whole = figures.filter((it) => it.clinician === undefined && !it.rule);
  return whole.map((all) => {
    const { name } = all;
    const kind = kinds[name] ?? { title: name.replaceAll("_", " ") };
    const rows = figures.flatMap((it) => {
      if (it.name !== name || it.rule || typeof it.clinician !== "number") return [];
      const stands_out = findings.some(({ rule, at }) => rule === kind.rule && at.clinician === it.clinician);
      const numbers = { numerator: known(it.numerator), denominator: known(it.denominator) };
      const shares = { per_mille: known(it.per_mille), peers: known(it.peers_per_mille) };
      return [{ who: clinician(practice, it.clinician), ...numbers, ...shares, stands_out }];
    });
    return { name, kind, all, rows, threshold: threshold(state, practice, kind) };
  });
}

/** Denials to be expected, by rule, the most frequent first. */
export const by_rule = ({ figures = [] }: Audit): Figure[] =>
  figures
    .filter((it) => it.name === "expected_denials" && it.rule)
    .sort((one, other) => (other.numerator ?? 0) - (one.numerator ?? 0));

/** What a rule says of a practice, with the finding's facts in it. */
export function sentence(rules: ReadonlyMap<string, Rule>, { rule, facts }: Finding): string {
  const says = rules.get(rule)?.says ?? rule;
  return says.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? name));
}
